"""Reference data: what the project ships is what the database holds."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from hashlib import sha256
from typing import Any

from sqlalchemy import String, Table, bindparam, cast, collate, func, insert, select, update
from sqlalchemy.orm import Session

from app.models import Industry, MinimumWage, Occupation, Region, Scheme
from app.models.industry import KBLI_VERSION
from app.reference import tables
from app.services.transaction import transaction

CHUNK = 5_000  # rows a statement
_Row = dict[str, Any]
_NEXT, _NOTHING = "\x1f", "\x1d"  # between two fields, and instead of an empty one, in what the digest is made of
_TABLES: tuple[Any, ...] = tuple(one.__table__ for one in (Region, Occupation, Industry, MinimumWage, Scheme))


@dataclass(frozen=True)
class _Change:
    """What a table lacks or holds otherwise than shipped. Rows no longer shipped stay: records may name them."""

    table: Table
    key: tuple[str, ...]
    added: list[_Row] = field(default_factory=list)
    changed: list[_Row] = field(default_factory=list)


def reference_is_current(session: Session) -> bool:
    """Whether every shipped row is in the database as shipped. What stands there is first held against the shipped
    digest, without reading a shipped row; where it differs, as where old rows stayed, all are compared."""
    if stored_digest(session) == tables.digest():
        return True
    return not any(change.added or change.changed for change in _changes(session))


def stored_digest(session: Session) -> str:
    """Of every row of the reference tables. The database puts each table into one text: reading rows takes ten times
    as long."""
    plain = "C" if session.get_bind().dialect.name == "postgresql" else "BINARY"
    total = sha256()
    for table in _TABLES:
        fields: list[Any] = [func.coalesce(_text(column), _NOTHING) for column in table.columns]
        line = reduce(lambda before, one: before + _NEXT + one, fields).label("line")
        lines = select(line).order_by(*(collate(_text(one), plain) for one in table.primary_key)).subquery()
        total.update((session.scalar(select(func.aggregate_strings(lines.c.line, "\n"))) or "").encode())
    session.rollback()
    return total.hexdigest()


def _text(column: Any) -> Any:
    return column if isinstance(column.type, String) else cast(column, String)


def load_reference(session: Session) -> dict[str, int]:
    """Bring the tables to what is shipped; a second time changes nothing. Returns the rows written by table."""
    changes = _changes(session)
    with transaction() as writing:
        for change in changes:
            _write(writing, change)
    return {change.table.name: len(change.added) + len(change.changed) for change in changes}


def _changes(session: Session) -> list[_Change]:
    changes = [
        _compare(session, Region.__table__, 1, tables.regions()),
        _compare(session, Occupation.__table__, 1, tables.occupations()),
        _compare(session, Industry.__table__, 1, tables.industries(), version=KBLI_VERSION),
        _compare(session, MinimumWage.__table__, 3, tables.minimum_wages()),
        _compare(session, Scheme.__table__, 1, tables.schemes()),
    ]
    session.rollback()
    return changes


def _compare(session: Session, table: Any, key_length: int, shipped: Sequence[Any], **fixed: str) -> _Change:
    """Shipped rows are named tuples whose first `key_length` fields are the key; `fixed` columns are alike in all."""
    names = shipped[0]._fields
    stored = select(*(table.c[name] for name in (*names, *fixed)))
    held = {row[:key_length]: row for row in map(tuple, session.execute(stored))}
    change, extra = _Change(table, names[:key_length]), tuple(fixed.values())
    for row in shipped:
        found = held.get(row[:key_length])
        if found is None:
            change.added.append(row._asdict() | fixed)
        elif found != (*row, *extra):
            change.changed.append(row._asdict() | fixed)
    return change


def _write(session: Session, change: _Change) -> None:
    for start in range(0, len(change.added), CHUNK):
        session.execute(insert(change.table), change.added[start : start + CHUNK])
    if change.changed:
        where = [change.table.c[name] == bindparam(f"key_{name}") for name in change.key]
        rows = [row | {f"key_{name}": row[name] for name in change.key} for row in change.changed]
        session.connection().execute(update(change.table).where(*where), rows)
