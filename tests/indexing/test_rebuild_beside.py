"""A rebuild of an engine that takes writes meanwhile loses no change, and changes are findable while it lasts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import pytest
from sqlalchemy import func, select

from app.domain.actor import OPERATOR
from app.extensions import db
from app.indexing.engines import Engines
from app.indexing.outbox import drain, draining, kept_jobs, rebuilding
from app.indexing.rebuild import rebuild_in_turn
from app.models import SearchJob
from app.services import vacancies
from search.engine import SearchUnavailable
from search.schema import Document
from tests.factories.vacancies import vacancy
from tests.support.site import Site

LATER = date(2027, 1, 20)


@dataclass
class Kept:
    """An index as a dictionary, built beside the live one as on a search server."""

    live: dict[int, Document] = field(default_factory=dict)
    writes_while_rebuilt: bool = True

    def put(self, documents: Iterable[Document]) -> None:
        self.live |= {document.id: document for document in documents}

    def drop(self, ids: Sequence[int]) -> None:
        for identity in ids:
            self.live.pop(identity, None)

    def rebuild(self, documents: Iterable[Document]) -> int:
        fresh = {document.id: document for document in documents}
        self.live = fresh
        return len(fresh)


def jobs(site: Site) -> int:
    with site.session() as session:
        return session.scalar(select(func.count(SearchJob.id))) or 0


def work(site: Site, engines: Engines, done: dict[str, int]) -> int:
    """One round of the worker."""
    with site.app.app_context(), draining(site.settings.search_dir) as held:
        assert held
        count = drain(db.session(), engines, site.clock, kept_jobs(site.settings.search_dir, done))
        db.session.remove()
    return count


def extend(site: Site, key: int) -> None:
    with site.app.app_context():
        vacancies.extend(key, LATER, OPERATOR, site.clock)
        db.session.remove()


def withdraw(site: Site, key: int) -> None:
    with site.app.app_context():
        vacancies.withdraw(key, OPERATOR, site.clock, reason="salah")
        db.session.remove()


def test_changes_during_a_rebuild(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    early, late, hidden = site.save(vacancy(), vacancy(), vacancy())
    engine, done = Kept(), dict[str, int]()
    engines = Engines(vacancies=engine, workers=site.engines.workers)  # type: ignore[arg-type]
    seen: list[int | None] = []

    def closing(key: int) -> int | None:
        return engine.live[key].numbers["closes_on"]

    def build(documents: Iterable[Document]) -> int:
        """The tables are read; then the world goes on while the rest is built."""
        stream, read = iter(documents), []
        read += [next(stream) for _ in range(3)]
        extend(site, early)
        withdraw(site, hidden)
        assert work(site, engines, done) == 2
        seen.append(closing(early))
        assert hidden not in engine.live
        assert jobs(site) == 2  # kept for the new index
        assert work(site, engines, done) == 0
        extend(site, late)  # and one that nobody drains before the swap
        read += stream
        with draining(site.settings.search_dir) as free:
            assert not free  # nobody writes between the last look and the swap
        return Kept.rebuild(engine, read)

    monkeypatch.setattr(engine, "rebuild", build, raising=False)
    with site.session() as session:
        rebuild_in_turn(session, engine, "vacancies", site.clock, site.settings.search_dir, 1.0)  # type: ignore[arg-type]
    assert (seen, closing(early), closing(late)) == ([LATER.toordinal()], LATER.toordinal(), LATER.toordinal())
    while work(site, engines, done):
        pass
    assert set(engine.live) == {early, late}
    assert jobs(site) == 0


def test_one_rebuild_at_a_time(site: Site) -> None:
    with site.session() as session, rebuilding(site.settings.search_dir), pytest.raises(SearchUnavailable):
        rebuild_in_turn(session, Kept(), "vacancies", site.clock, site.settings.search_dir, 0.05)  # type: ignore[arg-type]
    with site.session() as session, draining(site.settings.search_dir), pytest.raises(SearchUnavailable):
        rebuild_in_turn(session, site.engine, "vacancies", site.clock, site.settings.search_dir, 0.05)
