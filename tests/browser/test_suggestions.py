"""Suggestions under a search box: from the keyboard, with a pointer, for a screen reader."""

from collections.abc import Callable

import pytest

from tests.browser.tab import Tab
from tests.browser.test_accessibility import violations

OPEN = "#saran:not([hidden])"


def typed(tab: Tab, path: str, text: str) -> None:
    tab.go(path)
    with tab.page.expect_response(f"**/saran?q={text}") as answer:  # slow keys ask for the beginning of the word too
        tab.page.locator("#q").press_sequentially(text, delay=20)
    answer.value.finished()
    tab.page.wait_for_selector(OPEN)
    tab.settle()


@pytest.mark.parametrize("path", ["/", "/lowongan"])
@pytest.mark.parametrize("width", [360, 1280])
def test_from_the_keyboard(path: str, width: int, open_tab: Callable[..., Tab]) -> None:
    tab = open_tab(width)
    typed(tab, path, "oper")
    box, options = tab.page.locator("#q"), tab.page.locator("#saran [role=option]")
    assert box.get_attribute("aria-expanded") == "true"
    assert options.count() > 1
    assert violations(tab) == []
    tab.page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    assert options.first.get_attribute("aria-selected") == "true"
    tab.page.keyboard.press("ArrowUp")  # out of the list again: Enter then searches what was typed
    assert box.get_attribute("aria-activedescendant") is None
    tab.page.keyboard.press("Escape")
    assert tab.page.locator("#saran").is_hidden()
    assert box.input_value() == "oper"
    assert box.get_attribute("aria-expanded") == "false"


def test_enter_goes_where_the_choice_leads(tab: Tab) -> None:
    typed(tab, "/lowongan", "oper")
    wanted = tab.page.locator("#saran a").first.get_attribute("href")
    tab.page.keyboard.press("ArrowDown")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url(f"**{wanted}")
    assert tab.path == wanted


def test_a_click_goes_there_too_and_leaving_the_box_closes(tab: Tab) -> None:
    typed(tab, "/lowongan", "oper")
    tab.page.keyboard.press("Tab")
    assert tab.page.locator("#saran").is_hidden()
    typed(tab, "/lowongan", "oper")
    wanted = tab.page.locator("#saran a").first.get_attribute("href")
    tab.page.locator("#saran a").first.click()
    tab.page.wait_for_url(f"**{wanted}")


def test_nothing_to_suggest_shows_no_list(tab: Tab) -> None:
    tab.go("/lowongan")
    with tab.page.expect_response("**/saran?q=zzqqxx"):
        tab.page.locator("#q").press_sequentially("zzqqxx", delay=5)
    tab.settle()
    assert tab.page.locator("#saran").is_hidden()
