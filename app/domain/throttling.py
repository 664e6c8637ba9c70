"""How often something may be tried, and why so often (gate S5).

First by account, then by device, then by network address. A whole village may share one address behind its operator's
NAT, so that limit only stops machines. An account is limited for strangers: a browser that has signed in to it before
is counted by itself, so nobody can lock its owner out by guessing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from app.domain.errors import DomainError

FORGET = timedelta(hours=24)  # after so long without an attempt everything is forgotten
LONGEST_WAIT = timedelta(hours=4)


class TooManyAttempts(DomainError):
    """A limit is reached; `wait` is how long until the next attempt counts."""

    def __init__(self, limit: str, wait: timedelta) -> None:
        super().__init__(f"{limit}: wait {wait}")
        self.limit, self.wait = limit, wait


@dataclass(frozen=True)
class Limit:
    """`attempts` in each `window`. `growing`: each time it is used up the wait is twice as long, up to LONGEST_WAIT."""

    name: str
    attempts: int
    window: timedelta
    growing: bool = False


# Ten guesses at twelve characters lead nowhere; a person who has forgotten is sent to the reset long before.
SIGN_IN_ACCOUNT = Limit("sign_in_account", 10, timedelta(minutes=15), growing=True)
SIGN_IN_DEVICE = Limit("sign_in_device", 20, timedelta(minutes=15), growing=True)
# Five sign-ins a minute over an hour: an operator's NAT in a regency of 130,000 stays below it.
SIGN_IN_ADDRESS = Limit("sign_in_address", 300, timedelta(hours=1))
# A code has six digits and three of a million are right at any time: five a quarter of an hour, then ever longer waits.
SECOND_STEP = Limit("second_step", 5, timedelta(minutes=15), growing=True)
COUNTER_CODE = Limit("counter_code", 5, timedelta(minutes=15), growing=True)
REGISTER_ADDRESS = Limit("register_address", 60, timedelta(hours=1))  # a school class in one computer room
LETTER = Limit("letter", 3, timedelta(minutes=30))  # letters to one address that strangers can cause
PAPER = Limit("paper", 40, timedelta(hours=1))  # uploads of one account, kept or refused: each is looked through
RESET_ADDRESS = Limit("reset_address", 60, timedelta(hours=1))


@dataclass(frozen=True)
class Counted:
    """What is remembered of a limit for one subject: attempts since they were last forgotten, and when the present
    window began."""

    started_at: datetime
    attempts: int


def network_of(address: str) -> str:
    """What counts as one network address. A home has 2^64 addresses of IPv6, which are one."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return address if found.version == 4 else str(ip_network((found, 64), strict=False))


def after_attempt(limit: Limit, counted: Counted | None, now: datetime) -> Counted:
    """The count with one more attempt. Raises TooManyAttempts, and then nothing is counted: who knocks on a closed door
    does not keep it closed."""
    if counted is None or now - counted.started_at >= FORGET:
        return Counted(now, 1)
    rounds, in_window = divmod(counted.attempts, limit.attempts)
    used_up = counted.attempts > 0 and in_window == 0
    if used_up:
        ends = counted.started_at + _wait(limit, rounds)
        if now < ends:
            raise TooManyAttempts(limit.name, ends - now)
        return Counted(now, (counted.attempts if limit.growing else 0) + 1)
    if now - counted.started_at >= limit.window:
        return Counted(now, (rounds * limit.attempts if limit.growing else 0) + 1)
    return Counted(counted.started_at, counted.attempts + 1)


def _wait(limit: Limit, rounds: int) -> timedelta:
    """How long after the start of a used-up window the next one begins."""
    if not limit.growing:
        return limit.window
    doubled = limit.window * int(2 ** min(rounds - 1, 16))
    return min(doubled, LONGEST_WAIT)
