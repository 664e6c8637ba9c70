"""The vacancy list: one state in, one page out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.domain.vacancy_filters import FACETS, VacancyFilters
from app.queries import vacancy_fallback
from app.queries.backlog import index_behind
from app.queries.did_you_mean import correction
from app.queries.result_page import PER_PAGE, ResultPage
from app.queries.vacancy_cards import VacancyCard, cards
from app.queries.vacancy_ways_out import suggest
from app.queries.vacancy_wish import Wish, wish
from app.queries.ways_out import patient
from search.engine import Engine, SearchUnavailable
from search.language import indonesian
from search.query import Range, SearchQuery
from search.results import Hits
from search.vacancies import UNKNOWN

_SORTS = {"terbaru": "newest", "tutup": "closing", "gaji": "wage"}


@dataclass(frozen=True)
class VacancyPage(ResultPage[VacancyFilters, VacancyCard]):
    """One page of the list. `left_out` counts, by query name of each filter that words of the text mean, the postings
    that would be hits but do not say what the filter asks."""

    wish: Wish = field(default_factory=Wish)
    left_out: Mapping[str, int] = field(default_factory=dict)


def search(
    session: Session, engine: Engine, filters: VacancyFilters, clock: Clock, new_days: int = 3, home: str = ""
) -> VacancyPage:
    """Answer one state, its text understood as the office of the region `home` would. Never raises for a search engine
    that is down."""
    today = clock.today()
    meant = wish(session, filters, today, home)
    try:
        hits = engine.search(query_for(meant, today, facets=True))
    except SearchUnavailable:
        ids, total = vacancy_fallback.search(session, meant.wanted, clock, PER_PAGE)
        return VacancyPage(meant.filters, tuple(cards(session, ids, clock, new_days)), total, wish=meant)
    counted: Callable[[VacancyFilters], int] = patient(
        lambda state: count(engine, wish(session, state, today, home), today)
    )
    return VacancyPage(
        meant.filters,
        cards=tuple(cards(session, hits.ids, clock, new_days)),
        total=hits.total,
        approximate=index_behind(session),
        facets=_by_query_name(hits),
        matched=hits.matched,
        ignored=hits.ignored,
        suggestions=() if hits.total else suggest(meant, counted),
        meant=correction(filters, indonesian(), hits.total, counted),
        wish=meant,
        left_out=_left_out(engine, meant, hits, today),
    )


def _left_out(engine: Engine, meant: Wish, hits: Hits, today: date) -> dict[str, int]:
    """Facets have counted the postings of unknown value already; wages are no facet and cost a count."""
    found: dict[str, int] = {}
    counted: Callable[[Wish], int] = patient(lambda asked: count(engine, asked, today))
    for one in meant.implied:
        if one.name in meant.filters.included:
            continue
        if one.name in FACETS:
            found[one.name] = hits.facets.get(FACETS[one.name], {}).get(UNKNOWN, 0)
        else:
            all_in = replace(meant, wanted=replace(meant.wanted, wage_unknown=True))
            found[one.name] = counted(all_in) - hits.total
    return {name: number for name, number in found.items() if number > 0}


def _by_query_name(hits: Hits) -> dict[str, Mapping[str, int]]:
    return {query_name: hits.facets.get(name, {}) for query_name, name in FACETS.items()}


def query_for(meant: Wish, today: date, facets: bool = False) -> SearchQuery:
    """The wish as the engine takes it: with facets for a page of the list, without for a bare count."""
    filters = meant.wanted
    ranges = {"closes_on": Range(low=today.toordinal())}
    if filters.wage_min is not None:
        ranges["wage"] = Range(low=filters.wage_min, or_missing=filters.wage_unknown)
    if filters.since_days is not None:
        ranges["published_on"] = Range(low=(today - timedelta(days=filters.since_days - 1)).toordinal())
    return SearchQuery(
        text=filters.text,
        typed=meant.typed,
        lifted=meant.lifted,
        filters={name: values for name in FACETS.values() if (values := getattr(filters, name))},
        ranges=ranges,
        sort=_SORTS[filters.sort] if filters.sort else None,  # the default is relevance, or newest without text
        page=filters.page if facets else 1,
        per_page=PER_PAGE if facets else 1,
        facets=tuple(FACETS.values()) if facets else (),
    )


def count(engine: Engine, meant: Wish, today: date) -> int:
    """How many hits a wish has. Raises SearchUnavailable."""
    return engine.search(query_for(meant, today)).total
