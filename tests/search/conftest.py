"""The engines under test. A further engine is one more name here; the contract does not change."""

from collections.abc import Callable, Sequence
from pathlib import Path

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


@pytest.fixture(params=["embedded"])
def fill(request: pytest.FixtureRequest, tmp_path: Path) -> Fill:
    """Makes an engine that holds the given documents."""
    made = 0

    def filled(documents: Sequence[Document]) -> Engine:
        nonlocal made
        made += 1
        engine = EmbeddedEngine(SCHEMA, tmp_path / f"index{made}", LANGUAGE)
        engine.rebuild(documents)
        return engine

    return filled


def ids(engine: Engine, text: str, **more: object) -> list[int]:
    """The ids of the first hundred hits."""
    return list(engine.search(SearchQuery(text, per_page=100, **more)).ids)  # type: ignore[arg-type]
