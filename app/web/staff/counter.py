"""The counter: people who come in, and their accounts. A NIK travels in the body of a form only, and comes back as four
digits."""

from functools import partial
from typing import Any

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from app.domain.errors import InvalidFact
from app.domain.worker import NewWorker, Sex
from app.extensions import db
from app.forms.base import HouseForm
from app.forms.counter import SeekPersonForm, WalkInForm
from app.forms.profile_boxes import JOBS
from app.models import Worker
from app.policies.permission_map import Right
from app.queries.counter import Known, seek
from app.queries.occupation_choices import occupation_choices
from app.services.counter import note_looks
from app.services.identity import nik_end, nik_index
from app.services.workers import register_worker
from app.web.access import access
from app.web.context import clock, keyring
from app.web.staff.blueprint import staff
from app.web.staff.counter_boxes import district_choices, job_hints, jobs_of, settle_district
from app.web.visitor import actor

SOUGHT_BY = ("nik", "name", "birth_on")
LONGEST = 120  # characters of a text that codes are sought for


@staff.get("/loket")
@access(Right.HAND_OUT_CODE)
def counter() -> Any:
    return render_template("staff/counter.html", form=SeekPersonForm(None))


@staff.post("/loket/cari")
@access(Right.REGISTER_WALK_IN)
def seek_person() -> Any:
    """Who is on record already, and below it the form for somebody new, filled with what was typed."""
    form = SeekPersonForm(request.form)
    if not form.validate():
        return make_response(render_template("staff/counter.html", form=form), 422)
    found = _sought(form)
    typed = MultiDict({name: form[name]._value() for name in SOUGHT_BY})
    return _walk_in(WalkInForm(typed, district_choices()), found, 200)


@staff.post("/loket/daftar")
@access(Right.REGISTER_WALK_IN)
def register_walk_in() -> Any:
    form = WalkInForm(request.form, district_choices(request.form.get("district_code", "")))
    form.validate()
    settle_district(form)
    jobs = jobs_of(form, JOBS)
    found = [] if any(form[name].errors for name in SOUGHT_BY) else _sought(form)
    same_nik = bool(found) and found[0].same_nik
    if found and not same_nik and not form.other.data:
        form.accept(InvalidFact("other", "missing"))
    if form.errors or same_nik:
        return _walk_in(form, found, 422)
    try:
        worker_id = register_worker(_command(form, jobs), actor(), clock(), keyring())
    except InvalidFact as error:
        form.accept(error)
        return _walk_in(form, [], 422)
    worker = db.session.get_one(Worker, worker_id)
    return redirect(url_for("staff.counter_person", person_id=worker.person_id), 303)


@staff.get("/loket/jabatan")
@access(Right.REGISTER_WALK_IN)
def counter_occupations() -> Response:
    """Options for the list box under a box; empty when there is nothing to suggest."""
    text, box = request.args.get("q", ""), request.args.get("kotak", "")
    if box not in JOBS:
        abort(404)
    found = occupation_choices(db.session()).find(text) if len(text) <= LONGEST else ()
    return make_response(render_template("staff/counter_occupations.html", choices=found, box=box))


def _sought(form: HouseForm) -> list[Known]:
    """Who on record it may be. That they were looked at is written down."""
    found_by, read_end = nik_index(keyring(), form["nik"].data), partial(nik_end, keyring())
    found = seek(db.session(), found_by, form["name"].data, form["birth_on"].data, read_end)
    note_looks([one.person_id for one in found], actor(), clock())
    return found


def _command(form: WalkInForm, jobs: tuple[str, ...]) -> NewWorker:
    born = form.birth_on.data
    assert born is not None  # the form asks for it
    return NewWorker(
        name=form.name.data, birth_on=born, sex=Sex(form.sex.data),
        profile=form.profile(jobs, clock().today()), nik=form.nik.data, phone=form.phone.data or None,
        address=form.address.data or None,
    )  # fmt: skip


def _walk_in(form: WalkInForm, found: list[Known], status: int) -> Response:
    page = render_template("staff/walk_in.html", form=form, found=found, hints=job_hints(form, JOBS))
    return make_response(page, status)
