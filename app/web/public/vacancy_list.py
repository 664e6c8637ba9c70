"""What the list page shows beside its rows: chips, sorts, pager, steps of the wage filter, addresses."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from markupsafe import Markup, escape

from app.domain.vacancy_filters import FACETS, SORTS, VacancyFilters
from app.queries.reference import Reference
from app.queries.vacancy_search import VacancyPage
from app.web.public.vacancy_facets import EDUCATION, EMPLOYMENT
from search.text import highlight
from search.vacancies import UNKNOWN

WAGE_STEPS = (1_500_000, 2_500_000, 3_500_000, 5_000_000, 7_500_000, 10_000_000, 15_000_000)
DAY_STEPS = (1, 3, 7, 14, 30)
NEIGHBOURS = 1  # page numbers on either side of the current one


class _Codes:
    """Codes of a facet, the one for unknown included."""

    def __init__(self, codes: Container[str]) -> None:
        self.codes = codes

    def __contains__(self, code: object) -> bool:
        return code == UNKNOWN or code in self.codes


def choices(known: Reference) -> Mapping[str, Container[str]]:
    """The codes each facet takes, by query name."""
    codes = (known.regions, known.occupations, known.sectors, EDUCATION, EMPLOYMENT)
    return {name: _Codes(of) for name, of in zip(FACETS, codes, strict=True)}


def labels(known: Reference) -> Mapping[str, Mapping[str, str]]:
    """The labels that reference data brings, by query name and code."""
    return {"lokasi": known.regions, "jabatan": known.occupations, "sektor": known.sectors}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force; following `address` removes it. `label` is empty where templates word the value."""

    name: str
    value: str
    label: str
    address: str


@dataclass(frozen=True)
class ListAddresses:
    """Builds the addresses of a list page without asking the router for each."""

    path: str
    filters: VacancyFilters

    @cached_property
    def _wishes(self) -> str:
        """The query string of everything but page and unfolded facet: the part that most links of a page share."""
        return self.filters.change(unfolded=None).query_string()

    def _shared(self, page: int, unfolded: str | None) -> str:
        parts = [self._wishes]
        if page > 1:
            parts.append(f"halaman={page}")
        if unfolded:
            parts.append(f"buka={unfolded}")
        query = "&".join(part for part in parts if part)
        return f"{self.path}?{query}" if query else self.path

    def of(self, filters: VacancyFilters) -> str:
        query = filters.query_string()
        return f"{self.path}?{query}" if query else self.path

    @property
    def here(self) -> str:
        return self.of(self.filters)

    def page(self, number: int) -> str:
        return self._shared(number, self.filters.unfolded)

    def sort(self, name: str) -> str:
        return self.of(self.filters.change(sort=name))

    def unfold(self, name: str | None) -> str:
        return self._shared(self.filters.page, name)

    def clear(self) -> str:
        return self.of(self.filters.without_filters())

    def feed(self, path: str) -> str:
        query = self.filters.change(unfolded=None, sort=None).query_string()
        return f"{path}?{query}" if query else path


def chips(addresses: ListAddresses, known: Reference) -> list[Chip]:
    """One for each filter in force."""
    named = labels(known)
    return [
        Chip(name, value, named.get(name, {}).get(value, ""), addresses.of(addresses.filters.without(name, value)))
        for name, value in addresses.filters.chosen
    ]


def sorts(filters: VacancyFilters) -> Sequence[str]:
    """The orders on offer: the best match needs words to match."""
    return SORTS if filters.text else SORTS[1:]


def page_numbers(current: int, last: int) -> list[int | None]:
    """Page numbers of a pager, None for a gap: 1 … 4 5 6 … 20."""
    near = range(max(1, current - NEIGHBOURS), min(last, current + NEIGHBOURS) + 1)
    wanted = sorted({1, *near, last})
    numbers: list[int | None] = []
    for number in wanted:
        before = numbers[-1] if numbers else 0
        if before is not None and number - before == 2:
            numbers.append(number - 1)
        elif before is not None and number - before > 2:
            numbers.append(None)
        numbers.append(number)
    return numbers


def wage_steps(minimum: int | None, chosen: int | None) -> list[int]:
    """Steps of the wage filter in rupiah a month, the office's minimum wage and the present choice among them."""
    return sorted({*WAGE_STEPS, *(value for value in (minimum, chosen) if value)})


def day_steps(chosen: int | None) -> list[int]:
    return sorted({*DAY_STEPS, *([chosen] if chosen else [])})


def marker(matched: frozenset[str]) -> Callable[[str], Markup]:
    """Marks matched words in plain text."""

    def mark(text: str) -> Markup:
        pieces = highlight(text, matched)
        marked = "".join(f"<mark>{escape(piece)}</mark>" if hit else escape(piece) for piece, hit in pieces)
        return Markup(marked)  # noqa: S704  every piece is escaped above

    return mark


def extras(
    page: VacancyPage, known: Reference, office_code: str, addresses: ListAddresses, today: date
) -> dict[str, object]:
    """The template's view of everything but rows, facets and addresses."""
    minimum = known.minimum_wage(office_code, today.year)
    return {
        "chips": chips(addresses, known),
        "labels": labels(known),
        "sorts": sorts(page.filters),
        "numbers": page_numbers(page.filters.page, page.pages),
        "minimum_wage": minimum,
        "wage_steps": wage_steps(minimum, page.filters.wage_min),
        "day_steps": day_steps(page.filters.since_days),
        "mark": marker(page.matched) if page.matched else None,
    }
