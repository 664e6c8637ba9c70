"""`flask data`: care of encrypted personal data."""

import click
from flask import current_app
from flask.cli import AppGroup

from app.gateways.keyring import Unreadable
from app.services.reencryption import reencrypt as reencrypt_all
from app.services.reencryption import reencrypt_files

data = AppGroup("data", help="Care of encrypted personal data.")


@data.command()
def reencrypt() -> None:
    """Encrypt everything with the first key of DATA_KEYS; then the other keys can be taken out. May be repeated."""
    try:
        written = reencrypt_all(current_app.extensions["keyring"])
        files = reencrypt_files(current_app.extensions["storage"])
    except Unreadable as error:
        raise click.ClickException(f"Tidak terbaca: {error}. Setel kembali kunci lama di DATA_KEYS.") from error
    click.echo(f"{written} baris dan {files} berkas dienkripsi ulang")
