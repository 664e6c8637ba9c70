"""The list without its search engine: a plain match in the database. Slower and blunter, but true."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.clock import Clock
from app.domain.vacancy_filters import VacancyFilters
from app.models import Industry, Vacancy, VacancyEducation, VacancyEmploymentType, VacancyPlace
from app.queries.vacancy_cards import on_the_board
from app.queries.words import holds_words
from search.vacancies import UNKNOWN

_LARGEST_OFFSET = 2**62
_TEXTS = (Vacancy.title, Vacancy.company, Vacancy.category, Vacancy.description)
_ORDERS = {"tutup": (Vacancy.closes_on.asc(),), "gaji": (Vacancy.wage_monthly.desc().nulls_last(),)}

Code = InstrumentedAttribute[str] | InstrumentedAttribute[str | None]


def search(session: Session, filters: VacancyFilters, clock: Clock, per_page: int) -> tuple[list[int], int]:
    """Ids of one page and the exact number of all."""
    total = session.scalar(matching(filters, clock, func.count(Vacancy.id))) or 0
    order = (*_ORDERS.get(filters.active_sort, ()), Vacancy.published_at.desc(), Vacancy.id.desc())
    offset = min((filters.page - 1) * per_page, _LARGEST_OFFSET)
    page = matching(filters, clock, Vacancy.id).order_by(*order).limit(per_page).offset(offset)
    return list(session.scalars(page)), total


def matching(filters: VacancyFilters, clock: Clock, *columns: Any) -> Select[Any]:
    """A select over the vacancies of a state, by the rule the index follows; words match as parts of words."""
    return select(*columns).select_from(Vacancy).outerjoin(Vacancy.employer).where(*_conditions(filters, clock))


def _conditions(filters: VacancyFilters, clock: Clock) -> Iterator[ColumnElement[bool]]:
    today = clock.today()
    yield on_the_board(today)
    yield from holds_words(" ".join(re.findall(r"\w+", filters.text)), *_TEXTS)
    if filters.place:
        yield _detail(VacancyPlace, VacancyPlace.region_code, filters.place, separator=".")
    if filters.education:
        yield _detail(VacancyEducation, VacancyEducation.level, filters.education)
    if filters.employment_type:
        yield _detail(VacancyEmploymentType, VacancyEmploymentType.code, filters.employment_type)
    if filters.occupation:
        yield _within(Vacancy.occupation_code, filters.occupation)
    if filters.sector:
        yield _sector(filters.sector)
    if filters.wage_min is not None:
        enough = Vacancy.wage_monthly >= filters.wage_min
        yield or_(enough, Vacancy.wage_monthly.is_(None)) if filters.wage_unknown else enough
    if filters.since_days is not None:
        yield Vacancy.published_at >= clock.start_of(today - timedelta(days=filters.since_days - 1))


def _within(code: Code, values: tuple[str, ...], separator: str = "") -> ColumnElement[bool]:
    """The code is one of `values` or lies below one; the value for unknown matches a missing code."""
    ways: list[ColumnElement[bool]] = []
    for value in values:
        if value == UNKNOWN:
            ways.append(code.is_(None))
        else:
            ways += [code == value, code.startswith(value + separator, autoescape=True)]
    return or_(*ways)


def _detail(owner: Any, code: Code, values: tuple[str, ...], separator: str | None = None) -> ColumnElement[bool]:
    """A place, level or type of the vacancy is one of `values`; the value for unknown matches a vacancy with none."""
    mine = owner.vacancy_id == Vacancy.id
    known = tuple(value for value in values if value != UNKNOWN)
    ways: list[ColumnElement[bool]] = [~exists().where(mine)] if UNKNOWN in values else []
    if known:
        ways.append(exists().where(mine, code.in_(known) if separator is None else _within(code, known, separator)))
    return or_(*ways)


def _sector(values: tuple[str, ...]) -> ColumnElement[bool]:
    known = select(Industry.code).where(Industry.section.in_([value for value in values if value != UNKNOWN]))
    chosen = Vacancy.industry_code.in_(known)
    return or_(chosen, Vacancy.industry_code.is_(None)) if UNKNOWN in values else chosen
