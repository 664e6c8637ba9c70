"""What the site holds about whoever is signed in, and whether the card of the record may be shown."""

from contextlib import suppress
from typing import Any

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for

from app.domain.consent import ConsentLevel, RecordedVia
from app.domain.errors import InvalidFact, NotFound
from app.domain.throttling import TooManyAttempts
from app.extensions import db
from app.forms.own_person import ClaimForm
from app.policies.permission_map import Right, may
from app.queries.own_data import beside
from app.queries.own_events import PAGE, changes, looks
from app.services import workers
from app.services.claims import claim_person
from app.web.access import access
from app.web.account.blueprint import account
from app.web.account.own_data import my_account, my_person
from app.web.account.sign_in import too_many
from app.web.account.who import me
from app.web.context import clock, keyring
from app.web.visitor import actor

CONSENT_TEXT = "2026-11b"  # the wording in account/data/_card.html that is agreed to; another one is another version


@account.get("/akun/data")
@access(Right.KEEP_OWN_ACCOUNT)
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


def _worker() -> int:
    found = my_person()
    if found is None or found.work is None:
        abort(404)
    return found.work.worker_id


def _page(form: ClaimForm, status: int = 0, wait: Any = None) -> Response:
    wrong, who, session = bool(form.errors or form.form_errors), me(), db.session()
    own, mine = my_account(), (who.account_id, who.actor.person_id)
    shown = render_template(
        "account/person.html", form=form, found=my_person(), who=who, wait=wait, own=own, most=PAGE,
        may_connect=may(who.actor, Right.KEEP_OWN_PERSON), beside=beside(session, who.account_id, own.email),
        looks=looks(session, *mine, PAGE), changes=changes(session, *mine, PAGE),
    )  # fmt: skip
    return make_response(shown, status or (422 if wrong else 200))
