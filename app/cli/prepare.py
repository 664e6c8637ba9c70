"""`flask prepare`: everything the site needs before it can serve, done only where it is not done yet."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade
from sqlalchemy import inspect, select, text

from app.cli.progress import step
from app.cli.search import apply_settings, rebuild_index
from app.extensions import db
from app.gateways.database import assert_durable
from app.models import Person, Vacancy
from app.services.reference import load_reference, reference_is_current
from app.services.seeding import seed_demo
from app.services.seeding_people import seed_people
from config import Settings
from search.engine import IndexMissing, SearchUnavailable

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
    if not settings.production:
        _add_demo()
    db.session.rollback()
    try:
        _prepare_indexes()
    except SearchUnavailable as error:
        click.echo(f"Pencarian belum tersedia ({error}). Situs tetap melayani; indeks menyusul begitu bisa ditulis.")
    db.session.remove()


def _prepare_indexes() -> None:
    """Fill the indexes that are not there or of another version; bring the settings of the others in line."""
    away = []
    for name, engine in current_app.extensions["search"].by_name().items():
        try:
            apply_settings(name, engine, quiet=True)
        except IndexMissing:
            away.append(name)
    if away:
        rebuild_index(away)


def _add_demo() -> None:
    """Invented data where there is none: a site may have vacancies from a time before there were people."""
    clock = current_app.extensions["clock"]
    if db.session.scalar(select(Vacancy.id).limit(1)) is None:
        with step("Membuat data contoh (62 perusahaan, 300 lowongan terbuka)"):
            seed_demo(clock)
    if db.session.scalar(select(Person.id).limit(1)) is None:
        with step("Membuat data contoh (4.100 pencari kerja)"):
            seed_people(clock, current_app.extensions["keyring"])


def _schema_version() -> str | None:
    """Read on a connection of its own: the session must not go on seeing the tables as they were before."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return str(connection.scalar(text("SELECT version_num FROM alembic_version")))
