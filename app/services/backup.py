"""The whole site in one file, and back (gate R10). Both databases write and read the same file, so that an office that
began on SQLite moves to PostgreSQL by the same two commands."""

import base64
import json
from collections import Counter
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
from app.gateways.keyring import Keyring, Unreadable
from app.gateways.storage import Missing, Storage
from app.models import Document
from app.services.erasures import erase_again
from app.services.transaction import transaction

FORMAT = 1
# What a restored site makes anew, or must not bring back: whoever was signed in then, signs in again; a link or code
# that was used since opens nothing; a letter that has arrived since is not sent once more.
LEFT_OUT = frozenset({"account_token", "mail", "search_job", "sign_in", "throttle"})
# What stands in a site that nobody has used yet.
NOT_YET_USED = frozenset({"chore", "industry", "minimum_wage", "occupation", "region", "scheme"})
TABLES, FILES, ANCHORS = "tables/", "documents/", "anchors"
_ROWS = 1_000  # of one piece and of one insert


class NotRestored(Exception):
    """Why a backup does not fit here. `problem`: format, schema, index_key, data_keys or not_empty; `found` and
    `wanted` name what differs."""

    def __init__(self, problem: str, found: object = "", wanted: object = "") -> None:
        super().__init__(problem)
        self.problem, self.found, self.wanted = problem, found, wanted


@dataclass(frozen=True)
class Held:
    """What a backup holds. `missing` are papers whose file was gone, `unreadable` those that no key of the site opens;
    `erased` is what was taken back once more."""

    rows: int
    papers: int
    missing: int = 0
    unreadable: int = 0
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
    made_at = clock.now()
    anchored = [[position, digest.hex()] for position, digest in site.anchors]  # first: the tables then hold them all
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        rows = {table.name: _write(connection, table, backup) for table in _tables()}
        names = list(connection.scalars(select(Document.storage_name).order_by(Document.id)))
    lost = Counter(_keep(name, site.storage, backup) for name in names)
    backup.add(ANCHORS, [json.dumps(anchored).encode()])
    backup.finish(
        {
            "format": FORMAT, "schema": site.schema, "made_at": made_at.isoformat(), "rows": rows,
            "columns": {table.name: _names(table) for table in _tables()}, "index_key": _mark(site.keyring),
            "data_keys": site.keyring.names,
        }
    )  # fmt: skip
    return Held(sum(rows.values()), lost[""], lost["missing"], lost["unreadable"])


def restore(site: Site, backup: BackupReader, erasures: Iterable[Erasure], clock: Clock) -> Held:
    """Fill a site that nobody has used yet, whole or not at all. Of `erasures` those that the backup does not know are
    done again before anybody can see what came back. Raises NotRestored, Damaged."""
    _refuse_what_does_not_fit(site, backup)
    backup.check()
    anchored = json.loads(b"".join(backup.pieces(ANCHORS)))
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
    site.anchors.restore(((position, bytes.fromhex(digest)) for position, digest in anchored), clock.now())
    return Held(sum(backup.facts["rows"].values()), len(names), erased=erased)


def _keep(name: str, storage: Storage, backup: BackupWriter) -> str:
    """Write a paper as it lies there; what is wrong with it, if anything is."""
    try:
        backup.add(FILES + name, [storage.sealed(name)])
    except Missing:  # removed meanwhile
        return "missing"
    except Unreadable:
        return "unreadable"
    return ""


def _tables() -> list[Table]:
    """Those that others point at come first."""
    return [table for table in db.metadata.sorted_tables if table.name not in LEFT_OUT]


def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns]


def _write(connection: Connection, table: Table, backup: BackupWriter) -> int:
    backup.add(TABLES + table.name, _written(connection, table))
    return connection.scalar(select(func.count()).select_from(table)) or 0


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
    if away := set(facts["data_keys"]).difference(site.keyring.names):
        raise NotRestored("data_keys", ", ".join(sorted(away)))


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
    names, readers, count = backup.facts["columns"][table.name], _readers(table), 0
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
