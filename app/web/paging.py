"""Pages of lists, and the numbers of their pagers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

NEIGHBOURS = 1  # pages shown on both sides of the present one


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


class Found(Protocol):
    """One page of a list, whatever it lists."""

    @property
    def page(self) -> int: ...

    @property
    def pages(self) -> int: ...


@dataclass(frozen=True)
class Pages:
    """The pages of a plain list. `path` is the address of the first, with what narrows the list. Where that must not
    stand in an address, pages are asked for by a form that sends it: the values in `sent`."""

    current: int
    last: int
    path: str
    sent: Mapping[str, str] = field(default_factory=dict)

    @property
    def exist(self) -> bool:
        """Whether the list has the page that was asked for."""
        return self.current <= self.last

    @property
    def status(self) -> int:
        """A page beyond the last is not found, on every list."""
        return 200 if self.exist else 404

    @property
    def numbers(self) -> list[int | None]:
        return page_numbers(self.current, self.last)


def pages_of(found: Found, path: str, sent: Mapping[str, str] | None = None) -> Pages:
    return Pages(found.page, found.pages, path, sent or {})
