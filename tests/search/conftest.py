"""The engines under test. A further engine is one more name here; the contract does not change.

Meilisearch runs when MEILI_URL and MEILI_KEY name a server and its master key; each run keeps to names of its own.
"""

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from itertools import count

import pytest

from search.embedded import EmbeddedEngine
from search.engine import Engine
from search.language import RULES, Language, collect
from search.meili import MeilisearchEngine
from search.meili.server import Server
from search.query import SearchQuery
from search.schema import Document
from tests.search import differences
from tests.search.documents import SCHEMA

LANGUAGE = Language(
    rules=RULES - {"far-typos"},
    stop_words=frozenset({"di", "dan", "yang", "untuk"}),
    synonyms=collect(
        [
            ("both", "satpam | security | petugas keamanan", ""),
            ("both", "rs | rumah sakit", ""),
            ("one", "truk", "dump truck | tronton"),
            ("one", "alat berat", "excavator"),
        ]
    ),
)

Fill = Callable[[Sequence[Document]], Engine]
EngineOf = Callable[[Language, Sequence[Document]], Engine]
MEILI_URL, MEILI_KEY = os.environ.get("MEILI_URL", ""), os.environ.get("MEILI_KEY", "")
served = [
    pytest.mark.meili,
    pytest.mark.skipif(not MEILI_URL, reason="MEILI_URL and MEILI_KEY name no Meilisearch server"),
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The written differences must be real ones."""
    for item in items:
        for name, reason in differences.MEILISEARCH.items():
            if f"::{name}" in item.nodeid:
                item.add_marker(pytest.mark.xfail(reason=reason, strict=True))


@pytest.fixture(scope="session")
def meili_prefix() -> Iterator[str]:
    """Leads the names of this run's indexes, which are removed in the end."""
    prefix = f"t{secrets.token_hex(4)}"
    yield prefix
    if MEILI_URL:
        writer = Server(MEILI_URL, MEILI_KEY).writer
        for index in writer.get_indexes({"limit": 1_000})["results"]:
            if index.uid.startswith(prefix):
                writer.delete_index(index.uid)


@pytest.fixture(scope="session", params=["embedded", pytest.param("meilisearch", marks=served)])
def engine_of(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, meili_prefix: str) -> EngineOf:
    """Makes an engine of a language that holds the given documents."""
    numbers = count()

    def made(language: Language) -> Engine:
        if request.param == "embedded":
            return EmbeddedEngine(SCHEMA, tmp_path_factory.mktemp("index"), language)
        # Tests wait for answers longer than visitors would: another run may keep the machine busy.
        server = Server(MEILI_URL, MEILI_KEY, answer=10.0)
        return MeilisearchEngine(SCHEMA, server, f"{meili_prefix}{next(numbers)}", language)

    def filled(language: Language, documents: Sequence[Document]) -> Engine:
        engine = made(language)
        engine.rebuild(documents)
        return engine

    return filled


@pytest.fixture(scope="session")
def fill(engine_of: EngineOf) -> Fill:
    """Makes an engine that holds the given documents."""

    def filled(documents: Sequence[Document]) -> Engine:
        return engine_of(LANGUAGE, documents)

    return filled


@pytest.fixture(scope="session")
def standing(fill: Fill) -> Fill:
    """Engines for reading only, one for each list of documents."""
    made: dict[int, tuple[Sequence[Document], Engine]] = {}

    def found(documents: Sequence[Document]) -> Engine:
        if id(documents) not in made:
            made[id(documents)] = (documents, fill(documents))
        return made[id(documents)][1]

    return found


def ids(engine: Engine, text: str, **more: object) -> list[int]:
    """The ids of the first hundred hits."""
    return list(engine.search(SearchQuery(text, per_page=100, **more)).ids)  # type: ignore[arg-type]
