"""Counts attempts, so that guessing is slow (gate S5)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.domain.throttling import FORGET, Counted, Limit, TooManyAttempts, after_attempt
from app.extensions import db
from app.gateways.keyring import Keyring
from app.models import Throttle
from app.services.transaction import transaction

COLUMN = "throttle.key"
_INSERT: Any = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_TABLE: Table = Throttle.__table__  # type: ignore[assignment]


def attempt(session: Session, limit: Limit, subject: str, clock: Clock, keyring: Keyring) -> None:
    """Count an attempt within the caller's transaction, which must be committed whatever becomes of the attempt. Raises
    TooManyAttempts. Of parallel attempts each waits for the one before it: the row is locked."""
    key, now = _key(limit, subject, keyring), clock.now()
    row = session.execute(_locked(key)).one_or_none()
    while row is None:  # between making room and locking it, somebody who was forgiven may take it away
        _make_room(session, key, now)
        row = session.execute(_locked(key)).one_or_none()
    counted = after_attempt(limit, Counted(row.started_at, row.attempts) if row.attempts else None, now)
    session.execute(
        update(_TABLE).where(_TABLE.c.key == key).values(started_at=counted.started_at, attempts=counted.attempts)
    )


def attempt_all(subjects: Sequence[tuple[Limit, str]], clock: Clock, keyring: Keyring) -> None:
    """Count an attempt at several limits in a transaction of its own, all or, when one of them is reached, none. Raises
    TooManyAttempts. They are taken in a fixed order, so that two attempts never wait for one another."""
    with transaction() as session:
        for limit, subject in sorted(subjects, key=lambda one: (one[0].name, one[1])):
            attempt(session, limit, subject, clock, keyring)


def allow(session: Session, key: Sequence[str], limit: int, window: timedelta, clock: Clock, keyring: Keyring) -> bool:
    """Whether one more is within `limit` in each `window`, and count it if so, in the caller's transaction. `key` says
    what is limited and for whom: ("report", "address", "203.0.113.7")."""
    what, *whom = key
    try:
        attempt(session, Limit(what, limit, window), "\0".join(whom), clock, keyring)
    except TooManyAttempts:
        return False
    return True


def forgive(session: Session, limit: Limit, subject: str, keyring: Keyring) -> None:
    """Forget the attempts of a subject, because one of them was right."""
    session.execute(delete(_TABLE).where(_TABLE.c.key == _key(limit, subject, keyring)))


def forget_old(clock: Clock) -> int:
    """Delete what no limit remembers any more; returns how many rows went."""
    old = _TABLE.c.started_at < clock.now() - 2 * FORGET
    if db.session.scalar(select(_TABLE.c.key).where(old).limit(1)) is None:
        return 0
    with transaction() as session:
        return int(session.execute(delete(_TABLE).where(old)).rowcount)  # type: ignore[attr-defined]


def _key(limit: Limit, subject: str, keyring: Keyring) -> bytes:
    return keyring.blind_index(f"{limit.name}\0{subject}", COLUMN)


def _locked(key: bytes) -> Any:
    return select(_TABLE.c.started_at, _TABLE.c.attempts).where(_TABLE.c.key == key).with_for_update()


def _make_room(session: Session, key: bytes, now: datetime) -> None:
    """A row without attempts, unless somebody else has just made it."""
    insert = _INSERT[session.get_bind().dialect.name]
    session.execute(insert(_TABLE).values(key=key, started_at=now, attempts=0).on_conflict_do_nothing())
