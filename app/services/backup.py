"""The whole site in one file, and back (gate R10). Both databases write and read the same file, so that an office that
began on SQLite moves to PostgreSQL by the same two commands."""

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Date, Engine, LargeBinary, Table, delete, exists, func, insert, select
from sqlalchemy.orm import Session

from app.domain.actor import OPERATOR
from app.domain.clock import Clock
from app.extensions import UtcDateTime, db
from app.gateways.anchors import Anchors
from app.gateways.archive import BackupReader, BackupWriter, Damaged
from app.gateways.erasures import Erasure
from app.gateways.keyring import Keyring
from app.gateways.storage import Missing, Storage
from app.models import Document
from app.services.erasures import erase_again
from app.services.transaction import transaction

FORMAT = 1
# What a restored site makes anew, or must not bring back: whoever was signed in then, signs in again.
LEFT_OUT = frozenset({"search_job", "sign_in", "throttle"})
# What stands in a site that nobody has used yet.
NOT_YET_USED = frozenset({"chore", "industry", "minimum_wage", "occupation", "region", "scheme"})
TABLES, FILES, ANCHORS = "tables/", "documents/", "anchors"
_ROWS = 1_000  # of one piece and of one insert


class NotRestored(Exception):
    """Why a backup does not fit here. `problem`: format, schema, index_key or not_empty; `found` and `wanted` name
    what differs."""

    def __init__(self, problem: str, found: object = "", wanted: object = "") -> None:
        super().__init__(problem)
        self.problem, self.found, self.wanted = problem, found, wanted


@dataclass(frozen=True)
class Held:
    """What a backup holds. `missing` are papers whose file was already gone; `erased` what was taken back once more."""

    rows: int
    papers: int
    missing: int = 0
    erased: int = 0


@dataclass(frozen=True)
class Site:
    """Where a site keeps what a backup is made of. `schema` is the number of its newest migration."""

    schema: str
    keyring: Keyring
    storage: Storage
    anchors: Anchors


def back_up(engine: Engine, site: Site, backup: BackupWriter, clock: Clock) -> Held:
    """Write all tables as they are at one moment, and the papers they name, while the site goes on serving."""
    rows, missing, made_at = {}, 0, clock.now()
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        for table in _tables():
            backup.add(TABLES + table.name, _written(connection, table))
            rows[table.name] = connection.scalar(select(func.count()).select_from(table)) or 0
        names = list(connection.scalars(select(Document.storage_name).order_by(Document.id)))
    for name in names:
        try:
            backup.add(FILES + name, [site.storage.sealed(name)])
        except Missing:  # removed after that moment
            missing += 1
    backup.add(ANCHORS, [json.dumps([[position, digest.hex()] for position, digest in site.anchors]).encode()])
    backup.finish(
        {
            "format": FORMAT, "schema": site.schema, "made_at": made_at.isoformat(), "rows": rows,
            "index_key": _mark(site.keyring),
        }
    )  # fmt: skip
    return Held(sum(rows.values()), len(names) - missing, missing)


def restore(site: Site, backup: BackupReader, erasures: Iterable[Erasure], clock: Clock) -> Held:
    """Fill a site that nobody has used yet, whole or not at all. Of `erasures` those after the backup are done again
    before anybody can see what came back. Raises NotRestored, Damaged."""
    _refuse_what_does_not_fit(site, backup)
    backup.check()
    names = backup.parts(FILES)
    with transaction() as session:
        _empty(session)
        for table in _tables():
            _fill(session, table, backup)
        _number_on(session)
        made_at = datetime.fromisoformat(backup.facts["made_at"])
        erased = erase_again(session, erasures, made_at, OPERATOR, clock)
        for name in names:
            site.storage.put(name, b"".join(backup.pieces(FILES + name)))
    site.anchors.begin_anew()
    for position, digest in json.loads(b"".join(backup.pieces(ANCHORS))):
        site.anchors.add(position, bytes.fromhex(digest), clock.now())
    return Held(sum(backup.facts["rows"].values()), len(names), erased=erased)


def _tables() -> list[Table]:
    """Those that others point at come first."""
    return [table for table in db.metadata.sorted_tables if table.name not in LEFT_OUT]


def _written(connection: Connection, table: Table) -> Iterator[bytes]:
    """A table's rows by the thousand. Where rows have a parent among them, its code is the shorter one."""
    nested = any(key.column.table is table for key in table.foreign_keys)
    order = [*([func.length(table.c.code)] if nested else []), *table.primary_key]
    rows = connection.execution_options(yield_per=_ROWS).execute(select(table).order_by(*order))
    for chunk in rows.partitions():
        yield json.dumps([list(row) for row in chunk], default=_as_text, separators=(",", ":")).encode()


def _as_text(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, date):  # an instant is one too
        return value.isoformat()
    raise TypeError(type(value))


def _readers(table: Table) -> Mapping[str, Callable[[Any], Any]]:
    """By column, how a value is read that JSON has no form for."""
    kinds: dict[type, Callable[[Any], Any]] = {
        UtcDateTime: datetime.fromisoformat,
        Date: date.fromisoformat,
        LargeBinary: base64.b64decode,
    }
    return {
        column.name: read for column in table.columns for kind, read in kinds.items() if isinstance(column.type, kind)
    }


def _refuse_what_does_not_fit(site: Site, backup: BackupReader) -> None:
    facts = backup.facts
    for problem, found, wanted in (
        ("format", facts.get("format"), FORMAT),
        ("schema", facts.get("schema"), site.schema),
        ("index_key", facts.get("index_key"), _mark(site.keyring)),
    ):
        if found != wanted:
            raise NotRestored(problem, found, wanted)


def _mark(keyring: Keyring) -> str:
    """Tells the keys of indexes apart: with another one nobody would be found by a NIK, and the log's chain breaks."""
    return keyring.blind_index("", "backup.index_key").hex()


def _empty(session: Session) -> None:
    """Make room. Raises NotRestored where somebody has begun to work."""
    for table in reversed(db.metadata.sorted_tables):
        if table.name in NOT_YET_USED:
            session.execute(delete(table))
        elif session.scalar(select(exists().select_from(table))):
            raise NotRestored("not_empty", table.name)


def _fill(session: Session, table: Table, backup: BackupReader) -> None:
    names, readers, count = [column.name for column in table.columns], _readers(table), 0
    for piece in backup.pieces(TABLES + table.name):
        rows = [dict(zip(names, row, strict=True)) for row in json.loads(piece)]
        for row in rows:
            row |= {name: read(row[name]) for name, read in readers.items() if row[name] is not None}
        session.execute(insert(table), rows)
        count += len(rows)
    if count != backup.facts["rows"][table.name]:
        raise Damaged(TABLES + table.name)


def _number_on(session: Session) -> None:
    """PostgreSQL counts the numbers that were drawn, not those that stand in a table."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for table in _tables():
        column = table.autoincrement_column
        if column is not None and (last := session.scalar(select(func.max(column)))):
            sequence = func.pg_get_serial_sequence(f'"{table.name}"', column.name)
            session.execute(select(func.setval(sequence, last)))
