"""Test databases. A template is made once by the real migrations and the real reference loader, kept between runs under
a name that holds the hash of what it was made from, and copied for each test process.

SQLite always; PostgreSQL too where TEST_POSTGRES_URL names a server on which databases may be created.
"""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg
from flask_migrate import upgrade
from sqlalchemy import CompoundSelect, Table, exists, literal, make_url, select, union_all

from app import create_app
from app.extensions import db
from app.gateways.append_only import TABLES, protect, release
from app.services.reference import load_reference
from config import from_env

ROOT = Path(__file__).resolve().parents[2]
MADE_FROM = ("migrations/versions/*.py", "app/reference/**/*", "app/services/reference.py")
REFERENCE = frozenset({"region", "occupation", "industry", "minimum_wage", "scheme", "alembic_version"})
PREFIX = "lamar_test_"


def postgres_url() -> str | None:
    return os.environ.get("TEST_POSTGRES_URL") or None


def kinds() -> list[str]:
    """The databases this run tests on."""
    return ["sqlite", "postgresql"] if postgres_url() else ["sqlite"]


def fingerprint() -> str:
    """Changes when a migration or the reference data does."""
    digest = hashlib.sha256()
    for pattern in MADE_FROM:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def fill(database_url: str, data_dir: Path) -> None:
    """Migrate an empty database and load the reference data."""
    app = create_app(from_env({"DATA_DIR": str(data_dir), "DATABASE_URL": database_url}))
    with app.app_context():
        upgrade()
        load_reference(db.session())
        db.session.remove()
        db.engine.dispose()


def sqlite_copy(cache: Path, target: Path) -> str:
    """A database of reference data at `target`; returns its URL."""
    template = cache / f"{fingerprint()}.db"
    with locked(cache):
        if not template.exists():
            for old in cache.glob("*.db*"):
                old.unlink()
            building = cache / "building.db"
            fill(f"sqlite:///{building}", cache / "data")
            building.rename(template)
    shutil.copyfile(template, target)
    return f"sqlite:///{target}"


def server_command(*statements: str) -> None:
    """Run statements outside a transaction on the test server."""
    with psycopg.connect(_libpq(str(postgres_url())), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def postgres_copy(cache: Path, worker: str) -> str:
    """A database of reference data on the test server, for one test process; returns its URL."""
    template, name = PREFIX + "template_" + fingerprint(), f"{PREFIX}{worker}_{os.getpid()}"
    with locked(cache):
        if template not in _databases():
            building = PREFIX + "building"
            server_command(f'DROP DATABASE IF EXISTS "{building}" WITH (FORCE)', f'CREATE DATABASE "{building}"')
            fill(database_url(building), cache / "data")
            stale = [old for old in _databases() if old.startswith(PREFIX + "template_")]
            server_command(*(f'DROP DATABASE "{old}" WITH (FORCE)' for old in stale))
            server_command(f'ALTER DATABASE "{building}" RENAME TO "{template}"')
        server_command(
            f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}" TEMPLATE "{template}"'
        )
    return database_url(name)


def postgres_empty(name: str) -> str:
    """A database without tables, for tests of migrations; returns its URL."""
    server_command(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"')
    return database_url(name)


def drop_postgres(url: str) -> None:
    server_command(f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')


def database_url(name: str) -> str:
    url = make_url(str(postgres_url())).set(drivername="postgresql+psycopg", database=name)
    return url.render_as_string(hide_password=False)


def _libpq(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _databases() -> set[str]:
    with psycopg.connect(_libpq(str(postgres_url())), autocommit=True) as connection:
        return {row[0] for row in connection.execute("SELECT datname FROM pg_database")}


def empty_tables() -> None:
    """Take everything but the reference data out of the current app's database and start its numbers at one."""
    session = db.session()
    session.rollback()
    connection = session.connection(execution_options={"write": True})
    postgres = connection.dialect.name == "postgresql"
    if postgres:
        connection.exec_driver_sql("SET LOCAL synchronous_commit = off")  # nothing to keep, so nothing to wait for
    filled = set(connection.execute(_filled()).scalars())
    sealed = not filled.isdisjoint(TABLES)
    if sealed:
        release(connection)
    for table in reversed(db.metadata.sorted_tables):
        if table.name in filled:
            connection.execute(table.delete())
    if sealed:
        protect(connection)
    if postgres:
        connection.exec_driver_sql(_from_one())
    session.commit()
    db.session.remove()


def _ours() -> list[Table]:
    return [table for table in db.metadata.sorted_tables if table.name not in REFERENCE]


@cache
def _filled() -> CompoundSelect[tuple[str]]:
    """Names of our tables that hold a row."""
    return union_all(*(select(literal(table.name)).where(exists().select_from(table)) for table in _ours()))


@cache
def _from_one() -> str:
    """On PostgreSQL: the numbers that were drawn start again."""
    counted = [(table.name, table.autoincrement_column) for table in _ours()]
    owners = ", ".join(f"('\"{name}\"', '{column.name}')" for name, column in counted if column is not None)
    return (
        f"SELECT setval(numbers, 1, false) FROM (VALUES {owners}) AS owner (name, number),"
        " CAST(pg_get_serial_sequence(name, number) AS regclass) AS numbers"
        " WHERE pg_sequence_last_value(numbers) IS NOT NULL"
    )
