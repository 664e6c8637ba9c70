"""What people took back stays taken back, also when an older backup is restored (gate R10, UU 27/2022)."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from app.domain.actor import Actor
from app.domain.clock import Clock
from app.gateways.erasures import Erasure, Erasures
from app.models import Account, Event, Worker
from app.services.closing import close_again
from app.services.workers import end_consent, hide_card

_LATE = timedelta(days=1)  # an event is stamped before its transaction commits, which ends long before this


def note_erasures(session: Session, erasures: Erasures) -> int:
    """Write down beside the database what was taken back since the last time; returns how much."""
    known = set(erasures)
    query = select(Event.at, Event.verb, Event.noun, Event.noun_id).order_by(Event.at, Event.id)
    query = query.where(tuple_(Event.noun, Event.verb).in_(list(_AGAIN)))
    if known:
        query = query.where(Event.at > max(one.at for one in known) - _LATE)
    found = [one for one in (Erasure(*row) for row in session.execute(query)) if one not in known]
    session.rollback()
    if found:
        erasures.add(found)
    return len(found)


def erase_again(session: Session, erasures: Iterable[Erasure], since: datetime, actor: Actor, clock: Clock) -> int:
    """Take back once more, in the caller's transaction, what was taken back after an instant; returns how much of it
    had come back. Whoever agreed anew after that is asked again: the restored tables do not know of it either."""
    return sum(
        _AGAIN[one.noun, one.verb](session, one.noun_id, actor, clock)
        for one in erasures
        if one.at > since and (one.noun, one.verb) in _AGAIN
    )


def _close(session: Session, account_id: int, actor: Actor, clock: Clock) -> bool:
    account = session.get(Account, account_id)
    return account is not None and close_again(session, account, actor, clock)


def _withdraw(session: Session, worker_id: int, actor: Actor, clock: Clock) -> bool:
    worker = session.get(Worker, worker_id)
    return worker is not None and end_consent(session, worker, actor, clock)


def _hide(session: Session, worker_id: int, actor: Actor, clock: Clock) -> bool:
    worker = session.get(Worker, worker_id)
    return worker is not None and hide_card(session, worker, actor, clock)


_AGAIN: dict[tuple[str, str], Callable[[Session, int, Actor, Clock], bool]] = {
    ("account", "close"): _close,
    ("worker", "withdraw_consent"): _withdraw,
    ("worker", "hide"): _hide,
}
