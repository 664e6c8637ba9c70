"""The second step of signing in."""

from typing import Any

from flask import redirect, request, url_for

from app.domain.errors import InvalidFact
from app.domain.throttling import TooManyAttempts
from app.forms.sign_in import SecondStepForm
from app.services.second_factor import pass_second_step
from app.web.access import PUBLIC, access
from app.web.account.blueprint import account
from app.web.account.entering import onward, second_step_page
from app.web.account.sign_in import too_many
from app.web.account.who import me
from app.web.context import clock, keyring
from app.web.next_page import wanted_page
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
        return second_step_page(form, 422 if form.errors else 200)
    try:
        renewed(pass_second_step(who, form.code.data, clock(), keyring()))
    except InvalidFact as error:
        form.accept(error)
        return second_step_page(form, 422)
    except TooManyAttempts as error:
        return too_many(form, error, second_step_page)
    return onward(me())
