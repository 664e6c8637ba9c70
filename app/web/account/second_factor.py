"""Taking the second step into use, and doing without it again."""

from collections.abc import Callable
from typing import Any

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for

from app.domain.errors import InvalidFact, NotAllowed
from app.domain.throttling import TooManyAttempts
from app.extensions import db
from app.forms.sign_in import SecondStepForm
from app.gateways.one_time_codes import address_of, drawing_of
from app.policies.permission_map import Right
from app.queries.own_account import codes_left
from app.services import second_factor as verbs
from app.web.access import access
from app.web.account.blueprint import account
from app.web.account.sign_in import too_many
from app.web.account.who import me
from app.web.context import clock, keyring, settings
from app.web.next_page import start_of, wanted_page
from app.web.visitor import actor, renewed


@account.get("/akun/dua-langkah")
@access(Right.KEEP_OWN_ACCOUNT)
def second_factor() -> Any:
    return _page(SecondStepForm(None))


@account.post("/akun/dua-langkah")
@access(Right.KEEP_OWN_ACCOUNT)
def confirm_second_factor() -> Any:
    """The first code of the app. The codes for paper are in the answer, once: there is no page to come back to."""

    def confirmed(code: str) -> Any:
        token, codes = verbs.confirm(me(), code, actor(), clock(), keyring())
        renewed(token)
        return _codes(codes)

    return _with_code(confirmed)


@account.post("/akun/dua-langkah/mulai")
@access(Right.KEEP_OWN_ACCOUNT)
def begin_second_factor() -> Any:
    try:
        verbs.begin(me(), clock(), keyring())
    except InvalidFact:
        abort(404)
    return redirect(url_for("account.second_factor", lanjut=wanted_page()), 303)


@account.get("/akun/dua-langkah/gambar.svg")
@access(Right.KEEP_OWN_ACCOUNT)
def second_factor_drawing() -> Any:
    secret = verbs.waiting_secret(db.session(), me().account_id, keyring())
    if secret is None:
        abort(404)
    drawn = drawing_of(address_of(secret, me().email or me().name, settings().office.name))
    return Response(drawn, mimetype="image/svg+xml", headers={"Cache-Control": "no-store"})


@account.post("/akun/dua-langkah/kode-cadangan")
@access(Right.KEEP_OWN_ACCOUNT)
def renew_recovery_codes() -> Any:
    return _with_code(lambda code: _codes(verbs.renew_codes(me(), code, actor(), clock(), keyring())))


@account.post("/akun/dua-langkah/matikan")
@access(Right.KEEP_OWN_ACCOUNT)
def turn_second_factor_off() -> Any:
    def off(code: str) -> Any:
        verbs.turn_off(me(), code, actor(), clock(), keyring())
        flash("second_step_off", "good")
        return redirect(url_for("account.security"), 303)

    return _with_code(off)


def _with_code(verb: Callable[[str], Any]) -> Any:
    """Do something that takes a code; what is wrong with it is said above the form."""
    form = SecondStepForm(request.form)
    if not form.validate():
        return _page(form)
    try:
        return verb(form.code.data)
    except InvalidFact as error:
        form.accept(error)
        return _page(form)
    except NotAllowed:
        abort(404)
    except TooManyAttempts as error:
        return too_many(form, error, _page)


def _codes(codes: list[str]) -> str:
    onward = wanted_page() or start_of(me())
    return render_template("account/recovery_codes.html", codes=codes, onward=onward, who=me())


def _page(form: SecondStepForm, status: int = 0, wait: Any = None) -> Response:
    who, wrong = me(), bool(form.errors or form.form_errors)
    secret = verbs.waiting_secret(db.session(), who.account_id, keyring())
    shown = render_template(
        "account/second_factor.html", form=form, who=who, secret=secret, wait=wait, onward=wanted_page(),
        codes=codes_left(db.session(), who.account_id),
    )  # fmt: skip
    return make_response(shown, status or (422 if wrong else 200))
