"""What happened to a thing, from the event log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, joinedload

from app.domain.account import AccountKind
from app.domain.acts import is_offices
from app.models import Account, AccountRole, Event

LONGEST = 100  # lines; the newest
_LOOKS = ("read", "looked_up")  # verbs of whoever only looked: the log has them


@dataclass(frozen=True)
class TimelineEntry:
    """One line. `who` is the present name of the account, None for the system, an operator or a closed account;
    `is_officer` tells the office's acts from a company's: by what the act is where the law of states says it, else by
    what the account is now. `fields` are names of what changed."""

    id: int
    at: datetime
    noun: str
    verb: str
    old_state: str | None
    new_state: str | None
    actor_kind: str
    account_id: int | None
    who: str | None
    is_officer: bool
    reason: str
    fields: tuple[str, ...]


def timeline(session: Session, noun: str, noun_id: int) -> list[TimelineEntry]:
    """The lines of what was done to one thing, newest first."""
    return timeline_of(session, [(noun, noun_id)])


def timeline_of(session: Session, things: Iterable[tuple[str, int]]) -> list[TimelineEntry]:
    """The lines of what was done to several things together, newest first: a vacancy and its reports."""
    wanted = [and_(Event.noun == noun, Event.noun_id == key) for noun, key in things]
    if not wanted:
        return []
    has_role = select(AccountRole.account_id).where(AccountRole.account_id == Event.account_id).exists()
    officer = or_(has_role, Account.kind == AccountKind.STAFF)
    rows = session.execute(
        select(Event, Account.name, officer)
        .outerjoin(Account, Account.id == Event.account_id)
        .where(or_(*wanted), Event.verb.not_in(_LOOKS))
        .options(joinedload(Event.reason))
        .order_by(Event.id.desc())
        .limit(LONGEST)
    )
    return [_entry(event, name, is_officer) for event, name, is_officer in rows]


def last_event_id(session: Session, noun: str, noun_id: int) -> int:
    """The newest line about a thing, 0 when there is none: whoever decides says which one they have seen."""
    query = select(Event.id).where(Event.noun == noun, Event.noun_id == noun_id)
    return session.scalar(query.order_by(Event.id.desc()).limit(1)) or 0


def _entry(event: Event, name: str | None, is_officer: bool) -> TimelineEntry:
    offices = is_offices(event.noun, event.verb)
    by_office = bool(is_officer) if offices is None else offices
    return TimelineEntry(
        event.id, event.at, event.noun, event.verb, event.old_state, event.new_state, event.actor_kind,
        event.account_id, name, by_office, event.reason.text if event.reason else "", tuple(event.fields.split()),
    )  # fmt: skip
