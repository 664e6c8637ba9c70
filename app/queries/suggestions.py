"""What the search boxes suggest: jobs, companies and places of the open vacancies; schemes, occupations and places of
the catalogue, which name no person."""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import and_, distinct, func, or_, select
from sqlalchemy.orm import Session

from app.domain.certificate import CERTIFICATE_LIFECYCLE, CertificateStatus
from app.domain.clock import Clock
from app.domain.vacancy import VacancyStatus
from app.models import Certificate, Employer, Event, Person, Vacancy, VacancyPlace, Worker, WorkerOccupation
from app.queries.catalogue import in_catalogue
from app.queries.reference import reference
from search.language.kept import language_in_use
from search.suggesting import Name, Suggester

JOB, COMPANY, PLACE, SCHEME = "job", "company", "place", "scheme"
BOARD, CATALOGUE = "board", "catalogue"
LIVES = 600.0  # seconds a process keeps what it knows: a new title may wait so long to be suggested
_MOST_TITLES = 4_000
_SHARED = 3  # titles that share their first words, from which these are suggested by themselves
_ABOUT_PEOPLE = ("worker", CERTIFICATE_LIFECYCLE.noun)  # nouns of the events that may change what the catalogue holds
_ALONE = 2  # open vacancies that an imported title needs: single ones are worded too freely to be suggested


@dataclass
class _Known:
    suggester: Suggester
    until: float
    seen: int  # the newest event it knows
    renewing: threading.Lock = field(default_factory=threading.Lock)


_known: WeakKeyDictionary[object, dict[str, _Known]] = WeakKeyDictionary()


def suggester(session: Session, clock: Clock, of: str = BOARD, now: Callable[[], float] = monotonic) -> Suggester:
    """Names of the board or the catalogue as this process knows them; the catalogue's are read anew once anybody has
    changed, so that nothing is suggested that only somebody had who has left. While one thread renews the board's,
    others go on with the old ones."""
    here, newest = _known.setdefault(session.get_bind(), {}), _newest_event(session) if of == CATALOGUE else 0
    known = here.get(of)
    if known is None or _has_changed(session, known.seen, newest):
        known = here[of] = _Known(_made(session, clock, of), now() + LIVES, newest)
    elif known.until < now() and known.renewing.acquire(blocking=False):
        try:
            known.suggester, known.until = _made(session, clock, of), now() + LIVES
        finally:
            known.renewing.release()
    known.seen = newest
    return known.suggester


def _newest_event(session: Session) -> int:
    """One step into the primary key, at every keystroke."""
    return session.scalar(select(func.max(Event.id))) or 0


def _has_changed(session: Session, seen: int, newest: int) -> bool:
    """Whether anybody of the catalogue has changed since the event `seen`; only the events after it are looked at."""
    if newest <= seen:
        return newest < seen  # demo data was replaced
    # A bare column would send SQLite through the index of nouns, past every event there is of a person.
    noun = Event.noun.concat("")
    return session.scalar(select(Event.id).where(Event.id > seen, noun.in_(_ABOUT_PEOPLE)).limit(1)) is not None


def forget(session: Session) -> None:
    """Read everything anew at the next question."""
    _known.pop(session.get_bind(), None)


def without_closed(session: Session, names: Iterable[Name]) -> list[Name]:
    """The names without companies that are not active any more: a suspended one is gone with the next keystroke, not
    when the names are read anew. Asks the database only where a company is among them."""
    found = list(names)
    ids = [int(name.target.partition("-")[0]) for name in found if name.kind == COMPANY]
    if not ids:
        return found
    active = set(session.scalars(select(Employer.id).where(Employer.id.in_(ids), Employer.status == "active")))
    return [name for name in found if name.kind != COMPANY or int(name.target.partition("-")[0]) in active]


def _made(session: Session, clock: Clock, of: str) -> Suggester:
    today = clock.today()
    if of == BOARD:
        is_open = (Vacancy.status == VacancyStatus.PUBLISHED, Vacancy.closes_on >= today)
        names = [*_jobs(session, is_open), *_companies(session, is_open), *_places(session, is_open)]
    else:
        names = [*_schemes(session, today), *_occupations(session, today), *_residences(session, today)]
    return Suggester(names, language_in_use().synonyms)


def _jobs(session: Session, is_open: Iterable[object]) -> Iterator[Name]:
    """Titles, each in its most frequent spelling."""
    count, own = func.count(), func.count(Vacancy.employer_id)
    rows = session.execute(
        select(Vacancy.title, count)
        .where(*is_open)  # type: ignore[arg-type]
        .group_by(Vacancy.title)
        .having(or_(own > 0, count >= _ALONE))
        .order_by(count.desc(), Vacancy.title)
        .limit(_MOST_TITLES)
    ).all()
    spelt: dict[str, tuple[str, int]] = {}
    for title, number in rows:
        first, total = spelt.get(title.casefold(), (title, 0))
        spelt[title.casefold()] = (first, total + number)
    titles = list(spelt.values())
    for title, number in [*titles, *_beginnings(titles, spelt.keys())]:
        yield Name(JOB, title, title, number)


def _beginnings(titles: Iterable[tuple[str, int]], taken: Collection[str]) -> Iterator[tuple[str, int]]:
    """The first word or two that several titles share: "Operator", "Staf Administrasi"."""
    shared: dict[str, list[tuple[str, int]]] = {}
    for title, number in titles:
        words = title.split()
        for size in range(1, min(3, len(words))):
            if words[size - 1].isalpha():
                start = " ".join(words[:size])
                shared.setdefault(start.casefold(), []).append((start, number))
    for folded, found in shared.items():
        if len(found) >= _SHARED and folded not in taken:
            yield found[0][0], sum(number for _, number in found)


def _companies(session: Session, is_open: Iterable[object]) -> Iterator[Name]:
    count = func.count()
    rows = session.execute(
        select(Employer.id, Employer.slug, Employer.name, count)
        .join(Vacancy, Vacancy.employer_id == Employer.id)
        .where(Employer.status == "active", *is_open)  # type: ignore[arg-type]
        .group_by(Employer.id, Employer.slug, Employer.name)
        .order_by(Employer.id)
    )
    for key, slug, name, number in rows:
        yield Name(COMPANY, name, f"{key}-{slug}", number)


def _places(session: Session, is_open: Iterable[object]) -> Iterator[Name]:
    """Regions with open vacancies, counted with all that lies in them."""
    rows = session.execute(
        select(VacancyPlace.region_code, func.count())
        .join(Vacancy, VacancyPlace.vacancy_id == Vacancy.id)
        .where(*is_open)  # type: ignore[arg-type]
        .group_by(VacancyPlace.region_code)
    )
    counts: dict[str, int] = {}
    for code, number in rows:
        parts = code.split(".")
        for depth in range(1, len(parts) + 1):
            region = ".".join(parts[:depth])
            counts[region] = counts.get(region, 0) + number
    known = reference(session).regions
    for code, number in sorted(counts.items()):
        if label := known.get(code):
            yield Name(PLACE, label, code, number)


def _of_the_catalogue(session: Session, today: date, *columns: Any, joined: tuple[Any, Any] | None = None) -> Any:
    """Rows of these columns with the number of people behind each."""
    statement = select(*columns, func.count(distinct(Worker.id))).join_from(Worker, Person)
    if joined:
        statement = statement.join(*joined)
    return session.execute(statement.where(*in_catalogue(today)).group_by(*columns).order_by(*columns))


def _schemes(session: Session, today: date) -> Iterator[Name]:
    verified = and_(Certificate.worker_id == Worker.id, Certificate.status == CertificateStatus.VERIFIED)
    rows = _of_the_catalogue(session, today, Certificate.scheme_code, joined=(Certificate, verified))
    known = reference(session).schemes
    for code, number in rows:
        yield Name(SCHEME, known[code].full, code, number)


def _occupations(session: Session, today: date) -> Iterator[Name]:
    wanted = (WorkerOccupation, WorkerOccupation.worker_id == Worker.id)
    known = reference(session).occupations
    for code, number in _of_the_catalogue(session, today, WorkerOccupation.occupation_code, joined=wanted):
        if title := known.get(code):
            yield Name(JOB, title, title, number)


def _residences(session: Session, today: date) -> Iterator[Name]:
    known = reference(session).regions
    for code, number in _of_the_catalogue(session, today, Worker.district_code):
        if label := known.get(code):
            yield Name(PLACE, label, code, number)
