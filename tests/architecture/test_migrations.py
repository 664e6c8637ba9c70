"""Migrations: numbered sentences in one line, up and down alike on both databases, and complete."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import CheckConstraint, inspect

from app import create_app
from app.extensions import db
from tests.architecture.source import ROOT
from tests.support.databases import PREFIX, drop_postgres, kinds, postgres_empty
from tests.support.schema import differences, schema_of
from tests.support.site import settings_for

MIGRATIONS = ROOT / "migrations"
SENTENCE = re.compile(r"\d{4}(_[a-z0-9]+){2,}\.py")


def files() -> list[Path]:
    return sorted(path for path in (MIGRATIONS / "versions").glob("*.py") if path.name != "__init__.py")


def test_names_are_numbered_sentences() -> None:
    assert [path.name for path in files() if not SENTENCE.fullmatch(path.name)] == []
    assert [int(path.name[:4]) for path in files()] == list(range(1, len(files()) + 1))


def test_they_stand_in_one_line() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [files()[-1].name[:4]]
    assert [script.revision for script in scripts.walk_revisions()] == [path.name[:4] for path in reversed(files())]


def test_the_head_file_names_the_newest() -> None:
    """Two branches that both add a migration collide here, in git, before they collide in a database."""
    assert (MIGRATIONS / "HEAD").read_text(encoding="utf-8").strip() == files()[-1].name[:4]


@pytest.fixture(params=kinds())
def empty_app(request: pytest.FixtureRequest, tmp_path: Path, worker_id: str) -> Iterator[Flask]:
    """An app on a database without tables."""
    postgres = request.param == "postgresql"
    url = postgres_empty(f"{PREFIX}migrations_{worker_id}") if postgres else f"sqlite:///{tmp_path / 'empty.db'}"
    app = create_app(settings_for(tmp_path, url))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    if postgres:
        drop_postgres(url)


def test_up_down_up_is_equal_and_reaches_the_models(empty_app: Flask) -> None:
    upgrade()
    with db.engine.connect() as connection:
        first, missing = schema_of(connection), differences(connection)
    assert missing == []
    downgrade(revision="base")
    with db.engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    upgrade()
    with db.engine.connect() as connection:
        assert schema_of(connection) == first


@pytest.mark.parametrize("empty_app", ["sqlite"], indirect=True)
def test_a_model_ahead_of_the_migrations_is_noticed(empty_app: Flask) -> None:
    upgrade()
    table = db.metadata.tables["vacancy"]
    extra = CheckConstraint("length(title) > 0", name="planted")
    table.append_constraint(extra)
    try:
        with db.engine.connect() as connection:
            assert any("planted" in str(fault) for fault in differences(connection))
    finally:
        table.constraints.discard(extra)
