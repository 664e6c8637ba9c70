"""The catalogue: what it shows and says, with and without hits, with and without its search engine."""

from datetime import timedelta

import pytest

from app.domain.actor import OPERATOR
from app.indexing.engines import Engines
from app.queries.result_page import PER_PAGE
from app.services import workers as verbs
from tests.factories.vacancies import TODAY
from tests.factories.workers import certificate, worker
from tests.support.dom import text_of
from tests.support.lists import Broken, checked, counts, ways_out
from tests.support.pages import Page
from tests.support.queries import assert_flat
from tests.support.site import Site

DISTRICTS = [f"63.11.{number:02d}" for number in range(1, 9)]


def schemes(page: Page) -> list[str]:
    return page.texts(".worker-card .scheme b")


def total(page: Page) -> str:
    return text_of(page.one("#jumlah strong"))


def break_search(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(site.app.extensions, "search", Engines(Broken(), Broken()))  # type: ignore[arg-type]


def test_the_plain_catalogue(site: Site) -> None:
    site.save(
        worker(certificate("welder-smaw-6g", level=4, issued_on=TODAY - timedelta(days=500))),
        worker(certificate("operator-hd", "kemnaker", issued_on=TODAY - timedelta(days=10))),
    )
    page = site.client.get("/tenaga-kerja")
    assert schemes(page) == ["Operator Heavy Dump Truck (HD)", "Juru Las SMAW Posisi 6G (Pipa)"]
    assert page.h1 == "Cari tenaga kerja bersertifikat"
    assert page.title == "Cari tenaga kerja bersertifikat - Lamar Begawi"
    assert total(page) == "2 orang"
    assert page.one("#jumlah").get("role") == "status"
    assert page.one("meta[name=robots]").get("content") == "noindex"
    assert "Sertifikat terbaru" in text_of(page.one("#urutan summary"))
    assert page.texts("nav a[aria-current]") == ["Tenaga kerja"]
    assert site.settings.office.address in text_of(page.one("#kontak"))


def test_a_card_answers_whether_somebody_can_do_the_job(site: Site) -> None:
    ends = TODAY + timedelta(days=30)
    site.save(worker(certificate(level=3, valid_until=ends), certificate("ahli-k3-umum", "kemnaker")))
    card = site.client.get("/tenaga-kerja?skema=welder-smaw-3g").one(".worker-card")
    assert text_of(card) == (
        "KKNI3 Pekerja Pengelasan Juru Las SMAW Posisi 3G (Pelat) BNSP, LSP Contoh Las "
        "Segera berakhir berakhir Desember 2026 Juga: Ahli K3 Umum Paringin 3–5 tahun SMK Tersedia sekarang"
    )


def test_words_are_marked_and_the_best_match_leads(site: Site) -> None:
    site.save(worker(certificate("ahli-k3-umum"), certificate("welder-gtaw-6g")), worker(certificate("tata-boga")))
    page = site.client.get("/tenaga-kerja?q=gtaw")
    assert schemes(page) == ["Juru Las GTAW Posisi 6G (Pipa)"]
    assert "GTAW" in page.texts(".worker-card mark")
    assert "Paling cocok" in text_of(page.one("#urutan summary"))


def test_facets_show_zeros_and_ignore_their_own_choice(site: Site) -> None:
    site.save(
        worker(certificate("welder-smaw-3g", level=3), district_code="63.11.01", experience_months=10),
        worker(certificate("operator-hd", "kemnaker"), district_code="63.11.02", available_from=None),
    )
    page = site.client.get("/tenaga-kerja?penerbit=bnsp")
    assert counts(page, "penerbit") == {"bnsp": 1, "kemnaker": 1, "blk": 0, "skk": 0, "vendor": 0}
    assert counts(page, "skema") == {"welder-smaw-3g": 1}
    assert counts(page, "jenjang") == {str(level): int(level == 3) for level in range(1, 10)}
    assert counts(page, "status") == {"terverifikasi": 1, "segera-berakhir": 0, "kedaluwarsa": 0}
    assert counts(page, "tersedia") == {"sekarang": 1, "30-hari": 0, "tidak": 0}
    assert counts(page, "pengalaman") == {"0-2": 1, "3-5": 0, "6-10": 0, "11+": 0}
    assert counts(page, "lokasi") == {code: int(code == "63.11.01") for code in DISTRICTS}
    assert counts(page, "pendidikan") == {"smk": 1}
    everybody = site.client.get("/tenaga-kerja")
    assert counts(everybody, "jenjang")["belum-diisi"] == 1
    assert "Tanpa jenjang" in everybody.text


def test_filters_hold_for_one_and_the_same_certificate(site: Site) -> None:
    over = certificate("welder-smaw-3g", "bnsp", level=3, valid_until=TODAY - timedelta(days=1))
    site.save(worker(over, certificate("ahli-k3-umum", "kemnaker")))
    assert total(site.client.get("/tenaga-kerja?skema=welder-smaw-3g&status=kedaluwarsa&jenjang=3")) == "1 orang"
    mixed = site.client.get("/tenaga-kerja?skema=welder-smaw-3g&status=terverifikasi")
    assert total(mixed) == "0 orang"
    assert ways_out(mixed) == [
        ("Tanpa saringan sertifikat “Las SMAW 3G”", "1 orang"),
        ("Tanpa saringan status sertifikat “Terverifikasi”", "1 orang"),
        ("Semua tenaga kerja, tanpa syarat apa pun", "1 orang"),
    ]


def test_a_checked_value_is_never_disabled(site: Site) -> None:
    site.save(worker())
    address = "/tenaga-kerja?skema=tata-boga&penerbit=skk&jenjang=9&lokasi=63.11.08&pendidikan=s3&tersedia=tidak"
    assert checked(site.client.get(address)) == ["tata-boga", "tidak", "63.11.08", "skk", "9", "s3"]


def test_schemes_fold_and_unfold(site: Site) -> None:
    codes = [
        "operator-dump-truck", "operator-hd", "operator-excavator", "operator-bulldozer", "operator-motor-grader",
        "mekanik-alat-berat", "juru-ledak", "welder-smaw-3g", "welder-smaw-6g", "rigger", "scaffolder", "juru-ukur",
    ]  # fmt: skip
    site.save(*(worker(certificate(code)) for code in codes))
    folded = site.client.get("/tenaga-kerja?tersedia=sekarang")
    assert len(counts(folded, "skema")) == 10
    whole = folded.follow("Semua sertifikat")
    assert whole.path == "/tenaga-kerja?tersedia=sekarang&buka=skema"
    assert sum(counts(whole, "skema").values()) == 12
    assert len(counts(whole, "skema")) == 25
    assert whole.follow("Tampilkan lebih sedikit").path == "/tenaga-kerja?tersedia=sekarang"


def test_chips_remove_one_filter_each(site: Site) -> None:
    site.save(worker())
    page = site.client.get(
        "/tenaga-kerja?q=las&skema=welder-smaw-3g&penerbit=bnsp&jenjang=3&jenjang=belum-diisi&status=terverifikasi"
        "&lokasi=63.11.06&pendidikan=smk&tersedia=sekarang&pengalaman=11%2B"
    )
    assert page.texts("a.chip") == [
        f"Hapus saringan {words}"
        for words in (
            "Las SMAW 3G", "BNSP", "KKNI 3", "Tanpa jenjang", "Terverifikasi", "Paringin", "SMK", "Tersedia sekarang",
            "11 tahun lebih",
        )
    ]  # fmt: skip
    assert "skema=" not in page.follow("Las SMAW 3G").path
    assert page.follow("Hapus semua").path == "/tenaga-kerja?q=las"


def test_pages_and_sorts_are_links(site: Site) -> None:
    site.save(*(worker(experience_months=months) for months in range(45)))
    page = site.client.get("/tenaga-kerja?urut=pengalaman")
    assert page.texts(".pager-page") == ["1", "2", "3"]
    third = page.follow("Halaman 3")
    assert (len(schemes(page)), len(schemes(third))) == (PER_PAGE, 5)
    assert page.texts(".worker-card .facts")[0].startswith("Paringin 3–5 tahun")
    assert third.title.startswith("Cari tenaga kerja bersertifikat, halaman 3")
    assert third.follow("Segera berakhir").path == "/tenaga-kerja?urut=berakhir"
    assert "Halaman ini tidak ada" in site.client.get("/tenaga-kerja?halaman=4", status=404).text


def test_what_is_not_used_is_said(site: Site) -> None:
    site.save(worker())
    page = site.client.get("/tenaga-kerja?status=dicabut&nama=budi&jenis=penuh")
    assert page.texts(".notice p") == [
        "Nilai “dicabut” untuk status sertifikat tidak dikenal dan tidak dipakai.",
        "Saringan “nama” tidak dikenal dan tidak dipakai.",
        "Saringan “jenis” tidak dikenal dan tidak dipakai.",
    ]


@pytest.mark.parametrize(
    "query",
    [
        "q=%00", "q=%FF%FE", "q=" + "a" * 5_000, "q=%22", "q=%25_%25", "skema=" + "x" * 4_000, "halaman=-1",
        "&".join(f"jenjang={level}" for level in range(400)), "buka=q", "q[]=x&=&&&", "jenjang=%C2%B2",
        "skema=rigger&penerbit=bnsp&jenjang=belum-diisi&status=kedaluwarsa&lokasi=63&pendidikan=sd&tersedia=30-hari"
        "&pengalaman=11%2B&urut=berakhir",
    ],
)  # fmt: skip
def test_no_address_breaks_the_page(site: Site, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    site.save(worker())
    site.client.get(f"/tenaga-kerja?{query}")
    break_search(site, monkeypatch)
    site.client.get(f"/tenaga-kerja?{query}")


def test_nothing_found_says_what_to_drop(site: Site) -> None:
    site.save(worker(), worker(certificate("tata-boga"), district_code="63.11.02", occupations=["512000"]))
    page = site.client.get("/tenaga-kerja?q=smaw+&lokasi=63.11.02&penerbit=bnsp")
    assert ways_out(page) == [
        ("Tanpa saringan lokasi “Halong”", "1 orang"),
        ("Tanpa kata “smaw”", "1 orang"),
        ("Hapus semua saringan, cari “smaw”", "1 orang"),
        ("Semua tenaga kerja, tanpa syarat apa pun", "2 orang"),
    ]


def test_an_empty_catalogue(site: Site) -> None:
    page = site.client.get("/tenaga-kerja")
    assert "Belum ada kartu yang tampil" in page.text
    assert not page.select(".suggestions")
    assert not page.select("#kontak")
    assert "Tenaga kerja bersertifikat" not in text_of(site.client.get("/").one("main"))


def test_the_engine_down_is_a_notice_and_a_plain_match(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.save(worker(), worker(certificate("operator-hd", "kemnaker"), occupations=["833201"]))
    break_search(site, monkeypatch)
    for address, expected in {
        "/tenaga-kerja?q=smaw": ["Juru Las SMAW Posisi 3G (Pelat)"],
        "/tenaga-kerja?q=KEMNAKER+heavy": ["Operator Heavy Dump Truck (HD)"],
        "/tenaga-kerja?skema=operator-hd&penerbit=bnsp": [],
        "/tenaga-kerja?skema=operator-hd&jenjang=belum-diisi&status=terverifikasi&pengalaman=3-5&tersedia=sekarang": [
            "Operator Heavy Dump Truck (HD)"
        ],
    }.items():
        page = site.client.get(address)
        assert "Pencarian sedang terganggu." in page.text
        assert schemes(page) == expected, address


def test_who_hides_or_withdraws_is_gone_at_once(site: Site) -> None:
    """R6: the indexer stands still, the index still has both."""
    hidden, withdrawn, _ = site.save(worker(), worker(certificate("operator-hd")), worker(certificate("tata-boga")))
    before = site.client.get("/tenaga-kerja")
    addresses = [str(link.get("href")) for link in before.select(".worker-card a")]
    assert len(addresses) == 3
    with site.session():
        verbs.hide(hidden, OPERATOR, site.clock)
        verbs.withdraw_consent(withdrawn, OPERATOR, site.clock)
    page = site.client.get("/tenaga-kerja")
    assert schemes(page) == ["Tata Boga (KKNI Level II)"]
    assert total(page) == "sekitar 3 orang"
    gone = [address for address in addresses if address not in page.html]
    assert len(gone) == 2
    for address in gone:
        site.client.get(address, status=404)
    assert "Lihat semua 1 orang" in site.client.get("/").text
    site.sync()
    assert total(site.client.get("/tenaga-kerja")) == "1 orang"


def test_the_page_asks_as_often_for_many_rows_as_for_one(site: Site) -> None:
    site.save(
        *(worker(certificate(), certificate("operator-hd"), occupations=["721201", "7233"]) for _ in range(20)),
        worker(district_code="63.11.03"),
    )
    few, many = "/tenaga-kerja?lokasi=63.11.03", "/tenaga-kerja?lokasi=63.11.06"
    sent = assert_flat(lambda: site.client.get(few), lambda: site.client.get(many))
    assert sent == 1  # people with their occupations and certificates, and whether the index is behind


def test_the_home_page_counts_the_catalogue(site: Site) -> None:
    site.save(worker(), worker(certificate("operator-hd")), worker(consent=None))
    page = site.client.get("/")
    there = page.follow("Lihat semua 2 orang")
    assert (there.path, total(there)) == ("/tenaga-kerja", "2 orang")
    assert schemes(page.follow("Las SMAW 3G")) == ["Juru Las SMAW Posisi 3G (Pelat)"]
