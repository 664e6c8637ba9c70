"""Signing in with a password, and out."""

from datetime import timedelta
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, url_for

from app.domain.errors import DomainError
from app.domain.throttling import TooManyAttempts
from app.forms.base import HouseForm
from app.forms.sign_in import SignInForm
from app.services import sessions
from app.services.sign_in import NotActive, WrongCredentials
from app.services.sign_in import sign_in as open_by_password
from app.web.access import PUBLIC, access
from app.web.account.blueprint import account
from app.web.context import clock, keyring
from app.web.devices import browser, remember_device
from app.web.next_page import start_of, wanted_page
from app.web.visitor import begin, leave, visitor


@account.route("/masuk", methods=["GET", "POST"])
@access(PUBLIC)
def sign_in() -> Any:
    who, form = visitor(), SignInForm(request.form if request.method == "POST" else None)
    if request.method == "GET":
        return redirect(wanted_page() or start_of(who), 303) if who else _page(form, 200)
    if not form.validate():
        return _page(form, 422)
    try:
        opened = open_by_password(form.account.data, form.password.data, browser(), clock(), keyring())
    except (WrongCredentials, NotActive, TooManyAttempts) as error:
        return _refused(form, error)
    return enter(opened.token, opened.account_id)


def enter(token: str, account_id: int) -> Response:
    """Make this browser the one of a session that has just begun, and go on."""
    begin(token, lasting=True)
    who = visitor()
    assert who is not None
    if who.is_officer:
        begin(token, lasting=False)
    onward = wanted_page()
    target = url_for("account.second_step", lanjut=onward) if who.waiting else onward or start_of(who)
    answer = make_response(redirect(target, 303))
    remember_device(answer, account_id)
    return answer


def _refused(form: HouseForm, error: DomainError) -> Response:
    if isinstance(error, TooManyAttempts):
        form.form_errors.append("form.too_many")
        return too_many(_page(form, 429, wait=error.wait), error)
    form.form_errors.append(f"form.{error.status}" if isinstance(error, NotActive) else "form.wrong")
    return _page(form, 422)


def too_many(answer: Response, error: TooManyAttempts) -> Response:
    """An answer that says when to try again, to people and to programs."""
    answer.headers["Retry-After"] = str(max(1, round(error.wait.total_seconds())))
    return answer


def _page(form: HouseForm, status: int, wait: timedelta | None = None) -> Response:
    onward = wanted_page()
    return make_response(render_template("account/sign_in.html", form=form, onward=onward, wait=wait), status)


@account.post("/keluar")
@access(PUBLIC)
def sign_out() -> Any:
    who = visitor()
    if who is not None:
        sessions.end(who.sign_in_id, who.account_id)
    leave()
    flash("signed_out", "good")
    return redirect(url_for("account.sign_in"), 303)
