"""A second process's view of a running site: the same tables and index, through the project's own services."""

import contextlib
import sqlite3
import time
from collections.abc import Sequence
from typing import Any

import psutil
from flask import Flask
from sqlalchemy import event, func, select

from app import create_app
from app.domain.actor import OPERATOR
from app.domain.clock import Clock
from app.extensions import db
from app.indexing.outbox import enqueue
from app.indexing.rebuild import Difference, compare_index
from app.models import SearchJob, Vacancy
from app.services import vacancies
from app.services.transaction import transaction
from tests.support.server import Server
from tests.support.site import settings_for

CONVERGED = 60.0  # seconds within which the index has caught up
PATIENT_MS = 60_000  # a person would press again; the hand waits while others keep the machine and its disk busy


def _be_patient(connection: Any, _record: Any) -> None:
    connection.execute(f"PRAGMA busy_timeout={PATIENT_MS}").close()


class Hand:
    def __init__(self, server: Server) -> None:
        self.server = server
        url = server.environ.get("DATABASE_URL") or f"sqlite:///{server.data_dir / 'lamar.db'}"
        self.app: Flask = create_app(settings_for(server.data_dir, url, **server.environ))
        self.clock: Clock = self.app.extensions["clock"]
        if url.startswith("sqlite"):
            with self.app.app_context():
                event.listen(db.engine, "connect", _be_patient)
                db.engine.dispose()  # connections made before

    def close(self) -> None:
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def published(self, own: bool = True) -> list[tuple[int, str, str, int]]:
        """Id, title, slug and employer of what is on the board."""
        query = select(Vacancy.id, Vacancy.title, Vacancy.slug, Vacancy.employer_id).where(
            Vacancy.status == "published"
        )
        query = query.where(Vacancy.source.is_(None) if own else Vacancy.source.is_not(None)).order_by(Vacancy.id)
        with self.app.app_context():
            return [tuple(row) for row in db.session.execute(query)]

    def withdraw(self, vacancy_id: int) -> None:
        with self.app.app_context():
            vacancies.withdraw(vacancy_id, OPERATOR, self.clock, reason="percobaan")

    def fill(self, vacancy_id: int) -> None:
        with self.app.app_context():
            vacancies.fill(vacancy_id, OPERATOR, self.clock)

    def retitle(self, vacancy_id: int, title: str) -> None:
        self.retitle_all([vacancy_id], title)

    def retitle_all(self, vacancy_ids: Sequence[int], title: str) -> None:
        """A change of documents' text and facets, with their outbox rows, in one transaction."""
        with self.app.app_context(), transaction() as session:
            for vacancy_id in vacancy_ids:
                session.get_one(Vacancy, vacancy_id).title = title
                session.get_one(Vacancy, vacancy_id).occupation_code = "7212"
            enqueue(session, "vacancies", vacancy_ids, self.clock.now())

    def suspended_worker(self) -> psutil.Process:
        """The worker, stopped between two of its transactions: stopped within one it would hold the write lock."""
        _, worker = self.server.parts()
        deadline = time.monotonic() + CONVERGED
        while True:
            worker.suspend()
            with contextlib.closing(sqlite3.connect(self.server.data_dir / "lamar.db", timeout=0)) as probe:
                try:
                    probe.execute("BEGIN IMMEDIATE")
                except sqlite3.OperationalError:
                    worker.resume()
                    assert time.monotonic() < deadline, "the worker never lets go of the tables"
                    time.sleep(0.05)
                else:
                    return worker

    def waiting(self) -> int:
        with self.app.app_context():
            return int(db.session.scalar(select(func.count(SearchJob.id))) or 0)

    def difference(self) -> Difference:
        with self.app.app_context():
            return compare_index(db.session(), self.app.extensions["search"].vacancies, "vacancies", self.clock)

    def await_empty_outbox(self) -> None:
        deadline = time.monotonic() + CONVERGED
        while self.waiting():
            assert time.monotonic() < deadline, f"{self.waiting()} changes still wait"
            time.sleep(0.1)
