"""What every list page shows beside its rows: addresses, chips, pager, marks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import request
from markupsafe import Markup, escape

from app.domain.list_filters import ListFilters
from app.queries.result_page import ResultPage
from app.web.fragments import parts_of
from search.text import highlight

NEIGHBOURS = 1  # page numbers on either side of the current one


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
    filters: ListFilters

    @cached_property
    def _wishes(self) -> str:
        """The query string of text and filters: the part that most links of a page share."""
        return self.filters.change(sort=None, unfolded=None).query_string()

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
        return self.of(self.filters.without_filters())

    def feed(self, path: str) -> str:
        query = self.filters.change(unfolded=None, sort=None).query_string()
        return f"{path}?{query}" if query else path


def chips(addresses: ListAddresses, named: Mapping[str, Mapping[str, str]]) -> list[Chip]:
    """One for each filter in force. `named` holds the labels that reference data brings, by query name and code."""
    return [
        Chip(name, value, named.get(name, {}).get(value, ""), addresses.of(addresses.filters.without(name, value)))
        for name, value in addresses.filters.chosen
    ]


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
        "chips": chips(addresses, named),
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
