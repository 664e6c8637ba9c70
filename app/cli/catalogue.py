"""`flask catalogue`: what the office does with a worker's card from the shell, until it has pages for it."""

from collections.abc import Callable
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from app.cli.refused import refused
from app.domain.actor import OPERATOR
from app.domain.consent import ConsentLevel, RecordedVia
from app.domain.errors import DomainError
from app.domain.public_id import parse
from app.extensions import db
from app.queries.catalogue import worker_id_of
from app.services import workers

catalogue = AppGroup("catalogue", help="Single workers of the public catalogue, by their public id.")


@catalogue.command()
@click.argument("public_id")
def hide(public_id: str) -> None:
    """Take a worker's card out of the catalogue."""
    _run(workers.hide, public_id)


@catalogue.command()
@click.argument("public_id")
def show(public_id: str) -> None:
    """Put a hidden card back."""
    _run(workers.show, public_id)


@catalogue.command()
@click.argument("public_id")
@click.option("--level", type=click.Choice([*map(str, ConsentLevel)]), default="card", help="What it covers.")
@click.option("--text-version", required=True, help="The wording that was agreed to.")
@click.option("--via", type=click.Choice([*map(str, RecordedVia)]), default="counter", help="How it was given.")
def consent(public_id: str, level: str, text_version: str, via: str) -> None:
    """Record a worker's consent."""
    facts = {"level": ConsentLevel(level), "text_version": text_version, "via": RecordedVia(via)}
    _run(workers.give_consent, public_id, **facts)


@catalogue.command()
@click.argument("public_id")
def withdraw(public_id: str) -> None:
    """Record that a worker took the consent back: gone from every public page at once."""
    _run(workers.withdraw_consent, public_id)


def _run(verb: Callable[..., Any], public_id: str, **facts: Any) -> None:
    stored = parse(public_id)
    worker_id = stored and worker_id_of(db.session(), stored)
    if not worker_id:
        raise click.ClickException(f"Tidak ada tenaga kerja {public_id}.")
    try:
        verb(worker_id, actor=OPERATOR, clock=current_app.extensions["clock"], **facts)
    except DomainError as error:
        raise refused(public_id, error) from error
    click.echo(f"{public_id}: {verb.__name__} selesai")
