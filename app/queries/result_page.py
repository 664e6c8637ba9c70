"""One page of any list."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.domain.list_filters import ListFilters
from app.queries.did_you_mean import Correction
from app.queries.ways_out import Suggestion

PER_PAGE = 20

State = TypeVar("State", bound=ListFilters)
Card = TypeVar("Card")


@dataclass(frozen=True)
class ResultPage(Generic[State, Card]):
    """One page of a list. `facets` maps query names to hits by value; None while the search engine is down, when rows
    come from a plain match in the database. `approximate`: some change has not reached the index yet. `meant` is a
    better spelling."""

    filters: State
    cards: tuple[Card, ...]
    total: int
    approximate: bool = False
    facets: Mapping[str, Mapping[str, int]] | None = None
    matched: frozenset[str] = frozenset()
    ignored: tuple[str, ...] = ()
    suggestions: tuple[Suggestion[State], ...] = ()
    meant: Correction[State] | None = None

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))

    @property
    def exists(self) -> bool:
        """Whether the list has the page that was asked for."""
        return self.filters.page <= self.pages
