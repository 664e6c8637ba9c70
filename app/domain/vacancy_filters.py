"""The state of the vacancy list, and the one address that stands for it.

Query names and their order are the public contract of `/lowongan`, its feed and its API. Defaults are left out and
values of a facet are sorted, so that equal states have equal addresses.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

# Query name to the attribute below, which is also the keyword field of the search index.
FACETS: Mapping[str, str] = {
    "lokasi": "place",
    "jabatan": "occupation",
    "sektor": "sector",
    "pendidikan": "education",
    "jenis": "employment_type",
}
SORTS = ("cocok", "terbaru", "tutup", "gaji")
LONGEST_TEXT = 200  # characters; nobody types more, and the engine counts ten words
MOST_DAYS = 3_650
MOST_PAGES = 10_000_000


def tidy(text: str) -> str:
    """What was typed, without control characters and doubled spaces, cut to LONGEST_TEXT. One space at the end is kept:
    it says that the last word is finished."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    words = " ".join(plain.split())
    if words and plain[-1].isspace():
        words += " "
    return words[:LONGEST_TEXT]


@dataclass(frozen=True)
class VacancyFilters:
    """One state of the list. It puts itself into the canonical form, so that states that mean the same are equal.

    `wage_min` is rupiah a month, `since_days` counts days since posting with today as 1, `sort` is None for the default
    (`cocok` with text, else `terbaru`). `unfolded` names the facet whose values are all shown: it is a matter of view
    and no filter.
    """

    text: str = ""
    place: tuple[str, ...] = ()
    occupation: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    education: tuple[str, ...] = ()
    employment_type: tuple[str, ...] = ()
    wage_min: int | None = None
    since_days: int | None = None
    sort: str | None = None
    page: int = 1
    unfolded: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", tidy(self.text))
        for name in FACETS.values():
            values = getattr(self, name)
            if len(values) > 1:
                object.__setattr__(self, name, tuple(sorted(set(values))))
        if self.sort == self.default_sort or (self.sort == "cocok" and not self.text):
            object.__setattr__(self, "sort", None)

    @property
    def default_sort(self) -> str:
        return "cocok" if self.text else "terbaru"

    @property
    def active_sort(self) -> str:
        return self.sort or self.default_sort

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """Every filter in force, text and sort not counted, as pairs of query name and value."""
        facets = [(query_name, value) for query_name, name in FACETS.items() for value in getattr(self, name)]
        if self.wage_min is not None:
            facets.append(("gaji_min", str(self.wage_min)))
        if self.since_days is not None:
            facets.append(("sejak", str(self.since_days)))
        return tuple(facets)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The whole state as query names and values, in canonical order."""
        pairs = [("q", self.text)] if self.text else []
        pairs += self.chosen
        if self.sort:
            pairs.append(("urut", self.sort))
        if self.page > 1:
            pairs.append(("halaman", str(self.page)))
        if self.unfolded:
            pairs.append(("buka", self.unfolded))
        return tuple(pairs)

    def query_string(self) -> str:
        """The canonical query string, empty for the plain list."""
        return urlencode(self.pairs)

    def change(self, **changes: Any) -> "VacancyFilters":
        """Another state, on its first page unless a page is given."""
        return replace(self, **{"page": 1, **changes})

    def without(self, query_name: str, value: str | None = None) -> "VacancyFilters":
        """The state without one value of a filter, or without the whole filter."""
        if query_name in FACETS:
            name = FACETS[query_name]
            kept = tuple(known for known in getattr(self, name) if value is not None and known != value)
            return self.change(**{name: kept})
        return self.change(**{{"gaji_min": "wage_min", "sejak": "since_days"}[query_name]: None})

    def without_filters(self) -> "VacancyFilters":
        """Text and sort alone."""
        return VacancyFilters(text=self.text, sort=self.sort, unfolded=self.unfolded)
