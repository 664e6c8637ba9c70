"""`flask vacancies`: what the operator does with a vacancy from the shell."""

from datetime import datetime

import click
from flask import current_app
from flask.cli import AppGroup

from app.cli.refused import refused
from app.domain.actor import OPERATOR
from app.domain.errors import DomainError
from app.services import moderation
from app.services import vacancies as services

vacancies = AppGroup("vacancies", help="Decide on single vacancies.")


@vacancies.command()
@click.argument("vacancy_id", type=int)
@click.option("--reason", default="", help="Why, in spite of a heavy flag; kept in the event log.")
def approve(vacancy_id: int, reason: str) -> None:
    """Put a submitted vacancy on the board."""
    _run(moderation.approve, vacancy_id, reason=reason)


@vacancies.command()
@click.argument("vacancy_id", type=int)
@click.option("--reason", required=True, help="Why; kept in the event log.")
def withdraw(vacancy_id: int, reason: str) -> None:
    """Take a vacancy off the board."""
    _run(services.withdraw, vacancy_id, reason=reason)


@vacancies.command()
@click.argument("vacancy_id", type=int)
def fill(vacancy_id: int) -> None:
    """Close a vacancy because its seats are taken."""
    _run(services.fill, vacancy_id)


@vacancies.command()
@click.argument("vacancy_id", type=int)
@click.argument("closes_on", type=click.DateTime(["%Y-%m-%d"]))
def extend(vacancy_id: int, closes_on: datetime) -> None:
    """Move the last day of a published vacancy further out."""
    _run(services.extend, vacancy_id, closes_on=closes_on.date())


@vacancies.command()
def expire() -> None:
    """Expire every vacancy whose last day is over (the worker does this by itself)."""
    click.echo(f"{services.expire_due(current_app.extensions['clock'])} lowongan ditutup")


def _run(verb, vacancy_id: int, **arguments: object) -> None:  # type: ignore[no-untyped-def]
    try:
        verb(vacancy_id, actor=OPERATOR, clock=current_app.extensions["clock"], **arguments)
    except DomainError as error:
        raise refused(f"lowongan {vacancy_id}", error) from error
    click.echo(f"lowongan {vacancy_id}: {verb.__name__} selesai")
