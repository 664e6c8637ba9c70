"""P4: the search page against a plain Django page on PostgreSQL full text, same rows and facets, equal hits first.

TEST_POSTGRES_URL=postgresql+psycopg://postgres@127.0.0.1/postgres python -m bench.django_peer
"""

import json
import os
import urllib.request
from pathlib import Path

import psycopg
from flask import Flask
from sqlalchemy import URL, make_url

from bench.peers.duel import agreed, measure, report, running
from bench.peers.python import peers_bin
from bench.peers.rows import FACETS, Row, rows
from bench.site import folder, measured_app, served

DATABASE = "lamar_bench"
HERE = Path(__file__).parent / "peers"
TABLE = f"""
CREATE TABLE vacancy (id integer PRIMARY KEY, title text NOT NULL, company text NOT NULL, category text NOT NULL,
    body text NOT NULL, "where" text NOT NULL, {", ".join(f"{name} text[] NOT NULL" for name in FACETS)},
    wage integer, closes_on integer NOT NULL, published_at integer NOT NULL,
    search tsvector GENERATED ALWAYS AS (setweight(to_tsvector('simple', title), 'A')
        || setweight(to_tsvector('simple', company), 'B') || setweight(to_tsvector('simple', category), 'C')
        || setweight(to_tsvector('simple', body), 'D')) STORED)
"""
INDEXES = (
    "CREATE INDEX ON vacancy USING gin (search) WITH (fastupdate = off)",
    "CREATE INDEX ON vacancy (published_at DESC, id DESC)",
    *(f"CREATE INDEX ON vacancy USING gin ({name})" for name in FACETS),
)


def main() -> None:
    if not (url := os.environ.get("TEST_POSTGRES_URL")):
        print("left out: set TEST_POSTGRES_URL to a server on which databases may be created")
        return
    app, server = measured_app(), make_url(url).set(drivername="postgresql")
    _load(app, server)
    today = app.extensions["clock"].today().toordinal()
    command = [str(peers_bin() / "gunicorn"), "-b", "127.0.0.1:{port}", "-w", "2", "--threads", "2"]
    command += ["--keep-alive", "60", "django_page:application"]
    with served(folder()) as (ours, *_), running(command, cwd=HERE, env=_environment(server)) as theirs:
        searches, left_out = agreed(app, ours, lambda one: _hits(f"{theirs}/hits?{one.query}&hari={today}"))
        times = measure(searches, ours, theirs, lambda one: f"/list?{one.query}&hari={today}")
    report("P4", "Django", searches, left_out, times)


def _environment(server: URL) -> dict[str, str]:
    names = {"HOST": server.host, "PORT": server.port or 5432, "USER": server.username, "PASSWORD": server.password}
    return os.environ | {f"PEER_{name}": str(value or "") for name, value in names.items()} | {"PEER_NAME": DATABASE}


def _hits(address: str) -> int:
    with urllib.request.urlopen(address) as answer:
        return int(json.load(answer)["total"])


def _load(app: Flask, server: URL) -> None:
    """The peer's table, made anew: yesterday's rows would not be ours."""
    with psycopg.connect(server.render_as_string(hide_password=False), autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)".encode())
        admin.execute(f"CREATE DATABASE {DATABASE}".encode())
    own = server.set(database=DATABASE).render_as_string(hide_password=False)
    with psycopg.connect(own, autocommit=True) as database:
        database.execute(TABLE.encode())
        columns = ", ".join(f'"{name}"' for name in Row._fields)
        with database.cursor().copy(f"COPY vacancy ({columns}) FROM STDIN".encode()) as lines:
            for one in rows(app):
                lines.write_row(one)
        for statement in (*INDEXES, "VACUUM ANALYZE vacancy"):
            database.execute(statement.encode())


if __name__ == "__main__":
    main()
