"""Lines of the event log."""

from app.domain.actor import Actor
from app.domain.clock import Clock
from app.models import Event


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
    """One line. `fields` are the names of what changed, never values: a line must be able to outlive the person."""
    return Event(
        at=clock.now(), actor_kind=actor.kind, account_id=actor.account_id, noun=noun, noun_id=noun_id, verb=verb,
        old_state=old, new_state=new, reason=reason.strip(), fields=fields,
    )  # fmt: skip
