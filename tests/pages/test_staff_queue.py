"""The office's queue as a page: tabs by right, filters in the address, claims, bulk deeds, with and without HTMX."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.models import Assignment, VacancySample
from tests.factories.accounts import account, client_as, member, officer
from tests.factories.employers import employer
from tests.factories.review import flag, keep, report, sample
from tests.factories.vacancies import vacancy
from tests.factories.workers import certificate, worker
from tests.support.clock import NOW
from tests.support.htmx import assert_same, click
from tests.support.pages import PageClient
from tests.support.queries import assert_flat
from tests.support.site import Site

QUEUE = "/petugas/antrean/lowongan"
TABS = {
    "moderator": ["Lowongan 1", "Perubahan 0", "Perusahaan 1", "Pengaduan 1"],
    "verifier": ["Perusahaan 1", "Sertifikat 1"],
    "head": ["Lowongan 1", "Perubahan 0", "Perusahaan 1", "Sertifikat 1", "Pengaduan 1"],
    "training_officer": ["Sertifikat 1"],
}


@pytest.fixture
def moderator(site: Site) -> PageClient:
    return client_as(site, officer("moderator", name="Rina"))


def submitted(site: Site, title: str = "Juru Las", hours: float = 1) -> int:
    made = vacancy(title, status="submitted", submitted_at=NOW - timedelta(hours=hours))
    return site.save(made, indexed=False)[0]


def holders(site: Site) -> dict[int, int]:
    with site.session() as session:
        return {row.noun_id: row.account_id for row in session.scalars(select(Assignment))}


@pytest.mark.parametrize("role", TABS)
def test_tabs_follow_from_rights(site: Site, role: str) -> None:
    [live] = site.save(vacancy(), indexed=False)
    submitted(site)
    site.save(employer(status="pending", submitted_at=NOW))
    site.save(worker(certificate(status="unverified")), indexed=False)
    keep(site, report(live))
    who = client_as(site, officer(role))
    first = str(who.get("/petugas/antrean", status=303).headers["Location"])
    assert who.get(first).texts(".tabs a") == TABS[role]


@pytest.mark.parametrize("role", ["counsellor", "admin"])
def test_who_has_no_queue_is_sent_to_the_first_page(site: Site, role: str) -> None:
    who = client_as(site, officer(role))
    assert who.get("/petugas/antrean", status=303).headers["Location"] == "/petugas"
    who.get("/petugas")
    for tab in ("lowongan", "perubahan", "perusahaan", "sertifikat", "pengaduan"):
        who.get(f"/petugas/antrean/{tab}", status=404)
        who.send(f"/petugas/antrean/{tab}", {"aksi": "berikutnya"}, status=404)


def test_nobody_else_gets_in(site: Site) -> None:
    assert "/masuk" in str(PageClient(site.app).get(QUEUE, status=303).headers["Location"])
    for who in (account(), member(employer())):
        client_as(site, who).get(QUEUE, status=404)
    half = client_as(site, officer("moderator"), second_factor=False)
    assert "/masuk/kode" in str(half.get(QUEUE, status=303).headers["Location"])


def test_the_oldest_first_with_age_flags_and_place(site: Site, moderator: PageClient) -> None:
    submitted(site, "Baru Masuk", 0.5)
    old = submitted(site, "Sudah Lama", 50)
    keep(site, flag(old, "fee"), flag(old, "age", "notice"))
    page = moderator.get(QUEUE)
    assert page.texts(".queue-item h3") == ["Sudah Lama", "Baru Masuk"]
    assert page.texts(".queue-item b") == ["2 hari", "30 menit"]
    assert page.texts(".flags li") == ["Biaya", "Usia", "Tidak ada tanda"]
    assert len(page.select(".late")) == 1
    assert "2 menunggu. Tertua di antrean ini 2 hari, batas layanan 24 jam." in page.text


def test_a_certificate_waits_for_its_holder(site: Site) -> None:
    site.hands.move(days=90)
    site.save(worker(certificate(status="unverified")), indexed=False)
    site.hands.move(days=90)
    who = client_as(site, officer("verifier"))
    page = who.get("/petugas/antrean/sertifikat")
    assert not page.select(".late")
    assert "batas layanan" not in page.text
    assert "Lewat batas layanan" not in who.get("/petugas").text


@pytest.mark.parametrize(
    ("role", "said", "not_said"),
    [
        ("moderator", "lebih dulu: lowongan, perubahan, pengaduan.", "cabut kepercayaan"),
        ("verifier", "lebih dulu: perusahaan, sertifikat.", "hanya membaca"),
        ("head", "Anda hanya membaca antrean.", "lebih dulu"),
        ("admin", "Berikan kode kepada orang yang datang", "Daftarkan orang"),
    ],
)
def test_the_first_page_speaks_to_the_role(site: Site, role: str, said: str, not_said: str) -> None:
    page = client_as(site, officer(role)).get("/petugas")
    assert said in page.text
    assert not_said not in page.text


def test_every_filter_is_an_address(site: Site, moderator: PageClient) -> None:
    keep(site, flag(submitted(site, "Berbiaya")))
    submitted(site, "Bersih")
    page = moderator.get(QUEUE).submit("form[aria-label^=Saringan]", tanda="fee", tingkat="berat")
    assert page.texts(".queue-item h3") == ["Berbiaya"]
    assert [one.get("value") for one in page.select("option[selected]")] == ["fee", "berat"]
    assert moderator.get(QUEUE + "?tanda=fee&umur=3&petugas=siapa").text.count("tidak dikenal") == 2
    assert "Tidak ada yang cocok" in moderator.get(QUEUE + "?q=astronot").text
    assert moderator.get(QUEUE + "?q=astronot").follow("Hapus semua saringan").texts(".queue-item h3")


def test_a_swap_is_the_page(site: Site, moderator: PageClient) -> None:
    for number in range(25):
        submitted(site, f"Nomor {number}", number)
    page = moderator.get(QUEUE)
    after = click(page, page.link("Berikutnya"))
    assert_same(after.document, moderator.get(after.url).dom)
    assert after.url.endswith("?halaman=2")
    assert moderator.get(QUEUE + "?halaman=9", status=404).follow("Ke halaman terakhir").path.endswith("?halaman=2")


def test_taking_the_oldest_leads_to_it(site: Site, moderator: PageClient) -> None:
    first, second = submitted(site, "Satu", 9), submitted(site, "Dua", 3)
    other = client_as(site, officer("moderator", name="Dani"))
    answer = moderator.send(QUEUE + "?q=a", {"aksi": "berikutnya"})
    assert answer.headers["Location"] == f"/petugas/lowongan/{first}?q=a"
    assert other.send(QUEUE, {"aksi": "berikutnya"}).headers["Location"] == f"/petugas/lowongan/{second}"
    page = other.get(QUEUE)
    assert page.texts(".queue-item .tag--info") == ["Rina", "Anda kerjakan"]
    other.send(QUEUE, {"aksi": "lepas", "butir": [str(second)]})
    moderator.send(QUEUE, {"aksi": "pegang", "butir": [str(first), str(second)]})
    assert other.send(QUEUE, {"aksi": "berikutnya"}).headers["Location"] == QUEUE
    assert "semua sudah diputuskan atau sedang dikerjakan petugas lain" in other.get(QUEUE).text


def test_the_last_of_a_filter_is_not_the_last_of_the_tab(site: Site, moderator: PageClient) -> None:
    first, other = submitted(site, "Juru Las"), submitted(site, "Kasir Toko")
    answer = moderator.send(f"/petugas/lowongan/{first}?q=las", {"keputusan": "setujui"})
    page = moderator.get(str(answer.headers["Location"]))
    assert "Tidak ada lagi yang menunggu Anda dengan saringan ini." in page.text
    assert page.texts("#saringan-jumlah") == ["1 saringan aktif"], "phones fold the box of the text away too"
    rest = page.follow("Lihat antrean tanpa saringan")
    assert (rest.path, rest.texts(".queue-item h3")) == (QUEUE, ["Kasir Toko"])
    answer = moderator.send(f"/petugas/lowongan/{other}", {"keputusan": "setujui"})
    page = moderator.get(str(answer.headers["Location"]))
    assert "Tidak ada lagi yang menunggu Anda di sini." in page.text
    assert "tanpa saringan" not in page.text


def test_bulk_deeds(site: Site, moderator: PageClient) -> None:
    key = submitted(site)
    [drawn] = site.save(vacancy("Contoh Tepercaya"), indexed=False)
    keep(site, sample(drawn))
    form = "form[aria-label^=Yang]"
    page = moderator.get(QUEUE)
    assert page.select("button[value=tinjau]")
    for aksi, words in (("pegang", "kini Anda kerjakan"), ("lepas", "dilepas"), ("tinjau", "Ditandai sudah ditinjau")):
        moderator.send(QUEUE, {"aksi": aksi, "butir": [str(key), str(drawn)]})
        assert words in moderator.get(QUEUE).text
    assert holders(site) == {}
    with site.session() as session:
        assert session.get_one(VacancySample, drawn).reviewed_at is not None
    page = moderator.get(QUEUE)
    assert page.texts(f"{form} h3") == ["Juru Las"]
    assert not page.select("button[value=tinjau]"), "without a sample there is nothing to mark"
    moderator.send(QUEUE, {"aksi": "pegang", "butir": ["9" * 30, "x", "-1", "2147483648"]})
    assert holders(site) == {}
    moderator.send(QUEUE, {"aksi": "pegang"})
    assert "Belum ada yang dipilih" in moderator.get(QUEUE).text
    moderator.send(QUEUE, {"aksi": "setujui", "butir": [str(key)]}, status=404)
    moderator.send(QUEUE, {"aksi": "ambil-alih"}, status=404)
    moderator.send("/petugas/antrean/pengaduan", {"aksi": "tinjau", "butir": ["1"]}, status=404)


def test_the_head_reads_and_does_nothing(site: Site) -> None:
    submitted(site)
    head = client_as(site, officer("head"))
    page = head.get(QUEUE)
    assert page.texts(".queue-item h3") == ["Juru Las"]
    assert not page.select("input[name=butir]")
    assert not page.select(".bulk-bar")
    assert not page.select("#ambil form")
    head.send(QUEUE, {"aksi": "berikutnya"}, status=404)


def test_reading_changes_nothing(site: Site, moderator: PageClient) -> None:
    key = submitted(site)
    moderator.get(QUEUE)
    moderator.get(f"/petugas/lowongan/{key}")
    assert holders(site) == {}


def test_as_many_selects_for_twenty_rows_as_for_one(site: Site, moderator: PageClient) -> None:
    keep(site, flag(submitted(site)))

    def ask() -> None:
        moderator.get(QUEUE)

    few = assert_flat(ask, ask)
    for number in range(22):
        keep(site, flag(submitted(site, f"Nomor {number}")))
    assert assert_flat(ask, ask) == few
    assert few <= 14
