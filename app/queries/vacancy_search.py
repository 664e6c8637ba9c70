"""The vacancy list: one state in, one page out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.domain.vacancy_filters import FACETS, VacancyFilters
from app.queries import vacancy_fallback
from app.queries.did_you_mean import correction
from app.queries.result_page import PER_PAGE, ResultPage, left_out
from app.queries.vacancy_cards import VacancyCard, cards, listed
from app.queries.ways_out import patient, suggest
from app.queries.wish import Wish, vacancy_wish
from search.engine import Engine, SearchUnavailable
from search.language.kept import language_in_use
from search.query import Range, SearchQuery
from search.results import Hits
from search.vacancies import UNKNOWN

_SORTS = {"terbaru": "newest", "tutup": "closing", "gaji": "wage"}


class VacancyPage(ResultPage[VacancyFilters, VacancyCard]):
    """One page of the vacancy list."""


def search(
    session: Session, engine: Engine, filters: VacancyFilters, clock: Clock, new_days: int = 3, home: str = ""
) -> VacancyPage:
    """Answer one state, its text understood as the office of the region `home` would. Never raises for a search engine
    that is down."""
    today = clock.today()
    meant = vacancy_wish(session, filters, today, home)
    try:
        hits = engine.search(query_for(meant, today, facets=True))
    except SearchUnavailable:
        ids, total = vacancy_fallback.search(session, meant.wanted, clock, PER_PAGE)
        return VacancyPage(meant, tuple(cards(session, ids, clock, new_days)), total)
    counted: Callable[[VacancyFilters], int] = patient(
        lambda state: count(engine, vacancy_wish(session, state, today, home), today)
    )
    shown, behind = listed(session, hits.ids, clock, new_days)
    return VacancyPage(
        meant,
        cards=tuple(shown),
        total=hits.total,
        approximate=behind,
        facets=_by_query_name(hits),
        matched=hits.matched,
        ignored=hits.ignored,
        suggestions=suggest(meant, hits.total, counted),
        meant=correction(meant, language_in_use(), hits.total, counted),
        left_out=left_out(meant, lambda name: _left_out(engine, meant, hits, today, name)),
    )


def _left_out(engine: Engine, meant: Wish[VacancyFilters], hits: Hits, today: date, name: str) -> int:
    """Facets have counted the postings of unknown value already; wages are no facet and cost a count."""
    if name in FACETS:
        return hits.facets.get(FACETS[name], {}).get(UNKNOWN, 0)
    all_in = replace(meant, wanted=replace(meant.wanted, wage_unknown=True))
    counted: Callable[[Wish[VacancyFilters]], int] = patient(lambda asked: count(engine, asked, today))
    return counted(all_in) - hits.total


def _by_query_name(hits: Hits) -> dict[str, Mapping[str, int]]:
    return {query_name: hits.facets.get(name, {}) for query_name, name in FACETS.items()}


def query_for(meant: Wish[VacancyFilters], today: date, facets: bool = False) -> SearchQuery:
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
        per_page=PER_PAGE if facets else 0,
        facets=tuple(FACETS.values()) if facets else (),
    )


def count(engine: Engine, meant: Wish[VacancyFilters], today: date) -> int:
    """How many hits a wish has. Raises SearchUnavailable."""
    return engine.search(query_for(meant, today)).total
