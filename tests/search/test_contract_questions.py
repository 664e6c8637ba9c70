"""What the layer that reads sentences asks of every engine: titles typed whole, and documents without a number."""

from search.query import Range, SearchQuery
from tests.search.conftest import Fill, ids
from tests.search.documents import document, titles


def test_a_title_typed_whole_comes_first(fill: Fill) -> None:
    engine = fill(titles("Sales Area Banjarmasin", "Sales", "Sales Kosmetik"))
    assert ids(engine, "sales ") == [2, 3, 1]
    assert ids(engine, "sales ", typed="Sales - Area Banjarmasin")[0] == 1
    assert sorted(ids(engine, "sales ", typed="Sales - Area Banjarmasin")) == [1, 2, 3]
    assert ids(engine, "sales ", typed="Sales di Banjarmasin") == [2, 3, 1]
    assert ids(engine, "sales ", typed="Sales - Area Banjarmasin", sort="newest") == [3, 2, 1]


def test_titles_that_hold_what_a_filter_stands_for_come_next(fill: Fill) -> None:
    names = ["Sales Supervisor Jawa Barat", "Sales", "Area Jawa Barat", "Sales Kosmetik", "Sales di Jawa Barat"]
    engine = fill([document(n, name, body="sales", place=("32",)) for n, name in enumerate(names, start=1)])
    within = {"lifted": "di Jawa Barat", "filters": {"place": ("32",)}}
    pages = [
        engine.search(SearchQuery("sales ", page=page, per_page=2, **within)).ids  # type: ignore[arg-type]
        for page in (1, 2, 3)
    ]
    assert pages == [(5, 1), (2, 4), (3,)]
    assert ids(engine, "sales ", typed="sales supervisor jawa barat", **within) == [1, 5, 2, 4, 3]
    assert ids(engine, "", typed="jawa barat", **within) == [5, 3, 1, 4, 2]  # without words newest first
    assert ids(engine, "sales ", sort="newest", **within) == [5, 4, 3, 2, 1]


def test_documents_without_a_number_are_let_in_on_request(fill: Fill) -> None:
    engine = fill([document(1, "Kasir", wage=3), document(2, "Kasir"), document(3, "Kasir", wage=5)])
    assert ids(engine, "", ranges={"wage": Range(low=4)}) == [3]
    assert sorted(ids(engine, "", ranges={"wage": Range(low=4, or_missing=True)})) == [2, 3]
    assert sorted(ids(engine, "kasir ", ranges={"wage": Range(low=4, or_missing=True)})) == [2, 3]
    assert ids(engine, "", ranges={"wage": Range(low=6, or_missing=True)}) == [2]
