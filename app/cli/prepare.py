"""`flask prepare`: everything the site needs before it can serve, done only where it is not done yet."""

from importlib import import_module

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from app.cli import migrations
from app.cli.progress import step
from app.cli.search import apply_settings, rebuild_index
from app.extensions import db
from app.gateways.database import assert_durable
from app.models import Account, Person, Vacancy
from app.services.reference import load_reference, reference_is_current
from config import Settings
from search.engine import IndexMissing, SearchUnavailable


@click.command()
@with_appcontext
def prepare() -> None:
    """Migrate the database, load reference data, add demo data to an empty development site, build the index."""
    prepare_site()


def prepare_site() -> None:
    settings: Settings = current_app.config["SETTINGS"]
    with db.engine.connect() as connection:
        assert_durable(connection)
    if migrations.current() != migrations.head():
        with step("Menyiapkan basis data"):
            migrations.upgrade()
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
    """Invented data where there is none: a site may have vacancies from a time before there were people. The inventors
    are loaded only here: they take a start 0.2 s."""
    clock, keyring, storage = (current_app.extensions[name] for name in ("clock", "keyring", "storage"))
    if db.session.scalar(select(Vacancy.id).limit(1)) is None:
        with step("Membuat data contoh (62 perusahaan, 300 lowongan terbuka)"):
            import_module("app.services.seeding").seed_demo(clock)
    if db.session.scalar(select(Person.id).limit(1)) is None:
        with step("Membuat data contoh (4.100 pencari kerja)"):
            import_module("app.services.seeding_people").seed_people(clock, keyring)
    if db.session.scalar(select(Account.id).limit(1)) is None:
        with step("Membuat akun contoh (satu untuk tiap peran)"):
            import_module("app.services.seeding_accounts").seed_accounts(clock, keyring, storage)
        with step("Membuat antrean contoh (pendaftaran, tinjauan, pengaduan)"):
            import_module("app.services.seeding_reviews").seed_reviews(clock, keyring)
