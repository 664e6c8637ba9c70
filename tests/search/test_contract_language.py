"""What the rules of the language do to a query: whole words, misspellings by ear and of any letter, narrower groups."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from search.engine import Engine
from search.language import RULES, Language, collect
from search.query import SearchQuery
from tests.search.conftest import EngineOf, ids
from tests.search.documents import titles

SYNONYMS = collect(
    [
        ("both", "it | teknologi informasi", ""),
        ("both", "satpam | security | petugas keamanan", ""),
        ("both", "alat berat | heavy equipment", ""),
        ("both", "mekanik | mechanic", ""),
        ("both", "bidan | midwife", ""),
        ("both", "truk | truck", ""),
        ("one", "truk", "tronton"),
        ("both", "kepala gudang | warehouse supervisor", ""),
        ("both", "teknisi | technician", ""),
    ]
)
SPELLED = frozenset({"forklift", "aksesoris", "kasir", "welder", "umum", "dokter"})
Open = Callable[[Language], Engine]

SHELF = titles(
    "Staf IT",  # 1
    "Item Control",
    "Ahli Teknologi Informasi",
    "Bidan",
    "Bidang Umum",  # 5
    "Midwife",
    "Operator Forklift",
    "Penjual Aksesoris",
    "Kasir",
    "Kasar Halus",  # 10
    "Mekanik Alat Berat",
    "Heavy Equipment Mechanic",
    "Truck",
    "Tronton",
    "Kepala Gudang",  # 15
    "Warehouse Supervisor",
    "Teknisi",
    "Technician",
    "Satpam",
    "Security",  # 20
    "Dokter Umum",
    "Welder",
)


@pytest.fixture(scope="module")
def opened(engine_of: EngineOf) -> Open:
    """The shelf behind an engine with a language; one for each."""
    made: dict[int, tuple[Language, Engine]] = {}

    def found(language: Language) -> Engine:
        if id(language) not in made:
            made[id(language)] = (language, engine_of(language, SHELF))
        return made[id(language)][1]

    return found


LANGUAGE = Language(synonyms=SYNONYMS, spelled=SPELLED)
COMPLETE = Language(synonyms=SYNONYMS, spelled=SPELLED, complete=frozenset({"bidan"}))
WITHOUT = {rule: Language(synonyms=SYNONYMS, spelled=SPELLED, rules=RULES - {rule}) for rule in RULES}


@pytest.mark.parametrize(
    ("text", "rule", "expected", "without"),
    [
        ("it", "whole-words", {1, 3}, {1, 2, 3}),  # a whole word is no beginning
        ("bidan", "whole-words", {4, 5, 6}, {4, 5, 6}),  # a longer one may go on
        ("ite", "whole-words", {2}, {2}),
        ("kasir ", "known-words", {9}, {9, 10}),  # a word spelled right takes no typos
        ("kasor ", "known-words", {9, 10}, {9, 10}),
        ("vorklif ", "by-ear", {7}, set()),
        ("asesoris ", "by-ear", {8}, {8}),
        ("tehnisi ", "by-ear", {17, 18}, {17}),  # and what the word heard finds too
        ("elder ", "far-typos", {22}, set()),  # the first letter too
        ("umun ", "far-typos", {5, 21}, set()),  # from four letters
        ("zekurity ", "by-ear", {19, 20}, set()),
    ],
)
def test_rules(text: str, rule: str, expected: set[int], without: set[int], opened: Open) -> None:
    assert set(ids(opened(LANGUAGE), text)) == expected
    assert set(ids(opened(WITHOUT[rule]), text)) == without


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("heavy equipment mechanic ", {11, 12}),  # several words both ways, beside another
        ("mekanik alat berat ", {11, 12}),
        ("alat berat mechanic ", {11, 12}),
        ("kepala gudang ", {15, 16}),
        ("warehouse supervisor ", {15, 16}),
        ("truk ", {13, 14}),  # every trailer is a truck
        ("truck ", {13, 14}),  # whatever the truck is called
        ("tronton ", {14}),  # not the reverse
        ("dokter umun ", {21}),  # beside a word spelled right
        ('"vorklif"', set()),  # not in quotes
        ('"elder"', set()),
    ],
)
def test_synonyms_and_misspellings(text: str, expected: set[int], opened: Open) -> None:
    assert set(ids(opened(LANGUAGE), text)) == expected


def test_the_word_itself_comes_before_what_is_heard_and_what_is_guessed(
    engine_of: EngineOf,
) -> None:
    language = Language(synonyms=collect([("both", "apotek | pharmacy", "")]))
    engine = engine_of(language, titles("Apotek", "Apotik", "Pharmacy"))
    assert ids(engine, "apotik ")[0] == 2
    assert ids(engine, "apotek ")[:2] == [1, 3]


@pytest.mark.parametrize(("text", "expected"), [("sim a", {1}), ("sim", {1, 2, 3}), ("sim b", {3}), ("a", {1, 2, 3})])
def test_a_phrase_of_the_language_that_ends_in_a_short_word_is_whole(
    text: str, expected: set[int], engine_of: EngineOf
) -> None:
    language = Language(synonyms=collect([("both", "sim a | sima", "")]))
    assert set(ids(engine_of(language, titles("Sales, SIM A", "Simpan Area", "Aktif, SIM B1")), text)) == expected


@pytest.mark.parametrize(("text", "expected"), [("bidan", {4, 6}), ("bida", {4, 5})])
def test_a_longer_word_that_goes_on_as_another_thing_is_no_beginning(
    text: str, expected: set[int], opened: Open
) -> None:
    assert set(ids(opened(COMPLETE), text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("satpam", {1, 2}),  # an engineer is no watchman
        ("penjaga malam", {1, 2}),
        ("satpam security", {1, 2}),
        ("security", {1, 2, 3, 4, 5}),  # the word itself may be anything
        ("satpam engineer", {4, 5}),  # the query names the other thing
        ("satpam insinyur", {4, 5}),
        ("penjaga", set()),
        ('"satpam"', {2, 5}),
    ],
)
def test_a_title_that_is_another_thing_is_left_out(text: str, expected: set[int], engine_of: EngineOf) -> None:
    others = dict.fromkeys([("satpam",), ("penjaga", "malam")], (("security", "engineer"), ("security", "cyber")))
    synonyms = collect([("both", "satpam | security | penjaga malam", ""), ("both", "engineer | insinyur", "")])
    shelf = titles("Security", "Satpam", "Cyber Security", "Security Engineer", "Satpam, Security, Engineer")
    language = Language(synonyms=synonyms, others=others)
    assert set(ids(engine_of(language, shelf), f"{text} ")) == expected
    without = engine_of(replace(language, rules=RULES - {"other-things"}), shelf)
    assert set(ids(without, "satpam ")) == {1, 2, 3, 4, 5}


def test_a_whole_word_that_no_text_has_is_a_beginning(
    engine_of: EngineOf,
) -> None:
    engine = engine_of(LANGUAGE, titles("Bidang Umum", "Item Control"))
    assert ids(engine, "bidan") == [1]
    assert ids(engine, "it") == [2]
    assert engine.search(SearchQuery("bidan ")).total == 0
