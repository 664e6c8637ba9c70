"""R6 and R7: pages follow the tables when the indexer stands still, and survive the loss of the index under load."""

import random
import shutil
import time

from tests.faults.hand import CONVERGED, Hand
from tests.faults.load import visitors
from tests.support.server import Server, flask

PATHS = ["/", "/lowongan", "/lowongan?q=operator", "/lowongan?jenis=penuh&urut=gaji", "/lowongan?halaman=2"]
KILLS = 6
ABOUT = "<strong>sekitar"  # how a count reads while the index is behind


def test_a_withdrawn_vacancy_is_gone_at_once(server: Server, hand: Hand) -> None:
    """With the indexer stopped: the index still proposes it, the database disposes of it."""
    vacancy_id, title, slug, employer_id = hand.published()[-1]
    mark = f"/lowongan/{vacancy_id}-"
    showing = [
        "/",
        f"/lowongan?q={title.replace(' ', '+')}",
        f"/perusahaan/{employer_id}",
        "/lowongan.atom",
        "/sitemap.xml",
    ]
    before = [path for path in showing if mark in server.get(path)[1]]
    assert len(before) >= 3
    assert server.status(f"{mark}{slug}") == 200
    worker = hand.suspended_worker()
    try:
        hand.withdraw(vacancy_id)
        assert vacancy_id in hand.difference().surplus  # the index does not know yet
        assert [path for path in before if mark in server.get(path)[1]] == []
        assert server.status(f"{mark}{slug}") in {404, 410}
        assert ABOUT in server.get("/lowongan")[1]
    finally:
        worker.resume()
    hand.await_empty_outbox()
    assert hand.difference().empty
    assert ABOUT not in server.get("/lowongan")[1]


def test_a_rebuild_under_load_is_not_noticed(server: Server, hand: Hand) -> None:
    with visitors(server, PATHS) as visits:
        for _ in range(2):
            flask(server.data_dir, "search", "rebuild")
    assert visits.total > 20
    assert set(visits.statuses) == {200}, visits.statuses
    assert visits.disturbed == 0
    assert hand.difference().empty


def test_an_index_lost_under_load_is_rebuilt(server: Server, hand: Hand) -> None:
    """Meanwhile pages come from the tables with a notice, and never fail."""
    hand.await_empty_outbox()
    with visitors(server, PATHS) as visits:
        shutil.rmtree(server.data_dir / "search" / "vacancies")
        hand.retitle(hand.published()[0][0], "Juru Las Sambil Menunggu")
        deadline = time.monotonic() + CONVERGED
        while not visits.disturbed and time.monotonic() < deadline:
            time.sleep(0.1)
        flask(server.data_dir, "search", "rebuild")
        hand.await_empty_outbox()
        after = server.get("/lowongan?q=menunggu")[1]
    assert set(visits.statuses) == {200}, visits.statuses
    assert visits.disturbed > 0
    assert "Pencarian sedang terganggu" not in after
    assert "Juru Las Sambil" in after
    assert hand.difference().empty


def test_a_worker_killed_while_it_drains_converges(server: Server, hand: Hand) -> None:
    dice = random.Random(6311)
    open_ids = [row[0] for row in hand.published()]
    dice.shuffle(open_ids)
    for round_number in range(KILLS):
        for vacancy_id in open_ids[round_number * 20 : round_number * 20 + 20]:
            verb = dice.choice([hand.withdraw, hand.fill, lambda key: hand.retitle(key, f"Juru las {key}")])
            verb(vacancy_id)
        _, worker = server.parts()
        time.sleep(dice.random() * 0.3)
        worker.kill()
    hand.await_empty_outbox()
    assert hand.difference().empty
    assert server.status("/lowongan?q=juru+las") == 200


def test_web_processes_killed_come_back(server: Server) -> None:
    """The site answers again within seconds whatever part of it was killed."""
    for part in server.parts():
        part.kill()
    deadline = time.monotonic() + 30
    while server.status("/lowongan") != 200:
        assert time.monotonic() < deadline, server.log
        time.sleep(0.2)
