"""Help, privacy and about: they hold for what the site does today, and name the office of the settings."""

from dataclasses import replace

import pytest

from tests.support.pages import PageClient
from tests.support.site import Site

PAGES = {"/bantuan": "Bantuan", "/privasi": "Data pribadi Anda", "/tentang": "Tentang Lamar Begawi"}


@pytest.mark.parametrize(("path", "heading"), PAGES.items())
def test_each_stands_and_names_the_office(site: Site, path: str, heading: str) -> None:
    page = site.client.get(path)
    assert page.h1 == heading
    for words in (site.settings.office.agency, site.settings.office.address):
        assert words in page.text


def test_help_says_how_to_apply_and_how_to_spot_a_fake(client: PageClient) -> None:
    page = client.get("/bantuan")
    for ident in ("melamar", "penipuan"):
        assert page.select(f"#{ident}")
    for sign in ("biro perjalanan", "KTP", "NPWP", "Ijazah", "P3MI", "wawancara"):
        assert sign in page.text, sign


def test_help_tells_companies_how_to_find_people(client: PageClient) -> None:
    page = client.get("/bantuan")
    assert page.follow("Menemukan tenaga kerja bersertifikat").select("h3#tenaga-kerja")
    assert page.follow("Cari tenaga kerja").path == "/tenaga-kerja"


def test_privacy_tells_what_the_catalogue_shows_and_how_to_leave_it(client: PageClient) -> None:
    page = client.get("/privasi")
    assert page.select("h2#katalog")
    assert len(page.select("main ol li")) == 3
    for words in ("mencabut persetujuan", "disimpan tersandi", "bulan berakhirnya", "QR"):
        assert words in page.text, words
    assert "enkripsi" not in page.text  # one word for one thing


def test_privacy_promises_what_is_offered(client: PageClient) -> None:
    """Nothing hides a card but the withdrawal; what the office has on record is deleted at the counter; no time limit
    is kept by the site."""
    account, counter, _ = client.get("/privasi").texts("ul[aria-labelledby=hak] li")
    for words in ("siapa yang melihatnya", "mengunduh salinannya", "mencabut persetujuan kartu", "menghapus akun"):
        assert words in account
    assert "Di loket kantor kami, dengan KTP" in counter
    assert all(words in counter for words in ("memperbaiki data", "penghapusan data di kantor", "salinannya"))
    for words in ("menyembunyikan", "dua puluh empat jam"):
        assert words not in client.get("/privasi").text


@pytest.mark.parametrize("path", ["/", "/lowongan", "/tenaga-kerja", *PAGES])
def test_privacy_is_true_no_page_sets_a_cookie_or_asks_elsewhere(client: PageClient, path: str) -> None:
    page = client.get(path)
    assert "Set-Cookie" not in page.headers
    for tag, name in (("script", "src"), ("link", "href"), ("img", "src"), ("use", "href")):
        found = [str(one.get(name)) for one in page.select(tag) if one.get("rel") not in {"canonical", "alternate"}]
        assert [address for address in found if address != "None" and not address.startswith("/")] == []


def test_ways_to_reach_the_office_show_when_they_are_set(site: Site) -> None:
    office = site.settings.office
    assert "tel:" not in site.client.get("/bantuan").html
    reachable = replace(office, phone="0526 123-456", whatsapp="+62 812 3456", email="loket@example.go.id")
    names = site.app.jinja_env.globals
    before, names["office"] = names["office"], reachable
    site.app.jinja_env.cache.clear()  # macros keep the globals they were loaded with
    try:
        page = site.client.get("/bantuan")
    finally:
        names["office"] = before
        site.app.jinja_env.cache.clear()
    addresses = {str(one.get("href")).partition("?text=")[0] for one in page.select("a")}
    assert {"tel:0526123456", "https://wa.me/628123456", "mailto:loket@example.go.id"} <= addresses
    assert "E-mail loket@example.go.id" in page.text


def test_entries_lead_only_to_pages_that_exist(client: PageClient) -> None:
    page = client.get("/tentang")
    assert page.texts("header nav a") == ["Lowongan", "Tenaga kerja", "Bantuan", "Tentang", "English", "Masuk"]
    for label in page.texts("header nav a") + page.texts("footer nav a"):
        if "Atom" not in label:
            page.follow(label)
