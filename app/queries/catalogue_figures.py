"""The catalogue of workers as a whole: how many people, and with what."""

from dataclasses import dataclass
from datetime import date
from heapq import nlargest

from sqlalchemy import func
from sqlalchemy.orm import Session

from app.domain.worker_filters import WorkerFilters
from app.models import Worker
from app.queries.backlog import index_behind
from app.queries.worker_fallback import matching
from search.engine import Engine, SearchUnavailable
from search.query import SearchQuery
from search.workers import WORKERS


@dataclass(frozen=True)
class CatalogueFigures:
    """People in the catalogue, and the schemes that most of them hold as pairs of code and people."""

    people: int
    schemes: tuple[tuple[str, int], ...] = ()


def catalogue_figures(session: Session, engine: Engine, today: date, most: int) -> CatalogueFigures:
    """From the index while it is up to date, else from the tables, which count the people alone."""
    if not index_behind(session, WORKERS.name):
        try:
            hits = engine.search(SearchQuery(sort="newest", per_page=1, facets=("schemes",)))
        except SearchUnavailable:
            pass
        else:
            schemes = hits.facets["schemes"].items()
            return CatalogueFigures(hits.total, tuple(nlargest(most, schemes, key=lambda pair: pair[1])))
    return CatalogueFigures(session.scalar(matching(WorkerFilters(), today, func.count(Worker.id))) or 0)
