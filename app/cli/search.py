"""`flask search`: state, rebuild and comparison of the search index."""

import sys

import click
from flask import current_app
from flask.cli import AppGroup

from app.cli.progress import step
from app.extensions import db
from app.gateways.database import refresh_statistics
from app.indexing.outbox import drain, draining
from app.indexing.rebuild import compare_vacancies, rebuild_vacancies
from app.queries.backlog import backlog

search = AppGroup("search", help="State, rebuild and comparison of the search index.")

MANY = 1_000  # changes after which the planner of the database looks at its tables anew
LOCK_WAIT = 600.0  # seconds the worker may need to finish what it is writing


@search.command()
def status() -> None:
    """Whether the index answers, how many documents it holds and how far it is behind."""
    health = current_app.extensions["search"].vacancies.health()
    waiting, oldest = backlog(db.session())
    click.echo(f"vacancies: {'tersedia' if health.available else 'TIDAK TERSEDIA'} {health.detail}".rstrip())
    click.echo(f"dokumen: {health.documents}  skema: {health.version}")
    click.echo(f"perubahan menunggu: {waiting}" + (f", tertua {oldest:%Y-%m-%d %H:%M:%S} UTC" if oldest else ""))


@search.command()
def rebuild() -> None:
    """Build the index anew beside the live one and swap; the site goes on answering."""
    rebuild_index()


@search.command()
def sync() -> None:
    """Bring the index up to date now instead of waiting for the worker."""
    click.echo(f"{drain_all()} perubahan diindeks")


@search.command()
def verify() -> None:
    """Compare the index with the tables, document by document. Exits with 1 when they differ."""
    clock = current_app.extensions["clock"]
    difference = compare_vacancies(db.session(), current_app.extensions["search"].vacancies, clock)
    click.echo(f"kurang: {len(difference.missing)}  lebih: {len(difference.surplus)}  usang: {len(difference.stale)}")
    if not difference.empty:
        sys.exit(1)


def drain_all() -> int:
    """Drain the outbox to its end; waits for a worker that is draining already. Returns how many jobs this call did."""
    total = 0
    with draining(current_app.config["SETTINGS"].search_dir, LOCK_WAIT) as held:
        if not held:
            raise click.ClickException("Proses lain sedang menulis indeks dan tidak kunjung selesai.")
        clock, engine = current_app.extensions["clock"], current_app.extensions["search"].vacancies
        while done := drain(db.session(), engine, clock):
            total += done
    if total >= MANY:
        refresh_statistics(db.engine)
    return total


def rebuild_index() -> None:
    with draining(current_app.config["SETTINGS"].search_dir, LOCK_WAIT) as held:
        if not held:
            raise click.ClickException("Proses lain sedang menulis indeks dan tidak kunjung selesai.")
        with step("Membangun indeks pencarian"):
            rebuild_vacancies(db.session(), current_app.extensions["search"].vacancies, current_app.extensions["clock"])
    drain_all()
    refresh_statistics(db.engine)
