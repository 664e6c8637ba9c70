"""Workers as cards: all that the public may know of one (gate S7). The index proposes, this module disposes."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Select, bindparam, select
from sqlalchemy.orm import Session

from app.domain.certificate import PUBLIC_STATES, CertificateState, CertificateStatus, state
from app.domain.clock import Clock
from app.domain.public_id import shown
from app.domain.worker import availability, experience_band
from app.domain.worker_filters import WorkerFilters
from app.models import Certificate, Person, Worker, WorkerOccupation
from app.queries.catalogue import in_catalogue
from app.queries.joined import joined, parts
from app.queries.reference import Reference, reference
from search.text import folded
from search.workers import level_code

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_certificate, _wanted = Certificate.__table__.c, WorkerOccupation.__table__.c

# Made once: building a statement costs more than the database takes to answer it.
_CERTIFICATES = select(
    _certificate.worker_id, _certificate.issued_on, _certificate.scheme_code, _certificate.issuer, _certificate.lsp,
    _certificate.kkni_level, _certificate.valid_until,
).where(_certificate.worker_id.in_(_IDS), _certificate.status == CertificateStatus.VERIFIED)  # fmt: skip


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
    """The rows of ids that are in the catalogue on a day; made once a day."""
    return (
        select(
            Worker.id, Worker.public_id, Worker.education, Worker.experience_months, Worker.district_code,
            Worker.available_from,
            joined(_wanted.occupation_code, _wanted.position, _wanted.worker_id == Worker.id).label("occupations"),
        )
        .join(Person, Worker.person_id == Person.id)
        .where(Worker.id.in_(_IDS), *in_catalogue(today))
    )  # fmt: skip


def cards(
    session: Session,
    ids: Sequence[int],
    clock: Clock,
    filters: WorkerFilters | None = None,
    matched: Collection[str] = (),
) -> list[WorkerCard]:
    """Cards in the order of `ids`, which must be distinct. Who is not in the catalogue now leaves no card.

    A certificate that `filters` ask for, or whose title holds a `matched` word, comes before the person's others. Two
    selects, whatever the number of ids.
    """
    if not ids:
        return []
    today, known, connection = clock.today(), reference(session), session.connection()
    rows = {row[0]: row for row in connection.execute(_rows(today), {"ids": ids}).all()}
    certificates: dict[int, list[tuple[Any, PublicCertificate]]] = defaultdict(list)
    for worker_id, issued_on, *facts in connection.execute(_CERTIFICATES, {"ids": list(rows)}).all():
        one = _certificate_of(known, today, *facts)
        certificates[worker_id].append((_rank(one, issued_on, filters, matched), one))
    return [_card(rows[key], certificates[key], known, today) for key in ids if key in rows]


def _certificate_of(
    known: Reference, today: date, scheme: str, issuer: str, lsp: str, level: int | None, valid_until: date | None
) -> PublicCertificate:
    title = known.schemes[scheme]
    return PublicCertificate(
        scheme=scheme,
        title=title.full,
        short_title=title.short,
        issuer=issuer,
        lsp=lsp,
        level=level,
        state=state(CertificateStatus.VERIFIED, valid_until, today),
        ends=valid_until and valid_until.replace(day=1),
    )


def _rank(
    one: PublicCertificate, issued_on: date, filters: WorkerFilters | None, matched: Collection[str]
) -> tuple[int, ...]:
    """What is asked for first, then what is valid, of a high level, and new."""
    asked = filters is None or answers(one, filters)
    named = not matched or any(word in matched for word in folded(f"{one.title} {one.short_title}"))
    return (not asked, not named, PUBLIC_STATES.index(one.state), -(one.level or 0), -issued_on.toordinal())


def answers(one: PublicCertificate, filters: WorkerFilters) -> bool:
    """Whether a certificate by itself has everything that is chosen of certificates."""
    wanted = (
        (filters.scheme, one.scheme), (filters.issuer, one.issuer),
        (filters.level, level_code(one.level)), (filters.state, one.state),
    )  # fmt: skip
    return not any(chosen and value not in chosen for chosen, value in wanted)


def _card(row: Any, certificates: list[tuple[Any, PublicCertificate]], known: Reference, today: date) -> WorkerCard:
    key, public_id, education, experience_months, district_code, available_from, occupations = row
    return WorkerCard(
        id=key,
        public_id=shown(public_id),
        occupations=tuple(WantedOccupation(code, known.occupations.get(code, "")) for code in parts(occupations)),
        certificates=tuple(one for _, one in sorted(certificates, key=lambda ranked: ranked[0])),
        place=known.place_label(district_code),
        education=education,
        experience=experience_band(experience_months),
        availability=availability(available_from, today),
    )
