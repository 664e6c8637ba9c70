"""Signing in with a password, and out."""

from collections.abc import Callable
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
from app.web.account.entering import onward
from app.web.context import clock, keyring
from app.web.devices import browser, remember_device
from app.web.kept_form import carried
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
    answer = onward(who)
    remember_device(answer, account_id)
    return answer


def _refused(form: HouseForm, error: DomainError) -> Response:
    if isinstance(error, TooManyAttempts):
        return too_many(form, error, _page)
    form.form_errors.append(f"form.{error.status}" if isinstance(error, NotActive) else "form.wrong")
    return _page(form, 422)


def too_many(form: HouseForm, error: TooManyAttempts, page: Callable[..., Response]) -> Response:
    """The page of the form again, which says when to try again, to people and to programs."""
    form.form_errors.append("form.too_many")
    answer = page(form, 429, wait=error.wait)
    answer.headers["Retry-After"] = str(max(1, round(error.wait.total_seconds())))
    return answer


def _page(form: HouseForm, status: int, wait: timedelta | None = None) -> Response:
    shown = {"form": form, "onward": wanted_page(), "wait": wait, "carried": carried()}
    return make_response(render_template("account/sign_in.html", **shown), status)


@account.post("/keluar")
@access(PUBLIC)
def sign_out() -> Any:
    who = visitor()
    if who is not None:
        sessions.end(who.sign_in_id, who, clock())
    leave()
    flash("signed_out", "good")
    return redirect(url_for("account.sign_in"), 303)
