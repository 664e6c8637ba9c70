"""One search as plain data, the same for every engine."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

from search.schema import IndexSchema


@dataclass(frozen=True)
class Range:
    """Inclusive bounds of a number field; None leaves a side open. Documents without a value match only if asked."""

    low: int | None = None
    high: int | None = None
    or_missing: bool = False


@dataclass(frozen=True)
class SearchQuery:
    """Words, filters and the page wanted.

    `filters` is AND over fields and OR within one field's values. A facet's own filter is ignored when its values are
    counted (disjunctive counts). `must` holds filters that count for every facet too (never ignored), as do `ranges`.
    `sort` names one of the index settings' sorts; None is relevance, which without text is newest first. `typed` is
    what was typed when `text` is only the rest of it: a document whose first field is all of it comes first. `lifted`
    are words that a filter stands for: documents whose first field holds them and the text's words come next. `unlike`
    are sets of words: documents whose first field holds all of one are left out.
    """

    text: str = ""
    typed: str = ""
    lifted: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    must: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ranges: Mapping[str, Range] = field(default_factory=dict)
    sort: str | None = None
    page: int = 1
    per_page: int = 20
    facets: tuple[str, ...] = ()
    unlike: tuple[tuple[str, ...], ...] = ()

    def passing(self, without: str = "") -> tuple[Hashable, ...]:
        """What a document must pass beside the text, as a key, one facet's own filter left out if asked."""
        filters = {name: values for name, values in self.filters.items() if name != without}
        return _pairs(filters), _pairs(self.must), _pairs(self.ranges), self.unlike


def _pairs(part: Mapping[str, object]) -> Hashable:
    return tuple(sorted(part.items(), key=lambda item: item[0]))


def check(query: SearchQuery, schema: IndexSchema) -> None:
    """Raises ValueError for a field or sort that the index does not have."""
    codes = {*query.filters, *query.must, *query.facets} - set(schema.keywords)
    numbers = set(query.ranges) - set(schema.numbers)
    sorts = {query.sort} - {None, *schema.sorts}
    if codes or numbers or sorts:
        raise ValueError(f"index {schema.name} knows no {codes or numbers or sorts}")
