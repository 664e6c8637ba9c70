"""Suggestions: what a text so far may become."""

from search.suggesting import Name, Suggester

NAMES = [
    Name("job", "Operator Excavator", "", 9),
    Name("job", "Operator Dump Truck", "", 4),
    Name("job", "Koordinator Operasi", "", 20),
    Name("job", "Sopir Ambulans", "", 2),
    Name("job", "Juru Las", "", 3),
    Name("company", "PT Operasi Maju", "", 1),
    Name("place", "Paringin Selatan", "", 5),
]
SUGGESTER = Suggester(NAMES, {("supir",): (("sopir",), ("juru", "mudi")), ("welder",): (("juru", "las"),)})
LIMITS = {"job": 5, "company": 2, "place": 2}


def labels(text: str, limits: dict[str, int] = LIMITS) -> list[str]:
    return [name.label for name in SUGGESTER.find(text, limits)]


def test_names_that_begin_as_typed_come_first_then_by_weight() -> None:
    assert labels("oper") == ["Operator Excavator", "Operator Dump Truck", "Koordinator Operasi", "PT Operasi Maju"]


def test_every_word_must_begin_some_word() -> None:
    assert labels("exc oper") == ["Operator Excavator"]
    assert labels("operator kapal") == []


def test_no_more_of_a_kind_than_allowed() -> None:
    assert labels("oper", {"job": 1}) == ["Operator Excavator"]


def test_a_synonym_counts_as_typed() -> None:
    assert labels("supir") == ["Sopir Ambulans"]
    assert labels("welder") == ["Juru Las"]


def test_a_misspelt_word_is_found_when_nothing_else_is() -> None:
    assert labels("operatr") == ["Operator Excavator", "Operator Dump Truck"]
    assert labels("paringen") == ["Paringin Selatan"]
    assert labels("lass") == []  # too short to be misspelt


def test_nothing_for_no_words() -> None:
    assert labels("") == labels("  -") == []
