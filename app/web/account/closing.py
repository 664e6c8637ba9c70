"""Deleting one's own account."""

from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, url_for

from app.domain.errors import InvalidFact, NotFound
from app.domain.throttling import TooManyAttempts
from app.extensions import db
from app.forms.security import PasswordForm
from app.policies.permission_map import Right
from app.queries.own_data import hindrance
from app.services.closing import close_account
from app.web.access import access
from app.web.account.blueprint import account
from app.web.account.own_data import my_account
from app.web.account.sign_in import too_many
from app.web.account.who import me
from app.web.context import clock, keyring
from app.web.visitor import actor, leave


@account.route("/akun/hapus", methods=["GET", "POST"])
@access(Right.KEEP_OWN_ACCOUNT)
def delete_account() -> Any:
    form = PasswordForm(request.form if request.method == "POST" else None)
    if request.method == "GET" or not form.validate():
        return _page(form)
    try:
        close_account(me(), form.old.data, actor(), clock(), keyring())
    except InvalidFact as error:
        form.accept(error)
        return _page(form)
    except TooManyAttempts as error:
        return too_many(form, error, _page)
    except NotFound:
        pass  # pressed twice: the first press has deleted it
    leave()
    flash("account_closed", "good")
    return redirect(url_for("account.sign_in"), 303)


def _page(form: PasswordForm, status: int = 0, wait: Any = None) -> Response:
    wrong, who = bool(form.errors or form.form_errors), me()
    stopped = hindrance(db.session(), who.account_id)
    shown = render_template("account/delete.html", form=form, who=who, wait=wait, own=my_account(), stopped=stopped)
    return make_response(shown, status or (422 if wrong else 200))
