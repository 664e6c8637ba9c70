"""What tests of any list page share: its facet counts, its swaps, its weight, and an engine that is down."""

import gzip
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urldefrag

from app.queries.result_page import ResultPage
from search.engine import SearchUnavailable
from search.query import SearchQuery
from search.results import Hits
from search.vacancies import VACANCIES
from tests.support.dom import Element, text_of
from tests.support.htmx import Swapped, assert_same, click
from tests.support.pages import Page

NEAR = replace(VACANCIES, nearby={"place": "63.11"})  # what counts for the office of the tests


class Broken:
    """An engine that is down."""

    def search(self, query: SearchQuery) -> Hits:
        raise SearchUnavailable


def counts(page: Page, name: str) -> dict[str, int]:
    """Facet counts as the page shows them, by value."""
    found = {}
    for box in page.select(f"input[name={name}]"):
        label = text_of(box.getparent())
        found[str(box.get("value"))] = int(re.sub(r"\D", "", label.split()[-1]))
    return found


def checked(page: Page) -> list[str | None]:
    """Values of the check boxes in force; none of them is ever disabled."""
    boxes = [box for box in page.select("input[checked]") if box.get("type") == "checkbox"]
    assert not [box for box in boxes if box.get("disabled") is not None]
    return [box.get("value") for box in boxes]


def ways_out(page: Page) -> list[tuple[str, str]]:
    """What an empty page says to drop and the hits it promises; each link is followed and keeps the promise."""
    found = []
    for link in page.select(".suggestions a"):
        words, total = map(text_of, (link[0], link[1]))
        there = page.client.get(str(link.get("href")))
        assert text_of(there.one("#jumlah strong")) == total
        found.append((words, total))
    return found


def panel(page: Page) -> Element:
    """The panel, which hears every change of a filter."""
    return page.one("#saringan")


def fresh(swapped: Swapped, status: int = 200) -> Page:
    """The page of the address that a swap pushed, after checking that the swap made the same (gate U2)."""
    page = swapped.fragment.client.get(swapped.url, status=status)
    assert_same(swapped.document, page.dom)
    return page


def swap_link(page: Page, words: str) -> Page:
    """Follow a link of the list by a swap; a click without script leads to the same address, or a part of its page."""
    link = page.link(words)
    assert urldefrag(str(link.get("href"))).url == link.get("hx-get")
    swapped = click(page, link)
    assert swapped.url == link.get("hx-get")
    return fresh(swapped)


def swap_filters(page: Page, address: str, **typed: Any) -> Page:
    """Change filters of the panel by a swap, which pushes `address`."""
    swapped = click(page, panel(page), **typed)
    assert swapped.url == address
    return fresh(swapped)


def assert_true_counts(
    page: ResultPage[Any, Any], values: Mapping[str, Sequence[str]], count: Callable[[Any], int]
) -> None:
    """U5, U6: the total is what the database counts, and so is every facet value with the facet's own choice replaced,
    but those of far districts that nobody chose. `values` are values to try by attribute."""
    assert page.total == count(page.filters), page.filters
    assert page.facets is not None
    for query_name, name in page.filters.FACETS.items():
        for value in values[name]:
            if value in getattr(page.filters, name) or NEAR.counts(name, value):
                alone = replace(page.filters, **{name: (value,)})
                assert page.facets[query_name].get(value, 0) == count(alone), (page.filters, name, value)


def walk(page: Page, seed: int, steps: int = 25, **others: list[str]) -> None:
    """Random links and filters of a list, each compared with a fresh load. `others` are values of other controls."""
    dice = random.Random(seed)
    for _ in range(steps):
        links = [link for link in page.select("a[hx-get]") if link.get("href") != page.path]
        boxes = [box for box in page.select("input[type=checkbox]") if box.get("disabled") is None]
        box = dice.choice(boxes)
        typed: dict[str, Any] = {str(box.get("name")): [str(box.get("value"))]}
        typed |= {name: dice.choice(values) for name, values in others.items()}
        page = fresh(click(page, dice.choice(links) if links and dice.random() < 0.6 else panel(page), **typed))


def assert_light(page: Page) -> None:
    """U14: the page is light, and a swap brings no header, no footer and at most 85 % of it, both compressed."""
    fragment = page.client.htmx(page.path)
    assert not [tag for tag in ("header", "footer", "h1") if fragment.select(tag)]
    assert on_the_wire(fragment) <= 0.85 * on_the_wire(page)
    assert on_the_wire(page) <= 14_000


def on_the_wire(page: Page) -> int:
    return len(gzip.compress(page.html.encode(), 5))
