"""Codes that people take home from the counter."""

from functools import partial
from typing import Any

from flask import Response, abort, make_response, render_template, request

from app.domain.errors import InvalidFact, NotFound
from app.extensions import db
from app.forms.base import HouseForm
from app.forms.counter import CodeForForm, PersonCodeForm, SamePersonForm, SeenForm
from app.models import Account, Person
from app.policies.ownership import is_own_matter
from app.policies.permission_map import Right
from app.queries.counter import account_for_code, known_person
from app.services import counter as verbs
from app.services.identity import nik_end
from app.web.access import access
from app.web.context import clock, keyring
from app.web.staff.blueprint import NUMBER, staff
from app.web.visitor import actor


@staff.get("/loket/kode")
@access(Right.HAND_OUT_CODE)
def code_for() -> Any:
    return _ask(CodeForForm(None))


@staff.post("/loket/kode")
@access(Right.HAND_OUT_CODE)
def find_account_for_code() -> Any:
    """Whose account it is, to compare with the card, before a code is made."""
    form = CodeForForm(request.form)
    if not form.validate():
        return _ask(form)
    try:
        account_id = verbs.account_of(form.account.data, actor(), clock(), keyring())
    except InvalidFact as error:
        form.accept(error)
        return _ask(form)
    return _compare(account_id, SeenForm(None))


@staff.post(f"/loket/kode/<{NUMBER}:account_id>")
@access(Right.HAND_OUT_CODE)
def hand_out_code(account_id: int) -> Any:
    form = SeenForm(request.form)
    if not form.validate():
        return _compare(account_id, form)
    try:
        return _slip(verbs.hand_out_code(account_id, actor(), clock(), keyring()))
    except NotFound:
        abort(404)


@staff.get(f"/loket/orang/<{NUMBER}:person_id>")
@access(Right.REGISTER_WALK_IN)
def counter_person(person_id: int) -> Any:
    return _person(person_id, PersonCodeForm(None))


@staff.post(f"/loket/orang/<{NUMBER}:person_id>")
@access(Right.REGISTER_WALK_IN)
def code_for_person(person_id: int) -> Any:
    form = PersonCodeForm(request.form)
    if not form.validate():
        return _person(person_id, form)
    try:
        return _slip(verbs.account_for_person(person_id, form.phone.data or "", actor(), clock(), keyring()))
    except InvalidFact as error:
        form.accept(error)
        return _person(person_id, form)


@staff.post(f"/loket/orang/<{NUMBER}:person_id>/sama")
@access(Right.REGISTER_WALK_IN)
def same_person(person_id: int) -> Any:
    """The person of a proposal is the one who stands here: a NIK that was missing is noted."""
    form, same = PersonCodeForm(None), SamePersonForm(request.form)
    try:
        verbs.complete_nik(person_id, same.nik.data or "", actor(), clock(), keyring(), compared=same.compared.data)
    except InvalidFact as error:
        (same if error.field == "compared" else form).accept(error)
    return _person(person_id, form, same)


def _ask(form: CodeForForm) -> Response:
    return make_response(render_template("staff/code_for.html", form=form), _status(form))


def _compare(account_id: int, form: SeenForm) -> Response:
    account = db.session.get(Account, account_id)
    if account is None or not verbs.may_have_code(account):
        abort(404)
    found = account_for_code(db.session(), account)
    return make_response(render_template("staff/code_compare.html", found=found, form=form), _status(form))


def _person(person_id: int, form: PersonCodeForm, same: SamePersonForm | None = None) -> Response:
    """The person's page; with a NIK that says otherwise than the record it asks about that."""
    found = known_person(db.session(), person_id, partial(nik_end, keyring()))
    if found is None:
        abort(404)
    verbs.note_looks([person_id], actor(), clock())
    own = is_own_matter(actor(), db.session.get_one(Person, person_id))
    page = render_template("staff/counter_person.html", found=found, form=form, same=same, own=own)
    return make_response(page, _status(same if same and same.errors else form))


def _slip(slip: verbs.Slip) -> Response:
    """Shown once: there is no address to come back to it."""
    return make_response(render_template("staff/code_slip.html", slip=slip))


def _status(form: HouseForm) -> int:
    return 422 if form.errors or form.form_errors else 200
