"""The board as a whole: how much is open, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session

from app.domain.vacancy import VacancyStatus
from app.models import Employer, Event, Vacancy, VacancyPlace
from app.queries.backlog import index_behind
from app.queries.vacancy_cards import on_the_board
from search.engine import Engine, SearchUnavailable
from search.query import Range, SearchQuery
from search.vacancies import OWN

_DISTRICT = 8  # characters of a district's code: 63.11.03


@dataclass(frozen=True)
class BoardFigures:
    """Open vacancies, those of the office's own employers among them, how many employers have one, and the people these
    need."""

    vacancies: int
    own: int
    employers: int
    people: int


def count_open(session: Session, today: date) -> int:
    """Vacancies on the board."""
    return board_figures(session, today).vacancies


def board_figures(session: Session, today: date) -> BoardFigures:
    """Imported postings count as vacancies only: they name no employer of ours and no number of people.

    Counted employer by employer, so that one index answers and no row is read.
    """
    is_open = (Vacancy.status == VacancyStatus.PUBLISHED, Vacancy.closes_on >= today)
    needed = func.coalesce(func.sum(Vacancy.male + Vacancy.female + Vacancy.either), 0)
    own, people = (
        select(figure).where(Vacancy.employer_id == Employer.id, *is_open).correlate(Employer).scalar_subquery()
        for figure in (func.count(), needed)
    )
    rows = session.execute(select(own, people).where(Employer.status == "active")).all()
    imported = session.scalar(select(func.count()).where(Vacancy.employer_id.is_(None), *is_open)) or 0
    open_here = sum(count for count, _ in rows)
    return BoardFigures(
        vacancies=imported + open_here,
        own=open_here,
        employers=sum(1 for count, _ in rows if count),
        people=sum(heads for _, heads in rows),
    )


def board_now(
    session: Session, engine: Engine, region_code: str, today: date, limit: int
) -> tuple[Mapping[str, int], tuple[int, ...]]:
    """Open vacancies by region code, the office's districts among them, and the newest of the office's own; without
    any, the newest there are. From the index while it is up to date, else from the tables, which takes longer."""
    if not index_behind(session):
        try:
            return _from_index(engine, today, limit)
        except SearchUnavailable:
            pass
    return open_by_district(session, region_code, today), newest_ids(session, today, limit)


def _from_index(engine: Engine, today: date, limit: int) -> tuple[Mapping[str, int], tuple[int, ...]]:
    every = SearchQuery(
        ranges={"closes_on": Range(low=today.toordinal())}, sort="newest", per_page=limit, facets=("place",)
    )
    hits = engine.search(every)
    own = engine.search(replace(every, must={"origin": (OWN,)}, facets=()))
    return hits.facets["place"], own.ids or hits.ids


def open_by_district(session: Session, region_code: str, today: date) -> dict[str, int]:
    """Open vacancies by district of a regency; one with places in two districts counts in both."""
    district = func.substr(VacancyPlace.region_code, 1, _DISTRICT)
    query = (
        select(district, func.count(distinct(Vacancy.id)))
        .select_from(VacancyPlace)
        .join(Vacancy, VacancyPlace.vacancy_id == Vacancy.id)
        .outerjoin(Employer, Vacancy.employer_id == Employer.id)
        # "/" follows "." in the alphabet: every code below the region, and an index finds them.
        .where(VacancyPlace.region_code > f"{region_code}.", VacancyPlace.region_code < f"{region_code}/")
        .where(on_the_board(today))
        .group_by(district)
    )
    return dict(session.execute(query).all())


def newest_ids(session: Session, today: date, limit: int) -> tuple[int, ...]:
    """The newest of the office's own; without any, the newest there are."""
    query = (
        select(Vacancy.id)
        .outerjoin(Vacancy.employer)
        .where(on_the_board(today))
        .order_by(Vacancy.published_at.desc(), Vacancy.id.desc())
        .limit(limit)
    )
    own = tuple(session.scalars(query.where(Vacancy.source.is_(None))))
    return own or tuple(session.scalars(query))


def board_version(session: Session) -> tuple[int, int]:
    """Numbers that grow with every change of a vacancy: each leaves an event, and new ones a new id."""
    newest = (select(func.coalesce(func.max(key), 0)).scalar_subquery() for key in (Event.id, Vacancy.id))
    events, vacancies = session.execute(select(*newest)).one()
    return events, vacancies
