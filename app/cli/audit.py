"""`flask audit`: the chain over the event log."""

import click
from flask import current_app
from flask.cli import AppGroup

from app.extensions import db
from app.services.audit import check_chain

audit = AppGroup("audit", help="The chain over the event log.")


@audit.command()
def verify() -> None:
    """Compute the chain anew. Ends with an error when a line was changed, removed or put in between."""
    found = check_chain(db.session(), current_app.extensions["keyring"])
    if found.broken_at is not None:
        raise click.ClickException(f"Rantai putus pada mata rantai {found.broken_at} dari {found.links}.")
    waiting = f"; yang tertua menunggu sejak {found.waiting_since:%Y-%m-%d %H.%M} UTC" if found.waiting_since else ""
    click.echo(f"{found.links} mata rantai utuh{waiting}")
