"""A certificate's state, and on which day it changes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.certificate import (
    CERTIFICATE_LIFECYCLE,
    EXPIRING_DAYS,
    CertificateState,
    CertificateStatus,
    Issuer,
    NewCertificate,
    changing,
    state,
)
from app.domain.errors import InvalidFact, TransitionRefused

TODAY = date(2026, 11, 25)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (None, "terverifikasi"),
        (EXPIRING_DAYS + 1, "terverifikasi"),
        (EXPIRING_DAYS, "segera-berakhir"),
        (0, "segera-berakhir"),  # the last day is still valid
        (-1, "kedaluwarsa"),
    ],
)
def test_a_verified_certificate_lives_by_its_last_day(days: int | None, expected: str) -> None:
    valid_until = None if days is None else TODAY + timedelta(days=days)
    assert state("verified", valid_until, TODAY) == expected
    assert state("unverified", valid_until, TODAY) == CertificateState.UNVERIFIED
    assert state("revoked", valid_until, TODAY) == CertificateState.REVOKED


@given(DAYS, st.integers(1, 400), st.integers(-500, 900))
def test_the_calendar_finds_every_change_and_nothing_else(since: date, later: int, offset: int) -> None:
    today, valid_until = since + timedelta(days=later), since + timedelta(days=offset)
    found = any(first <= valid_until <= last for first, last in changing(since, today))
    changed = state("verified", valid_until, since) != state("verified", valid_until, today)
    assert found == changed


# The statute, written out a second time on purpose: verb, from, to, who.
LAW = {
    "record": (set(), {"unverified"}, {"staff"}),
    "verify": ({"unverified"}, {"verified"}, {"staff"}),
    "revoke": ({"unverified", "verified"}, {"revoked"}, {"staff"}),
}


def test_the_table_is_the_statute() -> None:
    rows = CERTIFICATE_LIFECYCLE.transitions.values()
    assert {row.verb: (set(row.sources), set(row.targets), set(row.who)) for row in rows} == LAW


@pytest.mark.parametrize("verb", LAW)
@pytest.mark.parametrize("status", [None, *CertificateStatus])
def test_every_verb_from_every_state(verb: str, status: str | None) -> None:
    sources = LAW[verb][0]
    if status in sources if status else not sources:
        assert CERTIFICATE_LIFECYCLE.check(verb, status).verb == verb
    else:
        with pytest.raises(TransitionRefused):
            CERTIFICATE_LIFECYCLE.check(verb, status)


@pytest.mark.parametrize(
    ("changes", "field", "problem"),
    [
        ({"number": "  "}, "number", "missing"),
        ({"issued_on": date(1955, 1, 1)}, "issued_on", "too_early"),
        ({"valid_until": date(2024, 12, 31)}, "valid_until", "before_issued"),
        ({"kkni_level": 0}, "kkni_level", "out_of_range"),
        ({"kkni_level": 10}, "kkni_level", "out_of_range"),
    ],
)
def test_what_no_certificate_says(changes: dict[str, object], field: str, problem: str) -> None:
    plain = {
        "worker_id": 1, "scheme_code": "rigger", "issuer": Issuer.BNSP, "number": "1", "issued_on": date(2025, 1, 1),
    }  # fmt: skip
    with pytest.raises(InvalidFact) as caught:
        NewCertificate(**(plain | changes))  # type: ignore[arg-type]
    assert (caught.value.field, caught.value.problem) == (field, problem)


def test_any_grammar_of_numbers_is_taken() -> None:
    odd = NewCertificate(1, "rigger", Issuer.VENDOR, "  No. 12 /\tABC-é ", date(2025, 1, 1), date(2025, 1, 1))
    assert odd.number == "No. 12 / ABC-é"
