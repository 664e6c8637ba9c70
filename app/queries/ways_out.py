"""Ways out of an empty page (gate U8): what to drop, and how many hits that gives."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import monotonic
from typing import Generic, TypeVar

from app.domain.list_filters import ListFilters
from search.engine import SearchUnavailable

_MOST_TRIES = 8  # searches that look for a way out of an empty page,
_MOST_SHORTER = 3  # and these for a shorter text, where nothing else keeps a word

_PATIENCE = 0.4  # seconds that a page may take for what it can do without

State = TypeVar("State", bound=ListFilters)
Asked = TypeVar("Asked")


def patient(count: Callable[[Asked], int]) -> Callable[[Asked], int]:
    """Counts for what a page can do without: 0 once its time is up, or when the engine does not answer."""
    until = monotonic() + _PATIENCE

    def counted(asked: Asked) -> int:
        try:
            return count(asked) if monotonic() < until else 0
        except SearchUnavailable:
            return 0

    return counted


@dataclass(frozen=True)
class Suggestion(Generic[State]):
    """A way out of an empty page: the state without something, and how many hits it has.

    `dropped` is a query name with `value` set when a single value goes, `q` for a word, or one of `filters` (all of
    them go), `text` (all words go), `rest` (filters and all but the first words go) and `all`.
    """

    dropped: str
    value: str
    filters: State
    total: int


def suggest(filters: State, count: Callable[[State], int]) -> tuple[Suggestion[State], ...]:
    """What to drop, the most hits first; what throws away several wishes at once comes last. `count` gives the hits of
    a state."""
    found = [
        Suggestion(dropped, value, state, total)
        for dropped, value, state in list(_ways_out(filters))[:_MOST_TRIES]
        if (total := count(state))
    ]
    if not any(way.filters.text for way in found):
        found += _shorter(filters, count)
    broad = {"filters": 1, "text": 1, "rest": 1, "all": 2}
    return tuple(sorted(found, key=lambda way: (broad.get(way.dropped, 0), -way.total)))


def _shorter(filters: State, count: Callable[[State], int]) -> list[Suggestion[State]]:
    """The longest beginning of the text that has hits when every filter goes."""
    words = filters.text.split()
    for length in range(len(words) - 1, max(0, len(words) - 1 - _MOST_SHORTER), -1):
        text = " ".join(words[:length])
        state = type(filters)(text=f"{text} ")
        if total := count(state):
            return [Suggestion("rest", text, state, total)]
    return []


def _ways_out(filters: State) -> Iterable[tuple[str, str, State]]:
    """Broad ways first, so that a long search still tries them; then each filter, then each word."""
    names = list(dict.fromkeys(name for name, _ in filters.chosen))
    words = filters.text.split()
    if names or words:
        yield "all", "", type(filters)()
    if len(names) > 1 and words:
        yield "filters", "", filters.without_filters()
    if len(words) > 1 and names:
        yield "text", "", filters.change(text="")
    for name in names:
        values = [value for known, value in filters.chosen if known == name]
        yield name, values[0] if len(values) == 1 else "", filters.without(name)
    if len(words) > 1:
        for index, word in enumerate(words):
            yield "q", word, filters.change(text=" ".join(words[:index] + words[index + 1 :]) + " ")
    elif words and names:
        yield "q", words[0], filters.change(text="")
