"""What the office has on record of whoever is signed in."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.certificate import CertificateState, state
from app.domain.clock import Clock
from app.domain.public_id import shown
from app.domain.worker import latest_adult_birth
from app.models import Certificate, Document, Person, Region, Worker
from app.queries.catalogue import in_catalogue
from app.queries.reference import Reference, reference

ReadEnd = Callable[[bytes | None], str]


@dataclass(frozen=True, repr=False)
class OwnPaper:
    """A file that the office keeps as evidence for a certificate."""

    filename: str
    created_at: datetime


@dataclass(frozen=True, repr=False)
class OwnCertificate:
    """One certificate with all that stands on the paper. `revoke_reason` is empty unless it was revoked; `papers` are
    the oldest first."""

    scheme: str
    issuer: str
    lsp: str
    number: str
    registration_number: str
    blank_number: str
    issued_on: date
    valid_until: date | None
    level: int | None
    state: CertificateState
    revoke_reason: str
    papers: tuple[OwnPaper, ...]


@dataclass(frozen=True)
class OwnConsent:
    """A consent to the catalogue, live without `withdrawn_at`."""

    level: str
    text_version: str
    via: str
    given_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, repr=False)
class OwnWork:
    """What a person offers to employers. `hidden_at`: since when the card is hidden."""

    worker_id: int
    public_id: str
    district: str
    education: str
    experience_months: int
    skills: str
    available_from: date | None
    hidden_at: datetime | None
    occupations: tuple[str, ...]
    certificates: tuple[OwnCertificate, ...]


@dataclass(frozen=True, repr=False)
class OwnPerson:
    """`nik_end` and `phone_end` are last digits, empty without a number; an address is never shown. `work` is None
    without a profile. `consents` are the newest first. `is_shown`: the card is in the catalogue now."""

    name: str
    birth_on: date
    sex: str
    nik_end: str
    phone_end: str
    has_address: bool
    village: str
    is_adult: bool
    created_at: datetime
    work: OwnWork | None
    consents: tuple[OwnConsent, ...]
    is_shown: bool

    @property
    def consent_since(self) -> datetime | None:
        return next((one.given_at for one in self.consents if one.withdrawn_at is None), None)


def own_person(
    session: Session, person_id: int, clock: Clock, nik_end: ReadEnd, phone_end: ReadEnd
) -> OwnPerson | None:
    """The record of a person; None when there is none. `nik_end` and `phone_end` read the digits that may be shown."""
    person = session.get(Person, person_id)
    if person is None:
        return None
    worker = session.scalar(select(Worker).where(Worker.person_id == person_id))
    in_public = select(Worker.id).join_from(Worker, Person).where(Worker.person_id == person_id)
    return OwnPerson(
        name=person.name, birth_on=person.birth_on, sex=person.sex, nik_end=nik_end(person.nik_cipher),
        phone_end=phone_end(person.phone_cipher), has_address=person.address_cipher is not None,
        village=session.scalar(select(Region.name).where(Region.code == person.village_code)) or "",
        is_adult=person.birth_on <= latest_adult_birth(clock.today()), created_at=person.created_at,
        work=_work(worker, reference(session), clock.today(), _papers(session, worker)) if worker else None,
        consents=tuple(
            OwnConsent(row.level, row.text_version, row.recorded_via, row.given_at, row.withdrawn_at)
            for row in reversed(person.consents)
        ),
        is_shown=session.scalar(in_public.where(*in_catalogue(clock.today()))) is not None,
    )  # fmt: skip


def _papers(session: Session, worker: Worker) -> dict[int, list[OwnPaper]]:
    """The evidence of every certificate, by its number."""
    found: dict[int, list[OwnPaper]] = defaultdict(list)
    papers = select(Certificate.id, Document.filename, Document.created_at).join(Document)
    for key, name, at in session.execute(papers.where(Certificate.worker_id == worker.id).order_by(Document.id)):
        found[key].append(OwnPaper(name, at))
    return found


def _work(worker: Worker, known: Reference, today: date, papers: dict[int, list[OwnPaper]]) -> OwnWork:
    return OwnWork(
        worker_id=worker.id, public_id=shown(worker.public_id), district=known.place_label(worker.district_code),
        education=worker.education, experience_months=worker.experience_months, skills=worker.skills,
        available_from=worker.available_from, hidden_at=worker.hidden_at,
        occupations=tuple(known.occupations[row.occupation_code] for row in worker.occupations),
        certificates=tuple(
            OwnCertificate(
                known.scheme_title(row.scheme_code), row.issuer, row.lsp, row.number, row.registration_number,
                row.blank_number, row.issued_on, row.valid_until, row.kkni_level,
                state(row.status, row.valid_until, today), row.revoke_reason,
                tuple(papers.get(row.id, ())),
            )
            for row in worker.certificates
        ),
    )  # fmt: skip
