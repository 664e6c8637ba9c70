"""R2: the site refuses a database that acknowledges a commit before the disk has it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from app.extensions import db
from app.gateways.database import UnsafeDatabase, assert_durable, refresh_statistics
from tests.support.site import Site


@pytest.fixture
def connection(site: Site) -> Iterator[Connection]:
    with site.app.app_context(), db.engine.connect() as opened:
        yield opened
        opened.invalidate()  # its settings were tampered with


def test_the_database_keeps_what_it_acknowledges(connection: Connection) -> None:
    assert_durable(connection)


def test_a_database_that_does_not_is_refused(connection: Connection) -> None:
    sqlite = connection.dialect.name == "sqlite"
    raw = connection.connection.cursor()  # before any transaction: SQLite changes this setting outside of one only
    raw.execute("PRAGMA synchronous=NORMAL" if sqlite else "SET synchronous_commit TO off")
    with pytest.raises(UnsafeDatabase):
        assert_durable(connection)


def test_the_planner_looks_at_its_tables(site: Site) -> None:
    with site.app.app_context():
        refresh_statistics(db.engine)
        with db.engine.connect() as opened:
            table = "sqlite_stat1" if opened.dialect.name == "sqlite" else "pg_statistic"
            assert opened.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()
