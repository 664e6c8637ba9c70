"""What every list page shows beside its rows: addresses, chips, pager, marks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from flask import request
from markupsafe import Markup, escape

from app.domain.list_filters import ListFilters
from app.queries.result_page import ResultPage
from app.queries.wish import Wish
from app.web.fragments import parts_of
from app.web.paging import page_numbers
from search.text import highlight
from search.vacancies import UNKNOWN

MOST_VALUES = 3  # of a filter that one chip names; one of more goes by the words that were typed


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force; following `address` removes it. `label` is empty where templates word the value.

    `words` are those of the text that mean the filter, which was not chosen then; `others` are its further values, each
    with its label.
    """

    name: str
    value: str
    label: str
    address: str
    words: str = ""
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ListAddresses:
    """Builds the addresses of a list page without asking the router for each."""

    path: str
    wish: Wish[Any]

    @cached_property
    def filters(self) -> ListFilters:
        filters: ListFilters = self.wish.filters
        return filters

    @cached_property
    def _wishes(self) -> str:
        """The query string of text and filters: the part that most links of a page share."""
        return urlencode(self.filters.wishes)

    def _shared(self, sort: str | None, page: int, unfolded: str | None) -> str:
        parts = [self._wishes]
        if sort and sort != self.filters.default_sort:
            parts.append(f"urut={sort}")
        if page > 1:
            parts.append(f"halaman={page}")
        if unfolded:
            parts.append(f"buka={unfolded}")
        query = "&".join(part for part in parts if part)
        return f"{self.path}?{query}" if query else self.path

    def of(self, filters: ListFilters) -> str:
        query = filters.query_string()
        return f"{self.path}?{query}" if query else self.path

    @property
    def here(self) -> str:
        return self._shared(self.filters.sort, self.filters.page, self.filters.unfolded)

    def page(self, number: int) -> str:
        return self._shared(self.filters.sort, number, self.filters.unfolded)

    def sort(self, name: str) -> str:
        return self._shared(name, 1, self.filters.unfolded)

    def unfold(self, name: str | None) -> str:
        return self._shared(self.filters.sort, self.filters.page, name)

    def clear(self) -> str:
        """Without any filter: the words that mean one are words again."""
        return self.of(self.filters.without_filters(*(one.name for one in self.wish.implied)))

    def literally(self, name: str) -> str:
        """The words of a filter searched as words."""
        return self.of(self.filters.change(literal=(*self.filters.literal, name)))

    def read_again(self, name: str) -> str:
        """The words of a filter read as the filter once more."""
        return self.of(self.filters.change(literal=_less(self.filters.literal, name)))

    def with_unknown(self, name: str) -> str:
        return self.of(self.filters.change(included=(*self.filters.included, name)))

    def without_unknown(self, name: str) -> str:
        return self.of(self.filters.change(included=_less(self.filters.included, name)))

    def feed(self, path: str) -> str:
        return f"{path}?{self._wishes}" if self._wishes else path


def _less(names: Sequence[str], name: str) -> tuple[str, ...]:
    return tuple(known for known in names if known != name)


def read_chips(addresses: ListAddresses, named: Mapping[str, Mapping[str, str]]) -> list[Chip]:
    """One for each filter that words of the text mean."""
    found = []
    for one in addresses.wish.implied:
        parts = [(value, named.get(one.name, {}).get(value, "")) for value in one.values]
        if len(parts) > MOST_VALUES:
            parts = [(one.values[0], one.words)]
        if one.name in addresses.filters.included:
            parts.append((UNKNOWN, ""))
        (value, label), *others = parts
        found.append(Chip(one.name, value, label, addresses.literally(one.name), one.words, tuple(others)))
    return found


def shown_as_read(wish: Wish[Any]) -> list[tuple[str, str]]:
    """The values that the panel shows as chosen because words of the text mean them: query name and value."""
    names = {one.name for one in wish.implied}
    return [pair for pair in wish.wanted.chosen if pair[0] in names]


def chips(addresses: ListAddresses, named: Mapping[str, Mapping[str, str]]) -> list[Chip]:
    """One for each filter in force. `named` holds the labels that reference data brings, by query name and code."""
    return [
        Chip(name, value, named.get(name, {}).get(value, ""), addresses.of(addresses.filters.without(name, value)))
        for name, value in addresses.filters.chosen
    ]


def marker(matched: frozenset[str]) -> Callable[[str], Markup]:
    """Marks matched words in plain text."""

    def mark(text: str) -> Markup:
        pieces = highlight(text, matched)
        marked = "".join(f"<mark>{escape(piece)}</mark>" if hit else escape(piece) for piece, hit in pieces)
        return Markup(marked)  # noqa: S704  every piece is escaped above

    return mark


def around(
    page: ResultPage[Any, Any], addresses: ListAddresses, named: Mapping[str, Mapping[str, str]], sorts: Sequence[str]
) -> dict[str, Any]:
    """The template's view of what every list has around its rows. `sorts` begins with the best match, which is on offer
    when there are words to match."""
    return {
        "list": page,
        "filters": page.filters,
        "addresses": addresses,
        "chips": read_chips(addresses, named) + chips(addresses, named),
        "shown_as_read": shown_as_read(page.wish),
        "labels": named,
        "sorts": sorts if page.filters.text else sorts[1:],
        "numbers": page_numbers(page.filters.page, page.pages),
        "mark": marker(page.matched) if page.matched else None,
    }


def list_before(path: str) -> str:
    """The list this visitor comes from, with its filters; only an address of our own counts."""
    before = parts_of(request.referrer or "")
    if before.netloc != request.host or before.path != path or not before.query:
        return path
    return f"{path}?{before.query}"
