"""The list page: what it shows and says, with and without hits, with and without its search engine."""

from datetime import timedelta

import pytest

from app.indexing.engines import Engines
from app.queries.vacancy_search import PER_PAGE
from tests.factories.employers import employer
from tests.factories.vacancies import TODAY, posting, vacancies, vacancy
from tests.support.clock import NOW
from tests.support.dom import text_of
from tests.support.lists import Broken, counts
from tests.support.pages import Page
from tests.support.queries import assert_flat
from tests.support.site import Site


def titles(page: Page) -> list[str]:
    return page.texts(".vacancy-card h3")


def test_the_plain_list_is_newest_first(site: Site) -> None:
    site.save(
        vacancy("Juru Las", published_at=NOW - timedelta(days=3)),
        vacancy("Operator", published_at=NOW - timedelta(hours=1)),
    )
    page = site.client.get("/lowongan")
    assert titles(page) == ["Operator", "Juru Las"]
    assert page.h1 == "Cari lowongan kerja"
    assert page.title == "Cari lowongan kerja - Lamar Begawi"
    assert text_of(page.one("#jumlah strong")) == "2 lowongan"
    assert page.one("#jumlah").get("role") == "status"
    assert "Terbaru" in text_of(page.one("#urutan summary"))


def test_words_are_marked_and_counted(site: Site) -> None:
    site.save(vacancy("Operator <b>Crane</b>"), vacancy("Kasir"))
    page = site.client.get("/lowongan?q=crane")
    assert titles(page) == ["Operator <b>Crane</b>"]
    assert page.texts(".vacancy-card mark") == ["Crane"]
    assert page.title == "Cari lowongan kerja: crane - Lamar Begawi"
    assert "Paling cocok" in text_of(page.one("#urutan summary"))


def test_only_what_is_on_the_board_has_a_card(site: Site) -> None:
    site.save(
        vacancy("Tayang"),
        vacancy("Hari terakhir", closes_on=TODAY),
        vacancy("Lewat", closes_on=TODAY - timedelta(days=1)),
        vacancy("Penuh", status="filled"),
        vacancy("Konsep", status="draft"),
        vacancy("Ditahan", of=employer(status="suspended")),
    )
    page = site.client.get("/lowongan")
    assert sorted(titles(page)) == ["Hari terakhir", "Tayang"]
    assert text_of(page.one("#jumlah strong")) == "2 lowongan"
    assert "Ditutup hari ini" in page.text


def test_a_stale_hit_leaves_no_card_and_the_count_says_about(site: Site) -> None:
    gone, _ = site.save(vacancy("Ditarik"), vacancy("Tetap"))
    with site.session() as session:
        session.connection(execution_options={"write": True})
        row = session.get(type(vacancy()), gone)
        assert row is not None
        row.status, row.closed_at = "withdrawn", NOW
        session.commit()
    site.save(vacancy("Baru"), indexed=False)
    page = site.client.get("/lowongan")
    assert titles(page) == ["Tetap"]
    assert text_of(page.one("#jumlah strong")) == "sekitar 2 lowongan"


def test_facets_show_zeros_and_ignore_their_own_choice(site: Site) -> None:
    site.save(
        vacancy(places=["63.11.01", "63.11.02"], types=["penuh"], education=["smk"]),
        vacancy(places=["63.11.01"], types=["kontrak"], education=["s1"], industry_code="47111"),
        posting(places=["64.71"], types=[], education=[], wage=None),
    )
    page = site.client.get("/lowongan?lokasi=63.11.01&jenis=kontrak")
    assert counts(page, "lokasi") == {
        "63.11.01": 1, "63.11.02": 0, "63.11.03": 0, "63.11.04": 0, "63.11.05": 0, "63.11.06": 0, "63.11.07": 0,
        "63.11.08": 0,
    }  # fmt: skip
    assert counts(page, "jenis") == {"penuh": 1, "kontrak": 1, "paruh": 0, "harian": 0, "magang": 0}
    assert counts(page, "pendidikan") == {"s1": 1}
    assert [box.get("value") for box in page.select("input[disabled]")][:2] == ["63.11.02", "63.11.03"]
    everywhere = site.client.get("/lowongan")
    assert counts(everywhere, "lokasi") | {"63.11": 2, "64.71": 1} == counts(everywhere, "lokasi")
    assert counts(everywhere, "jenis")["belum-diisi"] == 1
    assert counts(everywhere, "sektor") == {"B": 1, "G": 1, "belum-diisi": 1}


def test_a_checked_value_is_never_disabled(site: Site) -> None:
    site.save(vacancy(places=["63.11.01"]))
    page = site.client.get("/lowongan?lokasi=63.11.08&jabatan=7212&pendidikan=s3&sektor=U&jenis=magang")
    checked = page.select("input[checked]")
    assert [box.get("value") for box in checked if box.get("type") == "checkbox"] == [
        "63.11.08",
        "magang",
        "s3",
        "7212",
        "U",
    ]
    assert not [box for box in checked if box.get("disabled") is not None]


def test_a_long_facet_folds_and_unfolds(site: Site) -> None:
    codes = ["05100", "47111", "01262", "41011", "49431", "56101", "85121", "86201", "10110", "62011", "64121", "68111"]
    site.save(*(vacancy(industry_code=code) for code in codes))
    folded = site.client.get("/lowongan?q=operator")
    assert len(counts(folded, "sektor")) == 10
    whole = folded.follow("Semua bidang usaha")
    assert whole.path == "/lowongan?q=operator&buka=sektor"
    assert len(counts(whole, "sektor")) == 21
    assert whole.one("input[name=buka]").get("value") == "sektor"
    assert whole.follow("Tampilkan lebih sedikit").path == "/lowongan?q=operator"


def test_a_lost_connection_names_no_button_that_is_folded_away(site: Site) -> None:
    page = site.client.get("/lowongan")
    said, buttons = page.texts("#putus")[0], page.texts("#saringan button")
    assert buttons
    assert "coba lagi setelah tersambung" in said
    assert not [button for button in buttons if button in said]


def test_the_province_around_the_office_is_no_other_place(site: Site) -> None:
    """Nearly all of its hits are the office's own; a province whose postings name no regency stands for itself."""
    site.save(
        *vacancies(4, places=("63.11.06",)), posting(places=("63.09",)), *(posting(places=("31",)) for _ in range(3))
    )
    values = [box.get("value") for box in site.client.get("/lowongan").dom.select("input[name=lokasi]")]
    assert "63.09" in values
    assert "31" in values
    assert "63" not in values


def test_chips_remove_one_filter_each(site: Site) -> None:
    site.save(vacancy("Juru Las", places=["63.11.01"]))
    address = "/lowongan?q=las&lokasi=63.11.01&lokasi=63.11.02&sektor=B&jenis=penuh&gaji_min=2500000&sejak=7"
    page = site.client.get(address)
    assert page.texts("a.chip") == [
        "Hapus saringan Juai", "Hapus saringan Halong", "Hapus saringan Pertambangan dan penggalian",
        "Hapus saringan Penuh waktu", "Hapus saringan Upah mulai Rp2.500.000", "Hapus saringan Tayang 7 hari terakhir",
    ]  # fmt: skip
    assert text_of(page.one("#saringan-jumlah .count")) == "6 saringan aktif"
    assert "lokasi=63.11.02" in page.follow("Juai").path
    assert "lokasi=63.11.01" not in page.follow("Juai").path
    assert page.follow("Hapus semua").path == "/lowongan?q=las"


def test_pages_and_sorts_are_links(site: Site) -> None:
    site.save(*vacancies(45))
    page = site.client.get("/lowongan?urut=gaji")
    assert page.texts(".pager-page") == ["1", "2", "3"]
    third = page.follow("Halaman 3")
    assert (len(titles(page)), len(titles(third))) == (PER_PAGE, 5)
    assert third.title.startswith("Cari lowongan kerja, halaman 3")
    assert third.follow("Segera ditutup").path == "/lowongan?urut=tutup"
    assert third.one("#urutan a[aria-current]").get("href") == "/lowongan?urut=gaji"


@pytest.mark.parametrize("number", ["4", "9999999"])
def test_a_page_beyond_the_last_is_not_found(site: Site, number: str) -> None:
    site.save(*vacancies(45))
    page = site.client.get(f"/lowongan?halaman={number}", status=404)
    assert "Halaman ini tidak ada" in page.text
    assert page.follow("Ke halaman terakhir").path == "/lowongan?halaman=3"


def test_what_is_not_used_is_said(site: Site) -> None:
    site.save(vacancy())
    page = site.client.get("/lowongan?lokasi=xx&halaman=0&lokasi=63.11.01.2001&warna=biru&gaji_min=%00&sejak=1&sejak=2")
    notices = page.texts(".notice p")
    assert "Nilai “xx” untuk lokasi tidak dikenal dan tidak dipakai." in notices
    assert "Nilai “0” untuk halaman tidak dikenal dan tidak dipakai." in notices
    assert "Kode desa 63.11.01.2001 dicari sebagai kecamatannya." in notices
    assert "Saringan “warna” tidak dikenal dan tidak dipakai." in notices
    assert len(notices) == 6


@pytest.mark.parametrize(
    "query",
    [
        "q=%00", "q=%FF%FE", "q=" + "a" * 5_000, "q=" + "%C3%A9+" * 400, "q=%22", "q=-",
        "q=%5C%27+OR+1%3D1", "q=%25_%25",
        "q=" + "+".join("kata" * 250), "lokasi=" + "9" * 4_000, "&".join(f"lokasi={n}" for n in range(400)),
        "halaman=-1", "halaman=1e9", "halaman=%D9%A3", "gaji_min=99999999999999999999", "sejak=999999999", "urut=",
        "buka=q", "jabatan=721201&jabatan=7212", "q[]=x&=&&&",
        "gaji_min=2000000000&sejak=3650&jenis=belum-diisi&lokasi=belum-diisi",
    ],
)  # fmt: skip
def test_no_address_breaks_the_page(site: Site, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    site.save(vacancy())
    site.client.get(f"/lowongan?{query}")
    monkeypatch.setitem(site.app.extensions, "search", Engines(Broken(), Broken()))  # type: ignore[arg-type]
    site.client.get(f"/lowongan?{query}")


def test_words_beyond_the_tenth_are_named(site: Site) -> None:
    site.save(vacancy("Operator"))
    page = site.client.get("/lowongan?q=" + "+".join(f"kata{n}" for n in range(1, 13)))
    assert page.texts(".notice p") == ["Hanya sepuluh kata pertama yang dicari. Tidak ikut dicari: “kata11 kata12”."]


def test_nothing_found_says_what_to_drop(site: Site) -> None:
    site.save(vacancy("Juru Las", places=["63.11.01"], types=["kontrak"]), vacancy("Juru Ukur", places=["63.11.02"]))
    page = site.client.get("/lowongan?q=juru+las+zzzz&lokasi=63.11.08")
    assert not titles(page)
    found = [(text_of(link[0]), text_of(link[1])) for link in page.select(".suggestions a")]
    assert found == [("Cari “juru las” saja", "1 lowongan"), ("Semua lowongan, tanpa syarat apa pun", "2 lowongan")]
    page = site.client.get("/lowongan?q=juru+las+&lokasi=63.11.08&jenis=kontrak")
    found = [(text_of(link[0]), text_of(link[1])) for link in page.select(".suggestions a")]
    assert found == [
        ("Tanpa saringan lokasi “Tebing Tinggi”", "1 lowongan"),
        ("Hapus semua saringan, cari “juru las”", "1 lowongan"),
        ("Semua lowongan, tanpa syarat apa pun", "2 lowongan"),
    ]
    for link, (_, total) in zip(page.select(".suggestions a"), found, strict=True):
        there = site.client.get(str(link.get("href")))
        assert text_of(there.one("#jumlah strong")) == total


def test_a_few_found_say_what_one_wish_less_would_give(site: Site) -> None:
    site.save(
        vacancy("Mekanik Alat Berat Komatsu", places=["63.11.01"]), *(vacancy("Mekanik Alat Berat") for _ in range(6))
    )
    page = site.client.get("/lowongan?q=mekanik+alat+berat+komatsu+")
    assert titles(page) == ["Mekanik Alat Berat Komatsu"]
    [way] = page.select("section[aria-labelledby=longgarkan] .suggestions a")
    assert (text_of(way[0]), text_of(way[1])) == ("Tanpa kata “komatsu”", "7 lowongan")
    assert not site.client.get("/lowongan?q=mekanik+alat+berat+").select(".suggestions"), "enough was found"
    assert not site.client.get("/lowongan?q=komatsu+").select(".suggestions"), "nothing but the whole list is left"


def test_an_empty_board(site: Site) -> None:
    page = site.client.get("/lowongan")
    assert "Belum ada lowongan" in page.text
    assert not page.select(".suggestions")


def test_the_engine_down_is_a_notice_and_a_plain_match(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.save(
        vacancy("Juru Las", places=["63.11.01"]),
        vacancy("Juru Las 100%", places=["63.11.02"]),
        vacancy("Kasir", places=["63.11.01"]),
    )
    monkeypatch.setitem(site.app.extensions, "search", Engines(Broken(), Broken()))  # type: ignore[arg-type]
    for address, expected in {
        "/lowongan?q=las": ["Juru Las", "Juru Las 100%"],
        "/lowongan?q=LAS+juru&lokasi=63.11.01": ["Juru Las"],
        "/lowongan?q=100%25": ["Juru Las 100%"],
        "/lowongan?q=zzzz": [],
        "/lowongan?jabatan=83&sektor=B&pendidikan=smk&jenis=penuh&gaji_min=5000000&sejak=2&lokasi=63": ["Juru Las"],
    }.items():
        page = site.client.get(address)
        assert "Pencarian sedang terganggu." in page.text
        assert set(expected) <= set(titles(page)), address


def test_the_page_asks_as_often_for_many_rows_as_for_one(site: Site) -> None:
    site.save(*vacancies(20), vacancy("Kasir", places=["63.11.03"]))
    few, many = "/lowongan?lokasi=63.11.03", "/lowongan?lokasi=63.11.06"
    sent = assert_flat(lambda: site.client.get(few), lambda: site.client.get(many))
    assert sent == 1  # cards with their places and levels, and whether the index is behind
