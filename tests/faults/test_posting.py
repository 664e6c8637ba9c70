"""R1 and R4 for posting: what was acknowledged is kept, whole and once, whoever is killed meanwhile; and the same form
sent twenty times at once is one vacancy. `KILLS=100 python -m pytest tests/faults/test_posting.py` kills more often."""

import contextlib
import os
import random
import secrets
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psutil
import pytest
from flask import Flask
from sqlalchemy import func, select

from app.domain.clock import utc_now
from app.extensions import db
from app.models import Event, SearchJob, Vacancy, VacancyDraft
from tests.faults.hand import Hand
from tests.support.employer_visits import TeamMember, app_of, team_member
from tests.support.server import Server

KILLS = int(os.environ.get("KILLS", "20"))
PARALLEL = 20
CLOSES = (utc_now() + timedelta(days=30)).date().isoformat()


def form(title: str, window: str) -> dict[str, object]:
    return {
        "window": window, "step": "0", "version": "0", "deed": "check", "title": title, "employment_type": "penuh",
        "description": "Menata barang, mencatat keluar masuk, dan menjaga gudang tetap rapi.", "places": ["63.11.06"],
        "wage_min": "4.000.000", "wage_max": "", "wage_period": "month", "wage_kind": "wage", "either": "2",
        "education": ["smk"], "experience": "0", "skills": "", "closes_on": CLOSES, "apply_via": "office",
    }  # fmt: skip


def number_in(location: str) -> int:
    return int(location.split("/")[3])


@pytest.fixture
def site_app(server: Server) -> Flask:
    return app_of(server)


def states(app: Flask, ids: list[int]) -> dict[int, str]:
    with app.app_context():
        rows = db.session.execute(select(Vacancy.id, Vacancy.status).where(Vacancy.id.in_(ids)))
        found = {key: status for key, status in rows}  # noqa: C416
        db.session.remove()
    return found


def events(app: Flask, ids: list[int]) -> Counter[tuple[int, str]]:
    with app.app_context():
        query = select(Event.noun_id, Event.verb).where(Event.noun == "vacancy", Event.noun_id.in_(ids))
        found = Counter((key, verb) for key, verb in db.session.execute(query))
        db.session.remove()
    return found


def post(member: TeamMember, title: str) -> int | None:
    """Write, look, send, as a person would; the id once the site has said that it is sent, None when it never did."""
    window = secrets.token_urlsafe(32)
    begun = member.post("/kelola/lowongan/baru", form(title, window))
    if begun.status != 303 or not begun.location.endswith("/pratinjau"):
        return None
    key = number_in(begun.location)
    sent = member.post(f"/kelola/lowongan/{key}/kirim", {"version": "1", "deed": "submit"})
    return key if sent.status == 303 and sent.location == f"/kelola/lowongan/{key}" else None


def test_the_same_form_sent_twenty_times_at_once_is_one_vacancy(server: Server, site_app: Flask) -> None:
    member, window = team_member(server, site_app), secrets.token_urlsafe(32)
    barrier = threading.Barrier(PARALLEL)

    def send(_turn: int) -> str:
        barrier.wait()
        return member.post("/kelola/lowongan/baru", form("Staf Gudang Serentak", window)).location

    with ThreadPoolExecutor(PARALLEL) as pool:
        places = set(pool.map(send, range(PARALLEL)))
    assert len(places) == 1, places
    with site_app.app_context():
        same = select(func.count(Vacancy.id)).where(Vacancy.title == "Staf Gudang Serentak")
        assert db.session.scalar(same) == 1
        db.session.remove()
    key = number_in(places.pop())
    assert events(site_app, [key]) == {(key, "create"): 1}


@pytest.mark.parametrize(("trusted", "verb"), [(False, "submit"), (True, "publish_trusted")])
def test_sent_twenty_times_at_once_it_is_put_forward_once(
    server: Server, site_app: Flask, trusted: bool, verb: str
) -> None:
    member = team_member(server, site_app, trusted=trusted)
    begun = member.post("/kelola/lowongan/baru", form("Staf Gudang Sekali", secrets.token_urlsafe(32)))
    key = number_in(begun.location)
    barrier = threading.Barrier(PARALLEL)

    def send(_turn: int) -> tuple[int, str]:
        barrier.wait()
        answer = member.post(f"/kelola/lowongan/{key}/kirim", {"version": "1", "deed": "submit"})
        return answer.status, answer.location

    with ThreadPoolExecutor(PARALLEL) as pool:
        answers = set(pool.map(send, range(PARALLEL)))
    assert answers == {(303, f"/kelola/lowongan/{key}")}
    assert events(site_app, [key]) == {(key, "create"): 1, (key, verb): 1}
    with site_app.app_context():
        assert db.session.get(VacancyDraft, key) is None
        db.session.remove()


def test_what_was_acknowledged_is_kept_whoever_is_killed(server: Server, hand: Hand, site_app: Flask) -> None:
    """Members of trusted companies post, so that each acknowledged vacancy has its outbox row too; web processes and
    the worker are killed at random meanwhile."""
    members = [team_member(server, site_app, trusted=True) for _ in range(4)]
    over, kept, tried = threading.Event(), list[int](), Counter[str]()

    def visit(member: TeamMember, name: int) -> None:
        turn = 0
        while not over.is_set():
            turn += 1
            key = post(member, f"Staf Gudang {name}-{turn}")
            tried["acknowledged" if key else "unknown"] += 1
            if key:
                kept.append(key)
            else:
                time.sleep(0.05)

    threads = [threading.Thread(target=visit, args=(one, n)) for n, one in enumerate(members)]
    for thread in threads:
        thread.start()
    try:
        kill_at_random(server, kept, random.Random(6311))
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert tried["acknowledged"] >= KILLS, tried
    assert len(kept) == len(set(kept))
    assert states(site_app, kept) == dict.fromkeys(kept, "published"), "every acknowledged vacancy has its row"
    found = events(site_app, kept)
    assert {found[key, verb] for key in kept for verb in ("create", "publish_trusted")} == {1}, "and its events, once"
    nothing_is_doubled(site_app)
    hand.await_empty_outbox()
    assert hand.difference().empty, "and its outbox row: the index has it"


def kill_at_random(server: Server, kept: list[int], dice: random.Random) -> None:
    """SIGKILL, mostly a web process with a request in its hands, now and then the one above them or the worker; each
    time once posting works again."""
    for _ in range(KILLS):
        before, deadline = len(kept), time.monotonic() + 60
        while len(kept) == before:
            assert time.monotonic() < deadline, server.log
            time.sleep(0.05)
        time.sleep(dice.random() * 0.2)
        web, worker = server.parts()
        with contextlib.suppress(psutil.NoSuchProcess):
            dice.choice([*web.children() * 3, web, worker, worker]).kill()
    deadline = time.monotonic() + 60
    while server.status("/lowongan") != 200:
        assert time.monotonic() < deadline, server.log
        time.sleep(0.2)


def nothing_is_doubled(app: Flask) -> None:
    """Whatever was sent without an answer: a title is a vacancy at most once for each page that began it."""
    with app.app_context():
        twice = select(Vacancy.form_key).group_by(Vacancy.employer_id, Vacancy.form_key)
        twice = twice.where(Vacancy.form_key.is_not(None)).having(func.count() > 1)
        assert db.session.scalars(twice).all() == []
        lone = select(Vacancy.id).where(Vacancy.form_key.is_not(None), Vacancy.status == "published")
        lone = lone.where(
            ~select(Event.id).where(Event.noun_id == Vacancy.id, Event.verb == "publish_trusted").exists()
        )
        assert db.session.scalars(lone).all() == [], "no state without its event"
        assert db.session.scalar(select(func.count(SearchJob.id))) is not None
        db.session.remove()
