"""What the layer that reads sentences asks of every engine: titles typed whole, and documents without a number."""

from search.query import Range
from tests.search.conftest import Fill, ids
from tests.search.documents import document, titles


def test_a_title_typed_whole_comes_first(fill: Fill) -> None:
    engine = fill(titles("Sales Area Banjarmasin", "Sales", "Sales Kosmetik"))
    assert ids(engine, "sales ") == [2, 3, 1]
    assert ids(engine, "sales ", typed="Sales - Area Banjarmasin")[0] == 1
    assert sorted(ids(engine, "sales ", typed="Sales - Area Banjarmasin")) == [1, 2, 3]
    assert ids(engine, "sales ", typed="Sales di Banjarmasin") == [2, 3, 1]
    assert ids(engine, "sales ", typed="Sales - Area Banjarmasin", sort="newest") == [3, 2, 1]


def test_documents_without_a_number_are_let_in_on_request(fill: Fill) -> None:
    engine = fill([document(1, "Kasir", wage=3), document(2, "Kasir"), document(3, "Kasir", wage=5)])
    assert ids(engine, "", ranges={"wage": Range(low=4)}) == [3]
    assert sorted(ids(engine, "", ranges={"wage": Range(low=4, or_missing=True)})) == [2, 3]
    assert sorted(ids(engine, "kasir ", ranges={"wage": Range(low=4, or_missing=True)})) == [2, 3]
    assert ids(engine, "", ranges={"wage": Range(low=6, or_missing=True)}) == [2]
