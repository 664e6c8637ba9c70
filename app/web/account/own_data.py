"""What the site holds about whoever is signed in, read with the digits that they may see."""

from functools import partial
from typing import Any

from flask import Response, make_response, render_template, request

from app.domain.errors import InvalidFact
from app.domain.throttling import TooManyAttempts
from app.extensions import db
from app.forms.security import PasswordForm
from app.policies.permission_map import Right
from app.queries.own_data import OwnAccount, own_account
from app.queries.own_person import OwnPerson, own_person
from app.services.identity import PHONE, nik_end, phone_end
from app.services.own_data import note_download
from app.web.access import access
from app.web.account.blueprint import account
from app.web.account.own_file import own_file
from app.web.account.sign_in import too_many
from app.web.account.who import me
from app.web.attachment import HEADERS
from app.web.context import clock, keyring
from app.web.visitor import actor


def my_account() -> OwnAccount:
    return own_account(db.session(), me().account_id, partial(phone_end, keyring()))


def my_person() -> OwnPerson | None:
    """The record of who is signed in; None without one."""
    person_id = me().actor.person_id
    if person_id is None:
        return None
    keys = keyring()
    return own_person(db.session(), person_id, clock(), partial(nik_end, keys), partial(phone_end, keys, column=PHONE))


@account.route("/akun/data/unduh", methods=["GET", "POST"])
@access(Right.KEEP_OWN_ACCOUNT)
def download_data() -> Any:
    form = PasswordForm(request.form if request.method == "POST" else None)
    if request.method == "GET" or not form.validate():
        return _page(form)
    try:
        note_download(me(), form.old.data, actor(), clock(), keyring())
    except InvalidFact as error:
        form.accept(error)
        return _page(form)
    except TooManyAttempts as error:
        return too_many(form, error, _page)
    answer = Response(own_file(my_account(), my_person()), mimetype="application/json")
    answer.headers.update(HEADERS)
    answer.headers["Content-Disposition"] = f'attachment; filename="data-saya-{clock().today().isoformat()}.json"'
    return answer


def _page(form: PasswordForm, status: int = 0, wait: Any = None) -> Response:
    wrong = bool(form.errors or form.form_errors)
    shown = render_template("account/download.html", form=form, who=me(), wait=wait)
    return make_response(shown, status or (422 if wrong else 200))
