"""English pages speak English: words, numbers, days. What is written in Indonesian is marked for screen readers."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from app.domain.education import EDUCATION_LEVELS
from app.web import formats
from app.web.languages import LanguageFolder
from tests.factories.employers import employer
from tests.factories.vacancies import TODAY, posting, vacancies, vacancy
from tests.factories.workers import certificate, worker
from tests.support.dom import Element, ancestors, text_of
from tests.support.lists import Broken
from tests.support.pages import Page
from tests.support.site import Site

# Small words and the site's own that no English sentence has.
INDONESIAN = frozenset("""
ada adalah akan anda atau bagi belum berlaku bila boleh cari dan dapat dari daftar dengan di dibuka dicari diisi
ditutup gratis halaman hanya hari harus hasil jenis jumlah juga kami karena kartu ke kecamatan kembali kerja lain
langsung lihat loket lowongan melamar mencari menurut orang pada pekerjaan pencarian pendidikan pengalaman perlu
perusahaan petugas pukul rentang saat sampai sangat saring saringan satu sebagai sejak semua sertifikat setiap sudah
surel syarat tahun tanpa tayang telepon tempat tenaga tentang terapkan tersedia tidak uang untuk upah urut usia yang
""".split())  # fmt: skip  # noqa: SIM905
SPOKEN = ("aria-label", "alt", "title", "placeholder", "data-suggest-name")


def fill(site: Site) -> None:
    owner = employer(name="PT Bara", about="Perusahaan tambang yang aman.", website="https://bara.example")
    site.save(
        vacancy(
            "Juru Las", of=owner, slug="juru-las", conditions="Tidak buta warna", justification="Untuk keselamatan.",
            benefits="- makan siang", male=1, age_max=35, karirhub_number="KH-1", karirhub_on=TODAY,
        ),
        vacancy("Magang", types=["magang"], education=["paket-c", "d4"], wage=None, closes_on=TODAY),
        posting("Juru Las Kapal", places=["64.71"], types=[], education=[], wage=None),
        vacancy("Kasir", status="expired", slug="kasir", closes_on=TODAY - timedelta(days=2)),
        *vacancies(30),
    )  # fmt: skip
    site.save(
        worker(certificate(level=3), certificate("ahli-k3-umum", "kemnaker"), public_id="ABCD2345"),
        worker(certificate("operator-hd", valid_until=TODAY - timedelta(days=9)), available_from=None),
    )


def is_indonesian(element: Element) -> bool:
    return any(one.get("lang") == "id" for one in (element, *ancestors(element)))


def said(page: Page) -> Iterator[str]:
    """Every text and spoken attribute of a page that passes for English."""
    for element in page.dom.elements():
        if is_indonesian(element) or element.tag in {"script", "title", "option"}:
            continue
        yield element.text or ""
        yield from (element.get(name) or "" for name in SPOKEN)
        yield from (child.tail or "" for child in element)


def left(page: Page) -> list[str]:
    """What a page says in English that has Indonesian words; addresses and what is quoted may."""
    quoted = re.compile(r"“[^”]*”|https?://\S+")
    return [text for text in said(page) if INDONESIAN.intersection(re.findall(r"[a-z]+", quoted.sub("", text).lower()))]


PATHS = (
    "/", "/lowongan", "/lowongan?q=juru&jenis=magang&lokasi=63.11.06&gaji_min=3725000&sejak=7",
    "/lowongan?halaman=2", "/lowongan?q=astronot+bulan&jenis=magang", "/lowongan?warna=biru&jenis=santai&urut=x",
    "/lowongan?buka=pendidikan", "/lowongan?q=sopir+untuk+lulusan+SMK+di+Paringin&termasuk=pendidikan",
    "/lowongan?buka=jabatan&pendidikan=belum-diisi", "/lowongan?q=kerja+di+paringin&harfiah=lokasi",
    "/tenaga-kerja", "/tenaga-kerja?q=las&status=terverifikasi&jenjang=3",
    "/tenaga-kerja?buka=pendidikan&tersedia=tidak", "/tenaga-kerja?q=astronot", "/bantuan", "/privasi", "/tentang",
    "/lowongan/1-juru-las", "/lowongan/1-juru-las?cetak=1", "/lowongan/3-juru-las-kapal", "/lowongan/4-kasir",
    "/perusahaan/1-pt-bara",
    "/lowongan/1/lapor", "/masuk", "/daftar", "/daftar/pencari-kerja", "/daftar/perusahaan", "/daftar/kirim-ulang",
    "/lupa-sandi", "/aktivasi",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_no_page_mixes_its_languages(site: Site, path: str) -> None:
    fill(site)
    assert left(site.client.get("/en" + path)) == []


def test_error_pages_and_outages_are_in_english(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(site)
    assert left(site.client.get("/en/lowongan?halaman=90", status=404)) == []
    assert left(site.client.get("/en/cek/salah", status=404)) == []
    assert left(site.client.get("/en/lowongan/99", status=404)) == []
    monkeypatch.setattr(site.engine, "search", Broken().search)
    page = site.client.get("/en/lowongan?q=juru")
    assert "Search is having problems." in page.text
    assert left(page) == []


def test_a_page_that_mixes_is_noticed(site: Site) -> None:
    page = site.client.get("/bantuan")
    assert left(page) == []  # all of it is marked as Indonesian
    page.dom.root.set("lang", "en")
    assert {"Cara melamar", "Isi halaman", "Lewat loket kantor kami."} <= set(left(page))


def test_what_people_wrote_is_marked_as_indonesian(site: Site) -> None:
    fill(site)
    page = site.client.get("/en/lowongan/1-juru-las")
    assert is_indonesian(page.one("h1"))
    marked = " ".join(page.texts("[lang=id]"))
    for words in ("Tidak buta warna", "Untuk keselamatan.", "makan siang", "Terbiasa bekerja dalam regu."):
        assert words in marked
    cards = site.client.get("/en/lowongan").select(".card-link")
    assert cards
    assert all(is_indonesian(card) for card in cards)
    assert not site.client.get("/lowongan/1-juru-las").select("main [lang]")


def test_numbers_and_days(site: Site) -> None:
    fill(site)
    site.save(vacancy("Ahli", slug="ahli", wage=(12_500_000, None), closes_on=date(2027, 5, 1), experience_months=12))
    page = site.client.get("/en/lowongan?q=ahli").follow("Ahli")
    assert "From Rp12.500.000 a month" in page.text
    assert "1 May 2027, 23:59 WITA" in page.text
    assert "At least 1 year" in page.text
    assert (spoken_at("/en/", formats.number, 1234567), spoken_at("/", formats.number, 1234567)) == (
        "1,234,567",
        "1.234.567",
    )


def spoken_at(path: str, made: Callable[..., str], *values: object) -> str:
    """What a function says in the language of a path."""
    found = []
    LanguageFolder(lambda *_: [found.append(made(*values)) or b""])({"PATH_INFO": path}, lambda *_: lambda _: None)
    return found[0]


@pytest.mark.parametrize(("many", "count"), [(1, "1 vacancy"), (2, "2 vacancies")])
def test_forms_of_a_number(site: Site, many: int, count: str) -> None:
    site.save(*vacancies(many))
    assert site.client.get("/en/lowongan").texts("#jumlah strong") == [count]
    assert site.client.get("/lowongan").texts("#jumlah strong") == [f"{many} lowongan"]


def test_words_for_codes(site: Site) -> None:
    fill(site)
    page = site.client.get("/en/lowongan?jabatan=83")
    assert page.texts(".chip")[0] == "Remove filter Drivers and mobile plant operators"
    panel = " ".join(site.client.get("/en/lowongan").texts("#saringan"))
    for words in ("Senior high school", "Mining and quarrying", "Apprenticeship", "All of Balangan Regency"):
        assert words in panel
    groups = {level.group for level in EDUCATION_LEVELS}
    assert not groups - {"Diploma"} & set(site.client.get("/en/lowongan?buka=pendidikan").texts(".facet-group"))
    detail = site.client.get("/en/lowongan/1-juru-las")
    assert "Heavy truck and lorry drivers" in detail.text
    assert "Heavy truck" not in site.client.get("/lowongan/1-juru-las").text


def test_the_data_block_stays_what_it_is(site: Site) -> None:
    """Search engines read the vacancy as it was written; only its address is the copy's."""
    fill(site)
    plain, copied = (
        json.loads(site.client.get(f"{folder}/lowongan/1-juru-las").one("script[type=application/ld+json]").text or "")
        for folder in ("", "/en")
    )
    assert copied.pop("url").endswith("/en/lowongan/1-juru-las")
    assert plain.pop("url").endswith("/lowongan/1-juru-las")
    assert copied == plain


def test_the_feed_speaks_indonesian(site: Site) -> None:
    fill(site)
    feed = str(site.client.get("/en/lowongan?q=juru").link("Follow these results by Atom").get("href"))
    assert feed == "/lowongan.atom?q=juru"
    assert 'xml:lang="id"' in site.client.get(feed).response.get_data(as_text=True)


def test_the_home_page_counts_alike_in_both_languages(site: Site) -> None:
    fill(site)
    plain, copied = site.client.get("/"), site.client.get("/en/")
    assert plain.texts(".live b") == copied.texts(".live b")
    fields = copied.texts(".trade")
    assert fields[0].startswith("Mining")
    assert str(copied.select(".trade a")[0].get("href")) == "/en/lowongan?sektor=B"
    office = site.settings.office.in_english
    assert f"{office.region_name}, {office.province_name}" in text_of(copied.one("footer"))
    assert plain.texts(".trade")[0].startswith("Pertambangan")
