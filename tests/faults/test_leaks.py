"""S6 and S7: a whole site with 4,100 people, its worker at work and its log at its most talkative, is read from end to
end for the NIK, phone, address and name of everybody. Only the tables know them, and only the name can be read there.

A dump without keys on PostgreSQL: `tests/services/test_seeding_people.py`.
"""

import re
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app import create_app
from app.domain.actor import OPERATOR
from app.domain.consent import ConsentLevel, RecordedVia
from app.extensions import db
from app.models import Certificate, Consent
from app.queries.backlog import backlog
from app.services import workers
from app.services.certificates import verify_certificate
from config import from_env
from search.embedded import EmbeddedEngine, fields
from tests.faults.hand import CONVERGED
from tests.support.databases import REFERENCE
from tests.support.leaks import Hunt, hunt_for_everybody
from tests.support.server import Server, running

DATABASE = "lamar.db"
SHIPPED = tuple(f'INSERT INTO "{name}"' for name in REFERENCE)
LISTS = [
    "/", "/lowongan", "/lowongan.atom", "/sitemap.xml", "/robots.txt", "/privasi", "/bantuan", "/api/v1/openapi.json",
    "/api/v1/vacancies", "/healthz", "/tenaga-kerja/TK-2222-2222", "/cek/tidak-ada",
    "/tenaga-kerja?urut=pengalaman&q=operator", "/tenaga-kerja?urut=berakhir&status=segera-berakhir",
    "/tenaga-kerja?skema=rigger&penerbit=kemnaker&tersedia=sekarang", "/tenaga-kerja?q=satpan+hd",
]  # fmt: skip
WORKER = re.compile(r"/tenaga-kerja/TK-[0-9A-Z]{4}-[0-9A-Z]{4}")
CHECKED = 150  # certificates whose public check is read
CHANGES = 15


@dataclass(frozen=True)
class Visit:
    """What a site has shown and written down. `pages` holds head and text of every answer by its address."""

    hunt: Hunt
    folder: Path
    pages: dict[str, str]
    log: str


@pytest.fixture(scope="module")
def visit(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Visit:
    folder = tmp_path_factory.mktemp("leaks") / "site"
    with running(prepared, folder, LOG_LEVEL="DEBUG") as server:
        app = create_app(from_env({"DATA_DIR": str(folder)}))
        with app.app_context():
            hunt = hunt_for_everybody(db.session(), app.extensions["keyring"])
            _live(app)
            tokens = list(db.session.scalars(select(Certificate.token).order_by(Certificate.id).limit(CHECKED)))
            db.session.remove()
            db.engine.dispose()
        pages = _read(server, tokens)
    return Visit(hunt, folder, pages, server.log)


def _live(app: Flask) -> None:
    """A morning at the office: consents come and go, cards are hidden, certificates verified; the worker follows."""
    clock = app.extensions["clock"]
    session = db.session()
    agreed = list(session.scalars(select(Consent.person_id).where(Consent.withdrawn_at.is_(None)).limit(3 * CHANGES)))
    new = list(session.scalars(select(Certificate.id).where(Certificate.status == "unverified").limit(CHANGES)))
    session.rollback()
    for withdrawing, hiding, changing in zip(*(agreed[part::3] for part in range(3)), strict=True):
        workers.withdraw_consent(withdrawing, OPERATOR, clock)
        workers.hide(hiding, OPERATOR, clock)
        workers.give_consent(changing, ConsentLevel.CONTACT, "2026-01", RecordedVia.COUNTER, OPERATOR, clock)
    for certificate_id in new:
        verify_certificate(certificate_id, "Nomor dicek pada daftar penerbit.", OPERATOR, clock)
    deadline = time.monotonic() + CONVERGED
    while backlog(session, "workers")[0]:
        assert time.monotonic() < deadline, "the worker does not follow"
        session.rollback()
        time.sleep(0.1)
    session.rollback()


def _read(server: Server, tokens: list[str]) -> dict[str, str]:
    """Every list, every card's page and many public checks, the API too where there is one for workers."""
    with ThreadPoolExecutor(4) as pool:
        first = server.get("/tenaga-kerja")[1]
        last = max(int(number) for number in re.findall(r"halaman=(\d+)", first))
        lists = [f"/tenaga-kerja?halaman={number}" for number in range(1, last + 1)]
        api = [f"/api/v1/workers?halaman={number}" for number in range(1, last + 1)]
        pages = dict(pool.map(lambda path: (path, server.get(path)[1]), [*LISTS, *lists, *api]))
        cards = {path for text in pages.values() for path in WORKER.findall(text)}
        paths = [*sorted(cards), *(f"/cek/{token}" for token in tokens)]
        return pages | dict(pool.map(lambda path: (path, server.get(path)[1]), paths))


def test_pages_feeds_and_answers_of_the_api(visit: Visit) -> None:
    cards = [path for path in visit.pages if WORKER.fullmatch(path)]
    assert len(cards) > 800
    assert all(visit.pages.values())
    found = {path: leaks for path, text in visit.pages.items() if (leaks := visit.hunt.in_text(text))}
    assert not found
    assert not [path for path in visit.pages if visit.hunt.in_text(path)]


def test_the_log_at_its_most_talkative(visit: Visit) -> None:
    assert "app.web.errors 404" in visit.log
    assert not visit.hunt.in_text(visit.log)


def test_the_index_files_and_every_word_and_document_in_them(visit: Visit) -> None:
    files = [path for path in (visit.folder / "search").rglob("*") if path.is_file()]
    assert len(files) > 10
    assert not [path.name for path in files if visit.hunt.in_bytes(path.read_bytes())]
    engines = create_app(from_env({"DATA_DIR": str(visit.folder)})).extensions["search"].by_name()
    for engine in engines.values():
        words, told = _known_to(engine)
        assert len(words) > 100
        assert not visit.hunt.in_text("\n".join(words))
        assert not visit.hunt.in_text(told)


def _known_to(engine: EmbeddedEngine) -> tuple[list[str], str]:
    """Every term of every field, which the files hold packed, and every document as it is kept."""
    searcher = engine._snapshot().searcher
    keywords = [name for key in engine.schema.keywords for name in (fields.keyword(key), fields.combination(key))]
    words = [
        word for field in (fields.TEXT, fields.SPOT, *keywords) for word, _ in searcher.terms_with_prefix(field, "")
    ]
    return words, "\n".join(map(str, engine.documents(sorted(engine.ids())).values()))


def test_a_dump_without_keys(visit: Visit) -> None:
    """The files of the database, and everything in them as statements: names, but no number and no address."""
    for path in visit.folder.glob(f"{DATABASE}*"):
        assert not visit.hunt.in_bytes(path.read_bytes(), names=False), path.name
    with closing(sqlite3.connect(visit.folder / DATABASE)) as connection:
        dump = "\n".join(line for line in connection.iterdump() if not line.startswith(SHIPPED))
    found = visit.hunt.in_text(dump)
    assert len(found) > 3_000  # the hunt can find
    assert not [leak for leak in found if not leak.startswith("name of ")]
    for blob in re.findall(r"X'([0-9A-F]+)'", dump):
        assert not visit.hunt.in_bytes(bytes.fromhex(blob), names=False)


def test_whatever_else_lies_in_the_data_folder(visit: Visit) -> None:
    looked = 0
    for path in visit.folder.rglob("*"):
        if path.is_file() and not path.name.startswith(DATABASE):
            looked += 1
            assert not visit.hunt.in_bytes(path.read_bytes()), path.name
    assert looked > 10
