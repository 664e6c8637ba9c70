"""An employer as its page shows it."""

from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, joinedload

from app.domain.clock import Clock
from app.domain.paging import page_count
from app.domain.vacancy import VacancyStatus
from app.models import Employer, Vacancy
from app.queries.reference import reference
from app.queries.vacancy_cards import VacancyCard, cards, on_the_board
from app.queries.vacancy_page import place_in_full

PER_PAGE = 20


@dataclass(frozen=True)
class EmployerPage:
    """An active employer with one page of its open vacancies. `closed` counts those that are over."""

    employer: Employer
    place: str
    open: int
    closed: int
    cards: tuple[VacancyCard, ...]
    page: int

    @property
    def pages(self) -> int:
        return page_count(self.open, PER_PAGE)


def employer_page(session: Session, employer_id: int, page: int, clock: Clock, new_days: int) -> EmployerPage | None:
    """None when there is no such employer or it is suspended."""
    employer = session.scalar(select(Employer).where(Employer.id == employer_id).options(joinedload(Employer.industry)))
    if employer is None or employer.status != "active":
        return None
    today = clock.today()
    open_here = and_(Vacancy.employer_id == employer_id, on_the_board(today))
    over = or_(
        Vacancy.status.in_((VacancyStatus.EXPIRED, VacancyStatus.FILLED)),
        and_(Vacancy.status == VacancyStatus.PUBLISHED, Vacancy.closes_on < today),
    )
    open_count, closed_count = session.execute(
        select(
            select(func.count(Vacancy.id)).join(Vacancy.employer).where(open_here).scalar_subquery(),
            select(func.count(Vacancy.id)).where(Vacancy.employer_id == employer_id, over).scalar_subquery(),
        )
    ).one()
    ids = session.scalars(
        select(Vacancy.id)
        .join(Vacancy.employer)
        .where(open_here)
        .order_by(Vacancy.published_at.desc(), Vacancy.id.desc())
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    ).all()
    return EmployerPage(
        employer=employer,
        place=place_in_full(reference(session), employer.region_code) if employer.region_code else "",
        open=open_count,
        closed=closed_count,
        cards=tuple(cards(session, ids, clock, new_days)),
        page=page,
    )
