"""State machines as tables: one row per verb. Buttons, policies, tests and the README drawing derive from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.actor import Role
from app.domain.errors import TransitionRefused


class Effect(StrEnum):
    """What follows from a transition, in the same database transaction."""

    INDEX = "index"  # the public index is brought up to date (put or drop, by the row as it then stands)
    MAIL_STAFF = "mail_staff"
    MAIL_EMPLOYER = "mail_employer"
    SAMPLE = "sample"  # drawn for later review


@dataclass(frozen=True)
class Transition:
    """One row. An empty `sources` creates the thing; several `targets` are chosen among by the service."""

    verb: str
    sources: frozenset[str]
    targets: tuple[str, ...]
    who: frozenset[Role]
    effects: tuple[Effect, ...] = ()
    reason_from: frozenset[Role] = frozenset()  # roles that must give a reason


class Lifecycle:
    """The whole law of one noun's states."""

    def __init__(self, noun: str, transitions: Iterable[Transition]) -> None:
        self.noun = noun
        self.transitions = {row.verb: row for row in transitions}

    def check(self, verb: str, state: str | None) -> Transition:
        """The row of a verb. Raises TransitionRefused when it does not start from `state` (None: not there yet)."""
        row = self.transitions[verb]
        if (state not in row.sources) if state is not None else bool(row.sources):
            raise TransitionRefused(self.noun, verb, state or "-")
        return row

    def open_to(self, state: str, roles: frozenset[Role]) -> tuple[Transition, ...]:
        """The rows that start from `state` and that somebody with `roles` may use."""
        return tuple(row for row in self.transitions.values() if state in row.sources and row.who & roles)
