"""A database's schema as plain data, to compare before and after migrations, and with the models."""

import re
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import CheckConstraint, Connection, inspect

from app.extensions import db

IGNORED = {"alembic_version"}


def schema_of(connection: Connection) -> dict[str, Any]:
    """Tables with their columns, keys, indexes and constraints."""
    known = inspect(connection)
    return {
        table: {
            "columns": [(one["name"], str(one["type"]), one["nullable"]) for one in known.get_columns(table)],
            "primary": known.get_pk_constraint(table),
            "foreign": sorted(map(str, known.get_foreign_keys(table))),
            "unique": sorted(map(str, known.get_unique_constraints(table))),
            "indexes": sorted(_index(one) for one in known.get_indexes(table)),
            "checks": sorted(str(one) for one in known.get_check_constraints(table)),
        }
        for table in sorted(set(known.get_table_names()) - IGNORED)
    }


def _index(index: Any) -> str:
    """An index with the condition of a partial one, which comes as an object."""
    options = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return str(index | {"dialect_options": options})


def differences(connection: Connection) -> list[Any]:
    """What a new migration would have to change to reach the models; empty when the migrations are complete."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    found = list(compare_metadata(context, db.metadata)) + check_differences(connection)
    return found + unseen_indexes(connection) if connection.dialect.name == "sqlite" else found


def unseen_indexes(connection: Connection) -> list[str]:
    """Indexes of the models that SQLite has none of the name of: those of expressions it does not describe."""
    held = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'index'").scalars())
    wanted = {str(one.name) for table in db.metadata.sorted_tables for one in table.indexes}
    return sorted(wanted - held)


def check_differences(connection: Connection) -> list[str]:
    """CHECK constraints that models and database do not share; the migration tool does not compare them.

    Their text is compared on SQLite only: PostgreSQL words it anew.
    """
    known, found = inspect(connection), []
    compares_text = connection.dialect.name == "sqlite"
    for table in db.metadata.sorted_tables:
        wanted = {
            str(one.name): _plain(str(one.sqltext)) for one in table.constraints if isinstance(one, CheckConstraint)
        }
        held = {str(one["name"]): _plain(one["sqltext"]) for one in known.get_check_constraints(table.name)}
        for name in sorted(wanted.keys() ^ held.keys()):
            found.append(f"{table.name}: {name} stands on one side only")
        for name in sorted(wanted.keys() & held.keys()):
            if compares_text and wanted[name] != held[name]:
                found.append(f"{table.name}: {name} is {held[name]}, models say {wanted[name]}")
    return found


def _plain(sql: str) -> str:
    return re.sub(r"\s+", " ", sql).strip()
