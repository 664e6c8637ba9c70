"""Ways out of an empty vacancy list (gate U8): what to leave out, and how many hits that gives. Never anything else in
silence: each way is a link that says what it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.domain.reading.question import without_words
from app.domain.vacancy_filters import VacancyFilters
from app.queries.vacancy_wish import Wish
from app.queries.ways_out import Suggestion

_MOST_SEARCHES = 16
_MOST_ALONE = 4  # words that are looked up each by itself, or left out one at a time
_MOST_BEGINNINGS = 3
_BROAD = {"nearest": 0, "filters": 1, "text": 1, "rest": 1, "all": 2}

Way = tuple[str, str, VacancyFilters]
Found = list[Suggestion[VacancyFilters]]


@dataclass
class _Counter:
    """Counts states until the searches that one page may cost are used up."""

    count: Callable[[VacancyFilters], int]
    left: int = _MOST_SEARCHES

    def hits(self, state: VacancyFilters) -> int:
        if not self.left:
            return 0
        self.left -= 1
        return self.count(state)

    def worth(self, dropped: str, value: str, state: VacancyFilters) -> Found:
        total = self.hits(state)
        return [Suggestion(dropped, value, state, total)] if total else []


def suggest(meant: Wish, count: Callable[[VacancyFilters], int]) -> tuple[Suggestion[VacancyFilters], ...]:
    """What to drop, the most hits first; what throws away several wishes at once comes last."""
    counter = _Counter(count)
    found = [way for drop in _filters_to_drop(meant) for way in counter.worth(*drop)]
    found += _words_to_drop(meant, counter)
    if not any(way.filters.text for way in found):
        found += _beginning(meant, counter)
    unique = {way.filters: way for way in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda way: (_BROAD.get(way.dropped, 0), -way.total)))


def _filters_to_drop(meant: Wish) -> Iterator[Way]:
    """Everything; all filters; all words; then each filter, chosen or meant by words."""
    filters = meant.filters
    names = list(dict.fromkeys(name for name, _ in filters.chosen))
    if not (names or filters.text):
        return
    yield "all", "", VacancyFilters()
    if len(names) > 1 and filters.text:
        yield "filters", "", filters.without_filters()
    if len(meant.content) > 1 and names:
        yield "text", "", filters.change(text="")
    for name in names:
        values = [value for known, value in filters.chosen if known == name]
        yield name, values[0] if len(values) == 1 else "", filters.without(name)
    for one in meant.implied:
        yield "q", one.words, filters.change(text=without_words(filters.text, one.spans))


def _words_to_drop(meant: Wish, counter: _Counter) -> Found:
    """Each word; of three and more first those that no posting has at all."""
    filters, text = meant.filters, meant.filters.text
    spans = list(meant.content)
    if len(spans) < 2:
        narrowed = filters.chosen or meant.implied
        return counter.worth("q", _word(text, spans), _cut(filters, spans)) if spans and narrowed else []
    if len(spans) > 2:
        absent = [span for span in spans[:_MOST_ALONE] if not counter.hits(_alone(text, span))]
        if absent and len(absent) < len(spans):
            return _without_absent(filters, spans, absent, counter)
    tried = spans[-_MOST_ALONE:]
    return [way for span in tried for way in counter.worth("q", _word(text, [span]), _cut(filters, [span]))]


def _without_absent(
    filters: VacancyFilters, spans: list[tuple[int, int]], absent: list[tuple[int, int]], counter: _Counter
) -> Found:
    """The same search without words that stand in no posting; and where that has no hits, these words alone."""
    text = filters.text
    if found := counter.worth("absent", _word(text, absent), _cut(filters, absent)):
        return found
    kept = [span for span in spans if span not in absent]
    words = " ".join(text[start:end] for start, end in kept)
    return counter.worth("rest", words, VacancyFilters(text=f"{words} "))


def _beginning(meant: Wish, counter: _Counter) -> Found:
    """The nearest job: the longest beginning of the words that has hits, within the filters and without them."""
    filters, text, spans = meant.filters, meant.filters.text, list(meant.content)
    for length in range(len(spans) - 1, max(0, len(spans) - 1 - _MOST_BEGINNINGS), -1):
        words = " ".join(text[start:end] for start, end in spans[:length])
        if found := counter.worth("rest", words, VacancyFilters(text=f"{words} ")):
            return counter.worth("nearest", words, _cut(filters, spans[length:])) + found
    return []


def _cut(filters: VacancyFilters, spans: list[tuple[int, int]]) -> VacancyFilters:
    return filters.change(text=without_words(filters.text, spans))


def _alone(text: str, span: tuple[int, int]) -> VacancyFilters:
    return VacancyFilters(text=f"{text[span[0] : span[1]]} ")


def _word(text: str, spans: list[tuple[int, int]]) -> str:
    return ", ".join(text[start:end] for start, end in spans)
