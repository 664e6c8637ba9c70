"""Tables whose rows nobody changes or deletes: the database itself refuses (gate S10)."""

from sqlalchemy import Connection

TABLES = ("event", "event_seal")
_WORDS = "rows of {table} are never changed or deleted"


def protect(connection: Connection) -> None:
    """Put up the triggers that refuse UPDATE and DELETE."""
    postgres = connection.dialect.name == "postgresql"
    if postgres:
        connection.exec_driver_sql(
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'rows of %% are never changed or deleted', TG_TABLE_NAME; END $$"
        )
    for table in TABLES:
        if postgres:
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )
            continue
        for verb in ("update", "delete"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_append_only_{verb} BEFORE {verb} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{_WORDS.format(table=table)}'); END"
            )


def release(connection: Connection) -> None:
    """Take the triggers down, within the caller's transaction: for migrations, and for demo data that is replaced."""
    for table in TABLES:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")
            continue
        for verb in ("update", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_append_only_{verb}")
