"""All pages of accounts on one app. Importing a view is what hangs it on the blueprint."""

from flask import Flask

from app.extensions import db
from app.queries.own_account import unread_notices
from app.web.account.activate import activate
from app.web.account.blueprint import account
from app.web.account.closing import delete_account
from app.web.account.home import home
from app.web.account.letters import confirm, forgotten, invited, new_password
from app.web.account.notices import notices, open_notice, read_all_notices
from app.web.account.own_data import download_data
from app.web.account.person import connect_person, give_consent, person, withdraw_consent
from app.web.account.register import register, register_employer, register_jobseeker, registered, send_again
from app.web.account.second_factor import (
    begin_second_factor,
    confirm_second_factor,
    renew_recovery_codes,
    second_factor,
    second_factor_drawing,
    turn_second_factor_off,
)
from app.web.account.second_step import second_step
from app.web.account.security import change_email, change_password, end_all_sign_ins, end_sign_in, security
from app.web.account.sign_in import sign_in, sign_out
from app.web.next_page import start_of
from app.web.visitor import visitor

PAGES = (
    sign_in, sign_out, second_step, register, register_jobseeker, register_employer, registered, send_again,
    forgotten, new_password, confirm, invited, activate, home, security, change_password, change_email, end_sign_in,
    end_all_sign_ins, second_factor, confirm_second_factor, begin_second_factor, second_factor_drawing,
    renew_recovery_codes, turn_second_factor_off, notices, open_notice, read_all_notices,
    person, connect_person, give_consent, withdraw_consent, download_data, delete_account,
)  # fmt: skip


def news_count() -> int:
    """How many notices whoever is signed in has not read."""
    who = visitor()
    return unread_notices(db.session(), who.account_id) if who else 0


def install(app: Flask) -> None:
    app.register_blueprint(account)
    app.jinja_env.globals.update(news_count=news_count, start_of=start_of)
