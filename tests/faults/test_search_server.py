"""R5 and U6 on a search server: refused, hanging and failing it costs a notice, never a page and never a change."""

import os
import random
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.meili import Server as SearchServer
from search.meili.keys import make
from tests.faults.hand import Hand
from tests.faults.load import visitors
from tests.faults.search_stub import FAILS, HANGS, REFUSES, UP, Gate, gate
from tests.support.server import Server, running

MEILI_URL, MEILI_KEY = os.environ.get("MEILI_URL", ""), os.environ.get("MEILI_KEY", "")
PATHS = ["/", "/lowongan", "/lowongan?q=operator", "/lowongan?jenis=penuh&urut=gaji", "/tenaga-kerja", "/healthz"]
NOTICE = "Pencarian sedang terganggu"
OUTAGES = (REFUSES, HANGS, FAILS)
WRITES = 5_000
ONE_STEP = 20  # changes a transaction


@pytest.fixture
def entrance() -> Iterator[Gate]:
    """An address with no server behind it."""
    with gate() as opened:
        yield opened


def test_pages_stand_without_a_search_server(prepared: Path, tmp_path: Path, entrance: Gate) -> None:
    """From the very start: the site serves from its tables, says so, and keeps every change for later."""
    entrance.turn(FAILS)
    with running(prepared, tmp_path / "site", SEARCH_URL=entrance.url, SEARCH_KEY="none") as server:
        hand = Hand(server)
        hand.withdraw(hand.published()[0][0])
        for outage in OUTAGES:
            entrance.turn(outage)
            pages = [server.get(path) for path in PATHS]
            assert {status for status, _ in pages} == {200}
            assert sum(NOTICE in text for _, text in pages) >= 3
        assert hand.waiting() == 1
        hand.close()


def test_a_hanging_search_server_costs_half_a_second_at_most(prepared: Path, tmp_path: Path, entrance: Gate) -> None:
    with running(prepared, tmp_path / "site", SEARCH_URL=entrance.url, SEARCH_KEY="none", WEB_WORKERS="1") as server:
        entrance.turn(HANGS)
        took = []
        for _ in range(5):
            time.sleep(1.2)  # until the server is asked again
            asked, begin = entrance.asked, time.perf_counter()
            assert NOTICE in server.get("/lowongan?q=operator")[1]
            took.append(time.perf_counter() - begin)
            assert entrance.asked > asked
        assert 0.3 < min(took) < 0.5, took  # the quietest of them: others may keep the machine busy


@pytest.fixture
def served(prepared: Path, tmp_path: Path) -> Iterator[tuple[Server, Gate]]:
    """A site over a real search server, with a gate between them and a key that opens this site's indexes only."""
    if not MEILI_URL:
        pytest.skip("MEILI_URL and MEILI_KEY name no Meilisearch server")
    prefix = f"f{secrets.token_hex(4)}"
    keys = make(MEILI_URL, MEILI_KEY, prefix)
    environ = {"SEARCH_KEY": keys.writes, "SEARCH_PREFIX": prefix}
    with gate(MEILI_URL) as opened, running(prepared, tmp_path / "site", SEARCH_URL=opened.url, **environ) as server:
        yield server, opened
    owner = SearchServer(MEILI_URL, MEILI_KEY).writer
    for index in owner.get_indexes({"limit": 1_000})["results"]:
        if index.uid.startswith(prefix):
            owner.delete_index(index.uid)
    for key in (keys.writes, keys.searches):
        owner.delete_key(key)


def test_the_index_converges_after_every_outage(served: tuple[Server, Gate]) -> None:
    server, opened = served
    hand, dice = Hand(server), random.Random(6311)
    living = [row[0] for row in hand.published()]
    dice.shuffle(living)
    for outage in OUTAGES:
        opened.turn(UP)
        assert NOTICE not in server.get("/lowongan?q=operator")[1]
        with visitors(server, PATHS) as visits:
            opened.turn(outage)
            write(hand, living, dice, WRITES // len(OUTAGES))
            assert hand.waiting() > WRITES // 10
            opened.turn(UP)
            hand.await_empty_outbox()
        assert set(visits.statuses) == {200}, visits.statuses
        assert visits.disturbed > 0
        assert hand.difference().empty
    assert NOTICE not in server.get("/lowongan?q=juru+las")[1]
    hand.close()


def write(hand: Hand, living: list[int], dice: random.Random, changes: int) -> None:
    """Mixed changes: most of them alter a document, every twentieth takes one off the board."""
    for step in range(0, changes, ONE_STEP):
        hand.retitle_all(dice.sample(living, ONE_STEP - 1), f"Juru Las {step}")
        gone = living.pop()
        dice.choice([hand.withdraw, hand.fill])(gone)


def test_a_lost_index_is_built_anew_by_the_worker(served: tuple[Server, Gate]) -> None:
    """The server comes back empty, as after a lost volume."""
    server, _ = served
    hand = Hand(server)
    owner = SearchServer(MEILI_URL, MEILI_KEY)
    prefix = server.environ["SEARCH_PREFIX"]
    for index in owner.writer.get_indexes({"limit": 1_000})["results"]:
        if index.uid.startswith(prefix):
            owner.succeeded(owner.writer.delete_index(index.uid).task_uid, "losing an index")
    assert NOTICE in server.get("/lowongan?q=operator")[1]
    hand.retitle(hand.published()[0][0], "Juru Las Sambil Menunggu")
    hand.await_empty_outbox()
    deadline = time.monotonic() + 20
    while "Juru Las Sambil" not in server.get("/lowongan?q=menunggu")[1]:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    assert hand.difference().empty
    hand.close()
