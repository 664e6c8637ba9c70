"""A decision rests on what its officer saw: made once, and not on top of somebody else's."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actor import Actor
from app.domain.decisions import DecidedMeanwhile
from app.domain.errors import InvalidFact
from app.domain.reasons import LONGEST_REASON
from app.models import Event


def made_before(session: Session, noun: str, noun_id: int, verb: str, seen: int | None, actor: Actor) -> bool:
    """Whether this very decision was made already: the form was sent twice. The caller holds the row's lock. `seen` is
    the newest event on the officer's page, None where no page was seen. Raises DecidedMeanwhile."""
    if seen is None:
        return False
    query = select(Event.verb, Event.account_id).where(
        Event.noun == noun, Event.noun_id == noun_id, Event.id > seen
    )  # fmt: skip
    later = session.execute(query.order_by(Event.id).limit(2)).all()
    if not later:
        return False
    if len(later) == 1 and tuple(later[0]) == (verb, actor.account_id) and actor.account_id is not None:
        return True
    raise DecidedMeanwhile(noun, noun_id)


def check_reason(reason: str) -> None:
    """Raises InvalidFact."""
    if len(reason.strip()) > LONGEST_REASON:
        raise InvalidFact("reason", "too_long")
