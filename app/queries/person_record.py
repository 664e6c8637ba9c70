"""One person's record as an officer who puts it right sees it, and what was changed in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app.models import Event, Person, Worker
from app.queries.reference import reference


@dataclass(frozen=True, repr=False)
class PersonRecord:
    """`nik_end` are the last digits of the NIK, empty without one; the rest of it, the phone and the address are never
    shown. `worker_id` is None for a person without a profile, whose facts are then empty. `occupations` are codes and
    titles. `last_change` is the newest event that changed the record, 0 without one."""

    person_id: int
    name: str
    birth_on: date
    sex: str
    nik_end: str
    has_phone: bool
    has_address: bool
    worker_id: int | None
    district_code: str
    district: str
    education: str
    experience_months: int
    occupations: tuple[tuple[str, str], ...]
    last_change: int


def person_record(session: Session, person_id: int, read_end: Callable[[bytes | None], str]) -> PersonRecord | None:
    """The record of a person; None when there is none."""
    last = last_change(session, person_id)  # before the record: what comes between is noticed later, not missed
    person = session.get(Person, person_id)
    if person is None:
        return None
    worker, known = session.scalar(select(Worker).where(Worker.person_id == person_id)), reference(session)
    codes = [row.occupation_code for row in worker.occupations] if worker else []
    return PersonRecord(
        person_id=person_id, name=person.name, birth_on=person.birth_on, sex=person.sex,
        nik_end=read_end(person.nik_cipher), has_phone=person.phone_index is not None,
        has_address=person.address_cipher is not None, worker_id=worker.id if worker else None,
        district_code=worker.district_code if worker else "",
        district=known.place_label(worker.district_code) if worker else "",
        education=worker.education if worker else "", experience_months=worker.experience_months if worker else 0,
        occupations=tuple((code, known.occupations[code]) for code in codes), last_change=last,
    )  # fmt: skip


def last_change(session: Session, person_id: int) -> int:
    """The newest event that changed the record, 0 without one."""
    return session.scalar(select(func.max(Event.id)).where(_changes(person_id))) or 0


def changed_since(session: Session, person_id: int, seen: int) -> frozenset[str]:
    """The names of what was changed after an event, empty when nothing was."""
    lines = session.scalars(select(Event.fields).where(_changes(person_id), Event.id > seen))
    return frozenset(name for line in lines for name in line.split())


def _changes(person_id: int) -> ColumnElement[bool]:
    """Lines that tell of a change; most lines about a person tell that somebody looked."""
    worker_id = select(Worker.id).where(Worker.person_id == person_id).scalar_subquery()
    own = and_(Event.noun == "person", Event.noun_id == person_id, Event.verb.in_(("correct", "complete_nik")))
    profile = and_(Event.noun == "worker", Event.noun_id == worker_id, Event.verb == "change_profile")
    return or_(own, profile)
