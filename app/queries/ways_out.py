"""Ways out of an empty page, and of one with a few hits (gate U8): what to leave out, or work of the same kind to seek
instead, and how many hits that gives.
Never anything else in silence: each way is a link that says what it is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from time import monotonic
from typing import Generic, TypeVar

from app.domain.list_filters import ListFilters
from app.domain.reading.question import without_words
from app.queries.did_you_mean import FEW
from app.queries.wish import Wish
from search.engine import SearchUnavailable
from search.language.kept import language_in_use
from search.text import folded

_PATIENCE = 0.4  # seconds that a page may take for what it can do without
_MOST_SEARCHES = 16
_MOST_ALONE = 4  # words that are looked up each by itself, or left out one at a time
_MOST_BEGINNINGS = 3
_MOST_BESIDE = 3  # ways beside hits
_BROAD = {"nearest": 0, "filters": 1, "text": 1, "rest": 1, "all": 2}

State = TypeVar("State", bound=ListFilters)
Asked = TypeVar("Asked")
Span = tuple[int, int]


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

    `dropped` is a query name with `value` set when a single value goes, `q` for words, `absent` for words that nothing
    has, `kin` where work of the same kind stands in the place of words, or one of `filters` (all of them go), `text`
    (all words go), `nearest` (all but the first words go), `rest` (filters too) and `all`.
    """

    dropped: str
    value: str
    filters: State
    total: int


def suggest(meant: Wish[State], total: int, count: Callable[[State], int]) -> tuple[Suggestion[State], ...]:
    """What to drop, the most hits first; what throws away several wishes at once comes last. Beside a few hits, of
    which there are `total`, only what gives more by dropping one wish. `count` gives the hits of a state."""
    if total >= FEW:
        return ()
    ways = _WaysOut(meant, count)
    return ways.of_one_wish(total)[:_MOST_BESIDE] if total else ways.found()


class _WaysOut(Generic[State]):
    """The ways out of one page, until the searches that it may cost are used up."""

    def __init__(self, meant: Wish[State], count: Callable[[State], int]) -> None:
        self._meant = meant
        self._filters = meant.filters
        self._text = meant.filters.text
        self._spans = list(meant.content)
        self._count = count
        self._left = _MOST_SEARCHES

    def found(self) -> tuple[Suggestion[State], ...]:
        """All of them."""
        found = [way for drop in self._filters_to_drop() for way in self._worth(*drop)]
        found += self._words_to_drop() + self._kin()
        if not any(way.filters.text for way in found):
            found += self._beginning()
        return _best_first(found)

    def of_one_wish(self, total: int) -> tuple[Suggestion[State], ...]:
        """Those that drop a single wish and have more than `total` hits; the others are not counted."""
        drops = (drop for drop in self._filters_to_drop() if drop[0] not in _BROAD)
        found = [way for drop in drops for way in self._worth(*drop)] + self._words_to_drop() + self._kin()
        return _best_first(way for way in found if way.dropped not in _BROAD and way.total > total)

    def _hits(self, state: State) -> int:
        if not self._left:
            return 0
        self._left -= 1
        return self._count(state)

    def _worth(self, dropped: str, value: str, state: State) -> list[Suggestion[State]]:
        total = self._hits(state)
        return [Suggestion(dropped, value, state, total)] if total else []

    def _filters_to_drop(self) -> Iterator[tuple[str, str, State]]:
        """Everything; all filters; all words; then each filter, chosen or meant by words."""
        filters = self._filters
        names = list(dict.fromkeys(name for name, _ in filters.chosen))
        if not (names or filters.text):
            return
        yield "all", "", self._only("")
        if len(names) > 1 and filters.text:
            yield "filters", "", filters.without_filters()
        if len(self._spans) > 1 and names:
            yield "text", "", filters.change(text="")
        for name in names:
            values = [value for known, value in filters.chosen if known == name]
            yield name, values[0] if len(values) == 1 else "", filters.without(name)
        for one in self._meant.implied:
            yield "q", one.words, filters.change(text=without_words(filters.text, one.spans))

    def _words_to_drop(self) -> list[Suggestion[State]]:
        """Each word; of three and more first those that nothing has at all."""
        spans = self._spans
        if len(spans) < 2:
            narrowed = self._filters.chosen or self._meant.implied
            return self._worth("q", self._words(spans), self._cut(spans)) if spans and narrowed else []
        if len(spans) > 2:
            absent = [span for span in spans[:_MOST_ALONE] if not self._hits(self._only(self._words([span])))]
            if absent and len(absent) < len(spans):
                return self._without_absent(absent)
        tried = spans[-_MOST_ALONE:]
        return [way for span in tried for way in self._worth("q", self._words([span]), self._cut([span]))]

    def _kin(self) -> list[Suggestion[State]]:
        """The same search with work of the same kind in the place of what is sought."""
        text, spans, found = self._text, self._spans, []
        for first, end in combinations(range(len(spans) + 1), 2):
            words = tuple(word for start, stop in spans[first:end] for word in folded(text[start:stop]))
            for other in map(" ".join, language_in_use().kin.get(words, ())):
                start, stop = spans[first][0], spans[end - 1][1]
                found += self._worth(
                    "kin", other, self._filters.change(text=text[:start] + other + (text[stop:] or " "))
                )
        return found

    def _without_absent(self, absent: list[Span]) -> list[Suggestion[State]]:
        """The same search without words that nothing has; and where that has no hits, these words alone."""
        if found := self._worth("absent", self._words(absent), self._cut(absent)):
            return found
        words = self._words([span for span in self._spans if span not in absent], " ")
        return self._worth("rest", words, self._only(words))

    def _beginning(self) -> list[Suggestion[State]]:
        """The nearest: the longest beginning of the words that has hits, within the filters and without them. All words
        are one where several filters go with them that only words mean."""
        spans = self._spans
        longest = len(spans) - (len(self._meant.implied) < 2)
        for length in range(longest, max(0, longest - _MOST_BEGINNINGS), -1):
            words = self._words(spans[:length], " ")
            if found := self._worth("rest", words, self._only(words)):
                return self._worth("nearest", words, self._cut(spans[length:])) + found
        return []

    def _only(self, words: str) -> State:
        """The list of these words, which are finished, and nothing else."""
        return type(self._filters)(text=f"{words} ")

    def _cut(self, spans: list[Span]) -> State:
        return self._filters.change(text=without_words(self._text, spans))

    def _words(self, spans: list[Span], between: str = ", ") -> str:
        return between.join(self._text[start:end] for start, end in spans)


def _best_first(found: Iterable[Suggestion[State]]) -> tuple[Suggestion[State], ...]:
    """One way to each state, those that throw away most wishes last."""
    unique: dict[State, Suggestion[State]] = {}
    for way in found:
        unique.setdefault(way.filters, way)
    return tuple(sorted(unique.values(), key=lambda way: (_BROAD.get(way.dropped, 0), -way.total)))
