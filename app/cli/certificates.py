"""`flask certificates`: what the office does with a certificate from the shell."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import click
import segno
from flask import current_app
from flask.cli import AppGroup

from app.cli.refused import refused
from app.domain.actor import OPERATOR
from app.domain.errors import DomainError
from app.extensions import db
from app.queries.certificate_check import check_path
from app.services.certificates import revoke_certificate, verify_certificate

certificates = AppGroup("certificates", help="Single certificates.")

MARGIN = 4  # modules of quiet ground around the code, as ISO/IEC 18004 asks for
SCALE = 8  # units of the drawing for each module


@certificates.command()
@click.argument("certificate_id", type=int)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write an SVG file instead.")
def qr(certificate_id: int, out: Path | None) -> None:
    """Print the QR of a certificate's public check, in the terminal or as a drawing."""
    path = check_path(db.session(), certificate_id)
    if path is None:
        raise click.ClickException(f"Sertifikat {certificate_id} tidak ada.")
    code = segno.make(current_app.config["SETTINGS"].public_url + path, error="m", micro=False)
    if out is None:
        drawn = StringIO()
        code.terminal(drawn, border=MARGIN, compact=True)
        click.echo(drawn.getvalue(), nl=False)
    else:
        code.save(str(out), kind="svg", border=MARGIN, scale=SCALE)
        click.echo(f"QR sertifikat {certificate_id} tersimpan di {out}")


@certificates.command()
@click.argument("certificate_id", type=int)
@click.option("--evidence", required=True, help="Where it was seen to be genuine; kept with the certificate.")
def verify(certificate_id: int, evidence: str) -> None:
    """Note that a certificate is genuine."""
    _decide(verify_certificate, certificate_id, evidence)


@certificates.command()
@click.argument("certificate_id", type=int)
@click.option("--reason", required=True, help="Why; kept with the certificate.")
def revoke(certificate_id: int, reason: str) -> None:
    """Take a certificate out of every public page."""
    _decide(revoke_certificate, certificate_id, reason)


def _decide(verb: Callable[..., None], certificate_id: int, words: str) -> None:
    try:
        verb(certificate_id, words, OPERATOR, current_app.extensions["clock"])
    except DomainError as error:
        raise refused(f"sertifikat {certificate_id}", error) from error
    click.echo(f"sertifikat {certificate_id}: selesai")
