"""Vacancies like a given one, by the search index: the nearest kind first, wider until enough are found."""

from collections.abc import Iterator, Mapping
from datetime import date

from app.domain.codes import occupation_ancestry, region_ancestry
from app.queries.vacancy_page import VacancyDetail
from search.engine import Engine, SearchUnavailable
from search.query import Range, SearchQuery

WANTED = 3
_MOST_SEARCHES = 4

Way = tuple[str, Mapping[str, tuple[str, ...]]]  # words and filters of one search


def similar_ids(engine: Engine, detail: VacancyDetail, today: date) -> list[int]:
    """Up to three ids, newest first within each way; none while the engine is down. Cards check that they are open."""
    found: dict[int, None] = {}
    try:
        for text, filters in list(_ways(detail))[:_MOST_SEARCHES]:
            query = SearchQuery(
                text=text,
                filters=filters,
                ranges={"closes_on": Range(low=today.toordinal())},
                sort="newest",
                per_page=WANTED + 1,
            )
            found |= {key: None for key in engine.search(query).ids if key != detail.vacancy.id}
            if len(found) >= WANTED:
                break
    except SearchUnavailable:
        return []
    return list(found)[:WANTED]


def _ways(detail: VacancyDetail) -> Iterator[Way]:
    vacancy = detail.vacancy
    regions = region_ancestry(detail.places[0].code)[:3] if detail.places else ()
    occupations = occupation_ancestry(vacancy.occupation_code) if vacancy.occupation_code else ()
    for occupation in reversed(occupations[:3]):  # four digits, three, two
        yield "", {"occupation": (occupation,)}
    if not occupations:
        words = vacancy.title.split()
        for count in sorted({len(words), min(2, len(words))}, reverse=True):
            yield " ".join(words[:count]) + " ", {}  # the space says that the last word is whole
    if regions:
        yield "", {"place": (regions[-1],)}
