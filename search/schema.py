"""An index described as data: its fields and its sorts. Each engine derives its own settings from it."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

_LEVELS = 2  # of dotted codes that count wherever they lie


@dataclass(frozen=True)
class Document:
    """What the index may know of one record: nothing outside these fields ever reaches an engine.

    `text` is searched, best field first as listed in the schema; `keywords` are filter and facet codes (several each);
    `numbers` are for ranges and sorts, None where unknown.
    """

    id: int
    text: Mapping[str, str] = field(default_factory=dict)
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, int | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Sort:
    """Order by one number field; documents without a value come last in both directions; ties by newest, then id."""

    field: str
    descending: bool


@dataclass(frozen=True)
class IndexSchema:
    """`recency` is the number field that breaks ties (newest first) before the highest id; `recency_top` is a number it
    never passes, and the nearer the better: an engine with few digits for it spends them on what lies below.
    `own_filter` names, for a facet that is filtered by another field, that field: its filter is the one ignored when
    the facet is counted. `varied` are keyword fields of which documents hold hundreds of different combinations.
    `nearby` names, for a facet of dotted codes (63, 63.11, 63.11.03), the code below which every level counts; of what
    lies elsewhere the first two levels do, and what is chosen. `coarse` names, for a facet of codes that grow by digits
    (25, 251, 2512), how many digits count; of longer codes what is chosen does. An engine may count more of both.
    `together` are the facets that pages have counted at once; an engine may hold them in one field for that."""

    name: str
    version: int
    text: tuple[str, ...]
    keywords: tuple[str, ...]
    numbers: tuple[str, ...]
    sorts: Mapping[str, Sort]
    recency: str
    own_filter: Mapping[str, str] = field(default_factory=dict)
    recency_top: int = 2**32 - 2
    varied: tuple[str, ...] = ()
    nearby: Mapping[str, str] = field(default_factory=dict)
    coarse: Mapping[str, int] = field(default_factory=dict)
    together: tuple[str, ...] = ()

    def filter_of(self, facet: str) -> str:
        """The field whose filter is ignored when this facet is counted."""
        return self.own_filter.get(facet, facet)

    @cached_property
    def counting(self) -> str:
        """Names the rules of what counts, so that an index made by others is known."""
        rules = repr((sorted(self.nearby.items()), sorted(self.coarse.items()), self.together))
        return str(zlib.crc32(rules.encode()))

    def counts(self, facet: str, code: str) -> bool:
        """Whether hits with this code are counted though nobody chose it."""
        digits = self.coarse.get(facet)
        if digits is not None and code.isdigit():
            return len(code) <= digits
        near = self.nearby.get(facet)
        return near is None or code.count(".") < _LEVELS or code.startswith(f"{near}.")
