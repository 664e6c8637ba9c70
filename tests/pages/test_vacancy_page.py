"""One vacancy: its addresses, what the law asks it to state, how to apply, and what is left when it is over."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from search.engine import SearchUnavailable
from tests.factories.employers import employer
from tests.factories.vacancies import TODAY, posting, vacancies, vacancy
from tests.support.clock import NOW
from tests.support.dom import squeeze, text_of
from tests.support.pages import Page
from tests.support.queries import assert_flat
from tests.support.site import Site


def open_page(site: Site, made: object) -> Page:
    """The page of one vacancy, reached by its short address as a visitor would."""
    [vacancy_id] = site.save(made)
    return read(site, vacancy_id)


def read(site: Site, vacancy_id: int, status: int = 200) -> Page:
    short = site.client.get(f"/lowongan/{vacancy_id}", status=301)
    return site.client.get(str(short.headers["Location"]), status=status)


def facts(page: Page) -> dict[str, str]:
    """Names and values of the table; parts of a value on their own lines are joined by a space."""
    return {text_of(row[0]): squeeze(" ".join(row[1].itertext())) for row in page.select("dl.key-facts div")}


def test_one_address_per_vacancy(site: Site) -> None:
    [number] = site.save(vacancy("Juru Las 3G"))
    address = f"/lowongan/{number}-juru-las-3g"
    for other in (f"/lowongan/{number}", f"/lowongan/{number}-juru", f"/lowongan/{number}-x?cetak=1"):
        assert site.client.get(other, status=301).headers["Location"].split("?")[0] == address
    page = site.client.get(address)
    assert page.h1 == "Juru Las 3G"
    assert page.title.startswith("Juru Las 3G")
    assert str(page.one("link[rel=canonical]").get("href")).endswith(address)


@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "rejected", "withdrawn", "suspended"])
def test_what_is_not_for_visitors_is_not_there(site: Site, status: str) -> None:
    [hidden] = site.save(vacancy(status=status, published_at=None), indexed=False)
    answers = [
        site.client.get(path, status=404).html
        for path in (f"/lowongan/{hidden}", f"/lowongan/{hidden}-operator-dump-truck", f"/lowongan/{10**30}-x")
    ]
    plain = [html.rpartition("kode 404-")[0] for html in answers]
    assert plain[0] == plain[1] == plain[2]


def test_a_suspended_employer_takes_its_vacancies_along(site: Site) -> None:
    [hidden] = site.save(vacancy("Juru Las", of=employer(status="suspended")))
    assert "Juru Las" not in site.client.get(f"/lowongan/{hidden}", status=410).text


@pytest.mark.parametrize("status", ["withdrawn", "suspended"])
def test_what_was_taken_down_says_so_without_its_words(site: Site, status: str) -> None:
    site.save(*vacancies(3))
    [hidden] = site.save(vacancy("Kerja Dari Rumah", status=status))
    for path in (f"/lowongan/{hidden}", f"/lowongan/{hidden}-kerja-dari-rumah", f"/lowongan/{hidden}-x?cetak=1"):
        page = site.client.get(path, status=410)
        assert page.h1 == "Lowongan ini tidak tayang lagi"
        assert "Kerja Dari Rumah" not in page.html
        assert "kode 4" not in page.text
        assert page.select("main .grid li")
    site.client.get(f"/lowongan/{hidden}/lapor", status=404)


def test_states_everything_the_law_asks_for(site: Site) -> None:
    page = open_page(
        site,
        vacancy(
            "Pramuniaga Butik", of=employer(name="PT Busana Banua"), male=1, female=2, either=3, places=("63.11.01",),
            education=("sma", "smk"), types=("kontrak",), contract_months=18, experience_months=24, age_min=18,
            age_max=35, conditions="Perempuan untuk ruang ganti", justification="Melayani ruang ganti perempuan.",
            skills="- Ramah\n- Teliti", benefits="BPJS Ketenagakerjaan", work_address="Pasar Paringin Blok A",
            karirhub_number="KH-77", karirhub_on=TODAY, closes_on=TODAY + timedelta(days=2),
        ),
    )  # fmt: skip
    told = facts(page)
    assert told["Tempat kerja"] == "Juai, Kabupaten Balangan Pasar Paringin Blok A"
    assert told["Jenis kerja"] == "Kontrak, 18 bulan"
    assert told["Pendidikan"] == "SMA / SMK"
    assert told["Pengalaman"] == "Paling sedikit 2 tahun"
    assert told["Dibutuhkan"] == "6 orang 1 laki-laki, 2 perempuan, 3 laki-laki atau perempuan"
    assert told["Usia"] == "18 sampai 35 tahun"
    assert told["Berlaku"] == "24 November 2026 – 27 November 2026, 23.59 WITA"
    assert told["Syarat khusus"] == "Perempuan untuk ruang ganti"
    for words in ("PT Busana Banua", "Rp4.000.000 – Rp6.000.000 per bulan", "Melayani ruang ganti perempuan.",
                  "BPJS Ketenagakerjaan", "Nomor Karirhub KH-77, dilaporkan 25 November 2026",
                  "Ditutup lusa"):  # fmt: skip
        assert words in page.text, words
    assert page.texts(".prose li")[:2] == ["Ramah", "Teliti"]
    machine = [one.get("datetime") for one in page.select("dl.key-facts time")]
    assert machine == ["2026-11-24", "2026-11-27T23:59:59+08:00"]


def test_says_what_is_not_stated(site: Site) -> None:
    page = open_page(
        site,
        posting(
            places=(), education=(), types=(), wage=None, place_text="", work_address="", skills="", description=""
        ),
    )
    told = facts(page)
    for name in ("Tempat kerja", "Jenis kerja", "Pendidikan", "Pengalaman", "Dibutuhkan", "Usia"):
        assert told[name] == "Tidak disebutkan", name
    assert "Upah tidak disebutkan" in page.text
    assert "Tidak ada uraian tugas." in page.text


@pytest.mark.parametrize(
    ("wage", "words"),
    [((2_500_000, None), "Mulai Rp2.500.000"), ((None, 900_000), "Sampai Rp900.000"), ((75_000, 75_000), "Rp75.000")],
)
def test_wages_in_words(site: Site, wage: tuple[int | None, int | None], words: str) -> None:
    assert open_page(site, vacancy(wage=wage)).texts(".wage--big") == [f"{words} per bulan"]


def test_text_of_employers_is_only_text(site: Site) -> None:
    evil = '<script>alert(1)</script><img src=x onerror="x">'
    page = open_page(
        site, vacancy(f"Kasir {evil}", slug="kasir", description=f"- {evil}\n\n{evil}", skills=evil, benefits=evil,
                      apply_note=evil, of=employer(name=f"PT {evil}", slug="pt", website="javascript:alert(1)")),
    )  # fmt: skip
    assert page.h1 == f"Kasir {evil}"
    assert not [one for one in page.select("script") if one.get("type") != "application/ld+json"]
    assert not page.select("img")
    assert "javascript:" not in page.html


def test_apply_at_the_counter(site: Site) -> None:
    page = open_page(site, vacancy(apply_via="office", apply_note="Tanyakan Bu Rina."))
    office = site.settings.office
    for words in (office.address, office.hours, "Tanyakan Bu Rina.", "paling lambat 25 Desember 2026"):
        assert words in page.text
    assert page.link("Cara melamar").get("href") == "#melamar"


def test_apply_with_the_employer(site: Site) -> None:
    page = open_page(site, vacancy(apply_via="employer", apply_note="Kirim ke HRD."))
    assert "Lamar langsung ke perusahaan" in page.text
    assert "Kirim ke HRD." in page.text


def test_a_posting_names_its_source_and_stays_out_of_search_engines(site: Site) -> None:
    page = open_page(site, posting(source="Papan Contoh"))
    assert page.link("Buka lowongan di Papan Contoh").get("href") == "https://papan.example/lowongan"
    assert "CV Sumber Contoh · Sumber: Papan Contoh" in page.texts(".employer")[0]
    assert not page.select(".employer a")
    assert "/perusahaan/" not in page.html
    assert page.one("meta[name=robots]").get("content") == "noindex"
    assert not page.select("script")


def test_a_source_address_of_another_kind_is_no_link(site: Site) -> None:
    page = open_page(site, posting(source_url="javascript:alert(1)"))
    assert "javascript" not in page.html
    assert "Melamar hanya lewat sumber itu." in page.text


def test_warns_of_fees_and_copies(site: Site) -> None:
    page = open_page(site, vacancy())
    assert "Melamar tidak dipungut biaya." in page.text
    assert "Jangan kirim uang, foto KTP, atau KK." in page.text


def test_names_the_employer_and_what_else_it_has(site: Site) -> None:
    owner = employer(name="PT Bara Banua")
    site.save(vacancy(of=owner), vacancy(of=owner), vacancy(of=owner, status="filled"))
    page = open_page(site, vacancy(of=owner))
    assert page.follow("2 lowongan lain dari perusahaan ini").h1 == "PT Bara Banua"
    assert "Perusahaan terverifikasi" in page.text


def test_a_shared_link_needs_no_script(site: Site) -> None:
    page = open_page(site, vacancy("Juru Las"))
    link = urlsplit(str(page.link("Kirim ke WhatsApp").get("href")))
    assert (link.netloc, link.path) == ("wa.me", "/")
    [text] = parse_qs(link.query)["text"]
    assert text.split("\n") == ["Juru Las", str(page.one("link[rel=canonical]").get("href"))]


def test_similar_ones_are_open_and_others(site: Site) -> None:
    site.save(*vacancies(4), vacancy("Penuh", status="filled"), vacancy("Kasir", occupation_code="5230"))
    page = open_page(site, vacancy("Operator HD"))
    similar = page.texts("section[aria-labelledby=serupa] h3")
    assert similar == ["Helper Mekanik 001", "Helper Mekanik 002", "Helper Mekanik 003"]


def test_similar_postings_go_by_their_words(site: Site) -> None:
    site.save(posting("Staf Gudang Malam", places=("31.71.01",)), posting("Desainer Grafis", places=("31.71.01",)))
    page = open_page(site, posting("Staf Gudang Siang", places=("31.71.01",)))
    assert page.texts("section[aria-labelledby=serupa] h3")[0] == "Staf Gudang Malam"


def test_without_a_search_engine_the_page_stands(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.save(*vacancies(3))

    def down(*_: object) -> None:
        raise SearchUnavailable("down")

    monkeypatch.setattr(site.engine, "search", down)
    assert not open_page(site, vacancy()).select("section[aria-labelledby=serupa]")


@pytest.mark.parametrize(("status", "words"), [("expired", "sudah ditutup"), ("filled", "sudah terisi")])
def test_a_closed_vacancy_says_so(site: Site, status: str, words: str) -> None:
    site.save(*vacancies(2))
    page = open_page(site, vacancy(status=status, closes_on=TODAY - timedelta(days=1)))
    assert words in page.texts(".notice")[0]
    assert not page.select("#melamar")
    assert not page.select(".sticky-action")
    assert not page.select("script")
    assert page.one("meta[name=robots]").get("content") == "noindex"
    assert page.select("section[aria-labelledby=serupa] article")


def test_the_last_day_counts_whole(site: Site) -> None:
    [number] = site.save(vacancy(closes_on=TODAY))
    assert "Ditutup hari ini" in read(site, number).text
    site.hands.at = site.clock.deadline(TODAY)
    assert read(site, number).select("#melamar")
    site.hands.move(seconds=1)
    assert "sudah ditutup" in read(site, number).text  # although the scheduler has not been by yet


def test_long_closed_ones_are_gone(site: Site) -> None:
    site.save(*vacancies(1))
    [number] = site.save(vacancy("Operator Lama", status="expired", closes_on=TODAY - timedelta(days=1)))
    site.hands.move(days=site.settings.gone_days - 1)
    assert "sudah ditutup" in read(site, number).text
    site.hands.move(days=1)
    page = site.client.get(f"/lowongan/{number}-operator-lama", status=410)
    assert "Operator Lama" in page.text
    assert page.select("form[role=search]")
    assert "Mengoperasikan unit angkut" not in page.text


def test_the_way_back_keeps_the_search(site: Site) -> None:
    [number] = site.save(vacancy())
    path = f"/lowongan/{number}-operator-dump-truck"
    came = {"Referer": "http://localhost/lowongan?q=dump&lokasi=63.11"}
    assert site.client.get(path, headers=came).link("Kembali ke hasil").get("href") == "/lowongan?q=dump&lokasi=63.11"
    for stranger in ("http://evil.example/lowongan?q=x", "http://localhost/bantuan"):
        page = site.client.get(path, headers={"Referer": stranger})
        assert page.link("Kembali ke hasil").get("href") == "/lowongan"


def test_print_view(site: Site) -> None:
    page = open_page(site, vacancy("Juru Las", skills="SIM A")).follow("Versi cetak")
    assert page.h1 == "Juru Las"
    assert "SIM A" in page.text
    assert "Cara melamar" in page.text
    assert not page.select("nav")
    assert page.one("meta[name=robots]").get("content") == "noindex"


def test_what_was_read_is_marked(site: Site) -> None:
    made = posting(places=("63.11.01", "63.72"), work_address="")
    made.places[0].origin, made.places[1].origin = "read", "stated"
    told = facts(open_page(site, made))
    assert told["Tempat kerja"] == "Kota Banjarbaru, Kalimantan Selatan Juai, Kabupaten Balangan disebut di judul"


def test_queries_do_not_grow(site: Site) -> None:
    owner = employer()
    [number] = site.save(vacancy("Sendiri", of=owner, places=("63.11.01",), education=("sd",)))
    few, filled = f"/lowongan/{number}-sendiri", list[str]()
    site.save(*vacancies(3))

    def many() -> None:
        if not filled:
            site.save(*vacancies(40, of=owner))
            places, levels = [f"63.11.0{n}" for n in range(1, 9)], ("sd", "smp", "sma", "smk", "d3")
            [full] = site.save(vacancy("Ramai", of=owner, places=places, education=levels, published_at=NOW))
            filled.append(f"/lowongan/{full}-ramai")
        site.client.get(filled[0])

    assert assert_flat(lambda: site.client.get(few), many) <= 7


def test_an_occupation_that_was_read_is_told_from_the_boards_category(site: Site) -> None:
    told = facts(open_page(site, posting("Juru Las", category="Teknik > Las", occupation_code="7212")))
    assert told["Kategori"] == "Teknik > Las"
    assert "KBJI 7212" in told["Jabatan"]
    assert told["Jabatan"].endswith("diperkirakan dari judul dan kategori")
    own = facts(open_page(site, vacancy("Juru Las", occupation_code="7212")))
    assert own["Jabatan"].endswith("KBJI 7212")
