"""How somebody signs in, and where they are signed in now."""

from functools import partial
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, url_for

from app.domain.errors import InvalidFact
from app.domain.throttling import TooManyAttempts
from app.extensions import db
from app.forms.base import HouseForm
from app.forms.security import ChangeEmailForm, ChangePasswordForm
from app.policies.permission_map import Right
from app.queries.own_account import codes_left, own_phone, own_sign_in, sign_ins
from app.services import credentials, sessions
from app.services.identity import phone_end
from app.web.access import access
from app.web.account.blueprint import NUMBER, account
from app.web.account.sign_in import too_many
from app.web.account.who import me
from app.web.context import clock, keyring
from app.web.visitor import actor, leave, renewed


@account.get("/akun/keamanan")
@access(Right.KEEP_OWN_ACCOUNT)
def security() -> Any:
    who, session = me(), db.session()
    places = sign_ins(session, who.account_id, clock().now())
    return render_template(
        "account/security.html", who=who, places=places, codes=codes_left(session, who.account_id),
        phone_end=own_phone(session, who.account_id, partial(phone_end, keyring())),
    )  # fmt: skip


@account.route("/akun/keamanan/sandi", methods=["GET", "POST"])
@access(Right.KEEP_OWN_ACCOUNT)
def change_password() -> Any:
    form = ChangePasswordForm(request.form if request.method == "POST" else None)
    if request.method == "GET" or not form.validate():
        return _page("account/change_password.html", form)
    try:
        token = credentials.change_password(me(), form.old.data, form.password.data, actor(), clock(), keyring())
    except (InvalidFact, TooManyAttempts) as error:
        return _refused("account/change_password.html", form, error)
    renewed(token)
    flash("password_changed", "good")
    return redirect(url_for("account.security"), 303)


@account.route("/akun/keamanan/email", methods=["GET", "POST"])
@access(Right.KEEP_OWN_ACCOUNT)
def change_email() -> Any:
    form = ChangeEmailForm(request.form if request.method == "POST" else None)
    if request.method == "GET" or not form.validate():
        return _page("account/change_email.html", form)
    try:
        credentials.ask_new_email(me(), form.email.data, form.old.data, clock(), keyring())
    except (InvalidFact, TooManyAttempts) as error:
        return _refused("account/change_email.html", form, error)
    flash("email_asked", "good")
    return redirect(url_for("account.security"), 303)


@account.post(f"/akun/keamanan/perangkat/<{NUMBER}:sign_in_id>/keluar")
@access(Right.END_OWN_SIGN_IN, thing=own_sign_in)
def end_sign_in(sign_in_id: int) -> Any:
    sessions.end(sign_in_id, me(), clock())
    if me().sign_in_id == sign_in_id:
        leave()
        return redirect(url_for("account.sign_in"), 303)
    flash("signed_out_there", "good")
    return redirect(url_for("account.security"), 303)


@account.post("/akun/keamanan/keluar-semua")
@access(Right.KEEP_OWN_ACCOUNT)
def end_all_sign_ins() -> Any:
    """Sign every browser out, this one too: the next page asks to sign in."""
    sessions.sign_out_everywhere(me(), clock())
    leave()
    flash("signed_out_everywhere", "good")
    return redirect(url_for("account.sign_in"), 303)


def _refused(template: str, form: HouseForm, error: InvalidFact | TooManyAttempts) -> Response:
    if isinstance(error, TooManyAttempts):
        return too_many(form, error, partial(_page, template))
    form.accept(error)
    return _page(template, form)


def _page(template: str, form: HouseForm, status: int = 0, wait: Any = None) -> Response:
    wrong = bool(form.errors or form.form_errors)
    shown = render_template(template, form=form, who=me(), wait=wait)
    return make_response(shown, status or (422 if wrong else 200))
