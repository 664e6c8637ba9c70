"""The catalogue of workers: one state in, one page out."""

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.domain.worker_filters import CERTIFICATE_FACETS, FACETS, WorkerFilters
from app.queries import worker_fallback
from app.queries.certificate_facets import certificate_facets
from app.queries.did_you_mean import correction
from app.queries.result_page import PER_PAGE, ResultPage, left_out
from app.queries.ways_out import patient, suggest
from app.queries.wish import Wish, worker_wish
from app.queries.worker_cards import WorkerCard, listed
from search.engine import Engine, SearchUnavailable
from search.language.kept import language_in_use
from search.query import SearchQuery
from search.results import Hits
from search.workers import PARTS, chosen_keys

_SORTS = {"terbaru": "newest", "pengalaman": "experience", "berakhir": "ends"}
_PLAIN = {query_name: name for query_name, name in FACETS.items() if query_name not in CERTIFICATE_FACETS}
_PARTS = dict(zip(CERTIFICATE_FACETS, PARTS, strict=True))


class WorkerPage(ResultPage[WorkerFilters, WorkerCard]):
    """One page of the catalogue."""


def search(session: Session, engine: Engine, filters: WorkerFilters, clock: Clock, home: str = "") -> WorkerPage:
    """Answer one state, its text understood as the office of the region `home` would. Never raises for a search engine
    that is down."""
    meant = worker_wish(session, filters, home)
    wanted = meant.wanted
    try:
        hits = engine.search(query_for(meant, facets=True))
    except SearchUnavailable:
        ids, total = worker_fallback.search(session, wanted, clock, PER_PAGE)
        return WorkerPage(meant, tuple(listed(session, ids, clock, wanted)[0]), total)
    counted: Callable[[WorkerFilters], int] = patient(lambda state: count(engine, worker_wish(session, state, home)))
    shown, behind = listed(session, hits.ids, clock, wanted, hits.matched)
    return WorkerPage(
        meant,
        cards=tuple(shown),
        total=hits.total,
        approximate=behind,
        facets=_by_query_name(hits, wanted),
        matched=hits.matched,
        ignored=hits.ignored,
        suggestions=suggest(meant, hits.total, counted),
        meant=correction(meant, language_in_use(), hits.total, counted),
        # A person may have both: a certificate that says its level and one that does not.
        left_out=left_out(meant, lambda name: counted(filters.change(included=(*filters.included, name))) - hits.total),
    )


def _by_query_name(hits: Hits, filters: WorkerFilters) -> dict[str, Mapping[str, int]]:
    counted = {query_name: hits.facets[name] for query_name, name in (_PLAIN | _PARTS).items() if name in hits.facets}
    sets = hits.facets.get("certificate_set")
    return counted if sets is None else counted | certificate_facets(sets, filters, _PARTS.keys() - counted.keys())


def query_for(meant: Wish[WorkerFilters], facets: bool = False) -> SearchQuery:
    """The wish as the engine takes it: with facets for a page of the list, without for a bare count."""
    filters = meant.wanted
    certificates = {part: getattr(filters, CERTIFICATE_FACETS[name]) for name, part in _PARTS.items()}
    asked = [part for part, values in certificates.items() if values]
    chosen = {name: getattr(filters, name) for name in _PLAIN.values()}
    if len(asked) > 1:  # on one and the same certificate
        chosen["certificate"] = chosen_keys(*certificates.values())
    else:  # whichever certificate has it
        chosen |= certificates
    counted = () if len(asked) > 1 else asked or PARTS
    return SearchQuery(
        text=filters.text,
        typed=meant.typed,
        filters={name: values for name, values in chosen.items() if values},
        sort=_SORTS[filters.sort] if filters.sort else None,  # the default is relevance, or newest without text
        page=filters.page if facets else 1,
        per_page=PER_PAGE if facets else 0,
        facets=(*counted, *(("certificate_set",) if asked else ()), *_PLAIN.values()) if facets else (),
    )


def count(engine: Engine, meant: Wish[WorkerFilters]) -> int:
    """How many hits a wish has. Raises SearchUnavailable."""
    return engine.search(query_for(meant)).total
