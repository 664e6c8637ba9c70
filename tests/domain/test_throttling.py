"""How attempts are counted."""

from datetime import timedelta

import pytest

from app.domain.throttling import FORGET, LONGEST_WAIT, Counted, Limit, TooManyAttempts, after_attempt, network_of
from tests.support.clock import NOW

PLAIN = Limit("plain", 3, timedelta(minutes=15))
GROWING = Limit("growing", 3, timedelta(minutes=15), growing=True)
MINUTE = timedelta(minutes=1)


def run(limit: Limit, *minutes: float) -> list[int | None]:
    """Attempts at these minutes: the count after each, None where it was refused."""
    counted: Counted | None = None
    found: list[int | None] = []
    for minute in minutes:
        try:
            counted = after_attempt(limit, counted, NOW + minute * MINUTE)
            found.append(counted.attempts)
        except TooManyAttempts:
            found.append(None)
    return found


def wait_at(limit: Limit, attempts: int, minutes: float) -> timedelta:
    with pytest.raises(TooManyAttempts) as caught:
        after_attempt(limit, Counted(NOW, attempts), NOW + minutes * MINUTE)
    return caught.value.wait


@pytest.mark.parametrize("limit", [PLAIN, GROWING])
def test_the_limit_holds_until_the_window_ends(limit: Limit) -> None:
    assert run(limit, 0, 1, 2, 3, 14.9)[3:] == [None, None]
    assert run(limit, 0, 1, 2, 3, 15)[4] is not None


def test_knocking_on_a_closed_door_does_not_keep_it_closed() -> None:
    assert run(PLAIN, 0, 1, 2, *range(3, 15), 15)[-1] == 1


def test_a_plain_limit_begins_anew() -> None:
    assert run(PLAIN, 0, 1, 2, 16, 17, 18, 19) == [1, 2, 3, 1, 2, 3, None]


def test_waits_grow_and_have_an_end() -> None:
    assert wait_at(GROWING, 3, 0) == timedelta(minutes=15)
    assert wait_at(GROWING, 6, 0) == timedelta(minutes=30)
    assert wait_at(GROWING, 9, 10) == timedelta(minutes=50)
    assert wait_at(GROWING, 300, 0) == LONGEST_WAIT
    assert wait_at(PLAIN, 3, 5) == timedelta(minutes=10)


def test_a_window_that_was_not_used_up_is_forgotten() -> None:
    assert run(GROWING, 0, 1, 20, 21) == [1, 2, 1, 2]
    assert run(GROWING, 0, 1, 2, 16, 40) == [1, 2, 3, 4, 4]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"), ("", ""), ("unix", "unix"),
    ],
)  # fmt: skip
def test_a_home_is_one_network(address: str, network: str) -> None:
    assert network_of(address) == network


def test_a_quiet_day_forgets_everything() -> None:
    assert after_attempt(GROWING, Counted(NOW, 299), NOW + FORGET).attempts == 1
