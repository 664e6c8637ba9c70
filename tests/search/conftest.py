"""The engines under test. A further engine is one more name here; the contract does not change."""

from collections.abc import Callable, Sequence

import pytest

from search.embedded import EmbeddedEngine
from search.engine import Engine
from search.language import Language, collect
from search.query import SearchQuery
from search.schema import Document
from tests.search.documents import SCHEMA

LANGUAGE = Language(
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


@pytest.fixture(scope="session", params=["embedded"])
def fill(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Fill:
    """Makes an engine that holds the given documents."""

    def filled(documents: Sequence[Document]) -> Engine:
        engine = EmbeddedEngine(SCHEMA, tmp_path_factory.mktemp("index"), LANGUAGE)
        engine.rebuild(documents)
        return engine

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
