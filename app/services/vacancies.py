"""The verbs of a vacancy."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actor import SYSTEM, Actor
from app.domain.clock import Clock
from app.domain.errors import InvalidFact, NotFound
from app.domain.slug import slugify
from app.domain.vacancy import ApplyVia, NewVacancy, VacancyStatus
from app.models import Employer, Vacancy, VacancyEducation, VacancyEmploymentType, VacancyPlace
from app.services.transaction import transaction
from app.services.transitions import perform, record_created

LONGEST_DAYS = 365  # a closing date further away is a typing error
EXPIRE_BATCH = 500  # rows a transaction, so that other writers get their turn


def create(command: NewVacancy, actor: Actor, clock: Clock) -> int:
    """Store a draft and return its id. Raises NotFound (employer), InvalidFact, NotAllowed."""
    if not command.title.strip():
        raise InvalidFact("title", "missing")
    if command.headcount.total < 1:
        raise InvalidFact("headcount", "missing")
    if command.apply_via in (ApplyVia.PORTAL, ApplyVia.SOURCE):
        raise InvalidFact("apply_via", "not_offered")
    _check_closing(command.closes_on, clock)
    with transaction() as session:
        employer = session.get(Employer, command.employer_id)
        if employer is None:
            raise NotFound("employer")
        vacancy = _draft(command, employer, clock)
        session.add(vacancy)
        session.flush()
        record_created(session, vacancy, "create", actor, clock)
        return vacancy.id


def submit(vacancy_id: int, actor: Actor, clock: Clock) -> None:
    """Hand a draft or a returned vacancy to the staff for review."""
    _verb(vacancy_id, "submit", actor, clock)


def approve(vacancy_id: int, actor: Actor, clock: Clock) -> None:
    """Put a submitted vacancy on the board. Raises InvalidFact when its last day is over."""
    with transaction() as session:
        vacancy = _locked(session, vacancy_id)
        if vacancy.closes_on is None or vacancy.closes_on < clock.today():
            raise InvalidFact("closes_on", "past")
        perform(session, vacancy, "approve", actor, clock)


def withdraw(vacancy_id: int, actor: Actor, clock: Clock, reason: str = "") -> None:
    """Take a vacancy back. Staff must give a reason."""
    _verb(vacancy_id, "withdraw", actor, clock, reason)


def fill(vacancy_id: int, actor: Actor, clock: Clock) -> None:
    """Close a vacancy because its seats are taken."""
    _verb(vacancy_id, "fill", actor, clock)


def extend(vacancy_id: int, closes_on: date, actor: Actor, clock: Clock) -> None:
    """Move the last day of a published vacancy further out. Raises InvalidFact."""
    with transaction() as session:
        vacancy = _locked(session, vacancy_id)
        _check_closing(closes_on, clock)
        if vacancy.closes_on is not None and closes_on <= vacancy.closes_on:
            raise InvalidFact("closes_on", "not_later")
        vacancy.closes_on = closes_on
        perform(session, vacancy, "extend", actor, clock, fields="closes_on")


def expire_due(clock: Clock) -> int:
    """Expire every published vacancy whose last day is over in the office's timezone. Returns how many."""
    expired = 0
    while True:
        with transaction() as session:
            due = session.scalars(
                select(Vacancy)
                .where(Vacancy.status == VacancyStatus.PUBLISHED, Vacancy.closes_on < clock.today())
                .order_by(Vacancy.id)
                .limit(EXPIRE_BATCH)
                .with_for_update(skip_locked=True)
            ).all()
            for vacancy in due:
                perform(session, vacancy, "expire", SYSTEM, clock)
        expired += len(due)
        if len(due) < EXPIRE_BATCH:
            return expired


def _verb(vacancy_id: int, verb: str, actor: Actor, clock: Clock, reason: str = "") -> None:
    with transaction() as session:
        perform(session, _locked(session, vacancy_id), verb, actor, clock, reason=reason)


def _locked(session: Session, vacancy_id: int) -> Vacancy:
    vacancy = session.scalar(select(Vacancy).where(Vacancy.id == vacancy_id).with_for_update())
    if vacancy is None:
        raise NotFound("vacancy")
    return vacancy


def _check_closing(closes_on: date, clock: Clock) -> None:
    if closes_on < clock.today():
        raise InvalidFact("closes_on", "past")
    if closes_on > clock.today() + timedelta(days=LONGEST_DAYS):
        raise InvalidFact("closes_on", "too_far")


def _draft(command: NewVacancy, employer: Employer, clock: Clock) -> Vacancy:
    now, wage, asks = clock.now(), command.wage, command.requirements
    return Vacancy(
        status=VacancyStatus.DRAFT, employer_id=employer.id, company=employer.name,
        title=command.title.strip(), slug=slugify(command.title), description=command.description,
        benefits=command.benefits, occupation_code=command.occupation_code,
        industry_code=command.industry_code or employer.industry_code, contract_months=command.contract_months,
        work_address=command.work_address,
        male=command.headcount.male, female=command.headcount.female, either=command.headcount.either,
        wage_min=wage and wage.minimum, wage_max=wage and wage.maximum, wage_period=wage and wage.period,
        wage_kind=wage and wage.kind, wage_monthly=wage and wage.monthly,
        skills=asks.skills, experience_months=asks.experience_months, age_min=asks.age_min, age_max=asks.age_max,
        conditions=asks.conditions, justification=asks.justification,
        apply_via=command.apply_via, apply_note=command.apply_note,
        karirhub_number=command.karirhub_number, karirhub_on=command.karirhub_on,
        created_at=now, updated_at=now, closes_on=command.closes_on,
        places=[VacancyPlace(region_code=code) for code in command.places],
        education=[VacancyEducation(level=code) for code in asks.education],
        employment_types=[VacancyEmploymentType(code=command.employment_type)],
    )  # fmt: skip
