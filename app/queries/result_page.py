"""One page of any list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from app.domain.list_filters import ListFilters
from app.domain.paging import page_count
from app.queries.did_you_mean import Correction
from app.queries.ways_out import Suggestion
from app.queries.wish import Wish

PER_PAGE = 20

State = TypeVar("State", bound=ListFilters)
Card = TypeVar("Card")


@dataclass(frozen=True)
class ResultPage(Generic[State, Card]):
    """One page of a list. `facets` maps query names to hits by value; None while the search engine is down, when rows
    come from a plain match in the database. `approximate`: some change has not reached the index yet. `meant` is a
    better spelling. `left_out` counts, by query name of each filter that words of the text mean, the records that would
    be hits but do not say what the filter asks."""

    wish: Wish[State]
    cards: tuple[Card, ...]
    total: int
    approximate: bool = False
    facets: Mapping[str, Mapping[str, int]] | None = None
    matched: frozenset[str] = frozenset()
    ignored: tuple[str, ...] = ()
    suggestions: tuple[Suggestion[State], ...] = ()
    meant: Correction[State] | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def filters(self) -> State:
        """The state as typed."""
        return self.wish.filters

    @property
    def pages(self) -> int:
        return page_count(self.total, PER_PAGE)

    @property
    def exists(self) -> bool:
        """Whether the list has the page that was asked for."""
        return self.filters.page <= self.pages


def left_out(meant: Wish[State], counts: Callable[[str], int]) -> dict[str, int]:
    """`counts` gives the records that a filter leaves out because they do not say what it asks."""
    filters = meant.filters
    names = [one.name for one in meant.implied if one.name in filters.UNKNOWABLE and one.name not in filters.included]
    return {name: number for name in names if (number := counts(name)) > 0}
