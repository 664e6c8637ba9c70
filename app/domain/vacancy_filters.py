"""The state of the vacancy list, and the one address that stands for it.

Query names and their order are the public contract of `/lowongan`, its feed and its API. Defaults are left out and
values of a facet are sorted, so that equal states have equal addresses.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
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
IMPLIED = ("lokasi", "pendidikan", "jenis", "gaji_min")  # filters that words of the text can mean
NUMBERS: Mapping[str, str] = {"gaji_min": "wage_min", "sejak": "since_days"}


@dataclass(frozen=True)
class VacancyFilters(ListFilters):
    """`wage_min` is rupiah a month, `since_days` counts days since posting with today as 1. `wage_unknown`, which no
    address holds: postings that state no wage pass `wage_min` as well."""

    place: tuple[str, ...] = ()
    occupation: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    education: tuple[str, ...] = ()
    employment_type: tuple[str, ...] = ()
    wage_min: int | None = None
    since_days: int | None = None
    wage_unknown: bool = False

    FACETS: ClassVar[Mapping[str, str]] = FACETS
    NUMBERS: ClassVar[Mapping[str, str]] = NUMBERS
    IMPLIED: ClassVar[tuple[str, ...]] = IMPLIED
    UNKNOWABLE: ClassVar[tuple[str, ...]] = IMPLIED

    def meaning(self, query_name: str, values: tuple[str, ...], unknown: str = "") -> Self:
        """The state with a filter that words mean; `unknown` lets postings in that do not say."""
        if query_name == "gaji_min":
            return replace(self, wage_min=int(values[0]), wage_unknown=bool(unknown))
        return super().meaning(query_name, values, unknown)
