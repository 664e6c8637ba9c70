"""Activating an account, or setting its password, by a code from the counter."""

from typing import Any

from flask import Response, flash, make_response, render_template, request

from app.domain.errors import InvalidFact
from app.domain.throttling import TooManyAttempts
from app.forms.registration import ActivationForm
from app.services.credentials import use_counter_code
from app.web.access import PUBLIC, access
from app.web.account.blueprint import account
from app.web.account.sign_in import enter, too_many
from app.web.context import clock, keyring
from app.web.devices import device_words, network


@account.route("/aktivasi", methods=["GET", "POST"])
@access(PUBLIC)
def activate() -> Any:
    form = ActivationForm(request.form if request.method == "POST" else None)
    if request.method == "GET" or not form.validate():
        return _page(form)
    typed = (form.account.data, form.code.data, form.password.data)
    try:
        opened = use_counter_code(*typed, network(), device_words(), clock(), keyring())
    except InvalidFact as error:
        form.accept(error)
        return _page(form)
    except TooManyAttempts as error:
        return too_many(form, error, _page)
    flash("welcome", "good")
    return enter(*opened)


def _page(form: ActivationForm, status: int = 0, wait: Any = None) -> Response:
    wrong = bool(form.errors or form.form_errors)
    return make_response(
        render_template("account/activate.html", form=form, wait=wait), status or (422 if wrong else 200)
    )
