"""Pages without a wall, exact totals, facet counts, and writing."""

from dataclasses import replace

import pytest

from search.query import Range, SearchQuery
from search.schema import Document
from tests.search.conftest import Fill, ids
from tests.search.documents import document, titles

CROWD = [
    document(
        number,
        ("Staf Admin", "Admin Staf Gudang", "Staf Gudang", "Kasir")[number % 4],
        body="dicari admin untuk staf kami" if number % 3 else "toko",
        published_at=None if number % 11 == 0 else number // 40,
        wage=None if number % 3 else number % 5,
        place=(f"{number % 7}",),
    )
    for number in range(1, 1_501)
]


def paged(engine: object, query: SearchQuery) -> list[int]:
    """The ids of all pages."""
    found: list[int] = []
    while True:
        page = engine.search(replace(query, page=query.page + len(found) // query.per_page))  # type: ignore[attr-defined]
        found += page.ids
        if len(page.ids) < query.per_page:
            assert page.total == len(found)
            return found


@pytest.mark.parametrize("text", ["", "staf ", "staf admin ", "admi", "sta gud"])
@pytest.mark.parametrize("sort", [None, "wage", "newest"])
def test_pages_fit_together(text: str, sort: str | None, standing: Fill) -> None:
    engine = standing(CROWD)
    whole = engine.search(SearchQuery(text, sort=sort, per_page=2_000))
    found = paged(engine, SearchQuery(text, sort=sort, per_page=70))
    assert found == list(whole.ids)
    assert len(set(found)) == whole.total


def test_pages_fit_together_while_others_write_and_segments_merge(fill: Fill) -> None:
    engine = fill(CROWD[:900])
    for start in range(900, 1_500, 50):
        engine.put(CROWD[start : start + 50])
    queries = [
        SearchQuery(text, sort=sort, per_page=60) for text in ("", "staf admin ", "adm") for sort in (None, "wage")
    ]
    found: dict[int, list[int]] = {number: [] for number in range(len(queries))}
    for page in range(1, 27):
        for number, query in enumerate(queries):
            found[number] += engine.search(replace(query, page=page)).ids
        if page % 3 == 0:
            engine.put(CROWD[page * 7 : page * 7 + 99])  # the same documents once more: segments come and go
    for number, query in enumerate(queries):
        expected = engine.search(replace(query, per_page=2_000))
        assert found[number] == list(expected.ids), query


def test_odd_pages(fill: Fill) -> None:
    engine = fill(titles("Kasir", "Kasir"))
    assert engine.search(SearchQuery("kasir ", page=9)).ids == ()
    assert engine.search(SearchQuery("kasir ", page=9)).total == 2
    counted = engine.search(SearchQuery("kasir ", per_page=0, facets=("place",)))
    assert (counted.ids, counted.total) == ((), 2)
    assert engine.search(SearchQuery("", page=9)).total == 2
    assert engine.search(SearchQuery("", sort="wage", page=9)).ids == ()


def test_a_facet_leaves_out_the_filter_that_is_its_own(fill: Fill) -> None:
    """Sets are counted with the choice of their members ignored, and with every other choice in force."""
    documents = [
        document(1, "Guru", place=("63",), education=("s1", "sma")),
        document(2, "Guru", place=("63",), education=("sma",)),
        document(3, "Guru", place=("64",), education=("s1",)),
        document(4, "Sopir", place=("63",), education=("s1",)),
    ]
    query = SearchQuery("guru ", filters={"education": ("s1",), "place": ("63",)}, facets=("education_set", "place"))
    found = fill(documents).search(query)
    assert (found.ids, found.total) == ((1,), 1)
    assert found.facets["education_set"] == {"s1+sma": 1, "sma": 1}
    assert found.facets["place"] == {"63": 1, "64": 1}


def test_facets_leave_out_their_own_choice(fill: Fill) -> None:
    documents = [
        document(1, "Guru", place=("63", "63.11"), education=("s1",)),
        document(2, "Guru", place=("63",), education=("sma",)),
        document(3, "Guru", place=("64",), education=("s1", "s1")),
        document(4, "Sopir", place=("64",), education=("sma",), closes_on=3),
    ]
    engine = fill(documents)
    both = ("place", "education")
    free = engine.search(SearchQuery("", facets=both))
    assert free.facets == {"place": {"63": 2, "63.11": 1, "64": 2}, "education": {"s1": 2, "sma": 2}}
    one = engine.search(SearchQuery("guru ", filters={"place": ("63",)}, facets=both))
    assert one.total == 2
    assert one.facets == {"place": {"63": 2, "63.11": 1, "64": 1}, "education": {"s1": 1, "sma": 1}}
    two = engine.search(SearchQuery("", filters={"place": ("64",), "education": ("sma",)}, facets=both))
    assert two.facets == {"place": {"63": 1, "64": 1}, "education": {"s1": 1, "sma": 1}}
    fixed = engine.search(SearchQuery("", must={"place": ("64",)}, facets=both))
    assert fixed.facets == {"place": {"64": 2}, "education": {"s1": 1, "sma": 1}}
    ranged = engine.search(SearchQuery("", ranges={"closes_on": Range(low=1)}, facets=("place",)))
    assert ranged.facets == {"place": {"64": 1}}
    assert engine.search(SearchQuery("zzz", facets=both)).facets == {"place": {}, "education": {}}


def test_more_facet_values_than_an_engine_counts_by_default(fill: Fill) -> None:
    engine = fill([document(number, "Guru", place=(f"p{number}",)) for number in range(1, 1_201)])
    assert len(engine.search(SearchQuery("guru ", facets=("place",))).facets["place"]) == 1_200


def test_a_remembered_page_ends_with_the_next_write(fill: Fill) -> None:
    engine = fill(titles("Kasir"))
    query = SearchQuery(facets=("place",))
    assert engine.search(query) == engine.search(query)
    engine.put([document(2, "Guru", place=("63",))])
    assert engine.search(query).facets == {"place": {"63": 1}}
    for other in (replace(query, page=2), replace(query, facets=()), replace(query, must={"place": ("63",)})):
        assert engine.search(other) != engine.search(query)
    assert engine.search(replace(query, ranges={"wage": Range(low=1)})).total == 0


def test_put_replaces_and_drop_removes(fill: Fill) -> None:
    engine = fill(titles("Kasir", "Guru"))
    engine.put([document(1, "Sopir"), document(3, "Kasir"), document(3, "Bidan")])
    assert engine.ids() == {1, 2, 3}
    assert ids(engine, "kasir ") == []
    assert ids(engine, "bidan ") == [3]
    engine.drop([2, 77])
    assert engine.ids() == {1, 3}
    engine.put([])
    engine.drop([])
    assert engine.health().documents == 2


def test_documents_come_back_for_comparing(fill: Fill) -> None:
    kept = document(5, "Juru Las", company="PT Émas", place=("63", "63.11"), wage=7, closes_on=None)
    found = fill([kept, document(6, "Guru")]).documents([5, 99])
    assert set(found) == {5}
    assert found[5].keywords == kept.keywords
    assert found[5].numbers == kept.numbers
    assert found[5].text["company"] == "pt emas"


def test_nothing_outside_the_schema_enters(fill: Fill) -> None:
    secret = Document(1, {"title": "Guru", "nik": "6371"}, {"sex": ("f",)}, {"age": 30})
    engine = fill([secret])
    assert ids(engine, "6371 ") == []
    stored = engine.documents([1])[1]
    assert "nik" not in stored.text
    assert "sex" not in stored.keywords
    assert "age" not in stored.numbers


def test_a_rebuild_replaces_everything(fill: Fill) -> None:
    engine = fill(titles("Kasir", "Guru"))
    assert engine.rebuild([document(9, "Bidan"), document(9, "Perawat")]) == 1
    assert engine.ids() == {9}
    assert engine.rebuild([]) == 0
    assert engine.search(SearchQuery("guru")).total == 0
    assert engine.search(SearchQuery("", facets=("place",), sort="wage")).total == 0
    assert engine.ids() == set()
