"""Which documents answer a query: what every engine must find, and what it must not."""

import pytest

from search.query import Range, SearchQuery
from tests.search.conftest import Fill, ids
from tests.search.documents import document, titles

SHELF = titles(
    "Welder",  # 1
    "Welding Inspector",
    "Operator Alat Berat",
    "Operator Excavator",
    "Perawat Rumah Sakit",  # 5
    "Perawat Rumahsakit",
    "Ahli K3 Umum",
    "Petugas K-3",
    "Staf Ecommerce",
    "Staf E-Commerce",  # 10
    "Sopir Dump Truck",
    "Sopir Dumptruck",
    "Programmer C++",
    "Programmer C#",
    "Programmer C",  # 15
    "Guru SMK/SMA",
    "Barista Kafé",
    "Gaji Rp1.500.000",
    "Gaji 1500000",
    "Satpam",  # 20
    "Petugas Keamanan",
    "Administrasi di Gudang dan Toko",
    "Truk Besar",
    "Tronton",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wel", {1, 2}),  # the last word is open
        ("wel ", set()),  # unless a space follows
        ("wel.", set()),
        ("weldi inspector", set()),  # only the last one
        ("welder inspector", set()),  # all words are required
        ("alat operator", {3}),
        ("KAFE", {17}),  # case and accents fold
        ("kafé ", {17}),
        ("smk", {16}),
        ("smk/sma", {16}),
        ("c++", {13}),
        ("c# ", {14}),
        ("c ", {15}),
        ("c", {10, 13, 14, 15}),
        ("c+", {13}),
        ("1.500.000 ", {18, 19}),
        ("1500000 ", {18, 19}),
    ],
)
def test_words(text: str, expected: set[int], standing: Fill) -> None:
    assert set(ids(standing(SHELF), text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wleder ", {1}),  # a swap of neighbours is one edit
        ("weldr ", {1}),
        ("wellder ", {1}),
        ("wekder ", {1}),
        ("wwlldr ", set()),
        ("elder ", set()),  # an edit of the first letter counts two
        ("velder ", set()),
        ("gurr ", set()),  # four letters take none
        ("guruu ", {16}),
        ("adminstrsi ", {22}),  # two edits from nine letters
        ("adminstrs ", set()),
        ("edministrasi ", {22}),
        ("edministrsi ", set()),
        ("weldr", {1}),  # an unfinished word may be misspelt too
        ("1500009 ", set()),  # a number is not misspelt
    ],
)
def test_edits(text: str, expected: set[int], standing: Fill) -> None:
    assert set(ids(standing(SHELF), text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rumah sakit ", {5, 6}),
        ("rumahsakit ", {5, 6}),
        ("k3 ", {7, 8}),
        ("k-3 ", {7, 8}),
        ("k 3 ", {7, 8}),
        ("e commerce ", {9, 10}),
        ("ecommerce ", {9, 10}),
        ("dumptruck ", {11, 12}),
        ("dump truck ", {11, 12}),
        ("sopir dumptruck ", {11, 12}),
        ("rumahsakti ", {6}),  # near the joined word, yet no edit on top of a split
        ("rumah skit ", set()),
    ],
)
def test_joined_and_split(text: str, expected: set[int], standing: Fill) -> None:
    assert set(ids(standing(SHELF), text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("satpam ", {20, 21}),
        ("security", {20, 21}),
        ("petugas keamanan ", {20, 21}),
        ("satpa", {20}),  # not on a beginning
        ("satpan ", {20}),  # not on a misspelling
        ('"satpam"', {20}),  # not in quotes
        ("rs", {5}),  # a synonym of two words is a phrase, not its joined form
        ("truk", {11, 23, 24}),  # one way
        ("tronton", {24}),
        ("perawat rs ", {5}),
    ],
)
def test_synonyms(text: str, expected: set[int], standing: Fill) -> None:
    assert set(ids(standing(SHELF), text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"alat berat"', {3}),
        ("“alat berat”", {3}),
        ('"berat alat"', set()),
        ('"operator berat"', set()),
        ('"weld"', set()),
        ('"weldre"', set()),
        ('operator "alat berat"', {3}),
        ('welder "', {1}),  # a quote that is never closed means nothing
        ("-welder", {1}),  # a leading minus means nothing
        ("operator -alat", {3}),
        ("• – welder …", {1}),
        ("wel\0der ", {1}),
    ],
)
def test_signs(text: str, expected: set[int], standing: Fill) -> None:
    assert set(ids(standing(SHELF), text)) == expected


def test_phrases_stay_within_a_field(fill: Fill) -> None:
    engine = fill([document(1, "Operator Alat", company="Berat Jaya"), document(2, "Alat Berat")])
    assert ids(engine, '"alat berat"') == [2]
    assert set(ids(engine, "alat berat ")) == {1, 2}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("guru di", {16}),  # a stop word at the end is no beginning
        ("administrasi di toko ", {22}),
        ("welder dan untuk", {1}),
        ("di dan ", {22}),  # nothing but stop words: they count
        ('"di gudang"', {22}),  # in quotes they are words
    ],
)
def test_stop_words(text: str, expected: set[int], standing: Fill) -> None:
    assert set(ids(standing(SHELF), text)) == expected


def test_ten_words_count_and_the_rest_is_named(fill: Fill) -> None:
    ten = "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh"
    engine = fill([document(1, ten), document(2, ten.replace("sepuluh", "lain"))])
    hits = engine.search(SearchQuery(f"yang {ten} Sebelas, dan dua-belas"))
    assert hits.ids == (1,)
    assert hits.ignored == ("Sebelas", "dua", "belas")
    assert engine.search(SearchQuery(ten)).ignored == ()


def test_long_and_odd_texts_are_answered(standing: Fill) -> None:
    engine = standing(SHELF)
    for text in (
        "x" * 5_000,
        "kata " * 1_000,
        '"' * 999,
        "-- ++ ## ..",
        "\0",
        "𝐖elder ",
        "ｗelder",
        "a" * 70,
        "%_\\*?[",
    ):
        assert engine.search(SearchQuery(text)).total >= 0
    assert ids(engine, "𝐖elder ") == [1]


def test_no_text_is_everything(standing: Fill) -> None:
    assert standing(SHELF).search(SearchQuery(" - ")).total == len(SHELF)


def test_matched_words_mark_every_kind_of_hit(standing: Fill) -> None:
    engine = standing(SHELF)
    for text, word in [
        ("weld", "welding"),
        ("wleder ", "welder"),
        ("satpam", "keamanan"),
        ("rumah sakit", "rumahsakit"),
    ]:
        assert word in engine.search(SearchQuery(text)).matched
    assert "gudang" not in engine.search(SearchQuery("weld")).matched


FILTERED = [
    document(1, "Guru", place=("63", "63.11"), education=("s1",), wage=3, closes_on=10),
    document(2, "Guru", place=("63", "63.05"), education=("s1", "d3"), wage=5, closes_on=11),
    document(3, "Guru", place=("64",), education=("sma",), wage=None, closes_on=12),
    document(4, "Sopir", place=("63", "63.11"), education=(), wage=4, closes_on=None),
]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"filters": {"place": ("63",)}}, {1, 2, 4}),
        ({"filters": {"place": ("63.11", "64")}}, {1, 3, 4}),  # either value
        ({"filters": {"place": ("63",), "education": ("s1",)}}, {1, 2}),  # both fields
        ({"filters": {"place": ()}}, {1, 2, 3, 4}),
        ({"must": {"education": ("d3", "sma")}}, {2, 3}),
        ({"filters": {"place": ('63" OR "64',)}}, set()),
        ({"ranges": {"wage": Range(low=4)}}, {2, 4}),
        ({"ranges": {"wage": Range(high=4)}}, {1, 4}),
        ({"ranges": {"wage": Range(low=4, high=4)}}, {4}),
        ({"ranges": {"wage": Range(low=5, high=4)}}, set()),
        ({"ranges": {"wage": Range()}}, {1, 2, 4}),  # without a value there is no match
        ({"ranges": {"closes_on": Range(low=11), "wage": Range(low=1)}}, {2}),
        ({"ranges": {"closes_on": Range(low=-(2**70), high=2**70)}}, {1, 2, 3}),
    ],
)
def test_filters_and_ranges(more: dict[str, object], expected: set[int], standing: Fill) -> None:
    engine = standing(FILTERED)
    assert set(ids(engine, "", **more)) == expected
    assert set(ids(engine, "guru ", **more)) == expected - {4}


@pytest.mark.parametrize(
    "more", [{"filters": {"salary": ("1",)}}, {"facets": ("titel",)}, {"sort": "cheapest"}, {"ranges": {"x": Range()}}]
)
def test_a_name_the_index_does_not_know_is_an_error(more: dict[str, object], standing: Fill) -> None:
    with pytest.raises(ValueError, match="knows no"):
        ids(standing(FILTERED), "", **more)
