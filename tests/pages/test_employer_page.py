"""An employer's page: who it is, what it has open, page by page."""

import pytest

from tests.factories.employers import employer
from tests.factories.vacancies import posting, vacancies, vacancy
from tests.support.dom import text_of
from tests.support.pages import Page
from tests.support.queries import assert_flat
from tests.support.site import Site


def open_page(site: Site, number: int, query: str = "") -> Page:
    short = site.client.get(f"/perusahaan/{number}", status=301)
    return site.client.get(str(short.headers["Location"]) + query)


def test_one_address_per_employer(site: Site) -> None:
    [number] = site.save(employer(name="PT Bara Banua"))
    address = f"/perusahaan/{number}-pt-bara-banua"
    assert site.client.get(f"/perusahaan/{number}-lain", status=301).headers["Location"] == address
    page = site.client.get(address)
    assert page.h1 == "PT Bara Banua"
    assert str(page.one("link[rel=canonical]").get("href")).endswith(address)


@pytest.mark.parametrize("path", ["/perusahaan/987", "/perusahaan/987-x", "/perusahaan/x", f"/perusahaan/{10**30}-x"])
def test_unknown_ones_are_not_there(site: Site, path: str) -> None:
    site.client.get(path, status=404)


def test_a_suspended_one_is_not_there(site: Site) -> None:
    [number] = site.save(employer(status="suspended"))
    site.client.get(f"/perusahaan/{number}", status=404)


def test_tells_who_it_is(site: Site) -> None:
    owner = employer(
        name="PT Bara Banua", region_code="63.11.01", address="Jalan A. Yani 3", website="https://bara.example/kerja",
        about="Sejak 2009.\n- dekat\n- aman",
    )  # fmt: skip
    site.save(vacancy("Terbuka", of=owner), vacancy(of=owner, status="filled"), vacancy(of=owner, status="draft"))
    site.save(vacancy("Punya Orang"), posting("Kutipan"))
    page = open_page(site, owner.id)
    told = {text_of(row[0]): text_of(row[1]) for row in page.select("dl.details-list div")}
    assert told["Tempat"] == "Juai, Kabupaten Balangan"
    assert told["Alamat"] == "Jalan A. Yani 3"
    assert told["Lowongan dibuka"] == "1"
    assert told["Pernah dibuka"] == "1 sudah ditutup"
    assert page.link("bara.example/kerja").get("rel") == "nofollow noopener external"
    assert page.texts(".vacancy-card h3") == ["Terbuka"]
    assert page.texts(".prose li") == ["dekat", "aman"]
    assert "Perusahaan terverifikasi" in page.text


def test_says_when_nobody_checked_it(site: Site) -> None:
    [number] = site.save(employer(verified_at=None))
    page = open_page(site, number)
    assert "Belum diperiksa petugas" in page.text
    assert "terverifikasi" not in page.text
    assert "Saat ini tidak ada lowongan yang dibuka." in page.text


def test_an_address_of_another_kind_is_no_link(site: Site) -> None:
    [number] = site.save(employer(website="javascript:alert(1)"))
    assert "javascript" not in open_page(site, number).html


def test_twenty_a_page(site: Site) -> None:
    owner = employer()
    site.save(*vacancies(41, of=owner))
    page = open_page(site, owner.id)
    seen = page.texts(".vacancy-card h3")
    assert len(seen) == 20
    for _ in range(2):
        page = page.follow("Berikutnya")
        seen += page.texts(".vacancy-card h3")
    assert seen == [f"Helper Mekanik {n:03d}" for n in range(1, 42)]
    assert str(page.one("link[rel=canonical]").get("href")).endswith("?halaman=3")
    assert page.follow("Halaman 1").texts(".vacancy-card h3")[0] == "Helper Mekanik 001"


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", "99999999999999999999", "²"])
def test_what_is_no_page_is_said(site: Site, number: str) -> None:
    owner = employer(name="PT Bara")
    site.save(*vacancies(2, of=owner))
    page = site.client.get(f"/perusahaan/{owner.id}-pt-bara?halaman={number}")
    assert page.texts(".notice p") == [f"Nilai “{number}” untuk halaman tidak dikenal dan tidak dipakai."]
    assert len(page.select(".vacancy-card")) == 2


def test_queries_do_not_grow(site: Site) -> None:
    few, many = employer(name="PT Sepi"), employer(name="PT Ramai")
    site.save(*vacancies(1, of=few), *vacancies(30, of=many))
    pages = (f"/perusahaan/{few.id}-pt-sepi", f"/perusahaan/{many.id}-pt-ramai")
    assert assert_flat(lambda: site.client.get(pages[0]), lambda: site.client.get(pages[1])) <= 5
