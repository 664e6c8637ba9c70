"""Rows of an index's records, a chunk at a time, so that neither a rebuild nor a long list of ids fills the memory."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import RowMapping, Select
from sqlalchemy.orm import InstrumentedAttribute, Session

CHUNK = 1_000

Rows = Sequence[RowMapping]


def some_rows(
    session: Session, query: Select[*tuple[Any, ...]], key: InstrumentedAttribute[int], ids: Sequence[int]
) -> Iterator[Rows]:
    """Rows of the query with these ids. `key` is its id, which it selects under that name."""
    for start in range(0, len(ids), CHUNK):
        yield session.execute(query.where(key.in_(ids[start : start + CHUNK]))).mappings().all()


def every_row(session: Session, query: Select[*tuple[Any, ...]], key: InstrumentedAttribute[int]) -> Iterator[Rows]:
    """All rows of the query by id; rows that come or go meanwhile shift none of the others."""
    last = 0
    while rows := session.execute(query.where(key > last).order_by(key).limit(CHUNK)).mappings().all():
        last = rows[-1]["id"]
        yield rows
