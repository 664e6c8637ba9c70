"""Linking an imported posting to a registered company, and what the public sees of it."""

import pytest

from tests.factories.accounts import client_as, officer
from tests.factories.employers import employer
from tests.factories.vacancies import posting, vacancies, vacancy
from tests.support.clock import NOW
from tests.support.pages import PageClient
from tests.support.queries import assert_flat
from tests.support.site import Site


@pytest.fixture
def moderator(site: Site) -> PageClient:
    return client_as(site, officer("moderator"))


def test_search_choose_link_and_take_back(site: Site, moderator: PageClient) -> None:
    key, _ = site.save(posting("Staf Gudang", company="CV Sumber Contoh"), vacancy("Juru Las"))
    [owner] = site.save(employer(name="CV Sumber Resmi", slug="cv-sumber-resmi"))
    site.save(employer(name="CV Sumber Beku", status="suspended", suspended_at=NOW))
    page = moderator.get("/petugas/impor?q=sumber&tautan=belum")
    assert page.texts(".queue-item h3") == ["Staf Gudang"]
    page = page.follow("Staf Gudang")
    assert not page.select("input[name=perusahaan]")  # nothing is proposed by itself
    page = page.submit("form.filter-row", q="sumber")
    assert page.texts("fieldset .choice") == ["CV Sumber ResmiParingin, NIB " + page.text.split(", NIB ")[1][:13]]
    here = f"/petugas/impor/{key}"
    assert "Pilih satu perusahaan" in moderator.send(here, {"q": "sumber"}, status=422).text
    assert "tidak aktif" in moderator.send(here, {"perusahaan": "999999"}, status=422).text
    moderator.send(here, {"perusahaan": str(owner), "sebelumnya": "0"})
    site.sync()
    assert "Tautan disimpan" in moderator.get(here).text
    assert moderator.get("/petugas/impor?tautan=sudah").texts(".tag") == ["CV Sumber Resmi"]
    odd = moderator.get("/petugas/impor?tautan=entah")
    assert odd.texts(".notice p") == ["Nilai “entah” untuk tautan tidak dikenal dan tidak dipakai."]

    public = site.client.get(f"/lowongan/{key}-staf-gudang")
    assert public.link("CV Sumber Resmi").get("href") == f"/perusahaan/{owner}-cv-sumber-resmi"
    assert "Di sumbernya: CV Sumber Contoh" in public.text
    assert "Melamar hanya lewat sumber itu." in public.text
    assert "Perusahaan terverifikasi" not in public.text
    assert public.one("meta[name=robots]").get("content") == "noindex"
    assert not [one for one in public.select("script") if one.get("type") == "application/ld+json"]
    assert "Staf Gudang" in site.client.get(f"/perusahaan/{owner}-cv-sumber-resmi").text
    assert "Staf Gudang" not in site.client.get("/lowongan.atom").html

    moderator.send(here, {"lepas": "1", "sebelumnya": str(owner)})
    assert not site.client.get(f"/lowongan/{key}-staf-gudang").select(".employer a")


def test_a_link_that_another_officer_made_is_not_replaced_unseen(site: Site, moderator: PageClient) -> None:
    key, first, second = site.save(posting(), employer(name="CV Sumber Satu"), employer(name="CV Sumber Dua"))
    here, late = f"/petugas/impor/{key}", moderator.get(f"/petugas/impor/{key}?q=sumber")
    for _ in range(2):  # sent twice it is one link
        late.submit("form.stack", status=303, perusahaan=str(first))
    page = late.submit("form.stack", status=409, perusahaan=str(second))
    assert "Petugas lain sudah mengubah tautan ini" in page.text
    assert "Tertaut CV Sumber Satu" in page.text
    page.submit("form.stack", status=303, perusahaan=str(second))
    assert "Tertaut CV Sumber Dua" in moderator.get(here).text
    assert "sejak halaman dibuka" in moderator.send(here, {"lepas": "1", "sebelumnya": str(first)}, status=409).text


@pytest.mark.parametrize("role", ["verifier", "head", "counsellor", "admin"])
def test_rights(site: Site, role: str) -> None:
    [key] = site.save(posting())
    who = client_as(site, officer(role))
    who.get("/petugas/impor", status=404)
    who.get(f"/petugas/impor/{key}", status=404)
    who.send(f"/petugas/impor/{key}", {"perusahaan": "1"}, status=404)


def test_more_companies_than_shown_are_told(site: Site, moderator: PageClient) -> None:
    [key] = site.save(posting())
    site.save(*(employer(name=f"CV Sumber {number:02}") for number in range(10)))
    page = moderator.get(f"/petugas/impor/{key}?q=sumber")
    assert len(page.select("input[name=perusahaan]")) == 10
    assert "Persempit" not in page.text
    site.save(employer(name="CV Sumber 10"))
    page = moderator.get(f"/petugas/impor/{key}?q=sumber")
    assert len(page.select("input[name=perusahaan]")) == 10
    assert "Lebih dari 10 perusahaan cocok" in page.text


def test_own_vacancies_are_not_there(site: Site, moderator: PageClient) -> None:
    [key] = site.save(vacancy())
    moderator.get(f"/petugas/impor/{key}", status=404)
    assert "Belum ada lowongan kutipan" in moderator.get("/petugas/impor").text
    assert "Tidak ada yang cocok" in moderator.get("/petugas/impor?q=las").text


def test_pages_and_queries(site: Site, moderator: PageClient) -> None:
    site.save(posting("Nomor 0"), *vacancies(3), indexed=False)

    def ask() -> None:
        moderator.get("/petugas/impor")

    few = assert_flat(ask, ask)
    site.save(*(posting(f"Nomor {number}") for number in range(1, 25)), indexed=False)
    assert assert_flat(ask, ask) == few
    page = moderator.get("/petugas/impor?q=nomor").follow("Berikutnya")
    assert len(page.select(".queue-item")) == 5
