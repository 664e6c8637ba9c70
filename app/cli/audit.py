"""`flask audit`: the chain over the event log."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from app.extensions import db
from app.gateways.anchors import Anchors
from app.services.audit import check_chain

audit = AppGroup("audit", help="The chain over the event log.")


@audit.command()
@click.option(
    "--anchors",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Compare with this copy of DATA_DIR/audit/anchors instead of the file itself.",
)
def verify(anchors: Path | None) -> None:
    """Compute the chain anew. Ends with an error when a line was changed, removed or put in between, or when the end
    that an anchor names is gone."""
    known = list(Anchors(anchors or current_app.config["SETTINGS"].anchors_file))
    found = check_chain(db.session(), current_app.extensions["keyring"], known)
    if found.broken_at is not None:
        raise click.ClickException(f"Rantai putus pada mata rantai {found.broken_at} dari {found.links}.")
    if found.cut_at is not None:
        raise click.ClickException(
            f"Rantai terpotong: mata rantai {found.cut_at} tercatat di berkas jangkar, tetapi kini hilang atau lain."
        )
    waiting = f"; yang tertua menunggu sejak {found.waiting_since:%Y-%m-%d %H.%M} UTC" if found.waiting_since else ""
    click.echo(f"{found.links} mata rantai utuh, {len(known)} jangkar cocok{waiting}")
