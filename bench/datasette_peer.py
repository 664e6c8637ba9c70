"""P3: the search page against Datasette on the same rows, query and facets, equal hits checked first.

Datasette at its best: an immutable file, FTS5, an index on every facet column, no suggested facets, one value a column
(its array facets are slower).
"""

import json
import sqlite3
import urllib.request
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask

from bench.peers.duel import Search, agreed, measure, report, running
from bench.peers.python import peers_bin
from bench.peers.rows import FACETS, rows
from bench.site import folder, measured_app, served

COLUMNS = {"jenis": "employment_type", "sektor": "sector"}
PATIENCE = "30000"  # milliseconds; with the default limits facets and counts are left out of the page


def main() -> None:
    app = measured_app()
    file = _file(app)
    settings = {"suggest_facets": "off", "sql_time_limit_ms": PATIENCE, "facet_time_limit_ms": PATIENCE}
    options = [part for name, value in settings.items() for part in ("--setting", name, value)]
    command = [str(peers_bin() / "datasette"), "serve", "--port", "{port}", *options, "-i", str(file)]
    today = app.extensions["clock"].today().toordinal()
    with served(folder()) as (ours, *_), running(command) as theirs:
        searches, left_out = agreed(app, ours, lambda one: _hits(theirs + _path(one, today, ".json", facets=())))
        times = measure(searches, ours, theirs, lambda one: _path(one, today))
    report("P3", "Datasette", searches, left_out, times)


def _path(search: Search, today: int, kind: str = "", facets: Sequence[str] = FACETS) -> str:
    asked = [("closes_on__gte", str(today)), ("_size", "20"), ("_sort_desc", "published_at")]
    if search.words:
        asked.append(("_search", search.words))
    if search.name:
        asked.append((f"{COLUMNS[search.name]}__exact", search.value))
    return f"/board/vacancy{kind}?{urlencode(asked + [('_facet', name) for name in facets])}"


def _hits(address: str) -> int:
    with urllib.request.urlopen(address) as answer:
        return int(json.load(answer)["filtered_table_rows_count"])


def _file(app: Flask) -> Path:
    """The peer's database, made anew: yesterday's rows would not be ours."""
    file = folder() / "datasette" / "board.db"
    file.parent.mkdir(exist_ok=True)
    file.unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as database:
        facets = ", ".join(f"{name} TEXT" for name in FACETS)
        database.execute(
            "CREATE TABLE vacancy (id INTEGER PRIMARY KEY, title TEXT, company TEXT, category TEXT, body TEXT,"
            f' "where" TEXT, {facets}, wage INTEGER, closes_on INTEGER, published_at INTEGER)'
        )
        narrowed = (
            [*one[:6], one.place[-1], one.occupation[0], *(values[0] for values in one[8:11]), *one[11:]]
            for one in rows(app)
        )
        database.executemany(f"INSERT INTO vacancy VALUES ({', '.join('?' * 14)})", narrowed)
        for name in (*FACETS, "closes_on", "published_at"):
            database.execute(f"CREATE INDEX vacancy_{name} ON vacancy ({name})")
        # Double quotes: in any others Datasette does not see that the table can be searched.
        database.execute(
            'CREATE VIRTUAL TABLE vacancy_fts USING fts5 (title, company, category, body, content="vacancy",'
            " content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
        )
        database.execute("INSERT INTO vacancy_fts (vacancy_fts) VALUES ('rebuild')")
        database.execute("INSERT INTO vacancy_fts (vacancy_fts) VALUES ('optimize')")
        database.execute("ANALYZE")
        database.commit()
    return file


if __name__ == "__main__":
    main()
