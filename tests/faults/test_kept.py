"""R1 for companies: what was acknowledged is kept, whole and once, whoever is killed meanwhile: a web process, the one
above them, the worker and, on PostgreSQL, any process of the database or the whole of it.

`KILLS=100 python -m pytest tests/faults/test_kept.py -o log_cli=true -o log_cli_level=INFO` kills more often and tells
the counts.
"""

import contextlib
import logging
import os
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from flask import Flask

from app.extensions import db
from tests.factories.accounts import account
from tests.factories.vacancies import vacancy
from tests.factories.workers import person
from tests.faults.hand import Hand
from tests.faults.kept import check_kept
from tests.faults.senders import AWAY, Told, sending
from tests.support.cluster import Cluster, cluster, why_none
from tests.support.databases import fill
from tests.support.employer_visits import opened_app
from tests.support.server import Server, running

log = logging.getLogger(__name__)

KILLS = int(os.environ.get("KILLS", "20"))
PATIENCE = 60.0  # seconds until everything works again after a kill
Kill = Callable[[], str]  # SIGKILL for somebody; says who it was


def test_whoever_is_killed(server: Server, hand: Hand, site_app: Flask) -> None:
    dice = random.Random(6311)
    with sending(server, site_app) as told:
        killed = kill_at_random(server, told, lambda: kill_a_part(server, dice))
    everything_is_kept(server, hand, site_app, told, killed)


def everything_is_kept(server: Server, hand: Hand, app: Flask, told: Told, killed: Counter[str]) -> None:
    log.info("killed %s; told %d vacancies, %d papers", killed, len(told.vacancies), len(told.papers))
    log.info("answers %s; files %d", told.statuses, len(list((server.data_dir / "documents").iterdir())))
    assert told.strange == []
    assert len(told.vacancies) >= KILLS <= len(told.papers)
    check_kept(app, told)
    hand.await_empty_outbox()
    assert hand.difference().empty, "and its outbox row: the index has it"
    assert re.findall(r"\b500-\w{4}\b", server.log) == [], "nobody saw an error page that blames the site"
    assert server.log.count("ended unexpectedly") <= killed["web"] + killed["worker"], "nobody else went down with them"


def kill_at_random(server: Server, told: Told, kill: Kill) -> Counter[str]:
    """Kill, each time once both kinds of sending have worked again since the last time."""
    killed = Counter[str]()
    for _ in range(KILLS):
        await_progress(server, told)
        time.sleep(random.random() * 0.2)
        killed[kill()] += 1
    await_progress(server, told)
    return killed


def await_progress(server: Server, told: Told) -> None:
    before, deadline = (len(told.vacancies), len(told.papers)), time.monotonic() + PATIENCE
    while len(told.vacancies) == before[0] or len(told.papers) == before[1]:
        assert time.monotonic() < deadline, f"{dict(told.statuses)}\n{server.log}"
        time.sleep(0.05)


def kill_a_part(server: Server, dice: random.Random) -> str:
    """Mostly a web process with a request in its hands, now and then the one above them or the worker."""
    web, worker = server.parts()
    who, one = dice.choice([*(("web process", child) for child in web.children()), ("web", web), ("worker", worker)])
    with contextlib.suppress(psutil.NoSuchProcess):
        one.kill()
    return who


def kill_of(database: Cluster, dice: random.Random) -> str:
    """One process of the database, mostly one that serves a client: the whole of it recovers."""
    with contextlib.suppress(psutil.NoSuchProcess):
        dice.choice(database.serving() * 2 + database.parts()).kill()
    return "process of the database"


def kill_all_of(database: Cluster, server: Server, dice: random.Random) -> str:
    """The first process of the database, which ends the others; meanwhile pages say so."""
    database.kill()
    time.sleep(dice.random() * 0.3)
    deadline = time.monotonic() + PATIENCE
    while (answer := server.get("/lowongan"))[0] == 0:  # a web process killed before still comes back
        assert time.monotonic() < deadline, server.log
    database.start()
    assert (answer[0], AWAY in answer[1]) == (503, True)
    return "database"


@pytest.fixture
def database() -> Iterator[Cluster]:
    if why := why_none():
        pytest.skip(why)
    with cluster("lamar") as made:
        yield made


@pytest.fixture
def on_postgres(database: Cluster, tmp_path: Path) -> Iterator[Server]:
    """A site over a database of its own. One vacancy, person and account are enough to be left without the demo."""
    folder, environ = tmp_path / "prepared", {"DATABASE_URL": database.url("lamar")}
    fill(environ["DATABASE_URL"], folder)
    with opened_app(Server(folder, environ)) as app, app.app_context():
        db.session.add_all([vacancy(), person(), account()])
        db.session.commit()
    with running(folder, tmp_path / "site", **environ) as started:
        yield started


def test_whoever_is_killed_the_database_too(on_postgres: Server, database: Cluster) -> None:
    server, dice = on_postgres, random.Random(6311)
    a_part, of_database = (lambda: kill_a_part(server, dice)), (lambda: kill_of(database, dice))
    kills: list[Kill] = [a_part, a_part, of_database, of_database, lambda: kill_all_of(database, server, dice)]
    with opened_app(server) as app, contextlib.closing(Hand(server)) as hand:
        with sending(server, app) as told:
            killed = kill_at_random(server, told, lambda: dice.choice(kills)())
        everything_is_kept(server, hand, app, told, killed)
