"""Counts of places: every one below the office's region, elsewhere those of the first two levels and what is chosen."""

from dataclasses import replace
from pathlib import Path

import pytest

from search.embedded import EmbeddedEngine
from search.query import SearchQuery
from tests.search.conftest import LANGUAGE
from tests.search.documents import SCHEMA, document

HOME = replace(SCHEMA, nearby={"place": "63.11"})
PLACES = (
    ("63", "63.11", "63.11.03"),
    ("63", "63.11", "63.11.03", "64", "64.02", "64.02.05"),
    ("64", "64.02", "64.02.05"),
    ("64", "64.02"),
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedEngine:
    made = EmbeddedEngine(HOME, tmp_path_factory.mktemp("nearby"), LANGUAGE)
    made.rebuild(document(number, "Kasir toko", place=place) for number, place in enumerate(PLACES, start=1))
    return made


@pytest.mark.parametrize("text", ["", "kasir "])
def test_far_places_are_counted_when_they_are_chosen(engine: EmbeddedEngine, text: str) -> None:
    near = {"63": 2, "63.11": 2, "63.11.03": 2, "64": 3, "64.02": 3}
    answer = engine.search(SearchQuery(text, facets=("place", "education")))
    assert (answer.total, answer.facets["place"]) == (4, near)
    chosen = SearchQuery(text, filters={"place": ("64.02.05", "63.11.03")}, facets=("place", "education"))
    answer = engine.search(chosen)
    assert (answer.total, answer.facets["place"]) == (3, near | {"64.02.05": 2})


def test_every_code_is_a_filter(engine: EmbeddedEngine) -> None:
    assert engine.search(SearchQuery(filters={"place": ("64.02.05",)})).total == 2


def test_an_index_of_another_region_is_built_anew(engine: EmbeddedEngine, tmp_path: Path) -> None:
    elsewhere = replace(SCHEMA, nearby={"place": "64.02"})
    versions = {EmbeddedEngine(schema, tmp_path / "index").health().version for schema in (SCHEMA, HOME, elsewhere)}
    assert len(versions) == 3
