"""The public lists and pages where no script runs: facets, chips, order, pages, words that find nothing, the check of a
certificate, and the same in English."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.places import places
from tests.browser.tab import Tab
from tests.browser.walk import follow, press, said
from tests.support.server import Server


@pytest.mark.parametrize(
    ("path", "value", "order", "word", "nothing"),
    [
        ("/lowongan", "penuh", "gaji", "operator", "astronot bulan"),
        ("/tenaga-kerja", "sekarang", "pengalaman", "las", "astronot bulan"),
        ("/en/lowongan", "penuh", "tutup", "operator", "astronaut moon"),
    ],
)
def test_a_list_by_links_and_buttons_alone(
    path: str, value: str, order: str, word: str, nothing: str, open_tab: Callable[..., Tab]
) -> None:
    tab = open_tab(360, java_script_enabled=False)
    tab.go(path)
    everything = tab.count()
    tab.page.locator("#q").press_sequentially(word)
    assert not tab.page.locator("#saran a").count(), "suggestions are the script's"
    tab.page.locator("#q").press("Enter")
    tab.page.wait_for_url(f"**{path}?*q={word}*")
    tab.go(path)
    tab.page.locator("details.filters > summary").click()
    tab.page.locator(f'#saringan input[value="{value}"]').check()
    tab.page.locator("#saringan .filters-actions button").click()
    tab.page.wait_for_url(f"**={value}*")
    assert tab.count() != everything
    tab.page.locator("details.dropdown > summary").click()
    tab.page.locator(f"details.dropdown a[href*='urut={order}']").click()
    tab.page.wait_for_url(f"**urut={order}*")
    rows = tab.cards()
    tab.page.locator(".pager a[rel=next]").click()
    tab.page.wait_for_url("**halaman=2*")
    assert tab.cards() != rows
    assert value in tab.path
    assert order in tab.path
    tab.page.locator("#hasil .chip").first.click()
    tab.page.wait_for_url(lambda address: value not in address)
    assert tab.count() == everything
    tab.page.locator("#q").fill(nothing)
    tab.page.locator("#q").press("Enter")
    tab.page.wait_for_url("**q=*")
    tab.page.locator(".suggestions a").first.click()
    tab.page.wait_for_load_state()
    assert tab.cards()


@pytest.mark.parametrize(("path", "facet"), [("/lowongan", "lokasi"), ("/tenaga-kerja", "skema")])
def test_a_facet_is_unfolded_before_the_eyes(path: str, facet: str, open_tab: Callable[..., Tab]) -> None:
    tab = open_tab(360, java_script_enabled=False)
    tab.go(path)
    tab.page.locator("details.filters > summary").click()
    values = tab.page.locator(f"#saring-{facet} input")
    few = values.count()
    tab.page.locator(f"#{facet}-buka").click()
    tab.page.wait_for_url(f"**buka={facet}*")
    assert values.count() > few
    expect(tab.page.locator(f"#saring-{facet} legend")).to_be_in_viewport()
    tab.page.locator(f"#{facet}-buka").click()
    tab.page.wait_for_url(lambda address: "buka=" not in address)
    expect(tab.page.locator(f"#saring-{facet} legend")).to_be_in_viewport()
    assert values.count() == few


def test_a_certificate_is_checked(server: Server, open_tab: Callable[..., Tab]) -> None:
    tab = open_tab(360, java_script_enabled=False)
    for name, words in (("verified certificate", "sudah diperiksa petugas"), ("revoked certificate", "sudah dicabut")):
        tab.go(places(server)[name])
        said(tab, words)
    tab.go("/cek/tidak-ada", status=404)
    said(tab, "tidak cocok dengan sertifikat mana pun")


def test_the_pages_to_read_speak_english(open_tab: Callable[..., Tab]) -> None:
    tab = open_tab(360, java_script_enabled=False)
    tab.expected = {422}
    tab.go("/en/")
    tab.page.locator("summary.menu-button").click()
    tab.page.locator("header nav a").first.click()
    tab.page.wait_for_load_state()
    assert tab.path.startswith("/en/")
    for path in ("/en/bantuan", "/en/privasi", "/en/tentang", "/en/daftar"):
        tab.go(path)
        assert tab.page.locator("html").get_attribute("lang") == "en"
    follow(tab, "jobseeker")
    press(tab, "Register")
    said(tab, "Enter an email address or a mobile number")
