"""U16: on paper a page is its content: nothing to press or to leave by, no dark ground, nothing beyond the margin."""

from collections.abc import Callable

import pytest

from tests.browser.tab import Tab
from tests.browser.test_accessibility import SIDEWAYS, at
from tests.support.server import Server

A4 = 794 - 2 * 60  # pixels between margins of 16 mm
FOR_HANDS = (
    "nav, button, input, summary, .button, .chips:not(.chips--scroll), .chips-clear, .chip .icon, .footer, .skip-link,"
    " .back, .no-print"
)
LEFT = """selector => [...document.querySelectorAll(selector)].filter(one => one.checkVisibility()).map(
    one => one.outerHTML.slice(0, 120))"""
# Grounds that cost a page of ink: darker than a middle grey, and larger than a mark in a line.
DARK = """() => [...document.querySelectorAll('body, body *')].filter(one => one.checkVisibility()).filter(one => {
    const [red, green, blue, seen = 1] = (getComputedStyle(one).backgroundColor.match(/[\\d.]+/g) || []).map(Number);
    const box = one.getBoundingClientRect();
    return seen > 0.5 && (red * 3 + green * 6 + blue) / 10 < 128 && box.height > 40 && box.width > 200;
}).map(one => one.outerHTML.slice(0, 120))"""
PRINTED = (
    "home", "help", "searched", "zero results", "own vacancy", "searched workers", "worker", "verified certificate",
)  # fmt: skip


@pytest.mark.parametrize("name", PRINTED)
def test_paper_holds_the_content_alone(name: str, server: Server, open_tab: Callable[..., Tab]) -> None:
    tab = open_tab(A4)
    at(name, server, tab)
    assert tab.evaluate(LEFT, FOR_HANDS) != [], "the screen has something to press"
    tab.page.emulate_media(media="print")
    assert tab.evaluate(LEFT, FOR_HANDS) == []
    assert tab.evaluate(DARK) == []
    assert tab.evaluate(SIDEWAYS) == []
    assert tab.page.locator("h1").is_visible()


def test_a_print_view_is_the_vacancy_alone(server: Server, open_tab: Callable[..., Tab]) -> None:
    tab = open_tab(A4)
    at("own vacancy", server, tab)
    tab.go(f"{tab.path}?cetak=1")
    tab.page.emulate_media(media="print")
    assert tab.evaluate(LEFT, FOR_HANDS) == []
    assert tab.page.locator("article h1").is_visible()


def test_a_printed_list_says_what_was_searched(server: Server, open_tab: Callable[..., Tab]) -> None:
    tab = open_tab(A4)
    at("searched", server, tab)
    assert not tab.page.locator(".print-only").is_visible(), "the screen has the words in their field"
    tab.page.emulate_media(media="print")
    said = " ".join(tab.page.locator("#hasil").inner_text().split())
    assert said.startswith("Kata pencarian: “operator” ")
    chips = tab.page.locator(".chips .chip")
    assert chips.count() == 3
    assert all(chips.nth(place).is_visible() for place in range(3))
    assert tab.page.locator(".chip").first.evaluate("one => getComputedStyle(one).borderStyle") == "none"
