"""The second step of signing in."""

from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for

from app.domain.errors import InvalidFact
from app.domain.throttling import TooManyAttempts
from app.forms.sign_in import SecondStepForm
from app.services.second_factor import pass_second_step
from app.web.access import PUBLIC, access
from app.web.account.blueprint import account
from app.web.account.sign_in import too_many
from app.web.context import clock, keyring
from app.web.next_page import start_of, wanted_page
from app.web.visitor import renewed, visitor


@account.route("/masuk/kode", methods=["GET", "POST"])
@access(PUBLIC)
def second_step() -> Any:
    who, form = visitor(), SecondStepForm(request.form if request.method == "POST" else None)
    if who is None or not who.waiting:
        return redirect(url_for("account.sign_in", lanjut=wanted_page()), 303)
    if not who.has_second_factor:
        return redirect(url_for("account.second_factor", lanjut=wanted_page()), 303)
    if request.method == "GET" or not form.validate():
        return _page(form, 422 if form.errors else 200)
    try:
        renewed(pass_second_step(who, form.code.data, clock(), keyring()))
    except InvalidFact as error:
        form.accept(error)
        return _page(form, 422)
    except TooManyAttempts as error:
        form.form_errors.append("form.too_many")
        return too_many(_page(form, 429, wait=error.wait), error)
    return redirect(wanted_page() or _start(), 303)


def _start() -> str:
    who = visitor()
    return start_of(who) if who else url_for("account.sign_in")


def _page(form: SecondStepForm, status: int, wait: Any = None) -> Response:
    onward = wanted_page()
    return make_response(render_template("account/second_step.html", form=form, onward=onward, wait=wait), status)
