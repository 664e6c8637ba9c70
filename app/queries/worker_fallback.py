"""The catalogue without its search engine: a plain match in the database. Slower and blunter, but true."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, extract, func, or_, select
from sqlalchemy.orm import Session

from app.domain.certificate import EXPIRING_DAYS, CertificateState, CertificateStatus
from app.domain.clock import Clock
from app.domain.worker import EXPERIENCE_BANDS, SOON_DAYS, Availability, band_months
from app.domain.worker_filters import WorkerFilters
from app.models import Certificate, Occupation, Scheme, Worker, WorkerOccupation
from app.queries.catalogue import in_catalogue
from app.queries.words import MOST_WORDS, holds
from search.vacancies import UNKNOWN

_LARGEST_OFFSET = 2**62


def search(session: Session, filters: WorkerFilters, clock: Clock, per_page: int) -> tuple[list[int], int]:
    """Ids of one page and the exact number of all."""
    today = clock.today()
    total = session.scalar(matching(filters, today, func.count(Worker.id))) or 0
    offset = min((filters.page - 1) * per_page, _LARGEST_OFFSET)
    page = matching(filters, today, Worker.id).order_by(*_order(filters.active_sort, today), Worker.id.desc())
    return list(session.scalars(page.limit(per_page).offset(offset))), total


def matching(filters: WorkerFilters, today: date, *columns: Any) -> Select[Any]:
    """A select over the workers of a state, by the rule the index follows; words match as parts of words."""
    return select(*columns).select_from(Worker).join(Worker.person).where(*_conditions(filters, today))


def _conditions(filters: WorkerFilters, today: date) -> Iterator[ColumnElement[bool]]:
    yield from in_catalogue(today)
    for word in re.findall(r"\w+", filters.text)[:MOST_WORDS]:
        yield or_(_wants(word), _certified(_named(word)))
    if filters.scheme or filters.issuer or filters.level or filters.state:
        yield _certified(*_on_one(filters, today))
    if filters.place:
        yield or_(*(_lives_in(code) for code in filters.place))
    if filters.education:
        yield Worker.education.in_(filters.education)
    if filters.availability:
        yield or_(*(_available(code, today) for code in filters.availability))
    if filters.experience:
        yield or_(*(_experienced(code) for code in filters.experience))


def _certified(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """The worker has a public certificate for which all conditions hold."""
    mine = (Certificate.worker_id == Worker.id, Certificate.status == CertificateStatus.VERIFIED)
    return exists().where(*mine, Certificate.scheme_code == Scheme.code, *conditions)


def _named(word: str) -> ColumnElement[bool]:
    return holds(word, Scheme.title, Scheme.short_title, Certificate.issuer, Certificate.lsp)


def _wants(word: str) -> ColumnElement[bool]:
    wanted = WorkerOccupation.occupation_code == Occupation.code
    named = holds(word, Occupation.title_id, Occupation.title_en)
    return exists().where(WorkerOccupation.worker_id == Worker.id, wanted, named)


def _on_one(filters: WorkerFilters, today: date) -> Iterator[ColumnElement[bool]]:
    if filters.scheme:
        yield Certificate.scheme_code.in_(filters.scheme)
    if filters.issuer:
        yield Certificate.issuer.in_(filters.issuer)
    if filters.level:
        known = Certificate.kkni_level.in_([int(level) for level in filters.level if level != UNKNOWN])
        yield or_(known, Certificate.kkni_level.is_(None)) if UNKNOWN in filters.level else known
    if filters.state:
        yield or_(*(_in_state(code, today) for code in filters.state))


def _in_state(code: str, today: date) -> ColumnElement[bool]:
    """The twin of `app.domain.certificate.state` for verified certificates."""
    soon = today + timedelta(days=EXPIRING_DAYS)
    if code == CertificateState.VERIFIED:
        return or_(Certificate.valid_until.is_(None), Certificate.valid_until > soon)
    if code == CertificateState.EXPIRING:
        return Certificate.valid_until.between(today, soon)
    return Certificate.valid_until < today


def _lives_in(code: str) -> ColumnElement[bool]:
    return or_(Worker.district_code == code, Worker.district_code.startswith(f"{code}.", autoescape=True))


def _available(code: str, today: date) -> ColumnElement[bool]:
    """The twin of `app.domain.worker.availability`."""
    soon = today + timedelta(days=SOON_DAYS)
    if code == Availability.NOW:
        return Worker.available_from <= today
    if code == Availability.SOON:
        return and_(Worker.available_from > today, Worker.available_from <= soon)
    return or_(Worker.available_from.is_(None), Worker.available_from > soon)


def _experienced(band: str) -> ColumnElement[bool]:
    first, last = band_months(band)
    at_least = Worker.experience_months >= first
    return at_least if last is None else and_(at_least, Worker.experience_months <= last)


def _order(sort: str, today: date) -> tuple[Any, ...]:
    """The index's orders: bands and months, never days."""
    public = (Certificate.worker_id == Worker.id, Certificate.status == CertificateStatus.VERIFIED)
    newest = select(func.max(_month(Certificate.issued_on))).where(*public).correlate(Worker).scalar_subquery()
    if sort == "pengalaman":
        bands = case(*((_experienced(band), rank) for rank, band in enumerate(EXPERIENCE_BANDS)), else_=0)
        return bands.desc(), newest.desc()
    if sort == "berakhir":
        coming = Certificate.valid_until >= today
        ends = select(func.min(_month(Certificate.valid_until))).where(*public, coming).correlate(Worker)
        return ends.scalar_subquery().asc().nulls_last(), newest.desc()
    return (newest.desc(),)


def _month(day: Any) -> ColumnElement[int]:
    return extract("year", day) * 12 + extract("month", day)
