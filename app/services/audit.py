"""The chain over the event log. Events are written by the verbs themselves; the worker seals them a moment later, so
that no verb waits for another one's link."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.domain.audit import START, Link, Seal, first_break, link_digest
from app.domain.clock import Clock
from app.gateways.anchors import Anchors
from app.gateways.keyring import Keyring
from app.models import EventSeal
from app.queries.audit import chain, last_link, oldest_unsealed, unsealed
from app.services.transaction import transaction

BATCH = 250  # events sealed in one transaction: on SQLite nobody else writes meanwhile, and the worker is in no hurry
LATE = 10_000  # ids within which a transaction that commits late is found by the calendar's round
_COLUMN = "event_seal.digest"


@dataclass(frozen=True)
class ChainCheck:
    """`broken_at` is the first position that was tampered with; `waiting_since` the oldest event without a link;
    `cut_at` the first position that an anchor names and that is gone or is another one now."""

    links: int
    broken_at: int | None
    waiting_since: datetime | None
    cut_at: int | None = None


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


def anchor_end(session: Session, anchors: Anchors, clock: Clock) -> bool:
    """Note where the chain ends, unless that is noted already. False when the link noted last does not stand any
    more."""
    end, last = last_link(session), anchors.last()
    found = (end.position, end.digest) if end else None
    held = session.get(EventSeal, last[0]) if last else None
    stands = last is None or (held is not None and held.digest == last[1])
    session.rollback()
    if found is not None and found != last:
        anchors.add(*found, clock.now())
    return stands


def check_chain(session: Session, keyring: Keyring, anchors: Iterable[tuple[int, bytes]] = ()) -> ChainCheck:
    """Compute the whole chain anew, and compare it with what was noted of it."""
    missing = set(anchors)

    def links() -> Iterator[Link]:
        for link in chain(session):
            missing.discard((link.position, link.digest))
            yield link

    broken = first_break(_seal(keyring), links())
    end, cut = last_link(session), min((position for position, _ in missing), default=None)
    return ChainCheck(end.position if end else 0, broken, oldest_unsealed(session), cut if broken is None else None)


def _seal(keyring: Keyring) -> Seal:
    return lambda text: keyring.blind_index(text, _COLUMN)
