import pytest

from app.domain.errors import InvalidFact
from app.domain.phone import normalise, shown


@pytest.mark.parametrize("text", ["0812-3456-7890", "+62 812 3456 7890", "62812 34567890", "(0812) 34567890"])
def test_one_number_however_it_is_typed(text: str) -> None:
    assert normalise(text) == "+6281234567890"
    assert shown(normalise(text)) == "0812-3456-7890"


@pytest.mark.parametrize(("number", "said"), [("+628400000001", "08400000001"), ("+62526202112", "(0526) 202112")])
def test_every_number_is_shown_with_its_leading_zero(number: str, said: str) -> None:
    """Also one of a range that no operator had yet, and one of a landline."""
    assert shown(number) == said


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", "missing"), ("nol delapan", "invalid"), ("0812", "invalid"), ("08" + "1" * 20, "invalid"),
     ("+65 6123 4567", "foreign")],
)  # fmt: skip
def test_what_is_no_number_of_this_country(text: str, problem: str) -> None:
    with pytest.raises(InvalidFact) as caught:
        normalise(text)
    assert (caught.value.field, caught.value.problem) == ("phone", problem)
