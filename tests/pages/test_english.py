"""The English copies: same paths and states below /en, one address for each page, and a plain link between the two."""

from urllib.parse import urlsplit

import pytest

from app.domain.languages import ENGLISH, FOLDER, INDONESIAN, in_language, is_copied
from tests.factories.employers import employer
from tests.factories.vacancies import posting, vacancies, vacancy
from tests.factories.workers import certificate, worker
from tests.support.dom import text_of
from tests.support.htmx import click
from tests.support.lists import assert_light, fresh, panel, swap_filters, swap_link, walk
from tests.support.pages import Page
from tests.support.site import Site

STATES = (
    "/", "/lowongan", "/lowongan?q=juru+las&lokasi=63.11.06&jenis=penuh", "/lowongan?urut=gaji&halaman=2",
    "/lowongan?q=a%26b+%C3%A9", "/tenaga-kerja", "/tenaga-kerja?q=las&penerbit=bnsp&buka=skema", "/bantuan", "/privasi",
    "/tentang", "/lowongan/1-juru-las", "/perusahaan/1-pt-bara", "/masuk?lanjut=%2Flowongan", "/daftar/perusahaan",
)  # fmt: skip


def fill(site: Site) -> None:
    site.save(vacancy("Juru Las", of=employer(name="PT Bara"), slug="juru-las"))
    site.save(*vacancies(45), posting("Juru Las Kapal", places=["64.71"], types=[], education=[], wage=None))
    site.save(*(worker(certificate(level=3), experience_months=4 * number) for number in range(24)))


def switch(page: Page) -> str:
    return str(page.one("#bahasa").get("href"))


def language_of(page: Page) -> str | None:
    return page.dom.root.get("lang")


@pytest.mark.parametrize(
    ("address", "plain", "copied"),
    [
        ("/", "/", "/en/"),
        ("/en", "/", "/en/"),
        ("/en?x=1", "/?x=1", "/en/?x=1"),
        ("/en/lowongan?q=/en/", "/lowongan?q=/en/", "/en/lowongan?q=/en/"),
        ("/bantuan#melamar", "/bantuan#melamar", "/en/bantuan#melamar"),
        ("/english", "/english", "/english"),
        ("/en/kelola", "/kelola", "/kelola"),
        ("/lowongan.atom?q=las", "/lowongan.atom?q=las", "/lowongan.atom?q=las"),
        ("https://x.example/lowongan", "https://x.example/lowongan", "https://x.example/lowongan"),
        ("", "", ""),
    ],
)
def test_an_address_in_both_languages(address: str, plain: str, copied: str) -> None:
    assert (in_language(address, INDONESIAN), in_language(address, ENGLISH)) == (plain, copied)


@pytest.mark.parametrize("path", STATES)
def test_the_switch_leads_to_the_same_state_and_back(site: Site, path: str) -> None:
    fill(site)
    here = site.client.get(path)
    there = site.client.get(switch(here))
    assert (language_of(here), language_of(there)) == (INDONESIAN, ENGLISH)
    assert switch(here) == FOLDER + path
    assert switch(there) == path
    for page, name, spoken in ((here, "English", ENGLISH), (there, "Bahasa Indonesia", INDONESIAN)):
        link = page.one("#bahasa")
        assert (text_of(link), link.get("lang"), link.get("hreflang")) == (name, spoken, spoken)


@pytest.mark.parametrize("path", [*STATES, "/lowongan/1-juru-las?cetak=1"])
def test_links_stay_in_the_language(site: Site, path: str) -> None:
    """What has a copy is linked as one; feeds, files and data have none, and no address says the language twice."""
    fill(site)
    page = site.client.get(FOLDER + path)
    for link in (*page.select("a"), *page.select("form"), *page.select("link"), *page.select("script")):
        address = str(link.get("href") or link.get("action") or link.get("src") or "")
        if address.startswith("/") and link.get("id") != "bahasa":
            assert address == in_language(address, ENGLISH), address
    assert f"{FOLDER}/aset" not in page.html
    assert FOLDER * 2 not in page.html


def test_pages_name_their_copies_both_ways(site: Site) -> None:
    fill(site)
    for path in ("/", "/lowongan", "/lowongan/1-juru-las", "/perusahaan/1-pt-bara", "/bantuan"):
        pages = [site.client.get(path), site.client.get(FOLDER + path)]
        copies = [
            {str(one.get("hreflang")): str(one.get("href")) for one in page.select("link[rel=alternate][hreflang]")}
            for page in pages
        ]
        site_url = site.settings.public_url
        assert copies[0] == {"id": site_url + path, "en": site_url + FOLDER + path, "x-default": site_url + path}
        assert copies[1] == copies[0]
        canonical = [str(page.one("link[rel=canonical]").get("href")) for page in pages]
        assert canonical == [copies[0]["id"], copies[0]["en"]]


def test_the_site_map_names_the_copies(site: Site) -> None:
    [number, *_] = site.save(vacancy("Juru Las", of=employer(name="PT Bara")))
    page = site.client.get("/sitemap.xml").response.get_data(as_text=True)
    address = f"{site.settings.public_url}{FOLDER}/lowongan/{number}-juru-las"
    assert f'<xhtml:link rel="alternate" hreflang="en" href="{address}"/>' in page
    assert page.count('hreflang="en"') == page.count('hreflang="id"') == page.count("<loc>")


def test_what_has_no_copy_is_not_found_in_english(site: Site) -> None:
    """Every address of the site: below /en it answers as its page does, or else nothing is there."""
    rules = {rule.rule for rule in site.app.url_map.iter_rules()}
    alone = {rule for rule in rules if not is_copied(rule)}
    assert {"/lowongan.atom", "/sitemap.xml", "/robots.txt", "/healthz", "/galeri", "/api/v1/workers"} <= alone
    assert not [rule for rule in alone if in_language(rule, ENGLISH) != rule]
    for path in (*(rule for rule in alone if "<" not in rule), "/en", "/en/lowongan", "/akun", "/kelola", "/petugas"):
        page = site.client.get(FOLDER + path, status=404)
        assert language_of(page) == ENGLISH
        assert page.h1 == "Page not found"
        assert switch(page) == "/"


def test_views_stand_once_in_the_routes(site: Site) -> None:
    assert [
        rule.rule for rule in site.app.url_map.iter_rules() if in_language(rule.rule, INDONESIAN) != rule.rule
    ] == []


@pytest.mark.parametrize(
    ("path", "status", "target"),
    [
        ("/en", 308, "/en/"),
        ("/en/lowongan/1", 301, "/en/lowongan/1-juru-las"),
        ("/en/lowongan/1-lama?cetak=1", 301, "/en/lowongan/1-juru-las?cetak=1"),
        ("/en/perusahaan/1", 301, "/en/perusahaan/1-pt-bara"),
        ("/lowongan/1", 301, "/lowongan/1-juru-las"),
    ],
)
def test_redirects_stay_in_the_language(site: Site, path: str, status: int, target: str) -> None:
    fill(site)
    response = site.app.test_client().get(path)
    parts = urlsplit(response.headers["Location"])
    assert (response.status_code, parts.path + (f"?{parts.query}" if parts.query else "")) == (status, target)


def test_only_the_address_says_the_language(site: Site) -> None:
    browser = site.app.test_client()
    wishes = {"Accept-Language": "en", "Cookie": "language=en"}
    for path, spoken in (("/en/bantuan", "en"), ("/bantuan", "id"), ("/en/x", "en"), ("/x", "id"), ("/english", "id")):
        response = browser.get(path, headers=wishes)
        assert f'<html lang="{spoken}">' in response.get_data(as_text=True)
        assert "Accept-Language" not in response.headers.get("Vary", "")
        assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("start", ["/en/lowongan", "/en/tenaga-kerja"])
def test_a_walk_of_swaps_never_drifts(site: Site, start: str) -> None:
    """U2 on English lists, the switch in the masthead included."""
    fill(site)
    walk(site.client.get(start), seed=6, steps=12)


def test_a_swap_takes_the_switch_along(site: Site) -> None:
    fill(site)
    swap_filters(site.client.get("/en/lowongan"), "/en/lowongan?lokasi=63.11.06", lokasi=["63.11.06"])
    swap_link(site.client.get("/en/lowongan?q=mekanik"), "Next")
    page = site.client.get("/lowongan")
    after = fresh(click(page, panel(page), jenis=["penuh"]))
    assert switch(after) == "/en/lowongan?jenis=penuh"


@pytest.mark.parametrize("path", ["/en/lowongan?q=operator", "/en/tenaga-kerja"])
def test_lists_are_as_light(site: Site, path: str) -> None:
    fill(site)
    assert_light(site.client.get(path))


def test_suggestions_lead_to_english_pages(site: Site) -> None:
    fill(site)
    address = str(site.client.get("/en/lowongan").one("#q").get("data-suggest"))
    assert address == "/en/saran"
    found = site.client.htmx("/en/saran?q=juru")
    assert found.select("a")
    assert [link.get("href") for link in found.select("a") if not str(link.get("href")).startswith("/en/")] == []
