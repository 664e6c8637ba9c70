"""One search as plain data, the same for every engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Range:
    """Inclusive bounds of a number field; None leaves a side open. Documents without a value never match."""

    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class SearchQuery:
    """Words, filters and the page wanted.

    `filters` is AND over fields and OR within one field's values. A facet's own filter is ignored when its values are
    counted (disjunctive counts). `must` holds filters that count for every facet too (never ignored), as do `ranges`.
    `sort` names one of the index settings' sorts; None is relevance, which without text is newest first.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    must: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ranges: Mapping[str, Range] = field(default_factory=dict)
    sort: str | None = None
    page: int = 1
    per_page: int = 20
    facets: tuple[str, ...] = ()
