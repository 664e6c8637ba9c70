"""A whole site in the test's process: app, database, index and a clock that stands still.

def test_something(site):
    [vacancy_id] = site.save(vacancy(title="Juru las"))
    page = site.client.get("/lowongan?q=las")
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app import create_app
from app.extensions import db
from app.indexing.engines import Engines, open_engines
from app.indexing.outbox import drain, draining, enqueue
from app.models import Vacancy, Worker
from config import Settings, from_env
from search.engine import Engine
from tests.factories.numbering import restart
from tests.support import keys
from tests.support.clock import NOW, Hands, frozen_clock
from tests.support.databases import drop_postgres, empty_tables, kinds, postgres_copy, sqlite_copy
from tests.support.pages import PageClient

INDEXED = {Vacancy: "vacancies", Worker: "workers"}


@dataclass
class Site:
    """Kept for the test process; `reset` makes it as new before each test."""

    app: Flask
    settings: Settings
    hands: Hands
    empty_index: Path
    client: PageClient = field(init=False)
    untouched: tuple[Engines, list[tuple[str, int, int]]] = field(init=False)  # an index that no test has written to

    def __post_init__(self) -> None:
        self.clock = self.app.extensions["clock"]
        self._empty_index()

    def reset(self) -> None:
        self.hands.at = NOW
        restart()
        with self.app.app_context():
            empty_tables()
        if (self.app.extensions["search"], self._index_files()) != self.untouched:
            self._empty_index()
        self.app.extensions["views"].forget()
        for place in [name for name in self.app.extensions if name.startswith("home_board_")]:
            del self.app.extensions[place]  # factories leave no event by which it would know that it is old
        self.client = PageClient(self.app)

    def _empty_index(self) -> None:
        shutil.rmtree(self.settings.search_dir, ignore_errors=True)
        shutil.copytree(self.empty_index, self.settings.search_dir)
        self.app.extensions["search"] = open_engines(self.settings.search_dir, self.settings.office.region_code)
        self.untouched = self.app.extensions["search"], self._index_files()

    def _index_files(self) -> list[tuple[str, int, int]]:
        """Changes with every write to an index."""
        held = [(path, path.stat()) for path in sorted(self.settings.search_dir.rglob("*"))]
        return [(str(path), stat.st_size, stat.st_mtime_ns) for path, stat in held]

    @property
    def engines(self) -> Engines:
        return self.app.extensions["search"]  # type: ignore[no-any-return]

    @property
    def engine(self) -> Engine:
        return self.engines.vacancies

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A database session of its own, gone afterwards. Never ask for a page inside: it would share the session."""
        with self.app.app_context():
            yield db.session()
            db.session.remove()

    def save(self, *things: Any, indexed: bool = True) -> list[int]:
        """Store things made by a factory; vacancies and workers among them reach their index too. Returns their ids."""
        with self.session() as session:
            session.expire_on_commit = False
            session.connection(execution_options={"write": True})
            session.add_all(things)
            session.flush()
            for kind, index_name in INDEXED.items():
                ids = [thing.id for thing in things if isinstance(thing, kind)]
                enqueue(session, index_name, ids, self.clock.now())
            session.commit()
        if indexed:
            self.sync()
        return [thing.id for thing in things]

    def sync(self) -> int:
        """Drain the outbox, as the worker would; returns how many jobs there were."""
        total = 0
        with self.app.app_context(), draining(self.settings.search_dir) as held:
            assert held
            while done := drain(db.session(), self.engines, self.clock):
                total += done
            db.session.remove()
        return total


def settings_for(data_dir: Path, database_url: str, **environ: str) -> Settings:
    plain = {"DATA_DIR": str(data_dir), "DATABASE_URL": database_url, "SECRET_KEY": "test"}
    return from_env(plain | keys.ENVIRON | environ)


def _build(kind: str, folder: Path, cache: Path) -> Site:
    folder.mkdir()
    compiled = folder.parent / "templates"  # of all sites of this process
    compiled.mkdir(mode=0o700, exist_ok=True)
    (folder / "templates").symlink_to(compiled)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    url = sqlite_copy(cache, folder / "site.db") if kind == "sqlite" else postgres_copy(cache, worker)
    settings, hands = settings_for(folder, url), Hands()
    app = create_app(settings, frozen_clock(hands, settings.office.timezone))
    app.extensions["views"].interval = None  # a test says when views are written
    empty_index = folder / "empty-index"
    engines = open_engines(settings.search_dir, settings.office.region_code)
    for engine in engines.by_name().values():
        engine.rebuild([])
    shutil.copytree(settings.search_dir, empty_index)
    return Site(app, settings, hands, empty_index)


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[Callable[[str], Site]]:
    """One site per kind of database, made when first asked for."""
    made: dict[str, Site] = {}
    assert pytestconfig.cache is not None
    cache = pytestconfig.cache.mkdir("templates")
    base = tmp_path_factory.mktemp("sites")

    def get(kind: str) -> Site:
        if kind not in made:
            made[kind] = _build(kind, base / kind, cache)
        return made[kind]

    yield get
    for kind, site in made.items():
        with site.app.app_context():
            db.engine.dispose()
        if kind == "postgresql":
            drop_postgres(site.settings.database_url)


@pytest.fixture(params=kinds())
def site(request: pytest.FixtureRequest, sites: Callable[[str], Site]) -> Site:
    """A fresh site; the test runs once per kind of database."""
    found = sites(request.param)
    found.reset()
    return found


@pytest.fixture
def client(site: Site) -> PageClient:
    return site.client


@pytest.fixture
def session(site: Site) -> Iterator[Session]:
    """A session inside the site's app context, for tests of queries and services. Not together with `client`."""
    with site.session() as opened:
        yield opened
