"""What the links of letters lead to, and asking for such a letter. Opening a link changes nothing: mail programs open
links too. Only the button on the page does."""

from functools import partial
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, url_for

from app.domain.account import TokenPurpose
from app.domain.errors import InvalidFact
from app.domain.throttling import SIGN_IN_ADDRESS, TooManyAttempts
from app.extensions import db
from app.forms.base import HouseForm
from app.forms.registration import ForgottenForm, InvitedForm, NewPasswordForm
from app.queries.account_tokens import live_token
from app.services import credentials, invitations, registration
from app.services.throttles import attempt_all
from app.web.access import PUBLIC, access
from app.web.account.blueprint import account
from app.web.account.sign_in import enter, too_many
from app.web.context import clock, keyring
from app.web.devices import device_words, network
from app.web.visitor import actor, visitor

INVITATIONS = (TokenPurpose.INVITE_STAFF, TokenPurpose.INVITE_MEMBER)


@account.route("/lupa-sandi", methods=["GET", "POST"])
@access(PUBLIC)
def forgotten() -> Any:
    form = ForgottenForm(request.form if request.method == "POST" else None)
    if request.method == "GET" or not form.validate():
        return _page("account/forgotten.html", form, sent=request.args.get("terkirim") == "1")
    try:
        credentials.ask_reset(form.email.data, network(), clock(), keyring())
    except InvalidFact as error:
        form.accept(error)
        return _page("account/forgotten.html", form, sent=False)
    except TooManyAttempts as error:
        return too_many(form, error, partial(_page, "account/forgotten.html", sent=False))
    return redirect(url_for("account.forgotten", terkirim=1), 303)


@account.route("/sandi-baru/<token>", methods=["GET", "POST"])
@access(PUBLIC)
def new_password(token: str) -> Any:
    form = NewPasswordForm(request.form if request.method == "POST" else None)
    if live_token(db.session(), token, (TokenPurpose.RESET_PASSWORD,), clock().now()) is None:
        return _ended()
    if request.method == "GET" or not form.validate():
        return _page("account/new_password.html", form)
    try:
        _count()
        opened = credentials.reset_password(token, form.password.data, device_words(), clock(), keyring())
    except InvalidFact as error:
        return _refused("account/new_password.html", form, error)
    flash("password_changed", "good")
    return private(enter(*opened))


@account.route("/konfirmasi/<token>", methods=["GET", "POST"])
@access(PUBLIC)
def confirm(token: str) -> Any:
    form = NewPasswordForm(request.form if request.method == "POST" else None)
    purposes = (TokenPurpose.CONFIRM_EMAIL, TokenPurpose.CHANGE_EMAIL)
    found = live_token(db.session(), token, purposes, clock().now())
    if found is None:
        return _ended()
    if found.purpose == TokenPurpose.CHANGE_EMAIL:
        return _confirm_change(token, found.email)
    if request.method == "GET" or not form.validate():
        return _page("account/confirm.html", form)
    try:
        _count()
        opened = registration.confirm_email(token, form.password.data, device_words(), clock(), keyring())
    except InvalidFact as error:
        return _refused("account/confirm.html", form, error)
    flash("welcome", "good")
    return private(enter(*opened))


def _confirm_change(token: str, email: str | None) -> Response:
    if request.method == "GET":
        return private(make_response(render_template("account/confirm_email.html", email=email)))
    try:
        credentials.confirm_new_email(token, clock())
    except InvalidFact:
        return _ended()
    flash("email_changed", "good")
    return private(make_response(redirect(url_for("account.security" if visitor() else "account.sign_in"), 303)))


@account.route("/undangan/<token>", methods=["GET", "POST"])
@access(PUBLIC)
def invited(token: str) -> Any:
    found, who = invitations.read(db.session(), token, clock()), visitor()
    if found is None:
        return _ended()
    if who is not None and who.email == found.email:
        if who.waiting and who.has_second_factor:
            return private(make_response(redirect(url_for("account.second_step", lanjut=request.path), 303)))
        return _join(token)
    form = InvitedForm(request.form if request.method == "POST" else None)
    if request.method == "GET" or found.has_account or not form.validate():
        return _page("account/invited.html", form, invitation=found, joins=False)
    try:
        _count()
        opened = invitations.accept(token, form.name.data, form.password.data, device_words(), clock())
    except InvalidFact as error:
        return _refused("account/invited.html", form, error, invitation=found, joins=False)
    flash("welcome", "good")
    return private(enter(*opened))


def _join(token: str) -> Response:
    """Somebody who has an account joins with it."""
    form, found = InvitedForm(None), invitations.read(db.session(), token, clock())
    who = visitor()
    if request.method == "GET" or who is None:
        return _page("account/invited.html", form, invitation=found, joins=True)
    try:
        invitations.join(token, who.account_id, actor(), clock())
    except InvalidFact as error:
        return _refused("account/invited.html", form, error, invitation=found, joins=True)
    flash("joined", "good")
    return private(make_response(redirect(url_for("account.home"), 303)))


def _count() -> None:
    """A password is judged and hashed at some cost: an address causes so many and no more. Raises TooManyAttempts."""
    attempt_all([(SIGN_IN_ADDRESS, network())], clock(), keyring())


def _ended() -> Response:
    """A link that was used, is too old, or never was: nobody is told which."""
    return private(make_response(render_template("account/ended.html"), 404))


def _refused(template: str, form: HouseForm, error: InvalidFact, **shown: Any) -> Response:
    if error.field == "token":
        return _ended()
    form.accept(error)
    return _page(template, form, **shown)


def _page(template: str, form: HouseForm, status: int = 0, **shown: Any) -> Response:
    wrong = bool(form.errors or form.form_errors)
    shown.setdefault("wait", None)
    answer = make_response(render_template(template, form=form, **shown), status or (422 if wrong else 200))
    return private(answer)


def private(answer: Response) -> Response:
    """The address of such a page opens something: it is told to nobody and kept by nobody. The site's name alone goes
    along, and only over https: without it the check of a form's token refuses what the page sends."""
    answer.headers["Referrer-Policy"] = "strict-origin"
    answer.headers["Cache-Control"] = "no-store"
    return answer
