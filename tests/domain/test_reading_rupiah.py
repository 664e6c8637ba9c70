"""Amounts as people type them into a form."""

import pytest

from app.domain.reading.rupiah import read_rupiah


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("4.000.000", 4_000_000), ("4000000", 4_000_000), ("Rp 4.000.000,-", 4_000_000), ("rp4.000.000,00", 4_000_000),
        ("4,000,000", 4_000_000), ("4 000 000", 4_000_000), ("4jt", 4_000_000), ("4 juta", 4_000_000),
        ("4,5 juta", 4_500_000), ("4.25 jt", 4_250_000), ("3.725 ribu", 3_725_000), ("150rb", 150_000),
        ("150k", 150_000), ("  25.000 rupiah ", 25_000), ("0", 0),
    ],
)  # fmt: skip
def test_an_amount_is_read(typed: str, amount: int) -> None:
    assert read_rupiah(typed) == amount


@pytest.mark.parametrize(
    "typed", ["", "empat juta", "4,5", "4.5", "4.0000", "4-5 juta", "UMR", "$400", "-5", "4 juta lebih", "1" * 13]
)
def test_what_is_no_amount_or_could_be_two_is_not(typed: str) -> None:
    assert read_rupiah(typed) is None
