"""The chain over the event log. Events are written by the verbs themselves; the worker seals them a moment later, so
that no verb waits for another one's link."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.domain.audit import START, Seal, first_break, link_digest
from app.gateways.keyring import Keyring
from app.models import EventSeal
from app.queries.audit import chain, last_link, oldest_unsealed, unsealed
from app.services.transaction import transaction

BATCH = 2_000
LATE = 10_000  # ids within which a transaction that commits late is found by the calendar's round
_COLUMN = "event_seal.digest"


@dataclass(frozen=True)
class ChainCheck:
    """`broken_at` is the first position that was tampered with; `waiting_since` the oldest event without a link."""

    links: int
    broken_at: int | None
    waiting_since: datetime | None


def seal_events(session: Session, keyring: Keyring, look_back: int | None = 0) -> int:
    """Add links for events that have none; returns how many. Looks first, so that an idle site writes nothing."""
    if not unsealed(session, 1, look_back):
        session.rollback()
        return 0
    seal = _seal(keyring)
    with transaction() as writing:
        end = last_link(writing)
        before, last = (end.digest, end.position) if end else (START, 0)
        links: list[dict[str, Any]] = []
        for position, line in enumerate(unsealed(writing, BATCH, look_back), start=last + 1):
            before = link_digest(seal, before, position, line)
            links.append({"position": position, "event_id": line.event_id, "digest": before})
        if links:
            writing.execute(insert(EventSeal), links)
    return len(links)


def check_chain(session: Session, keyring: Keyring) -> ChainCheck:
    """Compute the whole chain anew and compare."""
    broken = first_break(_seal(keyring), chain(session))
    end = last_link(session)
    return ChainCheck(end.position if end else 0, broken, oldest_unsealed(session))


def _seal(keyring: Keyring) -> Seal:
    return lambda text: keyring.blind_index(text, _COLUMN)
