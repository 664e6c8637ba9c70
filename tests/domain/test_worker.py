"""Who is in the catalogue, and how its card rounds off."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.consent import ConsentLevel, includes
from app.domain.public_id import ALPHABET, new_public_id, parse, shown
from app.domain.worker import (
    EXPERIENCE_BANDS,
    availability,
    changing,
    experience_band,
    experience_rank,
    is_in_catalogue,
    latest_adult_birth,
)

TODAY = date(2026, 11, 25)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def test_only_a_consenting_adult_with_a_verified_certificate_is_in_the_catalogue() -> None:
    adult, minor = date(2008, 11, 25), date(2008, 11, 26)
    hidden = datetime(2026, 11, 1, tzinfo=UTC)
    assert is_in_catalogue(adult, True, None, ["unverified", "verified"], TODAY)
    assert not is_in_catalogue(minor, True, None, ["verified"], TODAY)
    assert not is_in_catalogue(adult, False, None, ["verified"], TODAY)
    assert not is_in_catalogue(adult, True, hidden, ["verified"], TODAY)
    assert not is_in_catalogue(adult, True, None, ["unverified", "revoked"], TODAY)
    assert not is_in_catalogue(adult, True, None, [], TODAY)


@pytest.mark.parametrize(
    ("today", "latest"),
    [
        (date(2026, 11, 25), date(2008, 11, 25)),
        (date(2026, 2, 28), date(2008, 2, 28)),  # born on 29 February: not before 1 March
        (date(2026, 3, 1), date(2008, 3, 1)),
        (date(2028, 2, 29), date(2010, 2, 28)),
    ],
)
def test_the_eighteenth_birthday(today: date, latest: date) -> None:
    assert latest_adult_birth(today) == latest


@given(DAYS)
def test_nobody_ever_becomes_a_minor_again(day: date) -> None:
    assert latest_adult_birth(day) <= latest_adult_birth(day + timedelta(days=1))


@pytest.mark.parametrize(
    ("months", "band"),
    [(0, "0-2"), (35, "0-2"), (36, "3-5"), (71, "3-5"), (72, "6-10"), (131, "6-10"), (132, "11+"), (700, "11+")],
)
def test_experience_counts_full_years(months: int, band: str) -> None:
    assert experience_band(months) == band
    assert EXPERIENCE_BANDS[experience_rank(months)] == band


@pytest.mark.parametrize(
    ("days", "code"),
    [(None, "tidak"), (-400, "sekarang"), (0, "sekarang"), (1, "30-hari"), (30, "30-hari"), (31, "tidak")],
)
def test_availability(days: int | None, code: str) -> None:
    assert availability(None if days is None else TODAY + timedelta(days=days), TODAY) == code


@given(DAYS, st.integers(1, 400), st.integers(-100, 600))
def test_the_calendar_finds_every_change_of_availability_and_nothing_else(since: date, later: int, offset: int) -> None:
    today, free = since + timedelta(days=later), since + timedelta(days=offset)
    found = any(first <= free <= last for first, last in changing(since, today))
    assert found == (availability(free, since) != availability(free, today))


def test_levels_of_consent_include_those_before() -> None:
    levels = list(ConsentLevel)
    assert [[includes(given_level, wanted) for wanted in levels] for given_level in levels] == [
        [True, False, False], [True, True, False], [True, True, True],
    ]  # fmt: skip


def test_public_ids_are_random_and_legible() -> None:
    made = {new_public_id() for _ in range(2_000)}
    assert len(made) == 2_000
    assert {letter for one in made for letter in one} == set(ALPHABET)
    assert not set("01IO") & set(ALPHABET)


def test_public_ids_in_addresses() -> None:
    assert shown("7F3K92QD") == "TK-7F3K-92QD"
    assert parse("TK-7F3K-92QD") == parse("tk-7f3k-92qd") == "7F3K92QD"
    for wrong in ("7F3K92QD", "TK-7F3K92QD", "TK-7F3K-92Q0", "TK-7F3K-92QD-", " TK-7F3K-92QD", "TK-7F3K-92QDD", ""):
        assert parse(wrong) is None
