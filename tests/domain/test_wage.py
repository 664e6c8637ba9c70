import pytest

from app.domain.errors import InvalidFact
from app.domain.wage import Wage, WagePeriod


@pytest.mark.parametrize(
    ("wage", "monthly"),
    [
        (Wage(3_725_000, 4_000_000), 4_000_000),
        (Wage(3_725_000, None), 3_725_000),
        (Wage(None, 5_000_000), 5_000_000),
        (Wage(150_000, 160_000, WagePeriod.DAY), 4_000_000),
        (Wage(30_000, None, WagePeriod.HOUR), 3_780_000),
        (Wage(2_000, 3_000, WagePeriod.PIECE), None),
    ],
)
def test_monthly_equivalent(wage: Wage, monthly: int | None) -> None:
    assert wage.monthly == monthly


@pytest.mark.parametrize(
    ("minimum", "maximum", "problem"),
    [(None, None, "missing"), (0, None, "out_of_range"), (5, 4, "upside_down"), (1, 3_000_000_000, "out_of_range")],
)
def test_nonsense_is_refused(minimum: int | None, maximum: int | None, problem: str) -> None:
    with pytest.raises(InvalidFact) as caught:
        Wage(minimum, maximum)
    assert caught.value.problem == problem
