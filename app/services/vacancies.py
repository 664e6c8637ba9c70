"""The verbs of a vacancy."""

from datetime import date

from sqlalchemy import select

from app.domain.actor import SYSTEM, Actor
from app.domain.clock import Clock
from app.domain.errors import InvalidFact, NotFound
from app.domain.vacancy import VACANCY_LIFECYCLE, NewVacancy, VacancyStatus
from app.models import Employer, Vacancy
from app.services.flagging import refresh_flags
from app.services.transaction import transaction
from app.services.transitions import perform, record_created
from app.services.vacancy_writing import check_closing, check_command, locked_vacancy, put_facts

EXPIRE_BATCH = 500  # rows a transaction, so that other writers get their turn


def create(command: NewVacancy, actor: Actor, clock: Clock) -> int:
    """Store a draft and return its id. Raises NotFound (employer), InvalidFact, NotAllowed."""
    check_command(command, clock)
    with transaction() as session:
        employer = session.get(Employer, command.employer_id)
        if employer is None:
            raise NotFound("employer")
        now = clock.now()
        vacancy = Vacancy(status=VacancyStatus.DRAFT, employer_id=employer.id, created_at=now, updated_at=now)
        put_facts(session, vacancy, command, employer)
        session.add(vacancy)
        session.flush()
        record_created(session, vacancy, "create", actor, clock)
        return vacancy.id


def submit(vacancy_id: int, actor: Actor, clock: Clock) -> None:
    """Hand a draft or a returned vacancy to the staff for review."""
    with transaction() as session:
        vacancy = locked_vacancy(session, vacancy_id)
        perform(session, vacancy, "submit", actor, clock)
        refresh_flags(session, vacancy, clock)


def withdraw(vacancy_id: int, actor: Actor, clock: Clock, reason: str = "") -> None:
    """Take a vacancy back. Staff must give a reason."""
    _verb(vacancy_id, "withdraw", actor, clock, reason)


def fill(vacancy_id: int, actor: Actor, clock: Clock) -> None:
    """Close a vacancy because its seats are taken."""
    _verb(vacancy_id, "fill", actor, clock)


def extend(vacancy_id: int, closes_on: date, actor: Actor, clock: Clock) -> None:
    """Move the last day of a published vacancy further out. Raises TransitionRefused, InvalidFact."""
    with transaction() as session:
        vacancy = locked_vacancy(session, vacancy_id)
        # Before the date: of a vacancy that is closed no other day would be right.
        VACANCY_LIFECYCLE.check("extend", vacancy.status)
        check_closing(closes_on, clock)
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
        perform(session, locked_vacancy(session, vacancy_id), verb, actor, clock, reason=reason)
