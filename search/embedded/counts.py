"""Facet counts: what each value would give with its own facet's choice ignored."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import tantivy

from search.embedded import fields
from search.embedded.clauses import Clauses, Query, every, flat
from search.query import SearchQuery

_MOST_VALUES = 20_000


def facet_counts(
    searcher: tantivy.Searcher, clauses: Clauses, query: SearchQuery, matching: Sequence[Query]
) -> Mapping[str, Mapping[str, int]]:
    """Counts of all facets: one pass for those without a choice, one for each with."""
    chosen = [name for name in query.facets if query.filters.get(name)]
    free = [name for name in query.facets if name not in chosen]
    found: dict[str, Mapping[str, int]] = {}
    for without, names in [("", free), *((name, [name]) for name in chosen)]:
        if names:
            within = every([*map(flat, matching), *map(flat, clauses.filters(query, without))])
            found |= _count(searcher, within, names)
    return MappingProxyType({name: found[name] for name in query.facets})


def _count(searcher: tantivy.Searcher, within: Query, names: Iterable[str]) -> dict[str, Mapping[str, int]]:
    wanted = {name: {"terms": {"field": fields.keyword(name), "size": _MOST_VALUES}} for name in names}
    answer = searcher.aggregate(within, wanted)
    return {
        name: MappingProxyType({bucket["key"]: bucket["doc_count"] for bucket in answer[name]["buckets"]})
        for name in wanted
    }
