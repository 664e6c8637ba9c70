"""The way between the languages in a browser: the same state, after swaps too, with and without script."""

from collections.abc import Callable

from tests.browser.tab import Tab
from tests.browser.walk import press

SWITCH = "#bahasa"


def spoken(tab: Tab) -> str:
    return str(tab.evaluate("() => document.documentElement.lang"))


def test_the_switch_keeps_what_was_chosen(tab: Tab) -> None:
    tab.go("/lowongan?q=operator")
    tab.page.locator('#saringan input[value="penuh"]').check()
    tab.page.wait_for_url("**jenis=penuh*")
    tab.settle()
    path, cards = tab.path, tab.cards()
    assert cards
    tab.page.locator(SWITCH).click()
    tab.page.wait_for_url("**/en/**")
    assert (spoken(tab), tab.path, tab.cards()) == ("en", f"/en{path}", cards)
    assert tab.page.locator('#saringan input[value="penuh"]').is_checked()
    tab.page.locator("a.chips-clear").click()
    tab.page.wait_for_url("**/en/lowongan?q=operator")
    tab.settle()
    assert tab.count().endswith(" vacancies")
    tab.page.locator(SWITCH).click()
    tab.page.wait_for_url("**/lowongan?q=operator")
    assert (spoken(tab), tab.path) == ("id", "/lowongan?q=operator")


def test_an_english_visit_without_script(open_tab: Callable[..., Tab]) -> None:
    tab = open_tab(360, java_script_enabled=False)
    tab.go("/en/")
    tab.page.locator("#q").fill("operator")
    press(tab, "Search vacancies")
    assert tab.path.startswith("/en/lowongan?q=operator")
    tab.page.locator(".card-link").first.click()
    assert tab.path.startswith("/en/lowongan/")
    tab.page.get_by_role("heading", name="How to apply").wait_for()
    tab.page.locator("summary.menu-button").click()
    tab.page.get_by_role("link", name="Bahasa Indonesia").click()
    tab.page.get_by_role("heading", name="Cara melamar").wait_for()


def test_suggestions_stay_in_english(tab: Tab) -> None:
    tab.go("/en/lowongan")
    tab.page.locator("#q").press_sequentially("oper", delay=20)
    option = tab.page.locator("#saran a").first
    option.wait_for()
    assert str(option.get_attribute("href")).startswith("/en/")
