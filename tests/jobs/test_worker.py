"""The worker's round: what people wait for is not behind what can wait."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.extensions import db
from app.indexing.outbox import enqueue
from app.jobs import worker as working
from app.jobs.worker import BATCH, Worker
from app.models import SearchJob
from tests.factories.vacancies import vacancy
from tests.support.site import Site


def test_changes_are_found_while_many_events_are_sealed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    one = vacancy()
    site.save(one)
    worker = Worker(site.app)
    waiting: list[int] = []

    def seal(session: Session, *_: Any) -> int:
        waiting.append(session.scalar(select(func.count(SearchJob.id))) or 0)
        session.rollback()
        if len(waiting) > 2:
            return 0
        with site.session() as other:
            enqueue(other, "vacancies", [one.id], worker.clock.now())
            other.commit()
        return BATCH

    monkeypatch.setattr(working, "seal_events", seal)
    with site.app.app_context():
        worker._drain()
        worker._seal()
        db.session.remove()
    assert waiting == [0, 0, 0]
