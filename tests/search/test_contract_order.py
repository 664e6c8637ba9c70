"""In which order hits come: fewer edits, field, exact words, nearness, position, newest, highest id."""

import pytest

from tests.search.conftest import Fill, ids
from tests.search.documents import document, titles


def test_exact_before_beginning_before_misspelt(fill: Fill) -> None:
    engine = fill(titles("Operater", "Operator", "Operators", "Operator Operators"))
    assert ids(engine, "operator") == [2, 4, 3, 1]


def test_a_misspelt_unfinished_word_comes_behind_its_beginnings(fill: Fill) -> None:
    assert ids(fill(titles("Welden", "Weldin", "Welding")), "weldin") == [2, 3, 1]


def test_edits_weigh_more_than_anything_else(fill: Fill) -> None:
    documents = [
        document(1, "Administrasa Gudang"),
        document(2, "Kasir", body="mengerjakan administrasi toko dan sesekali membantu di gudang"),
    ]
    assert ids(fill(documents), "administrasi gudang ") == [2, 1]


def test_synonyms_come_behind_the_word_itself(fill: Fill) -> None:
    assert ids(fill(titles("Petugas Keamanan", "Satpam", "Security")), "satpam ") == [2, 3, 1]


def test_near_words_before_far_ones(fill: Fill) -> None:
    engine = fill(
        titles("Operator Forklift Senior Alat", "Operator Alat Berat", "Alat untuk Operator", "Operator Senior Alat")
    )
    assert ids(engine, "operator alat ") == [2, 4, 3, 1]


def test_field_before_exactness_and_nearness(fill: Fill) -> None:
    documents = [
        document(1, "Operator Mesin Jahit dan Alat"),
        document(2, "Mekanik", body="membantu operator alat di lapangan"),
    ]
    assert ids(fill(documents), "operator alat ") == [1, 2]
    named = [document(1, "Petugas Keamanan"), document(2, "Kasir", body="dibantu satpam kami")]
    assert ids(fill(named), "satpam ") == [1, 2]


def test_title_company_category_text(fill: Fill) -> None:
    documents = [
        document(1, "Lain", body="welder"),
        document(2, "Lain", category="Las dan Welder"),
        document(3, "Lain", company="PT Welder"),
        document(4, "Juru Welder"),
    ]
    assert ids(fill(documents), "welder ") == [4, 3, 2, 1]


def test_earlier_in_the_field_first(fill: Fill) -> None:
    engine = fill(titles("Welder Senior", "Kepala Welder", "Ketua Tim Kerja Lapangan Pekerjaan Welder"))
    assert ids(engine, "welder ") == [1, 2, 3]


def test_a_title_that_is_the_query_comes_first(fill: Fill) -> None:
    documents = [document(1, "Guru di SD"), document(2, "Guru SD di Kota"), document(3, "Guru SD")]
    engine = fill(documents)
    assert ids(engine, "guru sd ")[0] == 3
    assert ids(engine, "guru di sd")[0] == 1
    assert ids(fill(titles("Admin", "Admin Gudang")), "admin")[0] == 1


def test_ties_by_newest_then_highest_id(fill: Fill) -> None:
    dates = {1: 50, 2: 70, 3: 70, 4: None, 5: 60, 6: None}
    engine = fill([document(number, "Kasir", published_at=date) for number, date in dates.items()])
    for text in ("kasir ", "kas", "kasri ", ""):
        assert ids(engine, text) == [3, 2, 5, 1, 6, 4]


SORTED = [
    document(1, "Kasir", wage=3, closes_on=9, published_at=5),
    document(2, "Kasir", wage=None, closes_on=7, published_at=9),
    document(3, "Kasir", wage=3, closes_on=None, published_at=6),
    document(4, "Kasir", wage=8, closes_on=7, published_at=1),
    document(5, "Kasir", wage=None, closes_on=None, published_at=None),
    document(6, "Kasir", wage=3, closes_on=8, published_at=6),
    document(7, "Kasir", wage=0, closes_on=-4, published_at=6),
]


@pytest.mark.parametrize("text", ["", "kasir ", "kasi"])
@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("newest", [2, 7, 6, 3, 1, 4, 5]),
        ("wage", [4, 6, 3, 1, 7, 2, 5]),  # high to low, unknown last
        ("closing", [7, 2, 4, 6, 1, 3, 5]),  # soon to late, unknown last
    ],
)
def test_sorts(sort: str, expected: list[int], text: str, standing: Fill) -> None:
    assert ids(standing(SORTED), text, sort=sort) == expected
