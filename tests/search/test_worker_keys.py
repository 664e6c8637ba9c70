"""Combination keys: several filters hold for one and the same certificate."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from search.workers import CertificateKey, certificate_set, chosen_keys, keys, level_code, month, parse_set

SCHEMES, ISSUERS, LEVELS, STATES = ("rigger", "welder-smaw-3g"), ("bnsp", "kemnaker"), ("2", "belum-diisi"), ("a", "b")
PARTS = (SCHEMES, ISSUERS, LEVELS, STATES)
CERTIFICATES = st.lists(st.builds(CertificateKey, *map(st.sampled_from, PARTS)), min_size=1, max_size=4)
CHOICES = st.tuples(*(st.lists(st.sampled_from(values), unique=True) for values in PARTS))


@given(CERTIFICATES, CHOICES)
def test_filters_hold_for_one_certificate(held: list[CertificateKey], chosen: tuple[list[str], ...]) -> None:
    wanted = chosen_keys(*chosen)
    matches = any(all(not values or part in values for part, values in zip(one, chosen, strict=True)) for one in held)
    assert (not wanted or bool(set(wanted) & set(keys(held)))) == matches


def test_two_certificates_are_not_one() -> None:
    held = keys([CertificateKey("welder-smaw-3g", "bnsp", "2", "a"), CertificateKey("rigger", "kemnaker", "2", "a")])
    assert set(chosen_keys(("welder-smaw-3g",), ("bnsp",))) & set(held)
    assert set(chosen_keys(("rigger",), ("kemnaker",))) & set(held)
    assert not set(chosen_keys(("welder-smaw-3g",), ("kemnaker",))) & set(held)


def test_nothing_chosen_is_no_filter() -> None:
    assert chosen_keys() == ()


@given(CERTIFICATES)
def test_a_set_is_one_value_whatever_the_order(held: list[CertificateKey]) -> None:
    value = certificate_set(held)
    assert value == certificate_set([*reversed(held), held[0]])
    assert set(parse_set(value)) == set(held)


def test_months_and_levels() -> None:
    assert month(date(2026, 12, 31)) + 1 == month(date(2027, 1, 1))
    assert (level_code(3), level_code(None)) == ("3", "belum-diisi")
