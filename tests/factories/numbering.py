"""Numbers that tell the things of one test apart. Each test counts from one, so both databases get the same rows."""

from collections import Counter

_last: Counter[str] = Counter()


def number_of(kind: str) -> int:
    """The next number of a kind of thing."""
    _last[kind] += 1
    return _last[kind]


def restart() -> None:
    """Count from one again: the tables are empty."""
    _last.clear()
