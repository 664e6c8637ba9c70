"""Lines of the event log."""

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.actor import Actor
from app.domain.clock import Clock
from app.gateways.append_only import protect, release
from app.models import Event, EventReason, EventSeal


def event(
    noun: str,
    noun_id: int,
    verb: str,
    actor: Actor,
    clock: Clock,
    *,
    old: str | None = None,
    new: str | None = None,
    reason: str = "",
    fields: str = "",
) -> Event:
    """One line. `fields` are the names of what changed, never values: a line must be able to outlive the person. A
    `reason` in somebody's own words stands beside it."""
    return Event(
        at=clock.now(), actor_kind=actor.kind, account_id=actor.account_id, noun=noun, noun_id=noun_id, verb=verb,
        old_state=old, new_state=new, fields=fields,
        reason=EventReason(text=reason.strip()) if reason.strip() else None,
    )  # fmt: skip


def forget_events(session: Session, nouns: Collection[str]) -> None:
    """Delete the lines about some nouns, for demo data that is replaced: never part of a site that serves people. A
    chain that misses lines proves nothing, so it begins anew."""
    connection = session.connection()
    release(connection)
    session.execute(delete(EventSeal))
    gone = select(Event.id).where(Event.noun.in_(nouns))
    session.execute(delete(EventReason).where(EventReason.event_id.in_(gone)))
    session.execute(delete(Event).where(Event.noun.in_(nouns)))
    protect(connection)
