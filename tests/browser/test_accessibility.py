"""U15: axe finds nothing on any page in any state; nothing scrolls sideways; targets are large enough for thumbs."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.places import MISSING, PLACES, STATUS, places
from tests.browser.tab import Tab
from tests.support.server import Server

AXE = (Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(found => found.violations.map(
    rule => rule.id + ': ' + rule.help + ' at ' + rule.nodes.map(node => node.html.slice(0, 160)).join(' | ')))"""
SIDEWAYS = """() => document.documentElement.scrollWidth > innerWidth ? [...document.querySelectorAll('body *')].filter(
    one => one.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(one).position !== 'absolute').map(
    one => one.outerHTML.slice(0, 120)).slice(0, 5) : []"""
# Main targets: what the journey rests on. Links in running text and footers may be smaller (WCAG 2.5.8). What counts is
# where a thumb still hits: a chip looks 40 px high and answers over 48.
MISSED = """selector => [...document.querySelectorAll(selector)].filter(one => one.checkVisibility()).filter(one => {
    one.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
    const box = one.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
    return box.height < 47.9 && [-22.5, 22.5].some(away => {
        const hit = document.elementFromPoint(x, y + away);
        return !hit || !(one.contains(hit) || hit.contains(one) && hit.matches('label'));
    }); }).map(one => one.outerHTML.slice(0, 120))"""
FOCUS = """() => { const one = document.activeElement, style = getComputedStyle(one);
    const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== 'none';
    return [one.outerHTML.slice(0, 100), ring]; }"""
MAIN_TARGETS = (
    "main .button:not(.button--small), main input.input, main select.input, label.option, .chip, .pager a, summary"
)


def violations(tab: Tab) -> list[str]:
    if not tab.evaluate("() => 'axe' in window"):
        tab.evaluate(AXE)
    found: list[str] = tab.evaluate(RUN, TAGS)
    return found


def at(name: str, server: Server, tab: Tab) -> None:
    found = places(server)
    assert name in found, f"the demo data has no {name}"
    tab.go(found[name], STATUS.get(name, 200))


@pytest.mark.parametrize("name", PLACES)
def test_axe_finds_nothing(name: str, server: Server, open_tab: Callable[..., Tab]) -> None:
    tab = open_tab(1280)
    at(name, server, tab)
    found = violations(tab)
    tab.resize(360, 740)
    panel = tab.page.locator("details.filters > summary")
    if panel.count():
        panel.click()
    found += violations(tab)
    assert found == []


def test_axe_finds_nothing_on_an_error_page(tab: Tab) -> None:
    tab.go(MISSING, 404)
    assert violations(tab) == []


def test_axe_sees_a_planted_fault(tab: Tab) -> None:
    tab.go("/tentang")
    tab.evaluate("() => document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=\"/x.png\">')")
    tab.expected.add(404)
    assert any(fault.startswith("image-alt") for fault in violations(tab))


@pytest.mark.parametrize("name", PLACES)
def test_nothing_scrolls_sideways(name: str, server: Server, open_tab: Callable[..., Tab]) -> None:
    """At 320 px, and with text twice as large on a phone and at a desk."""
    tab = open_tab(320)
    at(name, server, tab)
    assert tab.evaluate(SIDEWAYS) == []
    for width in (360, 1280):
        tab.resize(width, 740)
        tab.evaluate("() => document.documentElement.style.setProperty('font-size', '200%')")
        assert tab.evaluate(SIDEWAYS) == [], f"{width} px at 200 %"


def test_something_wide_is_noticed(open_tab: Callable[..., Tab]) -> None:
    tab = open_tab(320)
    tab.go("/tentang")
    tab.evaluate("() => document.querySelector('h1').style.setProperty('width', '900px')")
    assert tab.evaluate(SIDEWAYS) != []


@pytest.mark.parametrize("name", ["home", "list", "searched", "zero results", "own vacancy", "workers", "worker"])
def test_main_targets_suit_thumbs(name: str, server: Server, phone: Tab) -> None:
    at(name, server, phone)
    panel = phone.page.locator("details.filters > summary")
    if panel.count():
        panel.click()
    assert phone.evaluate(MISSED, MAIN_TARGETS) == []


def test_a_small_target_is_noticed(phone: Tab) -> None:
    phone.go("/lowongan")
    phone.evaluate("() => document.querySelector('label.option').style.setProperty('min-block-size', '20px')")
    phone.evaluate("() => document.querySelector('label.option').style.setProperty('block-size', '20px')")
    phone.page.locator("details.filters > summary").click()
    assert len(phone.evaluate(MISSED, "label.option")) == 1


def hidden_stops(tab: Tab, stops: int) -> list[str]:
    """Stops of the Tab key that show neither outline nor ring."""
    hidden = []
    for _ in range(stops):
        tab.page.keyboard.press("Tab")
        html, visible = tab.evaluate(FOCUS)
        if not visible and not html.startswith("<body"):
            hidden.append(html)
    return hidden


def test_keyboard_focus_can_be_seen(tab: Tab) -> None:
    tab.go("/lowongan?q=operator")
    assert hidden_stops(tab, 30) == []


def test_a_hidden_focus_is_noticed(tab: Tab) -> None:
    tab.go("/tentang")
    tab.evaluate(
        "() => document.querySelectorAll('a').forEach(one => { one.style.outline = one.style.boxShadow = 'none'; })"
    )
    assert hidden_stops(tab, 3) != []
