"""What people took back stays taken back, also when an older backup is restored (gate R10, UU 27/2022)."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from app.domain.actor import Actor
from app.domain.clock import Clock
from app.gateways.erasures import Erasure, Erasures
from app.models import Account, Document, Event, Worker
from app.services.closing import close_again
from app.services.events import event
from app.services.workers import end_consent, hide_card

_LATE = timedelta(days=1)  # an event is stamped before its transaction commits, which ends long before this


def note_erasures(session: Session, erasures: Erasures) -> int:
    """Write down beside the database what was taken back since the last time; returns how much."""
    known = set(erasures)
    held = _held(session, max((one.at for one in known), default=None))
    session.rollback()
    if found := [one for one in held if one not in known]:
        erasures.add(found)
    return len(found)


def erase_again(session: Session, erasures: Iterable[Erasure], since: datetime, actor: Actor, clock: Clock) -> int:
    """Take back once more, in the caller's transaction, what was taken back after an instant and is not in the log;
    returns how much of it had come back. Whoever agreed anew after that is asked again: the restored tables do not know
    of it either."""
    held = set(_held(session, since))
    again = [one for one in erasures if one.at > since - _LATE and one not in held]
    return sum(_AGAIN[one.noun, one.verb](session, one.noun_id, actor, clock) for one in again)


def _held(session: Session, since: datetime | None) -> list[Erasure]:
    """What the log says was taken back, in order; all of it, or since a day before an instant."""
    query = select(Event.at, Event.verb, Event.noun, Event.noun_id).order_by(Event.at, Event.id)
    query = query.where(tuple_(Event.noun, Event.verb).in_(list(_AGAIN)))
    if since is not None:
        query = query.where(Event.at > since - _LATE)
    return [Erasure(*row) for row in session.execute(query)]


def _close(session: Session, account_id: int, actor: Actor, clock: Clock) -> bool:
    account = session.get(Account, account_id)
    return account is not None and close_again(session, account, actor, clock)


def _withdraw(session: Session, worker_id: int, actor: Actor, clock: Clock) -> bool:
    worker = session.get(Worker, worker_id)
    return worker is not None and end_consent(session, worker, actor, clock)


def _hide(session: Session, worker_id: int, actor: Actor, clock: Clock) -> bool:
    worker = session.get(Worker, worker_id)
    return worker is not None and hide_card(session, worker, actor, clock)


def _remove(session: Session, document_id: int, actor: Actor, clock: Clock) -> bool:
    """The worker removes the file, which no row names then."""
    document = session.get(Document, document_id)
    if document is None:
        return False
    session.add(event("document", document_id, "remove", actor, clock, old=document.kind))
    session.delete(document)
    return True


_AGAIN: dict[tuple[str, str], Callable[[Session, int, Actor, Clock], bool]] = {
    ("account", "close"): _close,
    ("worker", "withdraw_consent"): _withdraw,
    ("worker", "hide"): _hide,
    ("document", "remove"): _remove,
}
