"""R4 for posting: the same form, or the same paper, sent twenty times at once is one vacancy, one paper."""

import hashlib
import secrets
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.models import Document, Event, Vacancy, VacancyDraft
from tests.faults.senders import PAPERS, form, number_in, paper
from tests.support.employer_visits import team_member
from tests.support.server import Server

PARALLEL = 20


def events(app: Flask, ids: list[int]) -> Counter[tuple[int, str]]:
    with app.app_context():
        query = select(Event.noun_id, Event.verb).where(Event.noun == "vacancy", Event.noun_id.in_(ids))
        found = Counter((key, verb) for key, verb in db.session.execute(query))
        db.session.remove()
    return found


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


def test_the_same_paper_sent_twenty_times_at_once_is_one_paper(server: Server, site_app: Flask) -> None:
    member, content, barrier = team_member(server, site_app), paper(), threading.Barrier(PARALLEL)
    folder = server.data_dir / "documents"
    before = {path.name for path in folder.glob("*")}

    def send(_turn: int) -> tuple[int, str]:
        barrier.wait()
        answer = member.upload(PAPERS, "nib", "Surat NIB.pdf", content)
        return answer.status, answer.location

    with ThreadPoolExecutor(PARALLEL) as pool:
        assert set(pool.map(send, range(PARALLEL))) == {(303, PAPERS)}
    digest = hashlib.sha256(content).digest()
    with site_app.app_context():
        [row] = db.session.scalars(select(Document).where(Document.sha256 == digest))
        db.session.remove()
    assert {path.name for path in folder.iterdir()} - before == {row.storage_name}
