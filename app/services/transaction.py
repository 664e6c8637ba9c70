"""One verb, one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from app.extensions import db

# How a row is locked that others name by a foreign key: they may go on doing so, which a plain lock would hold up on
# PostgreSQL, and whoever holds theirs and waits for this one would wait for ever.
NO_KEY = {"key_share": True}


@contextmanager
def transaction() -> Iterator[Session]:
    """A write transaction: committed at the end, rolled back when anything is raised.

    On SQLite it takes the write lock at once (BEGIN IMMEDIATE), so a check and the write that rests on it cannot be
    split. What the session read before is let go: it may be stale.
    """
    session = db.session()
    session.rollback()
    session.connection(execution_options={"write": True})
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
