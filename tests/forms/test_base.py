"""What forms make of what was typed."""

from datetime import date
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from app.domain.errors import InvalidFact
from app.forms.base import Choice, Choices, Day, HouseForm, LongText, Number, Secret, Text, Tick, Upload


class Sample(HouseForm):
    name = Text(most=10, least=2)
    about = LongText(required=False, most=20)
    seats = Number(low=1, high=5_000_000)
    until = Day(required=False)
    kind = Choice(options=("a", "b"))
    several = Choices(options=("x", "y", "z"), required=False, most=2)
    sure = Tick(required=True)
    code = Secret()


GOOD: dict[str, Any] = {"name": " Budi   S. ", "seats": "3", "kind": "a", "sure": "1", "code": " pas "}


def sent(**changes: Any) -> Sample:
    return Sample(MultiDict({**GOOD, **changes}))


def problems(**changes: Any) -> dict[str, str]:
    form = sent(**changes)
    form.validate()
    return {name: errors[0] for name, errors in form.errors.items()}


def test_what_is_right_is_tidied() -> None:
    form = sent(about="satu\r\ndua \n", until="2026-12-31", several=["x", "x", "y"])
    assert form.validate(), form.errors
    assert form.data == {
        "name": "Budi S.", "about": "satu\ndua", "seats": 3, "until": date(2026, 12, 31), "kind": "a",
        "several": ["x", "y"], "sure": True, "code": " pas ",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "number"),
    [("3.725.000", 3_725_000), ("Rp2.500.000", 2_500_000), ("Rp 4 200 000,00", 4_200_000), ("12", 12)],
)
def test_numbers_are_read_as_people_write_them(typed: str, number: int) -> None:
    assert sent(seats=typed).seats.data == number


@pytest.mark.parametrize(
    "typed", ["25-11-2026", "25/11/2026", "2026-11-25", " 25 11 2026", "25 November 2026", "25-nov-2026"]
)
def test_days_are_read_as_people_write_them(typed: str) -> None:
    assert sent(until=typed).until.data == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"name": "   "}, {"name": "missing"}),
        ({"name": "x" * 11}, {"name": "too_long"}),
        ({"name": "x"}, {"name": "too_short"}),
        ({"about": "x" * 21}, {"about": "too_long"}),
        ({"seats": ""}, {"seats": "missing"}),
        ({"seats": "empat"}, {"seats": "not_a_number"}),
        ({"seats": "-3"}, {"seats": "not_a_number"}),
        ({"seats": "0"}, {"seats": "too_low"}),
        ({"seats": "5.000.001"}, {"seats": "too_high"}),
        ({"until": "31-02-2026"}, {"until": "not_a_day"}),
        ({"kind": ""}, {"kind": "missing"}),
        ({"kind": "c"}, {"kind": "unknown"}),
        ({"several": ["x", "w"]}, {"several": "unknown"}),
        ({"several": ["x", "y", "z"]}, {"several": "too_many"}),
        ({"sure": ""}, {"sure": "missing"}),
        ({"code": ""}, {"code": "missing"}),
    ],
)
def test_what_is_wrong_has_one_name(changes: dict[str, Any], found: dict[str, str]) -> None:
    assert problems(**changes) == found


def test_what_was_typed_is_shown_again() -> None:
    form = sent(seats="empat", until="besok", code="rahasia")
    assert not form.validate()
    assert (form.seats._value(), form.until._value(), form.code._value()) == ("empat", "besok", "")


def test_a_rule_that_a_service_found_broken_stands_at_its_field() -> None:
    form = sent()
    assert form.validate()
    form.accept(InvalidFact("name", "taken"))
    form.accept(InvalidFact("weather", "wet"))
    assert [(field.name, field.errors) for field in form.wrong] == [("name", ["taken"])]
    assert form.form_errors == ["weather.wet"]


def test_a_file_that_was_not_chosen_is_missing() -> None:
    class Papers(HouseForm):
        deed = Upload()

    form = Papers(MultiDict())
    assert not form.validate()
    assert form.errors == {"deed": ["missing"]}
