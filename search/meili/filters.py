"""Filters in the server's words: the only place where values are quoted."""

from collections.abc import Iterator, Sequence

from search.meili import documents
from search.query import Range, SearchQuery


def quoted(value: str) -> str:
    """A value that cannot end its own quotes."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def expressions(query: SearchQuery, without: str = "") -> list[str]:
    """Every filter of a query but the own one of a facet; all must hold."""
    chosen = [(name, values) for name, values in query.filters.items() if name != without]
    codes = [_any_of(documents.code(name), values) for name, values in [*chosen, *query.must.items()] if values]
    ranges = [_within(documents.number(name), bounds) for name, bounds in query.ranges.items()]
    return [*codes, *ranges, *none_of([*map(in_title, query.unlike)])]


def _any_of(attribute: str, values: Sequence[str]) -> str:
    return f"{attribute} IN [{', '.join(map(quoted, values))}]"


def _within(attribute: str, bounds: Range) -> str:
    within = " AND ".join(_bounds(attribute, bounds)) or f"{attribute} EXISTS"
    return f"({within}) OR {attribute} NOT EXISTS" if bounds.or_missing else within


def _bounds(attribute: str, bounds: Range) -> Iterator[str]:
    if bounds.low is not None:
        yield f"{attribute} >= {documents.bounded(bounds.low)}"
    if bounds.high is not None:
        yield f"{attribute} <= {documents.bounded(bounds.high)}"


def titled(words: Sequence[str]) -> str:
    """Documents whose first field is these words, no more and no fewer."""
    return f"{documents.WHOLE} = {quoted(documents.whole(words))}"


def in_title(words: Sequence[str]) -> str:
    """Documents whose first field holds each of these words."""
    return " AND ".join(f"{documents.TITLE_WORDS} = {quoted(word)}" for word in dict.fromkeys(words))


def none_of(expressions: Sequence[str]) -> list[str]:
    """Documents for which none of these holds."""
    return [f"NOT ({expression})" for expression in expressions]


def ids(wanted: Sequence[int]) -> str:
    """Documents by id."""
    return f"{documents.ID} IN [{', '.join(map(str, wanted))}]"
