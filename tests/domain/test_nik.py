"""The rules of the NIK: the length and the digits are law, the rest is a warning."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.id import nik as stdnum_nik

from app.domain.errors import InvalidFact
from app.domain.nik import NikWarning, masked, normalise, warnings
from app.domain.worker import Sex

BIRTHS = st.dates(date(1930, 1, 1), date(2012, 12, 31))
SEXES = st.sampled_from(Sex)


def written(birth_on: date, sex: Sex) -> str:
    day = birth_on.day + (40 if sex == Sex.FEMALE else 0)
    return f"631106{day:02d}{birth_on:%m%y}0001"


@pytest.mark.parametrize(
    "text", ["6311061703950001", " 631106 170395 0001 ", "63.11.06.170395.0001", "631106-170395-0001"]
)
def test_separators_are_dropped(text: str) -> None:
    assert normalise(text) == "6311061703950001"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "missing"),
        (" . ", "missing"),
        ("631106170395000", "wrong_length"),
        ("63110617039500012", "wrong_length"),
        ("631106170395000O", "not_digits"),
        ("6.31106170395E+15", "not_digits"),
        ("٦٣١١٠٦١٧٠٣٩٥٠٠٠١", "not_digits"),
        ("²³¹¹⁰⁶¹⁷⁰³⁹⁵⁰⁰⁰¹", "not_digits"),
    ],
)
def test_what_is_no_nik(text: str, problem: str) -> None:
    with pytest.raises(InvalidFact) as caught:
        normalise(text)
    assert (caught.value.field, caught.value.problem) == ("nik", problem)


@given(BIRTHS, SEXES)
def test_a_nik_that_agrees_warns_of_nothing(birth_on: date, sex: Sex) -> None:
    assert warnings(written(birth_on, sex), birth_on, sex) == ()


@given(BIRTHS, BIRTHS, SEXES, SEXES)
def test_a_nik_of_another_date_or_sex_warns_of_just_that(birth_on: date, other: date, sex: Sex, said: Sex) -> None:
    found = set(warnings(written(other, said), birth_on, sex)) - {NikWarning.IMPOSSIBLE_DATE}
    assert (NikWarning.OTHER_SEX in found) == (sex != said)
    same = (birth_on.day, birth_on.month, birth_on.year % 100) == (other.day, other.month, other.year % 100)
    if NikWarning.IMPOSSIBLE_DATE not in warnings(written(other, said), birth_on, sex):  # 29 February of the other one
        assert (NikWarning.OTHER_DATE in found) == (not same)


@given(st.integers(0, 10**6 - 1), BIRTHS, SEXES)
def test_dates_are_impossible_where_the_library_says_so(middle: int, birth_on: date, sex: Sex) -> None:
    nik = f"631106{middle:06d}0001"
    day = int(nik[6:8])
    try:
        stdnum_nik.get_birth_date(nik)
        possible = day <= 71  # the library takes any day modulo 40
    except stdnum_nik.InvalidComponent:
        possible = False
    if int(nik[8:12]) // 100 != 2:  # 29 February depends on a century that the NIK does not name
        assert (NikWarning.IMPOSSIBLE_DATE in warnings(nik, birth_on, sex)) == (not possible)


def test_only_the_last_four_digits_are_shown() -> None:
    assert masked("6311061703950001") == "••••••••••••0001"
