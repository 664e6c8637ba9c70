"""Putting a person's record right at the counter. NIK, phone and address are written over, never shown."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from app.domain.correction import CorrectedMeanwhile, Correction, Grounds
from app.domain.errors import InvalidFact
from app.domain.nik import normalise
from app.domain.worker import Sex
from app.extensions import db
from app.forms.base import squeezed
from app.forms.correction import CorrectPersonForm, CorrectWorkerForm
from app.forms.profile_boxes import JOBS
from app.models import Person
from app.policies.ownership import is_own_matter
from app.policies.permission_map import Right
from app.queries.counter import Known, known_by_nik
from app.queries.person_record import PersonRecord, person_record
from app.services import corrections
from app.services.counter import note_looks
from app.services.identity import nik_end, nik_index
from app.web.access import access
from app.web.context import clock, keyring
from app.web.reasons import worded_reason
from app.web.staff.blueprint import NUMBER, staff
from app.web.staff.counter_boxes import district_choices, job_hints, jobs_of, settle_district
from app.web.visitor import actor

# Names of the service's facts that are other boxes on the page.
FIELDS = {"grounds": "alasan", "reason": "catatan", "experience_months": "years", "occupations": "job1"}


@staff.get(f"/loket/orang/<{NUMBER}:person_id>/perbaiki")
@access(Right.CORRECT_PERSON)
def correct_person(person_id: int) -> Any:
    record = _record(person_id)
    return _page(record, _form(_begun(record), record), 200)


@staff.post(f"/loket/orang/<{NUMBER}:person_id>/perbaiki")
@access(Right.CORRECT_PERSON)
def save_correction(person_id: int) -> Any:
    record = _record(person_id)
    form = _form(request.form, record)
    try:
        if not _save(person_id, form):
            return _page(record, form, 422)
    except CorrectedMeanwhile as error:
        record = _record(person_id)
        return _page(record, _beside(form, record, error.fields), 409)
    flash("counter.corrected", "good")
    return redirect(url_for("staff.counter_person", person_id=person_id), 303)


def _record(person_id: int) -> PersonRecord:
    found = person_record(db.session(), person_id, partial(nik_end, keyring()))
    if found is None:
        abort(404)
    return found


def _form(sent: Mapping[str, Any], record: PersonRecord) -> CorrectPersonForm:
    if record.worker_id is None:
        return CorrectPersonForm(sent)
    return CorrectWorkerForm(sent, district_choices(record.district_code, sent.get("district_code", "")))


def _stands(record: PersonRecord) -> dict[str, str]:
    """What the boxes hold to begin with."""
    found = {"name": record.name, "birth_on": f"{record.birth_on:%d-%m-%Y}", "sex": record.sex}
    if record.worker_id is not None:
        jobs = [squeezed(f"{code} {title}") for code, title in record.occupations]
        found |= {"district_code": record.district_code, "education": record.education}
        found |= {"years": str(record.experience_months // 12)}
        found |= dict(zip(JOBS, [*jobs, *[""] * len(JOBS)], strict=False))
    return found


def _begun(record: PersonRecord) -> MultiDict[str, str]:
    stands = _stands(record)
    shown = {"shown": CorrectPersonForm.packed(stands), "dilihat": str(record.last_change)}
    return MultiDict(stands | shown)


def _save(person_id: int, form: CorrectPersonForm) -> bool:
    """Whether the record is right now; what is wrong stands at its box otherwise. Raises CorrectedMeanwhile."""
    form.validate()
    if isinstance(form, CorrectWorkerForm):
        settle_district(form)
    touched = form.touched()
    jobs = jobs_of(form, JOBS) if touched.keys() & set(JOBS) else None
    if form.errors:
        return False
    codes = tuple(form.alasan.data)
    grounds = Grounds(codes, worded_reason(codes, form.catatan.data), form.compared.data, form.dilihat.data or 0)
    try:
        corrections.correct_person(person_id, _typed(form, touched, jobs), grounds, actor(), clock(), keyring())
    except InvalidFact as error:
        form.accept(InvalidFact(FIELDS.get(error.field, error.field), error.problem))
        return False
    return True


def _typed(form: CorrectPersonForm, touched: Mapping[str, str], jobs: tuple[str, ...] | None) -> Correction:
    def new(name: str) -> Any:
        return form[name].data if name in touched else None

    return Correction(
        name=new("name"), birth_on=new("birth_on"), sex=Sex(form.sex.data) if "sex" in touched else None,
        nik=form.nik.data or None,
        phone="" if form.no_phone.data else form.phone.data or None,
        address="" if form.no_address.data else form.address.data or None,
        education=new("education"), district_code=new("district_code"), occupations=jobs,
        experience_months=(form["years"].data or 0) * 12 if "years" in touched else None,
    )  # fmt: skip


def _beside(form: CorrectPersonForm, record: PersonRecord, changed: frozenset[str]) -> CorrectPersonForm:
    """The form as typed beside the record as somebody else has just left it: boxes that were not touched hold what
    stands now, and of the others those say so that were changed by both."""
    begun, touched = _begun(record), form.touched()
    sent = MultiDict(request.form)
    sent.setlist("shown", begun.getlist("shown"))
    sent.setlist("dilihat", begun.getlist("dilihat"))
    for name in form.visible():
        if name not in touched:
            sent.setlist(name, begun.getlist(name))
    found = _form(sent, record)
    for field in map(found.__getitem__, ("nik", "phone", "address", *touched)):
        name = "occupations" if field.name in JOBS else {"years": "experience_months"}.get(field.name, field.name)
        if name in changed and field.data:
            found.accept(InvalidFact(field.name, "changed"))
    found.form_errors.append("record.changed")
    return found


def _page(record: PersonRecord, form: CorrectPersonForm, status: int) -> Response:
    others = _holders(form) if "taken" in form.nik.errors else []
    corrections.note_read(record.person_id, actor(), clock())
    page = render_template(
        "staff/counter_correction.html", record=record, form=form, others=others,
        hints=job_hints(form, JOBS) if record.worker_id is not None else [],
        own=is_own_matter(actor(), db.session.get_one(Person, record.person_id)),
    )  # fmt: skip
    return make_response(page, status)


def _holders(form: CorrectPersonForm) -> list[Known]:
    """Whose NIK it is already. That they were looked at is written down."""
    found_by = nik_index(keyring(), normalise(form.nik.data))
    found = known_by_nik(db.session(), found_by, partial(nik_end, keyring()))
    note_looks([one.person_id for one in found], actor(), clock())
    return found
