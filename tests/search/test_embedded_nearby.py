"""Counts of places: every one below the office's region, elsewhere those of the first two levels and what is chosen.
Counts of codes that grow by digits: those of a few digits and what is chosen."""

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
    others = (replace(SCHEMA, nearby={"place": "64.02"}), replace(SCHEMA, coarse={"education": 2}))
    versions = {EmbeddedEngine(schema, tmp_path / "index").health().version for schema in (SCHEMA, HOME, *others)}
    assert len(versions) == 4


def test_long_codes_are_counted_when_they_are_chosen(tmp_path: Path) -> None:
    engine = EmbeddedEngine(replace(SCHEMA, coarse={"education": 2}), tmp_path / "index", LANGUAGE)
    jobs = (("25", "251", "2512"), ("25", "252"), ("belum-diisi",))
    engine.rebuild(document(number, "Kasir", education=codes) for number, codes in enumerate(jobs, start=1))
    wide = {"25": 2, "belum-diisi": 1}
    assert engine.search(SearchQuery(facets=("education",))).facets["education"] == wide
    chosen = engine.search(SearchQuery(filters={"education": ("2512",)}, facets=("education",)))
    assert (chosen.total, chosen.facets["education"]) == (1, wide | {"2512": 1})
