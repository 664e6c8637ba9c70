"""`flask prepare`: everything the site needs before it can serve, done only where it is not done yet."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade
from sqlalchemy import inspect, select, text

from app.cli.progress import step
from app.cli.search import rebuild_index
from app.extensions import db
from app.gateways.database import assert_durable
from app.models import Vacancy
from app.services.reference import load_reference, reference_is_current
from app.services.seeding import seed_demo
from config import Settings

HEAD = Path(__file__).resolve().parents[2] / "migrations" / "HEAD"


@click.command()
@with_appcontext
def prepare() -> None:
    """Migrate the database, load reference data, add demo data to an empty development site, build the index."""
    prepare_site()


def prepare_site() -> None:
    settings: Settings = current_app.config["SETTINGS"]
    with db.engine.connect() as connection:
        assert_durable(connection)
    if _schema_version() != HEAD.read_text(encoding="utf-8").strip():
        with step("Menyiapkan basis data"):
            upgrade()
    if not reference_is_current(db.session()):
        with step("Memuat wilayah, jabatan, dan lapangan usaha"):
            load_reference(db.session())
    if not settings.production and db.session.scalar(select(Vacancy.id).limit(1)) is None:
        with step("Membuat data contoh (62 perusahaan, 300 lowongan terbuka)"):
            seed_demo(current_app.extensions["clock"])
    db.session.rollback()
    health = current_app.extensions["search"].vacancies.health()
    if not health.available:
        rebuild_index()
    db.session.remove()


def _schema_version() -> str | None:
    if not inspect(db.engine).has_table("alembic_version"):
        return None
    return str(db.session.scalar(text("SELECT version_num FROM alembic_version")))
