"""Workers as cards: all that the public may know of one (gate S7). The index proposes, this module disposes."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Select, and_, bindparam, func, select
from sqlalchemy.orm import Session

from app.domain.certificate import PUBLIC_STATES, CertificateState, CertificateStatus, state
from app.domain.clock import Clock
from app.domain.public_id import shown
from app.domain.worker import availability, experience_band
from app.domain.worker_filters import WorkerFilters
from app.models import Certificate, Person, Worker, WorkerOccupation
from app.queries.backlog import behind, index_behind
from app.queries.catalogue import in_catalogue
from app.queries.joined import RECORD, codes, joined, records
from app.queries.reference import Reference, reference
from search.text import folded
from search.workers import WORKERS, level_code

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_certificate, _wanted = Certificate.__table__.c, WorkerOccupation.__table__.c
_CERTIFICATE_FIELDS = (
    _certificate.scheme_code, _certificate.issuer, _certificate.kkni_level, _certificate.issued_on,
    _certificate.valid_until, func.replace(_certificate.lsp, RECORD, " "),
)  # fmt: skip


class PublicCertificate(NamedTuple):
    """`level` is a KKNI level. `ends` is the first day of the month in which it ends or ended, None when it never does:
    no page knows the day."""

    scheme: str
    title: str
    short_title: str
    issuer: str
    lsp: str
    level: int | None
    state: CertificateState
    ends: date | None


class WantedOccupation(NamedTuple):
    code: str
    title: str


class WorkerCard(NamedTuple):
    """`public_id` is as addresses write it; `place` is a label, `education`, `experience` and `availability` are codes.
    The first certificate is the one that speaks for the card; there is always one."""

    id: int
    public_id: str
    occupations: tuple[WantedOccupation, ...]
    certificates: tuple[PublicCertificate, ...]
    place: str
    education: str
    experience: str
    availability: str

    @property
    def heading(self) -> str:
        return self.occupations[0].title if self.occupations else self.certificates[0].title

    @property
    def other_schemes(self) -> tuple[str, ...]:
        """Short titles of the schemes beside that of the first certificate."""
        schemes = {one.scheme: one.short_title for one in self.certificates}
        return tuple(title for code, title in schemes.items() if code != self.certificates[0].scheme)


@lru_cache(maxsize=4)
def _rows(today: date) -> Select[*tuple[Any, ...]]:
    """The rows of ids that are in the catalogue on a day; made once a day, because building a statement costs more than
    the database takes to answer it."""
    verified = and_(_certificate.worker_id == Worker.id, _certificate.status == CertificateStatus.VERIFIED)
    return (
        select(
            Worker.id, Worker.public_id, Worker.education, Worker.experience_months, Worker.district_code,
            Worker.available_from,
            joined(_wanted.worker_id == Worker.id, _wanted.position, _wanted.occupation_code).label("occupations"),
            joined(verified, *_CERTIFICATE_FIELDS).label("certificates"),
            behind(WORKERS.name),
        )
        .join(Person, Worker.person_id == Person.id)
        .where(Worker.id.in_(_IDS), *in_catalogue(today))
    )  # fmt: skip


def listed(
    session: Session,
    ids: Sequence[int],
    clock: Clock,
    filters: WorkerFilters | None = None,
    matched: Collection[str] = (),
) -> tuple[list[WorkerCard], bool]:
    """Cards in the order of `ids`, which must be distinct, and whether the index is behind. Who is not in the catalogue
    now leaves no card.

    A certificate that `filters` ask for, or whose title holds a `matched` word, comes before the person's others. One
    select, whatever the number of ids.
    """
    today = clock.today()
    found = session.connection().execute(_rows(today), {"ids": ids}).all() if ids else []
    if not found:
        return [], index_behind(session, WORKERS.name)
    known, rows = reference(session), {row[0]: row[:-1] for row in found}
    made = [_card(rows[key], known, today) for key in ids if key in rows]
    if matched or (filters is not None and filters.asks_certificates):
        made = [_asked_first(card, filters, matched) for card in made]
    return made, bool(found[0][-1])


def cards(session: Session, ids: Sequence[int], clock: Clock) -> list[WorkerCard]:
    """The cards of `listed`, of ids that no search has found."""
    return listed(session, ids, clock)[0] if ids else []


@lru_cache(maxsize=4_096)
def _card(row: tuple[Any, ...], known: Reference, today: date) -> WorkerCard:
    """Kept by all that it is made of, so that a row that has changed makes another."""
    key, public_id, education, experience_months, district_code, available_from, occupations, certificates = row
    return WorkerCard(
        id=key,
        public_id=shown(public_id),
        occupations=tuple(WantedOccupation(code, known.occupations.get(code, "")) for code in codes(occupations)),
        certificates=_certificates(certificates, known, today),
        place=known.place_label(district_code),
        education=education,
        experience=experience_band(experience_months),
        availability=availability(available_from, today),
    )


def _certificates(column: str, known: Reference, today: date) -> tuple[PublicCertificate, ...]:
    """What is valid comes first, then what is of a high level, then what is new."""
    ranked = []
    for scheme, issuer, level, issued_on, valid_until, lsp in records(column, len(_CERTIFICATE_FIELDS)):
        ends = date.fromisoformat(valid_until) if valid_until else None
        one = PublicCertificate(
            scheme=scheme,
            title=known.schemes[scheme].full,
            short_title=known.schemes[scheme].short,
            issuer=issuer,
            lsp=lsp,
            level=int(level) if level else None,
            state=state(CertificateStatus.VERIFIED, ends, today),
            ends=ends and ends.replace(day=1),
        )
        newest_first = -date.fromisoformat(issued_on).toordinal()
        ranked.append((PUBLIC_STATES.index(one.state), -(one.level or 0), newest_first, scheme, one))
    return tuple(one for *_, one in sorted(ranked, key=lambda entry: entry[:-1]))


def _asked_first(card: WorkerCard, filters: WorkerFilters | None, matched: Collection[str]) -> WorkerCard:
    """The card with the certificates that are asked for before its others, and among them those that are named."""
    if len(card.certificates) == 1:
        return card

    def place(one: PublicCertificate) -> tuple[bool, bool]:
        asked = filters is None or answers(one, filters)
        return not asked, bool(matched) and _title_words(one.title, one.short_title).isdisjoint(matched)

    return card._replace(certificates=tuple(sorted(card.certificates, key=place)))


@lru_cache(maxsize=1_024)
def _title_words(title: str, short_title: str) -> frozenset[str]:
    return frozenset(folded(f"{title} {short_title}"))


def answers(one: PublicCertificate, filters: WorkerFilters) -> bool:
    """Whether a certificate by itself has everything that is chosen of certificates."""
    wanted = (
        (filters.scheme, one.scheme), (filters.issuer, one.issuer),
        (filters.level, level_code(one.level)), (filters.state, one.state),
    )  # fmt: skip
    return not any(chosen and value not in chosen for chosen, value in wanted)
