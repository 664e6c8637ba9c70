"""`flask import`: postings of other boards from a file."""

import json
import re
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import gettext as _
from sqlalchemy.exc import OperationalError

from app.cli import import_words as words
from app.cli.import_tally import Tally
from app.cli.memory import rare_collection
from app.cli.search import drain_all, rebuild_index
from app.domain.actor import OPERATOR
from app.domain.clock import Clock
from app.domain.reading.places import PlaceReader
from app.domain.reading.posting import ImportRules, PostingReader, Reading, RowProblem, posted_on
from app.extensions import db
from app.gateways.posting_file import BrokenFile, Line, PostingFile
from app.gateways.rejected_rows import RejectedRows
from app.indexing.locks import exclusive
from app.queries.gazetteer import gazetteer
from app.queries.occupations import occupation_reader
from app.services.postings import import_postings
from config import Settings
from search.engine import SearchUnavailable

imports = AppGroup("import", help="Bring data of other boards in.")

CHUNK = 1_000  # rows a transaction
_POSTED = re.compile(rb'"posted_at"\s*:\s*"(\d{4}-\d\d-\d\d)')


@imports.command("vacancies")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option("--keep-dates", is_flag=True, help="Keep the dates of the file instead of moving its newest to today.")
def vacancies(path: Path, keep_dates: bool) -> None:
    """Import postings from FILE.jsonl or FILE.jsonl.gz; returns when all of them can be found."""
    settings: Settings = current_app.config["SETTINGS"]
    folder = settings.data_dir / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    with exclusive(folder / "import.lock") as held:
        if not held:
            raise click.ClickException(_("Impor lain sedang berjalan. Tunggu sampai selesai."))
        try:
            with rare_collection():
                _import(PostingFile(path), settings, keep_dates)
        except BrokenFile as error:
            raise click.ClickException(words.broken_file(error.code)) from error
        except (OperationalError, OSError) as error:  # locked for too long, or the disk is full
            raise click.ClickException(words.interrupted()) from error


def _import(file: PostingFile, settings: Settings, keep_dates: bool) -> None:
    start = time.perf_counter()
    clock: Clock = current_app.extensions["clock"]
    rows, newest = _survey(file, clock.today())
    rules = ImportRules(
        clock=clock, days=settings.posting_days,
        shift=timedelta(0) if keep_dates or newest is None else clock.today() - newest,
        grace=None if keep_dates else settings.posting_grace_days,
    )  # fmt: skip
    known = gazetteer(db.session())
    if known.is_empty:
        raise click.ClickException(_("Data wilayah belum dimuat. Jalankan `flask prepare` lebih dahulu."))
    reader = PostingReader(PlaceReader(known), occupation_reader(db.session()), rules)
    report = settings.data_dir / "imports" / f"{file.path.name.partition('.')[0]}-{file.fingerprint()}-ditolak.csv"
    tally = Tally()
    with RejectedRows(report, words.rejected_header()) as rejected:
        _store(file, reader, rejected, tally, rows)
    _make_findable()
    for line in words.summary(tally, rejected.count, report, time.perf_counter() - start):
        click.echo(line)


def _make_findable() -> None:
    """Wait until the index holds every change; an index that does not stand yet is built."""
    try:
        if current_app.extensions["search"].vacancies.health().available:
            click.echo(_("Memperbarui indeks pencarian ..."))
            drain_all()
        else:
            rebuild_index()
    except SearchUnavailable as error:
        raise click.ClickException(
            _("Lowongan sudah tersimpan, tetapi indeks pencarian tidak tersedia; petugas indeks akan menyusulkannya.")
        ) from error


def _survey(file: PostingFile, today: date) -> tuple[int, date | None]:
    """How many lines there are and the newest usable date. Raises BrokenFile, before anything is written."""
    rows, objects, newest = 0, 0, None
    for line in file.lines():
        rows += 1
        if newest and _says_no_day_after(newest, line):
            continue
        try:
            row = _parse(line)
            objects += isinstance(row, dict)
            day = posted_on(row["posted_at"], today) if isinstance(row, dict) and "posted_at" in row else None
        except RowProblem:
            continue
        if day and (newest is None or day > newest):
            newest = day
    if not objects:
        raise BrokenFile("empty" if not rows else "no_objects")
    return rows, newest


def _says_no_day_after(newest: date, line: Line) -> bool:
    """Seen without reading the line as JSON, which takes ten times as long. False when in doubt."""
    days = _POSTED.findall(line.raw)
    return len(days) == line.raw.count(b"posted_at") > 0 and max(days) <= newest.isoformat().encode()


def _store(file: PostingFile, reader: PostingReader, rejected: RejectedRows, tally: Tally, rows: int) -> None:
    clock, seen, chunk = current_app.extensions["clock"], set[int](), list[Reading]()
    reasons = words.reasons()

    def flush() -> None:
        tally.count_stored(import_postings([reading.posting for reading in chunk], OPERATOR, clock))
        tally.count_readings(chunk)
        chunk.clear()

    with click.progressbar(length=rows, label=_("Mengimpor lowongan")) as bar:
        for line in _good(file, reader, rejected, seen, reasons, bar):
            chunk.append(line)
            if len(chunk) == CHUNK:
                flush()
        if chunk:
            flush()


def _good(
    file: PostingFile, reader: PostingReader, rejected: RejectedRows, seen: set[int], reasons: dict[str, str],
    bar: "click._termui_impl.ProgressBar[int]",
) -> Iterator[Reading]:  # fmt: skip
    """Readings of the rows that can be stored; the others go to the file of rejected rows, each once."""
    waiting = 0
    for line in file.lines():
        try:
            reading = reader.read(_parse(line))
            key = hash((reading.posting.source, reading.posting.source_id))
            if key in seen:
                raise RowProblem("duplicate")
            seen.add(key)
            yield reading
        except RowProblem as problem:
            rejected.add(line.number, words.reason(reasons, problem), line.raw)
        waiting += 1
        if waiting == CHUNK:
            bar.update(waiting)
            waiting = 0
    bar.update(waiting)


def _parse(line: Line) -> object:
    if line.too_long:
        raise RowProblem("line_too_long")
    try:
        return json.loads(line.raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise RowProblem("not_utf8") from error
    except (ValueError, RecursionError) as error:
        raise RowProblem("not_json") from error
