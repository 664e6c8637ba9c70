"""One vacancy as its page shows it, and whether it has a page at all."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import Session, joinedload, raiseload

from app.domain.clock import Clock
from app.domain.vacancy import Origin, VacancyStatus
from app.models import Employer, Vacancy, VacancyEducation, VacancyEmploymentType, VacancyPlace
from app.queries.reference import Reference, reference
from app.queries.vacancy_cards import on_the_board

_LISTS: tuple[tuple[Any, Any], ...] = (
    (VacancyPlace, VacancyPlace.region_code),
    (VacancyEducation, VacancyEducation.level),
    (VacancyEmploymentType, VacancyEmploymentType.code),
)


class Standing(StrEnum):
    """What visitors may do with a vacancy's page."""

    OPEN = "open"
    EXPIRED = "expired"
    FILLED = "filled"
    GONE = "gone"  # closed for so long that the address answers 410
    TAKEN_DOWN = "taken_down"  # once on the board, then suspended or withdrawn: 410, and none of its words


@dataclass(frozen=True)
class Fact:
    """A value, its words where the database has them, and whether it was read from the posting's title or text rather
    than stated."""

    code: str
    label: str
    is_read: bool


@dataclass(frozen=True)
class VacancyDetail:
    """The row and what its page adds. `others_open` counts the employer's other vacancies on the board."""

    vacancy: Vacancy
    standing: Standing
    closed_on: date | None
    places: tuple[Fact, ...]
    education: tuple[Fact, ...]
    employment_types: tuple[Fact, ...]
    occupation: str
    scheme: str  # title of the certificate that is asked for
    others_open: int

    @property
    def is_open(self) -> bool:
        return self.standing == Standing.OPEN

    @property
    def is_own(self) -> bool:
        """Of the office's own: an imported posting that staff linked to a company stays its source's."""
        return self.vacancy.source is None

    @property
    def headcount(self) -> int:
        return self.vacancy.male + self.vacancy.female + self.vacancy.either


def vacancy_detail(session: Session, vacancy_id: int, clock: Clock, gone_days: int) -> VacancyDetail | None:
    """The page of a vacancy that was ever on the board; None for every other, whatever the reason, so that an address
    does not tell a draft from nothing."""
    vacancy = _row(session, vacancy_id)
    if vacancy is None:
        return None
    today = clock.today()
    if _is_taken_down(vacancy):
        return _detail(session, vacancy, Standing.TAKEN_DOWN, None, today) if vacancy.published_at else None
    closed_on = _closed_on(vacancy, clock, today)
    standing = _standing(vacancy, closed_on, today, gone_days)
    return None if standing is None else _detail(session, vacancy, standing, closed_on, today)


def unpublished_detail(session: Session, vacancy_id: int, clock: Clock) -> VacancyDetail | None:
    """A vacancy in whatever state, as its page would show it while it is open; for those who may see it before or after
    the public does."""
    vacancy = _row(session, vacancy_id)
    return None if vacancy is None else _detail(session, vacancy, Standing.OPEN, None, clock.today())


def _row(session: Session, vacancy_id: int) -> Vacancy | None:
    return session.scalar(
        select(Vacancy)
        .where(Vacancy.id == vacancy_id)
        .options(joinedload(Vacancy.employer).joinedload(Employer.industry), raiseload("*"))
    )


def _detail(
    session: Session, vacancy: Vacancy, standing: Standing, closed_on: date | None, today: date
) -> VacancyDetail:
    known = reference(session)
    facts = _facts(session, vacancy.id, known)
    return VacancyDetail(
        vacancy=vacancy,
        standing=standing,
        closed_on=closed_on,
        places=facts[VacancyPlace],
        education=facts[VacancyEducation],
        employment_types=facts[VacancyEmploymentType],
        occupation=known.occupations.get(vacancy.occupation_code or "", ""),
        scheme=known.scheme_title(vacancy.scheme_code),
        others_open=_others_open(session, vacancy, today),
    )


def _is_taken_down(vacancy: Vacancy) -> bool:
    """Withdrawn or suspended, or its company is not public (any more)."""
    hidden = vacancy.status in (VacancyStatus.SUSPENDED, VacancyStatus.WITHDRAWN)
    return hidden or (vacancy.employer is not None and vacancy.employer.status != "active")


def _closed_on(vacancy: Vacancy, clock: Clock, today: date) -> date | None:
    """The day a vacancy was over: when its seats were taken, or the day its time ran out."""
    if vacancy.status == VacancyStatus.FILLED and vacancy.closed_at is not None:
        return clock.day_of(vacancy.closed_at)
    over = vacancy.status == VacancyStatus.EXPIRED or (vacancy.closes_on is not None and vacancy.closes_on < today)
    return vacancy.closes_on if over else None


def _standing(vacancy: Vacancy, closed_on: date | None, today: date, gone_days: int) -> Standing | None:
    if vacancy.status not in (VacancyStatus.PUBLISHED, VacancyStatus.EXPIRED, VacancyStatus.FILLED):
        return None
    if closed_on is None:
        return Standing.OPEN
    if (today - closed_on).days > gone_days:
        return Standing.GONE
    return Standing.FILLED if vacancy.status == VacancyStatus.FILLED else Standing.EXPIRED


def _facts(session: Session, vacancy_id: int, known: Reference) -> dict[type, tuple[Fact, ...]]:
    """Places, education levels and employment types in one select; what the posting states comes before what was read
    from it, each in the order they were stored."""
    parts = [
        select(literal(index), owner.id, code, owner.origin).where(owner.vacancy_id == vacancy_id)
        for index, (owner, code) in enumerate(_LISTS)
    ]
    found: dict[type, list[Fact]] = {owner: [] for owner, _ in _LISTS}
    for index, _, code, origin in sorted(session.execute(union_all(*parts))):
        owner = _LISTS[index][0]
        label = place_in_full(known, code) if owner is VacancyPlace else ""
        found[owner].append(Fact(code, label, origin == Origin.READ))
    return {owner: tuple(sorted(facts, key=lambda fact: fact.is_read)) for owner, facts in found.items()}


def place_in_full(known: Reference, code: str) -> str:
    """A district with its regency, a regency with its province: Juai, Kabupaten Balangan."""
    district = ".".join(code.split(".")[:3])
    parent = district.rpartition(".")[0]
    return ", ".join(filter(None, (known.place_label(district), known.regions.get(parent, ""))))


def _others_open(session: Session, vacancy: Vacancy, today: date) -> int:
    if vacancy.employer_id is None:
        return 0
    query = (
        select(func.count(Vacancy.id))
        .join(Vacancy.employer)
        .where(Vacancy.employer_id == vacancy.employer_id, Vacancy.id != vacancy.id, on_the_board(today))
    )
    return session.scalar(query) or 0
