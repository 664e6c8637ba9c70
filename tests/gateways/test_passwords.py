"""Passwords: what is kept of them, and which are refused (gate S4)."""

from contextlib import suppress
from time import process_time

import pytest

from app.domain.errors import InvalidFact
from app.gateways.passwords import check_new, fits, hashed, is_outdated
from tests.factories.accounts import password_hash

GOOD = (
    "empat kuda terbang rendah",
    "kopi pahit tanpa gula",
    "Xk3#pq9!vBn2",
    "hujan-pasar-meja-biru",
    "𝓅anjang dan aneh 1",
)


def test_what_is_kept_is_argon2id_and_salted() -> None:
    first, second = hashed("kopi pahit tanpa gula"), hashed("kopi pahit tanpa gula")
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert first != second
    assert fits(first, "kopi pahit tanpa gula")
    assert not fits(first, "Kopi pahit tanpa gula")
    assert not is_outdated(first)


def test_nobodys_password_fits_nothing() -> None:
    assert not fits(None, "bukan sandi siapa pun")
    assert not fits("rusak", "apa saja")


def test_a_cheaper_hash_is_outdated() -> None:
    assert is_outdated(password_hash())


@pytest.mark.parametrize("password", GOOD)
def test_any_signs_may_stand_in_a_password(password: str) -> None:
    check_new(password, ("Rahmat Contoh", "rahmat@contoh.test"))


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("", "missing"), ("sebelas hur", "too_short"), ("x" * 129, "too_long"), ("password12345", "too_common"),
        ("123456789012", "too_common"), ("qwertyuiop12", "too_common"), ("aaaaaaaaaaaa", "too_common"),
        ("rahmatcontoh1", "too_common"), ("Rahmat-Contoh-12", "too_common"), ("balangan2026", "too_common"),
        ("lamarbegawi12", "too_common"), ("rahasia12345", "too_common"), ("bismillah12345", "too_common"),
        ("sayangsayangsayang", "too_common"), ("abcdefghijkl", "too_common"), ("iloveyou1234", "too_common"),
    ],
)  # fmt: skip
def test_what_is_easy_to_guess_is_refused(password: str, problem: str) -> None:
    with pytest.raises(InvalidFact) as caught:
        check_new(password, ("Rahmat Contoh", "rahmat@contoh.test"))
    assert (caught.value.field, caught.value.problem) == ("password", problem)


@pytest.mark.parametrize(
    "password", ["4@8({[<3691!|0$57+%2`*3", "4@8({[<3691!|0$57+%2" * 6, "(<86!|+$%2" * 3, "a4" * 64, "01" * 64]
)
def test_no_password_takes_long_to_judge(password: str) -> None:
    """The first of these cost zxcvbn half a second, the second four: there are hundreds of ways to read the signs."""
    check_new("kopi pahit tanpa gula")  # its word lists are loaded now
    begun = process_time()
    with suppress(InvalidFact):
        check_new(password)
    assert process_time() - begun < 0.2


def test_signs_for_letters_are_still_read() -> None:
    for password in ("P@$$w0rd1234", "r4h4s!412345"):
        with pytest.raises(InvalidFact, match="too_common"):
            check_new(password)
