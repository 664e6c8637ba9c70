"""All pages of the office on one app. Importing a view is what hangs it on the blueprint."""

from flask import Flask

from app.web.staff.audit import audit
from app.web.staff.blueprint import staff
from app.web.staff.certificate import certificate, decide_certificate
from app.web.staff.counter import counter, counter_occupations, register_walk_in, seek_person
from app.web.staff.counter_codes import (
    code_for,
    code_for_person,
    counter_person,
    find_account_for_code,
    hand_out_code,
    same_person,
)
from app.web.staff.counter_correction import correct_person, save_correction
from app.web.staff.employer import decide_employer, document, employer
from app.web.staff.employers import employers
from app.web.staff.home import home
from app.web.staff.mail import find_mail, mail, retry_mail
from app.web.staff.menu import may_register, staff_menu
from app.web.staff.postings import link_posting, posting, postings
from app.web.staff.queue import queue
from app.web.staff.queue_state import decides
from app.web.staff.report import decide_report, report, report_contact
from app.web.staff.revision import decide_revision, revision
from app.web.staff.user import change_roles, reactivate_user, reset_second_step, sign_user_out, suspend_user, user
from app.web.staff.users import find_users, invite_officer, users, withdraw_invitation
from app.web.staff.vacancy import decide_vacancy, vacancy

PAGES = (
    home, audit, mail, find_mail, retry_mail,
    queue, vacancy, decide_vacancy, revision, decide_revision, certificate, decide_certificate,
    employers, employer, decide_employer, document,
    users, find_users, invite_officer, withdraw_invitation, user, change_roles, suspend_user, reactivate_user,
    reset_second_step, sign_user_out, counter, seek_person, register_walk_in, counter_occupations, code_for,
    find_account_for_code, hand_out_code, counter_person, code_for_person, same_person,
    correct_person, save_correction, report, decide_report, report_contact, postings, posting, link_posting,
)  # fmt: skip


def register(app: Flask) -> None:
    app.register_blueprint(staff)
    app.jinja_env.globals.update(staff_menu=staff_menu, may_register=may_register, decides_in=decides)
