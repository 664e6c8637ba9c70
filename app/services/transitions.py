"""The one choke point for state changes: law, permission, state, event and outbox in the caller's transaction."""

from collections.abc import Iterable, Sequence

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.domain.actor import Actor
from app.domain.clock import Clock
from app.domain.errors import InvalidFact, NotAllowed
from app.domain.lifecycle import Effect
from app.domain.vacancy import VACANCY_LIFECYCLE, VacancyStatus
from app.indexing.outbox import enqueue
from app.models import Event, Vacancy
from app.policies.vacancy import can_perform

_CLOSED = frozenset({VacancyStatus.EXPIRED, VacancyStatus.FILLED, VacancyStatus.WITHDRAWN, VacancyStatus.REJECTED})


def perform(
    session: Session, vacancy: Vacancy, verb: str, actor: Actor, clock: Clock, *, reason: str = "", fields: str = ""
) -> None:
    """Carry out a verb of the vacancy's lifecycle. The caller holds the row's lock.

    Raises TransitionRefused, NotAllowed, or InvalidFact when a reason is due and missing.
    """
    old = vacancy.status
    row = VACANCY_LIFECYCLE.check(verb, old)
    if not can_perform(actor, row, vacancy):
        raise NotAllowed(f"{actor.kind} may not {verb} vacancy {vacancy.id}")
    if row.reason_from & actor.roles and not reason.strip():
        raise InvalidFact("reason", "missing")
    now = clock.now()
    vacancy.status = row.targets[0]
    vacancy.updated_at = now
    vacancy.closed_at = now if vacancy.status in _CLOSED else None
    if vacancy.status == VacancyStatus.PUBLISHED and vacancy.published_at is None:
        vacancy.published_at = now
    session.add(_event(vacancy.id, verb, old, vacancy.status, actor, clock, reason, fields))
    if Effect.INDEX in row.effects:
        enqueue(session, "vacancies", [vacancy.id], now)
    session.flush()


def record_created(session: Session, vacancy: Vacancy, actor: Actor, clock: Clock) -> None:
    """The event of a new draft. The vacancy has an id (flushed) and the lifecycle's first state."""
    row = VACANCY_LIFECYCLE.check("create", None)
    if not can_perform(actor, row, vacancy):
        raise NotAllowed(f"{actor.kind} may not create a vacancy")
    session.add(_event(vacancy.id, "create", None, vacancy.status, actor, clock))


def record_imported(session: Session, states: Sequence[tuple[int, str]], actor: Actor, clock: Clock) -> None:
    """Events and outbox rows of many imported vacancies, given as (id, state)."""
    row = VACANCY_LIFECYCLE.check("import", None)
    if not actor.roles & row.who:
        raise NotAllowed(f"{actor.kind} may not import vacancies")
    now = clock.now()
    session.execute(insert(Event.__table__), _imported_events(states, actor, clock))  # type: ignore[arg-type]
    enqueue(session, "vacancies", [vacancy_id for vacancy_id, _ in states], now)


def _imported_events(states: Iterable[tuple[int, str]], actor: Actor, clock: Clock) -> list[dict[str, object]]:
    shared = {"at": clock.now(), "actor_kind": actor.kind, "account_id": actor.account_id, "noun": "vacancy"}
    return [shared | {"noun_id": key, "verb": "import", "new_state": state} for key, state in states]


def _event(
    vacancy_id: int,
    verb: str,
    old: str | None,
    new: str,
    actor: Actor,
    clock: Clock,
    reason: str = "",
    fields: str = "",
) -> Event:
    return Event(
        at=clock.now(), actor_kind=actor.kind, account_id=actor.account_id, noun="vacancy", noun_id=vacancy_id,
        verb=verb, old_state=old, new_state=new, reason=reason.strip(), fields=fields,
    )  # fmt: skip
