"""The office's decisions on a vacancy. `seen` is the newest event on the officer's page: a decision is made on what was
seen, once. All raise NotFound, NotAllowed, TransitionRefused, DecidedMeanwhile, and InvalidFact on `reason`: missing
where one is due, too_long; on `matter`: own."""

from collections.abc import Callable, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actor import Actor
from app.domain.clock import Clock
from app.domain.employer import EmployerStatus
from app.domain.errors import InvalidFact, NotAllowed
from app.domain.queue import Tab
from app.domain.vacancy import VACANCY_LIFECYCLE
from app.models import Vacancy, VacancyFlag, VacancySample
from app.policies.permission_map import Right, may
from app.services.assignments import settle
from app.services.events import event
from app.services.own_matter import refuse_own
from app.services.seen import check_reason, made_before
from app.services.transaction import transaction
from app.services.transitions import perform
from app.services.vacancy_writing import locked_vacancy

Check = Callable[[Session, Vacancy, str], None]


def approve(vacancy_id: int, actor: Actor, clock: Clock, reason: str = "", seen: int | None = None) -> None:
    """Put a submitted vacancy on the board. In spite of a heavy flag it needs a reason. Raises also InvalidFact on
    `closes_on` when its last day is over, and on `employer` when its company is not active."""

    def check(session: Session, vacancy: Vacancy, why: str) -> None:
        if vacancy.closes_on is None or vacancy.closes_on < clock.today():
            raise InvalidFact("closes_on", "past")
        if vacancy.employer is not None and vacancy.employer.status != EmployerStatus.ACTIVE:
            raise InvalidFact("employer", "not_active")
        if not why.strip() and _is_heavy(session, vacancy.id):
            raise InvalidFact("reason", "despite_flags")

    _decide(vacancy_id, "approve", actor, clock, reason, seen, check)


def send_back(vacancy_id: int, reason: str, actor: Actor, clock: Clock, seen: int | None = None) -> None:
    """The company corrects it and submits it again."""
    _decide(vacancy_id, "send_back", actor, clock, reason, seen)


def reject(vacancy_id: int, reason: str, actor: Actor, clock: Clock, seen: int | None = None) -> None:
    """It never goes on the board."""
    _decide(vacancy_id, "reject", actor, clock, reason, seen)


def suspend(vacancy_id: int, reason: str, actor: Actor, clock: Clock, seen: int | None = None) -> None:
    """Off the board with the next request, until it is reinstated."""
    _decide(vacancy_id, "suspend", actor, clock, reason, seen)


def reinstate(vacancy_id: int, reason: str, actor: Actor, clock: Clock, seen: int | None = None) -> None:
    """A suspended vacancy goes back into review."""
    _decide(vacancy_id, "reinstate", actor, clock, reason, seen)


def withdraw(vacancy_id: int, reason: str, actor: Actor, clock: Clock, seen: int | None = None) -> None:
    """Take it off for good, for its employer or against it."""
    _decide(vacancy_id, "withdraw", actor, clock, reason, seen)


def mark_reviewed(vacancy_ids: Iterable[int], actor: Actor, clock: Clock) -> int:
    """Samples of trusted employers were looked at and stand as they are. Returns how many were marked; one that is
    marked already is left alone. Raises NotAllowed, and InvalidFact on `matter` with `own`; then none is marked."""
    if not may(actor, Right.DECIDE_VACANCY):
        raise NotAllowed(f"{actor.kind} reviews no samples")
    ids = list(vacancy_ids)
    with transaction() as session:
        for vacancy in session.scalars(select(Vacancy).where(Vacancy.id.in_(ids))):
            refuse_own(actor, vacancy)
        drawn = session.scalars(
            select(VacancySample)
            .where(VacancySample.vacancy_id.in_(ids), VacancySample.reviewed_at.is_(None))
            .order_by(VacancySample.vacancy_id)
            .with_for_update()
        ).all()
        for sample in drawn:
            sample.reviewed_at = clock.now()
            session.add(event("vacancy", sample.vacancy_id, "review_sample", actor, clock))
            settle(session, Tab.VACANCIES, sample.vacancy_id)
        return len(drawn)


def _decide(
    vacancy_id: int, verb: str, actor: Actor, clock: Clock, reason: str, seen: int | None, check: Check | None = None
) -> None:
    check_reason(reason)
    with transaction() as session:
        vacancy = locked_vacancy(session, vacancy_id)
        if made_before(session, "vacancy", vacancy_id, verb, seen, actor):
            return
        VACANCY_LIFECYCLE.check(verb, vacancy.status)
        if check is not None:
            check(session, vacancy, reason)
        perform(session, vacancy, verb, actor, clock, reason=reason)
        settle(session, Tab.VACANCIES, vacancy_id)


def _is_heavy(session: Session, vacancy_id: int) -> bool:
    query = select(VacancyFlag.kind).where(VacancyFlag.vacancy_id == vacancy_id, VacancyFlag.severity == "heavy")
    return session.scalar(query.limit(1)) is not None
