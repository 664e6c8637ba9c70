"""What machines follow: the feed of a filter, and the addresses of the site map. Never an imported posting."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.domain.vacancy_filters import VacancyFilters
from app.models import Employer, Vacancy
from app.queries import vacancy_fallback
from app.queries.board import board_figures
from app.queries.vacancy_cards import VacancyCard, cards, on_the_board
from app.queries.vacancy_search import query_for
from app.queries.wish import Wish, vacancy_wish
from search.engine import Engine, SearchUnavailable
from search.vacancies import OWN

ENTRIES = 50
PART = 40_000  # vacancies in one file of the site map, whose limit is 50,000 addresses


@dataclass(frozen=True)
class FeedEntry:
    card: VacancyCard
    description: str
    published_at: datetime
    updated_at: datetime


def feed_entries(
    session: Session, engine: Engine, filters: VacancyFilters, clock: Clock, home: str = ""
) -> list[FeedEntry]:
    """The newest of the office's own vacancies of a state, its sort and page left aside."""
    ids = _feed_ids(session, engine, vacancy_wish(session, filters.change(sort=None), clock.today(), home), clock)
    columns = (Vacancy.id, Vacancy.description, Vacancy.published_at, Vacancy.updated_at)
    rows = {row.id: row for row in session.execute(select(*columns).where(Vacancy.id.in_(ids)))}
    return [
        FeedEntry(card, rows[card.id].description, rows[card.id].published_at, rows[card.id].updated_at)
        for card in cards(session, ids, clock)
        if card.source is None
    ]


def _feed_ids(session: Session, engine: Engine, meant: Wish[VacancyFilters], clock: Clock) -> Sequence[int]:
    query = query_for(meant, clock.today())
    try:
        return engine.search(replace(query, must={"origin": (OWN,)}, sort="newest", page=1, per_page=ENTRIES)).ids
    except SearchUnavailable:
        plain = vacancy_fallback.matching(meant.wanted, clock, Vacancy.id).where(Vacancy.source.is_(None))
        newest = plain.order_by(Vacancy.published_at.desc(), Vacancy.id.desc()).limit(ENTRIES)
        return list(session.scalars(newest))


def own_open(session: Session, today: date) -> int:
    """The office's own vacancies on the board."""
    return board_figures(session, today).own


def map_vacancies(session: Session, today: date, part: int) -> Sequence[Row[int, str, datetime]]:
    """Id, slug and last change of one part (from 1) of the office's own vacancies on the board."""
    query = (
        select(Vacancy.id, Vacancy.slug, Vacancy.updated_at)
        .join(Vacancy.employer)
        .where(on_the_board(today), Vacancy.source.is_(None))
        .order_by(Vacancy.id)
        .limit(PART)
        .offset((part - 1) * PART)
    )
    return session.execute(query).all()


def map_employers(session: Session) -> Sequence[Row[int, str, datetime]]:
    """Id, slug and last change of every active employer."""
    query = select(Employer.id, Employer.slug, Employer.updated_at).where(Employer.status == "active")
    return session.execute(query.order_by(Employer.id)).all()
