"""`flask worker`: the background worker alone, for deployments that run it as a service of its own."""

import click
from flask import current_app
from flask.cli import with_appcontext

from app.jobs.worker import Worker


@click.command()
@with_appcontext
def worker() -> None:
    """Drain the outbox into the index and expire vacancies, until stopped."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    Worker(app).run()
