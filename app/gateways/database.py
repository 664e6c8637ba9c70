"""Settings of a database connection that the promises of this site rest on."""

from typing import Any

from sqlalchemy import Connection, Engine, event

MAPPED = 256 * 2**20  # bytes of the file read in place, shared by all processes: a third off a list's selects
BUSY_MS = 5_000  # how long a writer waits for another before the page says the database is busy


class UnsafeDatabase(Exception):
    """The database would acknowledge writes it can lose."""


def prepare_sqlite(engine: Engine) -> None:
    """WAL with synchronous FULL (each commit is on the disk before it is acknowledged), foreign keys, and transactions
    begun by us: IMMEDIATE for writers, so that two of them queue instead of failing half way."""

    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "recursive_triggers=ON",  # else INSERT OR REPLACE would pass by the triggers of the event log
            f"busy_timeout={BUSY_MS}",
            f"mmap_size={MAPPED}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def on_begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("write", False)
        # Past SQLAlchemy, which would take longer over it than a page's selects take.
        connection.connection.cursor().execute("BEGIN IMMEDIATE" if write else "BEGIN")

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)


def hide_row_values(engine: Engine) -> None:
    """PostgreSQL adds the failing row to its errors, names and all. Its first sentence, which names the constraint, is
    enough for a log."""

    def on_error(context: Any) -> None:
        detail = getattr(getattr(context.original_exception, "diag", None), "message_detail", None)
        if detail:
            for error in (context.original_exception, context.sqlalchemy_exception):
                error.args = (str(error.args[0]).partition("\nDETAIL:")[0], *error.args[1:])

    event.listen(engine, "handle_error", on_error)


def assert_durable(connection: Connection) -> None:
    """Refuse to start on a database that acknowledges before the disk does. Raises UnsafeDatabase."""
    if connection.dialect.name == "sqlite":
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        level = connection.exec_driver_sql("PRAGMA synchronous").scalar()
        if mode != "wal" or level != 2:
            raise UnsafeDatabase(f"SQLite runs journal_mode={mode}, synchronous={level}; wal and 2 (FULL) are needed")
        return
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        if connection.exec_driver_sql(f"SHOW {name}").scalar() == "off":
            raise UnsafeDatabase(f"PostgreSQL runs with {name} off")


def refresh_statistics(engine: Engine) -> None:
    """Tell the planner how the tables look now; due after many rows came at once. Milliseconds, by sampling."""
    with engine.connect().execution_options(write=True) as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA analysis_limit=1000")
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
