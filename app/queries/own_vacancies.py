"""A company's vacancies as its team keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, not_, select
from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.domain.paging import page_count
from app.domain.vacancy import VacancyStatus as S
from app.models import Vacancy, VacancyRevision, VacancyViews
from app.queries.words import holds_words

PER_PAGE = 20
# Tabs of the list by the value of the query name `status`, each with the states it shows.
TABS: Mapping[str, tuple[S, ...]] = {
    "tindakan": (S.RETURNED, S.SUSPENDED),  # staff wait for the company
    "draf": (S.DRAFT,),
    "diperiksa": (S.SUBMITTED,),
    "tayang": (S.PUBLISHED,),
    "selesai": (S.FILLED, S.EXPIRED, S.WITHDRAWN, S.REJECTED),
}

# A change of a published vacancy that staff have yet to decide on.
REVISION_WAITS = (
    select(VacancyRevision.id)
    .where(VacancyRevision.vacancy_id == Vacancy.id, VacancyRevision.status == "pending")
    .exists()
)
# Drafts that were let go: nobody but their writer ever saw them.
THROWN_AWAY = and_(Vacancy.status == S.WITHDRAWN, Vacancy.submitted_at.is_(None), Vacancy.published_at.is_(None))


@dataclass(frozen=True)
class OwnVacancy:
    """A row of the list. `closes_on` is the day it closed on where it is over; `views` are openings of its page since
    it was published."""

    id: int
    title: str
    status: S
    headcount: int
    closes_on: date | None
    views: int
    has_revision: bool


@dataclass(frozen=True)
class OwnVacancies:
    """One page of a tab. `counts` are rows by tab under the same search."""

    rows: tuple[OwnVacancy, ...]
    counts: Mapping[str, int]
    tab: str
    page: int

    @property
    def total(self) -> int:
        return self.counts[self.tab] if self.tab else sum(self.counts.values())

    @property
    def pages(self) -> int:
        return page_count(self.total, PER_PAGE)


def own_vacancies(
    session: Session, employer_id: int, clock: Clock, tab: str = "", text: str = "", page: int = 1
) -> OwnVacancies:
    """A page of the company's vacancies, last changed first; `tab` names one of TABS, all of them when empty. Drafts
    that were let go are gone."""
    mine = and_(*_mine(employer_id, text))
    tally = select(Vacancy.status, func.count()).where(mine).group_by(Vacancy.status)
    by_status = {status: number for status, number in session.execute(tally)}  # noqa: C416  Row is no tuple to mypy
    counts = {name: sum(by_status.get(status, 0) for status in states) for name, states in TABS.items()}
    views = select(func.coalesce(func.sum(VacancyViews.views), 0)).where(VacancyViews.vacancy_id == Vacancy.id)
    query = (
        select(
            Vacancy.id, Vacancy.title, Vacancy.status, Vacancy.male + Vacancy.female + Vacancy.either,
            Vacancy.closes_on, Vacancy.closed_at, views.scalar_subquery(), REVISION_WAITS,
        )
        .where(mine, Vacancy.status.in_(TABS[tab]) if tab else mine)
        .order_by(Vacancy.updated_at.desc(), Vacancy.id.desc())
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    )  # fmt: skip
    rows = tuple(
        OwnVacancy(key, title, S(status), headcount, over_on(status, closes_on, closed_at, clock), int(seen), waits)
        for key, title, status, headcount, closes_on, closed_at, seen, waits in session.execute(query)
    )
    return OwnVacancies(rows, counts, tab, page)


def over_on(status: str, closes_on: date | None, closed_at: datetime | None, clock: Clock) -> date | None:
    """The day a vacancy closes, or closed: one that was filled or withdrawn did so before its last day."""
    early = status in (S.FILLED, S.WITHDRAWN) and closed_at is not None
    return clock.day_of(closed_at) if early and closed_at else closes_on


def _mine(employer_id: int, text: str) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        Vacancy.employer_id == employer_id, Vacancy.source.is_(None), not_(THROWN_AWAY)
    ]  # fmt: skip
    return found + holds_words(text, Vacancy.title)
