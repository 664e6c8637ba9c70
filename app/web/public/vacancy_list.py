"""What the vacancy list shows beside its rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.vacancy_filters import FACETS, SORTS
from app.queries.reference import Reference
from app.queries.vacancy_search import VacancyPage
from app.queries.vacancy_wish import Wish
from app.web.public.list_page import Chip, ListAddresses, around
from app.web.vacancy_codes import labels
from search.vacancies import UNKNOWN

WAGE_STEPS = (1_500_000, 2_500_000, 3_500_000, 5_000_000, 7_500_000, 10_000_000, 15_000_000)
MOST_VALUES = 3  # of a filter that one chip names; an area of more goes by the word that was typed
DAY_STEPS = (1, 3, 7, 14, 30)


@dataclass(frozen=True)
class VacancyAddresses(ListAddresses):
    """Addresses of a list whose text may mean filters."""

    wish: Wish

    def clear(self) -> str:
        """Without any filter: the words that mean one are words again."""
        literal = (*self.wish.filters.literal, *(one.name for one in self.wish.implied))
        return self.of(self.wish.filters.without_filters().change(literal=literal))

    def literally(self, name: str) -> str:
        """The words of a filter searched as words."""
        return self.of(self.wish.filters.change(literal=(*self.wish.filters.literal, name)))

    def read_again(self, name: str) -> str:
        """The words of a filter read as the filter once more."""
        literal = tuple(known for known in self.wish.filters.literal if known != name)
        return self.of(self.wish.filters.change(literal=literal))

    def with_unknown(self, name: str) -> str:
        return self.of(self.wish.filters.change(included=(*self.wish.filters.included, name)))

    def without_unknown(self, name: str) -> str:
        included = tuple(known for known in self.wish.filters.included if known != name)
        return self.of(self.wish.filters.change(included=included))


def read_chips(addresses: VacancyAddresses, named: Mapping[str, Mapping[str, str]]) -> list[Chip]:
    """One for each filter that words of the text mean."""
    found = []
    for one in addresses.wish.implied:
        parts = [(value, named.get(one.name, {}).get(value, "")) for value in one.values]
        if len(parts) > MOST_VALUES:
            parts = [(one.values[0], one.words)]
        if one.name in addresses.wish.filters.included:
            parts.append((UNKNOWN, ""))
        (value, label), *others = parts
        found.append(Chip(one.name, value, label, addresses.literally(one.name), one.words, tuple(others)))
    return found


def shown_as_read(wish: Wish) -> list[tuple[str, str]]:
    """The values that the panel shows as chosen because words of the text mean them: query name and value."""
    pairs = [(name, value) for one in wish.implied for name, value in _panel_values(wish, one.name)]
    return list(dict.fromkeys(pairs))


def _panel_values(wish: Wish, name: str) -> list[tuple[str, str]]:
    if name in FACETS:
        return [(name, value) for value in getattr(wish.wanted, FACETS[name])]
    return [(name, str(wish.wanted.wage_min))]


def wage_steps(minimum: int | None, chosen: int | None) -> list[int]:
    """Steps of the wage filter in rupiah a month, the office's minimum wage and the present choice among them."""
    return sorted({*WAGE_STEPS, *(value for value in (minimum, chosen) if value)})


def day_steps(chosen: int | None) -> list[int]:
    return sorted({*DAY_STEPS, *([chosen] if chosen else [])})


def extras(
    page: VacancyPage, known: Reference, office_code: str, addresses: VacancyAddresses, today: date
) -> dict[str, object]:
    """The template's view of everything but facets."""
    minimum, wanted = known.minimum_wage(office_code, today.year), page.wish.wanted
    shared = around(page, addresses, labels(known), SORTS)
    return shared | {
        "chips": read_chips(addresses, shared["labels"]) + shared["chips"],
        "shown_as_read": shown_as_read(page.wish),
        "minimum_wage": minimum,
        "wage_min": wanted.wage_min,
        "wage_steps": wage_steps(minimum, wanted.wage_min),
        "day_steps": day_steps(page.filters.since_days),
    }
