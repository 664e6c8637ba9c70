"""U3 and U4: the list keeps its place through back, forward, reload and new tabs, and works without script."""

from collections.abc import Callable

import pytest

from tests.browser.tab import Tab


def state(tab: Tab) -> tuple[str, str, list[str], str]:
    """What a person sees of a list: address, header, rows and title."""
    return tab.path, tab.count(), tab.cards(), tab.page.title()


def await_state(tab: Tab, wanted: tuple[str, str, list[str], str]) -> None:
    """The list comes to show this, and stays so: HTMX restores from the server after the address has changed."""
    for _ in range(100):
        if state(tab) == wanted:
            break
        tab.page.wait_for_timeout(50)
    tab.page.wait_for_timeout(100)
    assert state(tab) == wanted


def scroll(tab: Tab) -> int:
    return int(tab.evaluate("() => Math.round(scrollY)"))


def choose(tab: Tab, value: str) -> None:
    """Tick a facet value and wait for its results."""
    before = tab.path
    tab.page.locator(f'#saringan input[value="{value}"]').check()
    tab.page.wait_for_function("before => location.pathname + location.search !== before", arg=before)
    tab.settle()


BOARD, CATALOGUE = ("/lowongan", "penuh", "operator"), ("/tenaga-kerja", "sekarang", "las")  # list, facet value, word


def walk(tab: Tab, path: str, value: str, word: str) -> list[tuple[str, str, list[str], str]]:
    """A walk of facets, words and pages; the states it went through."""
    tab.go(path)
    states = [state(tab)]
    choose(tab, value)
    states.append(state(tab))
    tab.page.locator(".pager a[rel=next]").click()
    tab.page.wait_for_url("**halaman=2*")
    tab.settle()
    states.append(state(tab))
    tab.page.locator("#q").press_sequentially(word, delay=20)
    tab.page.wait_for_url(f"**q={word}*")
    tab.settle()
    states.append(state(tab))
    return states


@pytest.mark.parametrize("way", [BOARD, CATALOGUE])
def test_back_forward_and_reload_give_each_page_its_own(
    way: tuple[str, str, str], tab: Tab, open_tab: Callable[..., Tab]
) -> None:
    states = walk(tab, *way)
    assert len({path for path, *_ in states}) == len(states)
    for wanted in reversed(states[:-1]):
        tab.page.go_back()
        await_state(tab, wanted)
    for wanted in states[1:]:
        tab.page.go_forward()
        await_state(tab, wanted)
    tab.page.reload()
    assert state(tab) == states[-1]
    for wanted in states:
        other = open_tab()
        other.go(wanted[0])
        assert state(other) == wanted


def test_the_box_shows_the_words_of_each_page(tab: Tab) -> None:
    states = walk(tab, *BOARD)
    assert tab.page.locator("#q").input_value() == "operator"
    tab.page.go_back()
    await_state(tab, states[-2])
    assert tab.page.locator("#q").input_value() == ""
    assert tab.page.locator('#saringan input[value="penuh"]').is_checked()


@pytest.mark.parametrize(("path", "value"), [BOARD[:2], CATALOGUE[:2]])
def test_back_from_a_card_finds_the_place_left(path: str, value: str, tab: Tab) -> None:
    tab.go(path)
    choose(tab, value)
    tab.evaluate("() => scrollTo({top: 900, behavior: 'instant'})")
    tab.page.wait_for_timeout(200)
    rows, left = tab.cards(), scroll(tab)
    assert left > 400
    tab.page.locator("#hasil .cards h3 a").nth(8).click()
    tab.page.wait_for_url(f"**{path}/*-*")
    tab.page.go_back()
    tab.page.wait_for_function("top => Math.abs(scrollY - top) < 60", arg=left)
    assert tab.cards() == rows


def test_back_from_a_page_of_results_finds_the_place_left(tab: Tab) -> None:
    tab.go("/lowongan")
    tab.page.locator(".pager a[rel=next]").scroll_into_view_if_needed()
    tab.page.wait_for_timeout(200)
    first, left = tab.cards(), scroll(tab)
    tab.page.locator(".pager a[rel=next]").click()
    tab.page.wait_for_url("**halaman=2*")
    tab.settle()
    assert tab.cards() != first
    tab.page.wait_for_function("left => scrollY < left / 2", arg=left)  # the next page is read from its top
    tab.page.go_back()
    tab.page.get_by_role("link", name=first[0]).first.wait_for()
    assert tab.cards() == first
    tab.page.wait_for_function("left => Math.abs(scrollY - left) < 60", arg=left)


def test_choosing_a_facet_keeps_the_place(tab: Tab) -> None:
    tab.go("/lowongan")
    box = tab.page.locator('#saringan input[name="pendidikan"]:not([disabled])').last
    box.scroll_into_view_if_needed()
    before = scroll(tab)
    box.check()
    tab.page.wait_for_url("**pendidikan=*")
    tab.settle()
    assert abs(scroll(tab) - before) < 60
    assert tab.evaluate("() => document.activeElement.name") == "pendidikan"


# A letter each 30 ms by the page's own timers: on a slow machine too no letter is later than the pause they end.
TYPE = """text => new Promise(done => {
  const box = document.getElementById("q"), letters = [...text];
  box.focus();
  const next = () => {
    if (!letters.length) return done();
    box.value += letters.shift();
    box.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(next, 30);
  };
  next();
})"""


def test_results_follow_typing_debounced(tab: Tab) -> None:
    tab.go("/lowongan")
    everything = tab.count()
    tab.requests.clear()
    tab.evaluate(TYPE, "operator")
    tab.page.wait_for_url("**q=operator*")
    tab.settle()
    assert len([url for url in tab.requests if "/lowongan?" in url]) == 1, tab.requests
    assert tab.count() != everything
    assert tab.evaluate("() => document.activeElement.id") == "q"
    assert tab.page.locator("#hasil mark").count() > 0


def test_a_chip_removes_its_filter_and_no_other(tab: Tab) -> None:
    tab.go("/lowongan?q=operator&jenis=penuh&jenis=kontrak")
    tab.page.locator("#hasil .chip", has_text="Penuh waktu").click()
    tab.page.wait_for_function("() => !location.search.includes('penuh')")
    tab.settle()
    assert tab.path == "/lowongan?q=operator&jenis=kontrak"
    assert tab.page.locator("#q").input_value() == "operator"
    assert not tab.page.locator('#saringan input[value="penuh"]').is_checked()


def test_an_open_panel_stays_open_on_a_phone(phone: Tab) -> None:
    phone.go("/lowongan")
    phone.page.locator("details.filters > summary").click()
    choose(phone, "kontrak")
    assert phone.page.locator('#saringan input[value="kontrak"]').is_visible()
    phone.page.locator("#saringan .filters-actions button").click()
    phone.page.locator('#saringan input[value="kontrak"]').wait_for(state="hidden")
    assert phone.page.locator("#hasil .cards h3").first.is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_search_works_without_script(open_tab: Callable[..., Tab], width: int) -> None:
    tab = open_tab(width, java_script_enabled=False)
    tab.go("/")
    tab.page.locator("main input[name=q]").fill("operator")
    tab.page.locator("main input[name=q]").press("Enter")
    tab.page.wait_for_url("**/lowongan?*q=operator*")
    found = tab.count()
    if width < 1000:
        tab.page.locator("details.filters > summary").click()
    tab.page.locator('#saringan input[value="penuh"]').check()
    tab.page.locator("#saringan .filters-actions button").click()
    tab.page.wait_for_url("**jenis=penuh*")
    assert tab.count() != found
    rows = tab.cards()
    tab.page.locator("#hasil .chip", has_text="Penuh waktu").click()
    tab.page.wait_for_url("**/lowongan?q=operator")
    assert tab.count() == found
    tab.page.go_back()
    assert tab.cards() == rows
    tab.page.locator("#hasil .cards h3 a").first.click()
    tab.page.wait_for_load_state()
    assert tab.page.locator("h1").inner_text() == rows[0]
