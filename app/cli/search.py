"""`flask search`: state, rebuild and comparison of the search indexes."""

import sys
from collections.abc import Sequence

import click
from flask import current_app
from flask.cli import AppGroup

from app.cli.progress import step
from app.extensions import db
from app.gateways.database import refresh_statistics
from app.indexing import rebuild as whole
from app.indexing.engines import Engines, site_keys
from app.indexing.outbox import Kept, drain, draining, kept_jobs
from app.indexing.sources import SOURCES
from app.queries.backlog import backlog
from app.services.indexes import LOCK_WAIT, build
from search.engine import Engine, SearchUnavailable

search = AppGroup("search", help="State, rebuild and comparison of the search indexes.")

MANY = 1_000  # changes after which the planner of the database looks at its tables anew


@search.command()
def status() -> None:
    """Whether each index answers, how many documents it holds and how far it is behind."""
    for name, engine in _engines().by_name().items():
        health = engine.health()
        waiting, oldest = backlog(db.session(), name)
        click.echo(f"{name}: {'tersedia' if health.available else 'TIDAK TERSEDIA'} {health.detail}".rstrip())
        click.echo(f"  dokumen: {health.documents}  skema: {health.version}")
        since = f", tertua {oldest:%Y-%m-%d %H:%M:%S} UTC" if oldest else ""
        click.echo(f"  perubahan menunggu: {waiting}{since}")


@search.command()
@click.argument("names", nargs=-1, type=click.Choice(list(SOURCES)), metavar="[INDEX]...")
def rebuild(names: tuple[str, ...]) -> None:
    """Build the indexes anew, or those named, beside the live ones and swap; the site goes on answering."""
    rebuild_index(names)


@search.command()
def settings() -> None:
    """Bring the settings of the indexes on a search server in line with the code; the embedded engine has none."""
    try:
        for name, engine in _engines().by_name().items():
            apply_settings(name, engine)
    except SearchUnavailable as error:
        raise click.ClickException(f"Indeks tidak tersedia: {error}") from error


@search.command()
@click.argument("url")
@click.option("--master-key", envvar="SEARCH_MASTER_KEY", prompt="Kunci induk server", hide_input=True)
def keys(url: str, master_key: str) -> None:
    """Make this site's keys on the search server URL (or show them again) from its master key, which is not kept."""
    try:
        made = site_keys(url, master_key, current_app.config["SETTINGS"].search_prefix)
    except SearchUnavailable as error:
        raise click.ClickException(f"Kunci tidak dapat dibuat: {error}") from error
    click.echo(f"# untuk worker dan perintah\nSEARCH_KEY={made.writes}")
    click.echo(f"# cukup untuk proses web: hanya mencari\nSEARCH_KEY={made.searches}")


@search.command()
def sync() -> None:
    """Bring the indexes up to date now instead of waiting for the worker."""
    click.echo(f"{drain_all()} perubahan diindeks")


@search.command()
def verify() -> None:
    """Compare the indexes with the tables, document by document. Exits with 1 when they differ."""
    clock, alike = current_app.extensions["clock"], True
    for name, engine in _engines().by_name().items():
        found = whole.compare_index(db.session(), engine, name, clock)
        click.echo(f"{name}: kurang: {len(found.missing)}  lebih: {len(found.surplus)}  usang: {len(found.stale)}")
        alike = alike and found.empty
    if not alike:
        sys.exit(1)


def _engines() -> Engines:
    engines: Engines = current_app.extensions["search"]
    return engines


def apply_settings(name: str, engine: Engine, quiet: bool = False) -> None:
    """Bring an index's settings in line with the code, and say which differed."""
    if changed := engine.apply_settings():
        click.echo(f"{name}: pengaturan disesuaikan: {', '.join(changed)}")
    elif not quiet:
        click.echo(f"{name}: pengaturan sudah sesuai")


def drain_all() -> int:
    """Drain the outbox to its end; waits for a worker that is draining already. Returns how many jobs this call did."""
    total, search_dir = 0, current_app.config["SETTINGS"].search_dir
    with draining(search_dir, LOCK_WAIT) as held:
        if not held:
            raise click.ClickException("Proses lain sedang menulis indeks dan tidak kunjung selesai.")
        kept: Kept = {}
        while done := drain(db.session(), _engines(), current_app.extensions["clock"], kept_jobs(search_dir, kept)):
            total += done
    if total >= MANY:
        refresh_statistics(db.engine)
    return total


def rebuild_index(names: Sequence[str] = ()) -> None:
    """Build the named indexes, all unless any is named, and bring them up to date."""
    clock, search_dir = current_app.extensions["clock"], current_app.config["SETTINGS"].search_dir
    for name in names or _engines().by_name():
        with step(f"Membangun indeks pencarian {name}"):
            build(db.session(), _engines(), name, clock, search_dir)
    drain_all()
    refresh_statistics(db.engine)
