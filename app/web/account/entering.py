"""Where a sign-in leads: to the second step, to what was typed before the session ended, or to the page wanted."""

from typing import Any

from flask import Response, make_response, redirect, render_template, url_for

from app.forms.sign_in import SecondStepForm
from app.queries.signed_in import SignedIn
from app.web import kept_form
from app.web.next_page import start_of, wanted_page


def onward(who: SignedIn) -> Response:
    """The answer to a step of the sign-in that was right."""
    kept, wanted = kept_form.opened(who.account_id), wanted_page()
    if who.waiting:
        if kept is not None and who.has_second_factor:
            return second_step_page(SecondStepForm(None), 200)
        return make_response(redirect(url_for("account.second_step", lanjut=wanted), 303))
    if kept is not None:
        return make_response(render_template("account/kept.html", sent=kept, start=start_of(who)))
    return make_response(redirect(wanted or start_of(who), 303))


def second_step_page(form: SecondStepForm, status: int, wait: Any = None) -> Response:
    """The page that asks for the code."""
    shown = {"form": form, "onward": wanted_page(), "wait": wait, "carried": kept_form.carried()}
    return make_response(render_template("account/second_step.html", **shown), status)
