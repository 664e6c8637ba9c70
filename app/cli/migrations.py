"""Flask-Migrate, plugged in by the first who asks for it: it brings alembic, which a start without a due migration
does without."""

from importlib import import_module
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import inspect, text

from app.extensions import db

FOLDER = Path(__file__).resolve().parents[2] / "migrations"


class LateMigrate:
    """Stands where Flask-Migrate looks for itself, and gives way to the real one at the first question."""

    def __init__(self, flask: Flask) -> None:
        self._flask = flask

    def __getattr__(self, name: str) -> Any:
        import_module("flask_migrate").Migrate(self._flask, db, directory=str(FOLDER), render_as_batch=True)
        return getattr(self._flask.extensions["migrate"], name)


def install(flask: Flask) -> None:
    flask.extensions["migrate"] = LateMigrate(flask)


def head() -> str:
    """The number of the newest migration, from a file: alembic would read them all."""
    return (FOLDER / "HEAD").read_text(encoding="utf-8").strip()


def upgrade() -> None:
    """Bring the current app's database to the newest migration."""
    import_module("flask_migrate").upgrade()


def current() -> str | None:
    """The number of the newest migration that the current app's database has seen; None for an empty one. Read on a
    connection of its own: the session must not go on seeing the tables as they were before."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")))
