"""Facet counts: what each value would give with its own facet's choice ignored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from search.embedded import fields
from search.embedded.clauses import Clauses, Query, every, flat
from search.embedded.snapshot import Snapshot
from search.query import SearchQuery

_MOST_VALUES = 50_000  # Tantivy's own limit is 65,000


@dataclass(frozen=True)
class Counts:
    """Facet counts, and the number of hits."""

    facets: Mapping[str, Mapping[str, int]]
    total: int


def count(snapshot: Snapshot, clauses: Clauses, query: SearchQuery, matching: Sequence[Query]) -> Counts:
    """Counts of all facets: one pass for those without a choice and for the total, one for each with."""
    own = clauses.schema.filter_of
    chosen = [name for name in query.facets if query.filters.get(own(name))]
    free = [name for name in query.facets if name not in chosen]
    hits = _within(clauses, query, matching, "")
    found, total = _count(snapshot, hits, free) if free else ({}, snapshot.find(hits, 0)[1])
    for name in chosen:
        found |= _count(snapshot, _within(clauses, query, matching, own(name)), [name])[0]
    return Counts(MappingProxyType({name: found[name] for name in query.facets}), total)


def _within(clauses: Clauses, query: SearchQuery, matching: Sequence[Query], without: str) -> Query:
    return every([*map(flat, matching), *map(flat, clauses.filters(query, without))])


def _count(snapshot: Snapshot, within: Query, names: Sequence[str]) -> tuple[dict[str, Mapping[str, int]], int]:
    wanted: dict[str, object] = {
        name: {"terms": {"field": fields.combination(name), "size": _MOST_VALUES}} for name in names
    }
    answer: dict[str, Any] = snapshot.searcher.aggregate(within, wanted)
    buckets = {name: answer[name]["buckets"] for name in names}
    # Every document has exactly one combination of each facet, so any facet's combinations count all hits.
    total = sum(bucket["doc_count"] for bucket in min(buckets.values(), key=len))
    return {name: MappingProxyType(_by_code(found)) for name, found in buckets.items()}, total


def _by_code(buckets: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Counts of combinations, added up for each code in them."""
    buckets = list(buckets)
    if not any(fields.BETWEEN in bucket["key"] for bucket in buckets):
        return {bucket["key"]: bucket["doc_count"] for bucket in buckets if bucket["key"]}
    counts: dict[str, int] = {}
    known, codes_of = counts.get, fields.codes_of
    for bucket in buckets:
        hits = bucket["doc_count"]
        for code in codes_of(bucket["key"]):
            counts[code] = known(code, 0) + hits
    return counts
