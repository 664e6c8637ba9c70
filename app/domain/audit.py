"""The audit chain: what is sealed of an event, and how a chain is checked (gate S10)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

Seal = Callable[[str], bytes]  # a text to its keyed hash of 32 bytes
START = bytes(32)  # what the first link follows


@dataclass(frozen=True)
class Line:
    """An event as it is sealed: everything in it but the reason, which may be erased."""

    event_id: int
    at: datetime
    actor_kind: str
    account_id: int | None
    noun: str
    noun_id: int
    verb: str
    old_state: str | None
    new_state: str | None
    fields: str


@dataclass(frozen=True)
class Link:
    """A place in the chain. `line` is None where the event is gone."""

    position: int
    digest: bytes
    line: Line | None


def link_digest(seal: Seal, before: bytes, position: int, line: Line) -> bytes:
    """The keyed hash of a line and of the link before it."""
    parts = (
        before.hex(), position, line.event_id, line.at.astimezone(UTC).isoformat(), line.actor_kind, line.account_id,
        line.noun, line.noun_id, line.verb, line.old_state, line.new_state, line.fields,
    )  # fmt: skip
    return seal("\n".join("" if part is None else str(part) for part in parts))


def first_break(seal: Seal, links: Iterable[Link]) -> int | None:
    """The position of the first link that does not follow from the one before and its event; None when all do. Links
    come in the order of their positions, from the first one on."""
    before = START
    for expected, link in enumerate(links, start=1):
        if link.position != expected or link.line is None:
            return expected
        if link_digest(seal, before, link.position, link.line) != link.digest:
            return expected
        before = link.digest
    return None
