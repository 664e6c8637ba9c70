"""What an import cannot do without (P6): the file parsed, the same rows inserted in batches, the same documents loaded
into the bare engine. In processor seconds, which other work on the machine moves less than the clock."""

import gzip
import json
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import tantivy

from app import create_app
from app.extensions import db
from app.indexing.vacancy_documents import all_documents
from bench.site import environment
from config import from_env
from search.embedded import fields
from search.vacancies import VACANCIES

IMPORTED = "IN (SELECT id FROM vacancy WHERE source IS NOT NULL)"
TABLES = {
    "vacancy": f"id {IMPORTED}", "vacancy_place": f"vacancy_id {IMPORTED}",
    "vacancy_education": f"vacancy_id {IMPORTED}", "vacancy_employment_type": f"vacancy_id {IMPORTED}",
    "event": f"noun = 'vacancy' AND noun_id {IMPORTED}",
}  # fmt: skip  # the outbox is empty again when an import ends
ROWS_A_TRANSACTION, DOCUMENTS_A_COMMIT, ARENA = 1_000, 5_000, 50_000_000  # as the import has them


def floor(file: str, imported: Path, empty: Path) -> dict[str, float]:
    """Processor seconds by part. `imported` is the site after the import of `file`, `empty` its database before."""
    return {
        "parse alone": _timed(lambda: _parse(file)),
        "batched INSERT of the same rows": _insert(imported / "lamar.db", empty),
        "raw engine load": _load(imported),
    }


def _timed(work: Callable[[], Any]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _parse(file: str) -> None:
    with (gzip.open if file.endswith(".gz") else open)(file, "rb") as lines:
        for line in lines:
            json.loads(line)


def _insert(imported: Path, empty: Path) -> float:
    source = sqlite3.connect(imported)
    with TemporaryDirectory(dir=empty.parent) as scratch:
        target = sqlite3.connect(shutil.copy(empty, Path(scratch) / "lamar.db"), isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            target.execute(f"PRAGMA {pragma}")
        chosen = {name: f"{where}{'' if name == 'vacancy' else IMPORTED}" for name, where in TABLES.items()}
        rows = {
            name: source.execute(f"SELECT * FROM {name} WHERE {where}").fetchall() for name, where in chosen.items()
        }
        return _timed(lambda: _write(target, rows))


def _write(target: sqlite3.Connection, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    for name, all_rows in rows.items():
        for some in _lots(all_rows, ROWS_A_TRANSACTION):
            target.execute("BEGIN IMMEDIATE")
            target.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(some[0]))})", some)
            target.execute("COMMIT")


def _load(imported: Path) -> float:
    app = create_app(from_env(environment(imported)))
    with app.app_context(), TemporaryDirectory(dir=imported.parent) as scratch:
        entries = [fields.entry(one, VACANCIES) for one in all_documents(db.session(), app.extensions["clock"])]
        index = tantivy.Index(fields.layout(VACANCIES), path=scratch)
        fields.register(index)
        return _timed(lambda: _add(index, entries))


def _add(index: tantivy.Index, entries: list[tantivy.Document]) -> None:
    for some in _lots(entries, DOCUMENTS_A_COMMIT):
        writer = index.writer(heap_size=ARENA, num_threads=1)
        for one in some:
            writer.add_document(one)
        writer.commit()
        writer.wait_merging_threads()


def _lots(things: Sequence[Any], size: int) -> Iterator[list[Any]]:
    rest = iter(things)
    while some := list(islice(rest, size)):
        yield some
