"""Runs migrations on the app's own engine, so that they work under the same settings as the site."""

from alembic import context
from flask import current_app

from app.extensions import db


def next_number(_context, _revision, directives):
    """Number a new migration after the newest: 0001, 0002, ..."""
    if not directives:
        return
    head = context.script.get_current_head()
    directives[0].rev_id = f"{int(head or 0) + 1:04d}"


def options():
    return {
        "target_metadata": db.metadata,
        "render_as_batch": True,
        "compare_type": True,
        "transactional_ddl": True,  # SQLite can; a migration that fails half way leaves nothing behind
        "process_revision_directives": next_number,
    }


with current_app.app_context():
    engine = db.engine

with engine.connect().execution_options(write=True) as connection:
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:  # a table that is copied must not take the rows that refer to it along; a pragma works outside only
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
    context.configure(connection=connection, transaction_per_migration=False, **options())
    with context.begin_transaction():
        context.run_migrations()
        if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first()):
            raise RuntimeError(f"the migration would leave {broken[0]} pointing nowhere")
    if sqlite:
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")
