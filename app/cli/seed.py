"""`flask seed`: invented vacancies for trying the site and for measuring it; never in production."""

import gc
import time
from collections.abc import Callable

import click
from flask import current_app
from flask.cli import with_appcontext

from app.cli.progress import step
from app.cli.search import drain_all, rebuild_index
from app.extensions import db
from app.services.reference import load_reference, reference_is_current
from app.services.seeding import LARGEST, NotEmpty, seed_demo
from config import Settings

PATIENCE = 2.0  # seconds without a word


@click.command()
@click.option("--scale", type=click.IntRange(1, LARGEST), help="Write this many vacancies for measuring.")
@click.option("--replace", is_flag=True, help="With --scale: delete all employers and vacancies first.")
@with_appcontext
def seed(scale: int | None, replace: bool) -> None:
    """Add the demo data: 62 employers and 300 open vacancies, or --scale N vacancies."""
    settings: Settings = current_app.config["SETTINGS"]
    if settings.production:
        raise click.ClickException("Situs ini melayani umum (production): data contoh tidak untuknya.")
    if replace and scale is None:
        raise click.UsageError("--replace hanya bersama --scale.")
    _needs_reference()
    try:
        _seed(scale, replace, settings.office.region_code)
    except NotEmpty as error:
        raise click.ClickException(
            "Sudah ada lowongan. --scale N --replace menghapus semua perusahaan dan lowongan lebih dahulu."
        ) from error


def _seed(scale: int | None, replace: bool, office: str) -> None:
    clock, start = current_app.extensions["clock"], time.perf_counter()
    gc.disable()  # rows hold no cycles; walking them over and over costs a fifth of the time
    try:
        written = seed_demo(clock, scale, replace=replace, office=office, told=_teller(scale or 0, start))
    finally:
        gc.enable()
    took = time.perf_counter() - start
    click.echo(f"{written} lowongan dalam {took:.1f} detik" + (f" ({written / took:.0f} per detik)" if scale else ""))
    if scale:
        rebuild_index()
    else:
        drain_all()


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
