"""What the embedded engine does once, beforehand or not at all must not show: phrases of the language are terms of the
index, ranges that leave nothing out are not asked, counts of lists without text are kept."""

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from search.embedded import EmbeddedEngine
from search.embedded.snapshot import Snapshot
from search.engine import IndexMissing, SearchUnavailable
from search.language import Language, collect
from search.query import Range, SearchQuery
from search.schema import Document
from tests.search.documents import SCHEMA, document

LANGUAGE = Language(synonyms=collect([("both", "rs | rumah sakit", ""), ("one", "supir", "sopir dump truck | truk")]))
SIZE = 900


def built(folder: Path, documents: list[Document], language: Language = LANGUAGE) -> EmbeddedEngine:
    made = EmbeddedEngine(SCHEMA, folder, language)
    made.rebuild(documents)
    return made


def found(engine: EmbeddedEngine, text: str, **more: object) -> tuple[int, ...]:
    return engine.search(SearchQuery(text=text, per_page=SIZE, **more)).ids  # type: ignore[arg-type]


def test_a_phrase_of_the_language_is_found_in_one_field_only(tmp_path: Path) -> None:
    engine = built(
        tmp_path,
        [
            document(1, "Perawat rumah sakit"),
            document(2, "Perawat", body="Bekerja di rumah. Rumah sakit daerah"),
            document(3, "Perawat rumah", company="Sakit Hati"),
            document(4, "Perawat sakit rumah"),
        ],
    )
    assert found(engine, "rs ") == (1, 2)
    assert set(found(engine, "perawat rs ")) == {1, 2}
    assert found(engine, '"rumah sakit"') == (1, 2)


def test_an_index_of_another_language_wants_a_rebuild(tmp_path: Path) -> None:
    built(tmp_path, [document(1, "Perawat")])
    other = replace(LANGUAGE, synonyms=collect([("both", "rs | rumah sehat", "")]))
    newer = EmbeddedEngine(SCHEMA, tmp_path, other)
    with pytest.raises(SearchUnavailable):
        newer.search(SearchQuery("rs"))
    with pytest.raises(IndexMissing):
        newer.apply_settings()
    assert newer.rebuild([document(1, "Rumah sehat")]) == 1
    assert found(newer, "rs ") == (1,)


def test_a_large_tie_of_phrases_is_ordered_to_its_end(tmp_path: Path) -> None:
    """More than are read to settle a tie: the place of a phrase ranks as the place of a word does."""
    dice = random.Random(5)
    titles = ("Sopir dump truck", "Calon sopir dump truck", "Truk", "Calon lajang sopir dump truck")
    shown = [dice.choice(titles) for _ in range(SIZE)]
    engine = built(tmp_path, [document(number, title) for number, title in enumerate(shown)])
    place = {"Sopir dump truck": 0, "Truk": 0, "Calon sopir dump truck": 1, "Calon lajang sopir dump truck": 2}
    wanted = sorted(range(SIZE), key=lambda number: (place[shown[number]], -number))
    assert list(found(engine, "supir ")) == wanted
    pages = [engine.search(SearchQuery("supir ", page=page, per_page=100)).ids for page in range(1, 10)]
    assert [number for page in pages for number in page] == wanted


@pytest.mark.parametrize(
    ("bounds", "there"),
    [
        (Range(low=10), {1, 2}),
        (Range(low=11), {2}),
        (Range(low=0, high=10), {1}),
        (Range(high=10), {1}),
        (Range(), {1, 2}),
        (Range(low=5, or_missing=True), {1, 2}),
    ],
)
@pytest.mark.parametrize("text", ["", "kasir "])
def test_a_range_that_leaves_nothing_out_is_not_asked(
    tmp_path: Path, bounds: Range, there: set[int], text: str
) -> None:
    engine = built(tmp_path, [document(1, "Kasir", closes_on=10), document(2, "Kasir", closes_on=20)])
    assert set(found(engine, text, ranges={"closes_on": bounds})) == there
    engine.put([document(3, "Kasir"), document(4, "Kasir", closes_on=1)])
    more = {3} if bounds.or_missing else set()
    more |= {4} if bounds.low in (None, 0) else set()
    assert set(found(engine, text, ranges={"closes_on": bounds})) == there | more


def test_a_facet_of_many_combinations_counts_each_code(tmp_path: Path) -> None:
    dice = random.Random(8)
    places = {
        number: tuple(dice.sample([f"63.{code}" for code in range(30)], dice.randint(0, 3))) for number in range(600)
    }
    engine = built(tmp_path, [document(number, "Kasir", place=codes) for number, codes in places.items()])
    counts = engine.search(SearchQuery("kasir", facets=("place",))).facets["place"]
    assert counts == Counter(code for codes in places.values() for code in codes)
    engine.put([document(600, "Kasir", place=("99.1", "99.2"))])
    counts = engine.search(SearchQuery("kasir", facets=("place",))).facets["place"]
    assert (counts["99.1"], counts["99.2"]) == (1, 1)


def test_choices_within_a_facet_share_its_counts_until_something_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    counted = Snapshot.counted

    def listening(self: Snapshot, key: object, make: object) -> object:
        return counted(self, key, lambda: (made.append(key), make())[1])  # type: ignore[operator, func-returns-value]

    monkeypatch.setattr(Snapshot, "counted", listening)
    engine = built(tmp_path, [document(1, education=("smk",)), document(2, education=("sma",))])

    def ask(*chosen: str, page: int = 1) -> dict[str, int]:
        query = SearchQuery(filters={"education": chosen}, facets=("education",), page=page)
        return dict(engine.search(query).facets["education"])

    assert ask("smk") == ask("sma") == ask("smk", page=2) == {"smk": 1, "sma": 1}
    assert len(made) == 3  # the total of each choice, and once the facet
    engine.put([document(3, education=("smk",))])
    assert ask("sma") == {"smk": 2, "sma": 1}
