"""An index described as data: its fields and its sorts. Each engine derives its own settings from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


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
    """`recency` is the number field that breaks ties (newest first) before the highest id."""

    name: str
    version: int
    text: tuple[str, ...]
    keywords: tuple[str, ...]
    numbers: tuple[str, ...]
    sorts: Mapping[str, Sort]
    recency: str
