"""Facet counts: what each value would give with its own facet's choice ignored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from search.embedded import fields
from search.embedded.clauses import Clauses, Query, every, flat
from search.embedded.snapshot import Snapshot
from search.query import SearchQuery

Found = tuple[Mapping[str, Mapping[str, int]], int]  # counts by facet, and the number of hits
_MOST_VALUES = 50_000  # Tantivy's own limit is 65,000


@dataclass(frozen=True)
class Counts:
    """Facet counts, and the number of hits."""

    facets: Mapping[str, Mapping[str, int]]
    total: int


def count(snapshot: Snapshot, clauses: Clauses, query: SearchQuery, matching: Sequence[Query]) -> Counts:
    """Counts of all facets: one pass for those without a choice and for the total, one for each with, and
    one search for each chosen code that does not count by itself."""
    own = clauses.schema.filter_of
    chosen = [name for name in query.facets if query.filters.get(own(name))]
    free = tuple(name for name in query.facets if name not in chosen)

    def counted(names: tuple[str, ...], without: str = "") -> Found:
        def found() -> Found:
            hits = every([*map(flat, matching), *map(flat, clauses.filters(query, without))])
            return _count(snapshot, clauses, hits, names) if names else ({}, snapshot.find(hits, 0)[1])

        return found() if matching else snapshot.counted((names, *query.passing(without)), found)

    def having(name: str, code: str) -> int:
        query_for_it = replace(query, filters={**query.filters, name: (code,)})
        return snapshot.find(every([*matching, *clauses.filters(query_for_it)]), 0)[1]

    found, total = counted(free)
    facets = dict(found)
    for name in chosen:
        far = [code for code in query.filters[own(name)] if not clauses.schema.counts(name, code)]
        facets[name] = {**counted((name,), own(name))[0][name], **{code: having(own(name), code) for code in far}}
    return Counts(MappingProxyType({name: facets[name] for name in query.facets}), total)


def _count(snapshot: Snapshot, clauses: Clauses, within: Query, names: Sequence[str]) -> Found:
    wanted: dict[str, object] = {
        name: {"terms": {"field": fields.counted(name, clauses.schema), "size": _MOST_VALUES}} for name in names
    }
    answer: dict[str, Any] = snapshot.searcher.aggregate(within, wanted)
    buckets = {name: answer[name]["buckets"] for name in names}
    # Every document has exactly one combination of each facet, so any facet's combinations count all hits.
    total = sum(bucket["doc_count"] for bucket in min(buckets.values(), key=len))
    counts = {
        name: _by_code(found, snapshot.combinations(name) if name in clauses.schema.varied else None)
        for name, found in buckets.items()
    }
    return {name: MappingProxyType(found) for name, found in counts.items()}, total


def _by_code(buckets: Sequence[Mapping[str, Any]], numbered: Mapping[int, Sequence[str]] | None) -> dict[str, int]:
    """Counts of combinations, added up for each code in them."""
    counts: dict[str, int] = {}
    known, codes_of = counts.get, fields.codes_of if numbered is None else numbered.__getitem__
    for bucket in buckets:
        hits = bucket["doc_count"]
        for code in codes_of(bucket["key"]):
            counts[code] = known(code, 0) + hits
    return counts
