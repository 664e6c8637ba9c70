"""What the office has on record of whoever is signed in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.domain.public_id import shown
from app.domain.worker import latest_adult_birth
from app.models import Certificate, Consent, Person, Worker
from app.queries.catalogue import in_catalogue
from app.queries.reference import reference


@dataclass(frozen=True)
class OwnPerson:
    """`nik_end` are the last digits of the NIK, empty without one. `is_shown`: the card is in the catalogue now."""

    name: str
    birth_on: date
    nik_end: str
    is_adult: bool
    worker_id: int | None
    public_id: str
    district: str
    education: str
    occupations: tuple[str, ...]
    certificates: int  # verified ones
    consent_since: datetime | None
    is_shown: bool


def own_person(
    session: Session, person_id: int, clock: Clock, read_end: Callable[[bytes | None], str]
) -> OwnPerson | None:
    """The record of a person; None when there is none. `read_end` reads the digits of a NIK that may be shown."""
    person = session.get(Person, person_id)
    if person is None:
        return None
    known = reference(session)
    worker = session.scalar(select(Worker).where(Worker.person_id == person_id))
    verified = (
        select(Certificate.id).where(Certificate.worker_id == worker.id, Certificate.status == "verified")
        if (worker is not None)
        else None
    )
    shown_now = (
        select(Worker.id).join_from(Worker, Person).where(Worker.person_id == person_id, *in_catalogue(clock.today()))
    )
    return OwnPerson(
        name=person.name, birth_on=person.birth_on, nik_end=read_end(person.nik_cipher),
        is_adult=person.birth_on <= latest_adult_birth(clock.today()),
        worker_id=worker.id if worker else None, public_id=shown(worker.public_id) if worker else "",
        district=known.place_label(worker.district_code) if worker else "",
        education=worker.education if worker else "",
        occupations=tuple(known.occupations[row.occupation_code] for row in worker.occupations) if worker else (),
        certificates=len(session.scalars(verified).all()) if verified is not None else 0,
        consent_since=session.scalar(
            select(Consent.given_at).where(Consent.person_id == person_id, Consent.withdrawn_at.is_(None))
        ),
        is_shown=session.scalar(shown_now) is not None,
    )  # fmt: skip
