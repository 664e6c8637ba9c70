"""The state of the vacancy list, and the one address that stands for it.

Query names and their order are the public contract of `/lowongan`, its feed and its API. Defaults are left out and
values of a facet are sorted, so that equal states have equal addresses.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from app.domain.list_filters import ListFilters

# Query name to the attribute below, which is also the keyword field of the search index.
FACETS: Mapping[str, str] = {
    "lokasi": "place",
    "jabatan": "occupation",
    "sektor": "sector",
    "pendidikan": "education",
    "jenis": "employment_type",
}
SORTS = ("cocok", "terbaru", "tutup", "gaji")
MOST_DAYS = 3_650
# Filters that words of the text can mean, and the query names that say how the text is read.
IMPLIED = ("lokasi", "pendidikan", "jenis", "gaji_min")
READING: Mapping[str, str] = {"harfiah": "literal", "termasuk": "included"}
_NUMBERS = {"gaji_min": "wage_min", "sejak": "since_days"}


@dataclass(frozen=True)
class VacancyFilters(ListFilters):
    """`wage_min` is rupiah a month, `since_days` counts days since posting with today as 1.

    `literal` names the filters whose words in the text are searched as words, `included` those that words mean and that
    postings of unknown value pass as well. `wage_unknown`, which no address holds, says the latter of `wage_min`.
    """

    place: tuple[str, ...] = ()
    occupation: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    education: tuple[str, ...] = ()
    employment_type: tuple[str, ...] = ()
    wage_min: int | None = None
    since_days: int | None = None
    literal: tuple[str, ...] = ()
    included: tuple[str, ...] = ()
    wage_unknown: bool = False

    FACETS: ClassVar[Mapping[str, str]] = FACETS

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """Every filter in force, text and sort not counted, as pairs of query name and value."""
        facets = list(super().chosen)
        if self.wage_min is not None:
            facets.append(("gaji_min", str(self.wage_min)))
        if self.since_days is not None:
            facets.append(("sejak", str(self.since_days)))
        return tuple(facets)

    def __post_init__(self) -> None:
        super().__post_init__()
        for attribute in READING.values():
            asked = getattr(self, attribute)
            if asked:
                names = tuple(name for name in IMPLIED if name in asked) if self.text else ()
                object.__setattr__(self, attribute, names)

    @property
    def reading(self) -> tuple[tuple[str, str], ...]:
        """How the text is to be read, as pairs of query name and value."""
        return tuple((name, value) for name, attribute in READING.items() for value in getattr(self, attribute))

    def without_filters(self) -> Self:
        """Text and sort alone, words that are searched as words still so."""
        return super().without_filters().change(literal=self.literal)

    def without(self, query_name: str, value: str | None = None) -> Self:
        """The state without one value of a filter, or without the whole filter."""
        if query_name in _NUMBERS:
            return self.change(**{_NUMBERS[query_name]: None})
        return super().without(query_name, value)
