"""`flask data`: care of personal data, and of all data together."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.exc import IntegrityError

from app.cli import migrations
from app.cli.memory import rare_collection
from app.cli.progress import step
from app.cli.search import rebuild_index
from app.extensions import db
from app.gateways.anchors import Anchors
from app.gateways.archive import BackupReader, BackupWriter, Damaged
from app.gateways.erasures import Erasures
from app.gateways.keyring import Unreadable
from app.services.backup import Held, NotRestored, Site, back_up
from app.services.backup import restore as fill_from
from app.services.reencryption import reencrypt as reencrypt_all
from app.services.reencryption import reencrypt_files
from search.engine import SearchUnavailable

data = AppGroup("data", help="Care of encrypted personal data; backups.")

_NOT_RESTORED = {
    "format": "Cadangan ini bentuk {found}, perangkat lunak ini membaca bentuk {wanted}.",
    "schema": "Cadangan ini dari skema {found}, perangkat lunak ini memakai {wanted}. Pulihkan dengan rilis yang "
    "sama, lalu perbarui.",
    "data_keys": "DATA_KEYS tidak memuat kunci {found}, yang dipakai situs yang dicadangkan.",
    "index_key": "INDEX_KEY bukan kunci situs yang dicadangkan: tidak seorang pun akan ditemukan lewat NIK.",
    "not_empty": "Situs ini sudah dipakai (tabel {found} berisi). Pulihkan ke basis data kosong.",
}


@data.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write the whole site into FILE, encrypted with the first key of DATA_KEYS; the site goes on serving."""
    _refuse_other_schema()
    try:
        with step(f"Menyalin ke {file}"), BackupWriter(file, current_app.extensions["keyring"]) as archive:
            held = back_up(db.engine, _site(), archive, current_app.extensions["clock"])
    except FileExistsError as error:
        raise click.ClickException(f"{file} sudah ada; cadangan tidak pernah menimpa berkas.") from error
    except BlockingIOError as error:
        raise click.ClickException(f"{file} sedang ditulis proses lain.") from error
    except OSError as error:
        raise click.ClickException(f"Cadangan gagal: {error.strerror} ({error.filename or file}).") from error
    click.echo(f"{held.rows} baris dan {held.papers} berkas")
    if held.missing or held.unreadable:
        click.echo(f"PERHATIAN: {held.missing} berkas tidak ada dan {held.unreadable} tidak terbuka dengan DATA_KEYS.")


@data.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--erasures",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A copy of DATA_DIR/audit/erasures: what people took back after the backup is taken back again.",
)
@click.option("--no-erasures", is_flag=True, help="There is no such copy: what was taken back comes back.")
def restore(file: Path, erasures: Path | None, no_erasures: bool) -> None:
    """Fill an empty site from FILE, whole or not at all, and build the search indexes. No other process of the site may
    run."""
    noted = Erasures(erasures or current_app.config["SETTINGS"].erasures_file, current_app.extensions["keyring"])
    if not (noted.exist or no_erasures):
        raise click.ClickException(
            "Salinan DATA_DIR/audit/erasures tidak ada: yang dihapus dan dicabut orang sesudah cadangan akan kembali. "
            "Sebutkan salinannya dengan --erasures, atau --no-erasures bila memang tidak ada."
        )
    held = _restored(file, noted)
    click.echo(f"{held.rows} baris dan {held.papers} berkas")
    click.echo(f"{held.erased} penghapusan dan pencabutan sesudah cadangan dilakukan lagi")
    click.echo("Penangguhan, peran, dan kata sandi kembali seperti saat dicadangkan: periksa sebelum situs dibuka.")
    try:
        rebuild_index()
    except SearchUnavailable as error:
        click.echo(f"Pencarian belum tersedia ({error}); jalankan `flask search rebuild` begitu tersedia.")


def _restored(file: Path, noted: Erasures) -> Held:
    try:
        archive = BackupReader(file, current_app.extensions["keyring"])
        if migrations.current() is None:
            with step("Menyiapkan basis data"):
                migrations.upgrade()
        _refuse_other_schema()
        with step(f"Memulihkan cadangan {archive.facts['made_at']}"), rare_collection():
            return fill_from(_site(), archive, noted, current_app.extensions["clock"])
    except Unreadable as error:
        raise click.ClickException(f"{file} tidak terbuka dengan DATA_KEYS ini: {error}.") from error
    except Damaged as error:
        raise click.ClickException(f"Cadangan rusak pada bagian {error}; tidak ada yang dipulihkan.") from error
    except NotRestored as error:
        raise click.ClickException(_NOT_RESTORED[error.problem].format(**vars(error))) from error
    except IntegrityError as error:
        raise click.ClickException(
            f"Proses lain menulis ke basis data ini; hentikan situs dahulu ({error.orig})."
        ) from error


def _refuse_other_schema() -> None:
    found, wanted = migrations.current(), migrations.head()
    if found != wanted:
        raise click.ClickException(
            f"Basis data ini skema {found}, perangkat lunak ini {wanted}: jalankan `flask prepare`."
        )


def _site() -> Site:
    kept = current_app.extensions
    return Site(
        migrations.head(), kept["keyring"], kept["storage"], Anchors(current_app.config["SETTINGS"].anchors_file)
    )


@data.command()
def reencrypt() -> None:
    """Encrypt everything with the first key of DATA_KEYS; then the other keys can be taken out. May be repeated."""
    try:
        written = reencrypt_all(current_app.extensions["keyring"])
        files = reencrypt_files(current_app.extensions["storage"])
    except Unreadable as error:
        raise click.ClickException(f"Tidak terbaca: {error}. Setel kembali kunci lama di DATA_KEYS.") from error
    click.echo(f"{written} baris dan {files} berkas dienkripsi ulang")
