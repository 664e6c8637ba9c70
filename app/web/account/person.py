"""What the office has on record of whoever is signed in, and whether its card may be shown."""

from contextlib import suppress
from functools import partial
from typing import Any

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for

from app.domain.consent import ConsentLevel, RecordedVia
from app.domain.errors import InvalidFact, NotFound
from app.domain.throttling import TooManyAttempts
from app.extensions import db
from app.forms.own_person import ClaimForm
from app.policies.permission_map import Right
from app.queries.own_person import OwnPerson, own_person
from app.services import workers
from app.services.claims import claim_person
from app.services.identity import nik_end
from app.web.access import access
from app.web.account.blueprint import account
from app.web.account.sign_in import too_many
from app.web.account.who import me
from app.web.context import clock, keyring
from app.web.visitor import actor

CONSENT_TEXT = "2026-11b"  # the wording in account/person.html that is agreed to; another wording is another version


@account.get("/akun/data")
@access(Right.KEEP_OWN_PERSON)
def person() -> Any:
    return _page(ClaimForm(None))


@account.post("/akun/data")
@access(Right.KEEP_OWN_PERSON)
def connect_person() -> Any:
    form = ClaimForm(request.form)
    if not form.validate():
        return _page(form)
    born = form.birth_on.data
    assert born is not None  # the form asks for it
    try:
        claim_person(form.nik.data, born, form.code.data, actor(), clock(), keyring())
    except InvalidFact as error:
        form.accept(error)
        return _page(form)
    except TooManyAttempts as error:
        return too_many(form, error, _page)
    flash("linked", "good")
    return redirect(url_for("account.person"), 303)


@account.post("/akun/data/setuju")
@access(Right.KEEP_OWN_PERSON)
def give_consent() -> Any:
    try:
        workers.give_consent(_worker(), ConsentLevel.CARD, CONSENT_TEXT, RecordedVia.ONLINE, actor(), clock())
    except InvalidFact:
        flash("consent_minor", "warn")
    else:
        flash("consent_given", "good")
    return redirect(url_for("account.person"), 303)


@account.post("/akun/data/cabut")
@access(Right.KEEP_OWN_PERSON)
def withdraw_consent() -> Any:
    with suppress(NotFound):  # sent twice: it is withdrawn already
        workers.withdraw_consent(_worker(), actor(), clock())
    flash("consent_withdrawn", "good")
    return redirect(url_for("account.person"), 303)


def _found() -> OwnPerson | None:
    person_id = me().actor.person_id
    if person_id is None:
        return None
    return own_person(db.session(), person_id, clock(), partial(nik_end, keyring()))


def _worker() -> int:
    found = _found()
    if found is None or found.worker_id is None:
        abort(404)
    return found.worker_id


def _page(form: ClaimForm, status: int = 0, wait: Any = None) -> Response:
    wrong = bool(form.errors or form.form_errors)
    shown = render_template("account/person.html", form=form, found=_found(), who=me(), wait=wait)
    return make_response(shown, status or (422 if wrong else 200))
