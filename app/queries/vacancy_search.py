"""The vacancy list: one state in, one page out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.domain.vacancy_filters import FACETS, VacancyFilters
from app.queries import vacancy_fallback
from app.queries.backlog import index_behind
from app.queries.vacancy_cards import VacancyCard, cards
from search.engine import Engine, SearchUnavailable
from search.query import Range, SearchQuery
from search.results import Hits

PER_PAGE = 20
_MOST_TRIES = 8  # searches that look for a way out of an empty page,
_MOST_SHORTER = 3  # and these for a shorter text, where nothing else keeps a word
_SORTS = {"terbaru": "newest", "tutup": "closing", "gaji": "wage"}


@dataclass(frozen=True)
class Suggestion:
    """A way out of an empty page: the state without something, and how many hits it has.

    `dropped` is a query name with `value` set when a single value goes, `q` for a word, or one of `filters` (all of
    them go), `text` (all words go), `rest` (filters and all but the first words go) and `all`.
    """

    dropped: str
    value: str
    filters: VacancyFilters
    total: int


@dataclass(frozen=True)
class VacancyPage:
    """One page of the list. `facets` maps query names to hits by value; None while the search engine is down, when rows
    come from a plain match in the database. `approximate`: some change has not reached the index yet."""

    filters: VacancyFilters
    cards: tuple[VacancyCard, ...]
    total: int
    approximate: bool = False
    facets: Mapping[str, Mapping[str, int]] | None = None
    matched: frozenset[str] = frozenset()
    ignored: tuple[str, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))

    @property
    def exists(self) -> bool:
        """Whether the list has the page that was asked for."""
        return self.filters.page <= self.pages


def search(session: Session, engine: Engine, filters: VacancyFilters, clock: Clock, new_days: int = 3) -> VacancyPage:
    """Answer one state. Never raises for a search engine that is down."""
    today = clock.today()
    try:
        hits = engine.search(query_for(filters, today, facets=True))
        ways_out = () if hits.total else _suggest(engine, filters, today)
    except SearchUnavailable:
        ids, total = vacancy_fallback.search(session, filters, clock, PER_PAGE)
        return VacancyPage(filters, tuple(cards(session, ids, clock, new_days)), total)
    return VacancyPage(
        filters,
        cards=tuple(cards(session, hits.ids, clock, new_days)),
        total=hits.total,
        approximate=index_behind(session),
        facets=_by_query_name(hits),
        matched=hits.matched,
        ignored=hits.ignored,
        suggestions=ways_out,
    )


def _by_query_name(hits: Hits) -> dict[str, Mapping[str, int]]:
    return {query_name: hits.facets.get(name, {}) for query_name, name in FACETS.items()}


def query_for(filters: VacancyFilters, today: date, facets: bool = False) -> SearchQuery:
    """The state as the engine takes it: with facets for a page of the list, without for a bare count."""
    ranges = {"closes_on": Range(low=today.toordinal())}
    if filters.wage_min is not None:
        ranges["wage"] = Range(low=filters.wage_min)
    if filters.since_days is not None:
        ranges["published_on"] = Range(low=(today - timedelta(days=filters.since_days - 1)).toordinal())
    return SearchQuery(
        text=filters.text,
        filters={name: values for name in FACETS.values() if (values := getattr(filters, name))},
        ranges=ranges,
        sort=_SORTS[filters.sort] if filters.sort else None,  # the default is relevance, or newest without text
        page=filters.page if facets else 1,
        per_page=PER_PAGE if facets else 1,
        facets=tuple(FACETS.values()) if facets else (),
    )


def count(engine: Engine, filters: VacancyFilters, today: date) -> int:
    """How many hits a state has. Raises SearchUnavailable."""
    return engine.search(query_for(filters, today)).total


def _suggest(engine: Engine, filters: VacancyFilters, today: date) -> tuple[Suggestion, ...]:
    """What to drop, the most hits first; what throws away several wishes at once comes last."""
    found = [
        Suggestion(dropped, value, state, total)
        for dropped, value, state in list(_ways_out(filters))[:_MOST_TRIES]
        if (total := count(engine, state, today))
    ]
    if not any(way.filters.text for way in found):
        found += _shorter(engine, filters, today)
    broad = {"filters": 1, "text": 1, "rest": 1, "all": 2}
    return tuple(sorted(found, key=lambda way: (broad.get(way.dropped, 0), -way.total)))


def _shorter(engine: Engine, filters: VacancyFilters, today: date) -> list[Suggestion]:
    """The longest beginning of the text that has hits when every filter goes."""
    words = filters.text.split()
    for length in range(len(words) - 1, max(0, len(words) - 1 - _MOST_SHORTER), -1):
        text = " ".join(words[:length])
        state = VacancyFilters(text=f"{text} ")
        if total := count(engine, state, today):
            return [Suggestion("rest", text, state, total)]
    return []


def _ways_out(filters: VacancyFilters) -> Iterable[tuple[str, str, VacancyFilters]]:
    """Broad ways first, so that a long search still tries them; then each filter, then each word."""
    names = list(dict.fromkeys(name for name, _ in filters.chosen))
    words = filters.text.split()
    if names or words:
        yield "all", "", VacancyFilters()
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
