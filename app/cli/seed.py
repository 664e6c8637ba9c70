"""`flask seed`: invented vacancies and people for trying the site and for measuring it; never in production."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial

import click
from flask import current_app
from flask.cli import with_appcontext

from app.cli.progress import step
from app.cli.search import drain_all, rebuild_index
from app.extensions import db
from app.gateways.anchors import Anchors
from app.services.reference import load_reference, reference_is_current
from app.services.seeding import LARGEST, NotEmpty, seed_demo
from app.services.seeding_accounts import seed_accounts
from app.services.seeding_people import LARGEST as MOST_PEOPLE
from app.services.seeding_people import seed_people
from config import Settings
from search.vacancies import VACANCIES
from search.workers import WORKERS

PATIENCE = 2.0  # seconds without a word
_WORDS = {VACANCIES.name: "lowongan", WORKERS.name: "pencari kerja"}
_LOST = {VACANCIES.name: "perusahaan dan lowongan", WORKERS.name: "pencari kerja"}  # by --replace
_Seeder = Callable[..., int]


@click.command()
@click.option("--scale", type=click.IntRange(1, LARGEST), help="Write this many vacancies for measuring.")
@click.option("--scale-workers", type=click.IntRange(1, MOST_PEOPLE), help="Write this many workers for measuring.")
@click.option("--replace", is_flag=True, help="Delete first what is scaled: employers and vacancies, or people.")
@with_appcontext
def seed(scale: int | None, scale_workers: int | None, replace: bool) -> None:
    """Add the demo data that is not there yet: 62 employers with 300 open vacancies, and 4,100 people. Or --scale N
    vacancies, --scale-workers N workers."""
    settings: Settings = current_app.config["SETTINGS"]
    if settings.production:
        raise click.ClickException("Situs ini melayani umum (production): data contoh tidak untuknya.")
    if replace and not (scale or scale_workers):
        raise click.UsageError("--replace hanya bersama --scale atau --scale-workers.")
    _needs_reference()
    seeders = _seeders(settings.office.region_code)
    if scale or scale_workers:
        for name, wanted in ((VACANCIES.name, scale), (WORKERS.name, scale_workers)):
            if wanted:
                _scaled(name, seeders[name], wanted, replace)
    else:
        _demo(seeders)


def _seeders(office: str) -> dict[str, _Seeder]:
    clock, keyring = current_app.extensions["clock"], current_app.extensions["keyring"]
    return {
        VACANCIES.name: partial(seed_demo, clock, office=office),
        WORKERS.name: partial(seed_people, clock, keyring, office=office),
    }


def _demo(seeders: dict[str, _Seeder]) -> None:
    written = 0
    for name, seeder in seeders.items():
        try:
            with _quiet_memory():
                done = seeder()
        except NotEmpty:
            continue
        click.echo(f"{done} {_WORDS[name]}")
        written += done
    with suppress(NotEmpty):
        done = seed_accounts(*(current_app.extensions[name] for name in ("clock", "keyring", "storage")))
        click.echo(f"{done} akun contoh")
        written += done
    if not written:
        raise click.ClickException("Sudah ada lowongan dan pencari kerja; data contoh tidak dicampur dengannya.")
    drain_all()


def _scaled(name: str, seeder: _Seeder, total: int, replace: bool) -> None:
    start = time.perf_counter()
    if replace:  # the event log and its chain begin anew
        Anchors(current_app.config["SETTINGS"].anchors_file).begin_anew()
    try:
        with _quiet_memory():
            written = seeder(total, replace=replace, told=_teller(total, start))
    except NotEmpty as error:
        raise click.ClickException(
            f"Sudah ada {_WORDS[name]}. Dengan --replace semua {_LOST[name]} dihapus lebih dahulu."
        ) from error
    took = time.perf_counter() - start
    click.echo(f"{written} {_WORDS[name]} dalam {took:.1f} detik ({written / took:.0f} per detik)")
    rebuild_index([name])


@contextmanager
def _quiet_memory() -> Iterator[None]:
    """Rows hold no cycles; walking them over and over costs a fifth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _needs_reference() -> None:
    if not reference_is_current(db.session()):
        with step("Memuat wilayah, jabatan, dan lapangan usaha"):
            load_reference(db.session())


def _teller(total: int, start: float) -> Callable[[int], None]:
    """Says how far it is, at most once in two seconds."""
    said = [start]

    def tell(done: int) -> None:
        now = time.perf_counter()
        if now - said[0] >= PATIENCE:
            said[0] = now
            click.echo(f"  {done} dari {total} ({done / (now - start):.0f} per detik)")

    return tell
