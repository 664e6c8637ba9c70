"""The review of a vacancy: what is shown, what may be pressed, and that nothing typed is lost."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.models import AccountRole, Event, Notice, Vacancy, VacancySample
from tests.factories.accounts import client_as, officer
from tests.factories.employers import employer
from tests.factories.review import flag, keep, report, revision, sample
from tests.factories.vacancies import posting, vacancy
from tests.support.clock import NOW
from tests.support.pages import Page, PageClient
from tests.support.queries import assert_flat
from tests.support.site import Site

FORM = ".decision-buttons"


@pytest.fixture
def moderator(site: Site) -> PageClient:
    return client_as(site, officer("moderator", name="Rina Petugas"))


def submitted(site: Site, title: str = "Juru Las", hours: float = 1, **facts: Any) -> int:
    made = vacancy(title, status="submitted", submitted_at=NOW - timedelta(hours=hours), **facts)
    return site.save(made, indexed=False)[0]


def buttons(page: Page) -> list[str]:
    return [str(one.get("value")) for one in page.select("button[name=keputusan]")]


def decide(who: PageClient, page: Page, keputusan: str, status: int = 303, **typed: Any) -> Page:
    seen = str(page.one("input[name=dilihat]").get("value"))
    return who.send(page.path, {"dilihat": seen, "keputusan": keputusan, **typed}, status=status)


def state(site: Site, key: int) -> tuple[str, list[tuple[str, str]]]:
    """The status and the decisions with their reasons."""
    with site.session() as session:
        lines = session.scalars(select(Event).where(Event.noun == "vacancy", Event.noun_id == key).order_by(Event.id))
        said = [(line.verb, line.reason.text if line.reason else "") for line in lines]
        return session.get_one(Vacancy, key).status, said


def test_shows_what_an_officer_needs(site: Site, moderator: PageClient) -> None:
    owner = employer(name="CV Sinar Contoh")
    [live] = site.save(vacancy(of=owner))
    keep(site, report(live, status="upheld"))
    key = submitted(
        site, of=owner, description="Pelamar membayar biaya seragam Rp350.000 sebelum mulai.", justification="Sebab."
    )
    page = moderator.get(f"/petugas/lowongan/{key}")
    assert page.h1 == "Juru Las"
    for words in ("Menunggu keputusan", "CV Sinar Contoh, diajukan", "1 tayang", "0 terbuka, 1 terbukti",
                  "Rp3.770.000, Kalimantan Selatan 2026, sektor KBLI 05100", "Sejak tayang", "Sebab."):  # fmt: skip
        assert words in page.text, words
    assert page.texts("mark.flag-mark--stop sup")[0] == "[1]"
    assert page.texts(".flag-list .source")
    assert page.select("meta[name=robots]")


@pytest.mark.parametrize(
    ("status", "wanted"),
    [
        ("submitted", ["setujui", "kembalikan", "tolak", "tangguhkan", "cabut"]),
        ("published", ["tangguhkan", "cabut"]),
        ("suspended", ["pulihkan"]),
        ("returned", ["cabut"]),
        ("rejected", []),
        ("filled", []),
    ],
)
def test_only_what_may_be_done_is_drawn(site: Site, moderator: PageClient, status: str, wanted: list[str]) -> None:
    [key] = site.save(vacancy(status=status, submitted_at=NOW), indexed=False)
    assert buttons(moderator.get(f"/petugas/lowongan/{key}")) == wanted


@pytest.mark.parametrize(
    ("status", "heading", "reasons"),
    [
        ("submitted", "Seperti yang akan dilihat umum", True),
        ("published", "Seperti yang dilihat umum", True),
        ("suspended", "Isi lowongan", False),
    ],
)
def test_words_follow_its_state(site: Site, moderator: PageClient, status: str, heading: str, reasons: bool) -> None:
    """What the public sees is told of a public one only, and nobody is offered an offence as a reason to reinstate."""
    [key] = site.save(vacancy(status=status, submitted_at=NOW), indexed=False)
    page = moderator.get(f"/petugas/lowongan/{key}")
    assert page.texts("#fakta") == [heading]
    assert bool(page.select("input[name=alasan]")) is reasons


def test_rare_deeds_of_a_waiting_one_are_folded(site: Site, moderator: PageClient) -> None:
    page = moderator.get(f"/petugas/lowongan/{submitted(site)}")
    assert [one.get("value") for one in page.select("#keputusan details button")] == ["tangguhkan", "cabut"]
    [key] = site.save(vacancy(), indexed=False)
    assert not moderator.get(f"/petugas/lowongan/{key}").select("#keputusan details")


def test_what_is_ticked_before_is_said(site: Site, moderator: PageClient) -> None:
    key = submitted(site)
    assert "Sudah dicentang" not in moderator.get(f"/petugas/lowongan/{key}").text
    keep(site, flag(key))
    page = moderator.get(f"/petugas/lowongan/{key}")
    assert "Sudah dicentang menurut tanda berat." in page.text
    assert "Sudah dicentang" not in decide(moderator, page, "setujui", status=422).text


def test_news_of_a_decided_one_is_read(site: Site, moderator: PageClient) -> None:
    key, other = submitted(site, "Satu"), submitted(site, "Dua")
    with site.session() as session:
        readers = list(session.scalars(select(AccountRole.account_id)))
    keep(site, *(
        Notice(account_id=who, kind="staff_vacancy_submit", path=f"/petugas/lowongan/{one}", created_at=NOW)
        for who in readers for one in (key, other)
    ))  # fmt: skip
    decide(moderator, moderator.get(f"/petugas/lowongan/{key}"), "setujui")
    with site.session() as session:
        unread = set(session.scalars(select(Notice.path).where(Notice.read_at.is_(None))))
    assert unread == {f"/petugas/lowongan/{other}"}


@pytest.mark.parametrize("role", ["head", "verifier", "counsellor", "admin"])
def test_who_only_reads_and_who_does_not(site: Site, role: str) -> None:
    key = submitted(site)
    who = client_as(site, officer(role))
    if role == "head":
        page = who.get(f"/petugas/lowongan/{key}")
        assert buttons(page) == []
        assert "Anda hanya membaca di sini." in page.text
    else:
        who.get(f"/petugas/lowongan/{key}", status=404)
    who.send(f"/petugas/lowongan/{key}", {"keputusan": "setujui"}, status=404)
    assert state(site, key) == ("submitted", [])


def test_a_draft_is_the_companys_own(site: Site, moderator: PageClient) -> None:
    draft, dropped = site.save(vacancy(status="draft"), vacancy(status="withdrawn", published_at=None), indexed=False)
    for key in (draft, dropped, 10**6):
        moderator.get(f"/petugas/lowongan/{key}", status=404)


def test_canned_and_free_reasons_together_then_the_next(site: Site, moderator: PageClient) -> None:
    first, second = submitted(site, "Satu", 5), submitted(site, "Dua", 3)
    page = moderator.get(f"/petugas/lowongan/{first}?lokasi=63.11.06")
    answer = decide(moderator, page, "kembalikan", alasan=["biaya", "upah-minimum"], catatan="Hapus biaya seragam.")
    assert answer.headers["Location"] == f"/petugas/lowongan/{second}?lokasi=63.11.06"
    assert state(site, first) == (
        "returned",
        [
            (
                "send_back",
                "Lowongan tidak boleh meminta biaya apa pun dari pelamar.\nUpah yang ditulis di bawah upah minimum.\n"
                "Hapus biaya seragam.",
            )
        ],
    )
    page = moderator.get(str(answer.headers["Location"]))
    assert "Keputusan disimpan. Ini yang berikutnya." in page.text
    assert "Anda kerjakan" in page.text  # the next one is theirs now
    answer = decide(moderator, page, "setujui")
    assert answer.headers["Location"] == "/petugas/antrean/lowongan?lokasi=63.11.06"
    assert state(site, second)[0] == "published"
    assert "Tidak ada lagi yang menunggu Anda" in moderator.get(str(answer.headers["Location"])).text


def test_a_missing_reason_keeps_everything(site: Site, moderator: PageClient) -> None:
    key = submitted(site)
    page = decide(moderator, moderator.get(f"/petugas/lowongan/{key}"), "tolak", status=422)
    assert "Pilih alasan atau tulis catatan" in page.texts(".error-summary")[0]
    assert page.link("Pilih alasan atau tulis catatan: perusahaan membacanya").get("href") == "#catatan"
    page = decide(moderator, page, "tolak", status=422, catatan="x" * 401, alasan=["biaya"])
    assert page.one("textarea[name=catatan]").text == "x" * 401
    assert [one.get("value") for one in page.select("input[checked]")] == ["biaya"]
    decide(moderator, page, "", status=422)
    assert state(site, key) == ("submitted", [])


def test_approving_in_spite_of_a_heavy_flag_needs_a_note(site: Site, moderator: PageClient) -> None:
    key = submitted(site)
    keep(site, flag(key))
    page = moderator.get(f"/petugas/lowongan/{key}")
    assert [one.get("value") for one in page.select("input[checked]")] == ["biaya"]  # what the flag speaks for
    page = decide(moderator, page, "setujui", status=422, alasan=["biaya"])
    assert "Tulis catatan mengapa tetap disetujui" in page.text
    decide(moderator, page, "setujui", alasan=["biaya"], catatan="Seragam dibayar perusahaan.")
    assert state(site, key) == ("published", [("approve", "Seragam dibayar perusahaan.")])


def test_somebody_else_was_first(site: Site, moderator: PageClient) -> None:
    key = submitted(site)
    other = client_as(site, officer("moderator", name="Dani"))
    mine, theirs = moderator.get(f"/petugas/lowongan/{key}"), other.get(f"/petugas/lowongan/{key}")
    decide(other, theirs, "tolak", catatan="Palsu.")
    page = decide(moderator, mine, "kembalikan", status=409, catatan="Lengkapi alamat.", alasan=["alamat-kurang"])
    assert "Keputusan Anda belum disimpan" in page.text
    assert "Terakhir: Dani" in page.text
    assert "Alasan: Palsu." in page.text
    assert "Ditolak" in page.texts(".state")[0]
    assert state(site, key) == ("rejected", [("reject", "Palsu.")])


def test_what_was_typed_survives_being_second(site: Site, moderator: PageClient) -> None:
    key = submitted(site)
    other = client_as(site, officer("moderator"))
    mine, theirs = moderator.get(f"/petugas/lowongan/{key}"), other.get(f"/petugas/lowongan/{key}")
    decide(other, theirs, "tangguhkan", catatan="Diperiksa.")
    decide(other, other.get(f"/petugas/lowongan/{key}"), "pulihkan")
    page = decide(moderator, mine, "kembalikan", status=409, catatan="Lengkapi alamat.", alasan=["alamat-kurang"])
    assert page.one("textarea[name=catatan]").text == "Lengkapi alamat."
    assert [one.get("value") for one in page.select("input[checked]")] == ["alamat-kurang"]
    decide(moderator, page, "kembalikan", catatan="Lengkapi alamat.")  # on what the new page shows
    assert state(site, key)[0] == "returned"


def test_the_same_form_twice_is_one_decision(site: Site, moderator: PageClient) -> None:
    key = submitted(site)
    page = moderator.get(f"/petugas/lowongan/{key}")
    for _ in range(2):
        decide(moderator, page, "kembalikan", catatan="Lengkapi.")
    assert state(site, key) == ("returned", [("send_back", "Lengkapi.")])


def test_who_is_on_it_is_said(site: Site, moderator: PageClient) -> None:
    key = submitted(site)
    other = client_as(site, officer("moderator", name="Dani"))
    queue = "/petugas/antrean/lowongan"
    other.send(queue, {"aksi": "kerjakan", "butir": [str(key)]})
    page = moderator.get(f"/petugas/lowongan/{key}")
    assert "Dani sedang mengerjakan ini" in page.text
    answer = moderator.send(queue, {"aksi": "ambil-alih", "butir": [str(key)]})
    assert answer.headers["Location"] == f"/petugas/lowongan/{key}"
    assert "Anda kerjakan" in moderator.get(f"/petugas/lowongan/{key}").text
    other.send(queue, {"aksi": "kerjakan", "butir": [str(key)]})
    assert "Petugas lain sedang mengerjakannya" in other.get(f"/petugas/lowongan/{key}").text


def test_a_sample_stands_or_falls(site: Site, moderator: PageClient) -> None:
    [stands, falls] = site.save(vacancy("Satu"), vacancy("Dua"))
    keep(site, sample(stands), sample(falls, NOW - timedelta(hours=1)))
    page = moderator.get(f"/petugas/lowongan/{stands}")
    assert buttons(page) == ["ditinjau", "tangguhkan", "cabut"]
    decide(moderator, page, "ditinjau")
    page = moderator.get(f"/petugas/lowongan/{falls}")
    decide(moderator, page, "tangguhkan", catatan="Minta biaya.")
    with site.session() as session:
        assert session.get_one(VacancySample, stands).reviewed_at == NOW
    assert (state(site, stands)[0], state(site, falls)[0]) == ("published", "suspended")
    site.client.get(f"/lowongan/{falls}", status=410)  # gone with the next request


def test_leads_to_its_change_and_its_reports(site: Site, moderator: PageClient) -> None:
    [key] = site.save(vacancy())
    change = revision(site, key, title="Operator Baru")
    keep(site, report(key))
    page = moderator.get(f"/petugas/lowongan/{key}")
    assert page.link("Lihat perubahannya").get("href") == f"/petugas/perubahan/{change}"
    assert page.follow("Lihat pengaduannya").h1.startswith("Pengaduan")


def test_an_imported_posting_can_be_reviewed_too(site: Site, moderator: PageClient) -> None:
    [key] = site.save(posting())
    page = moderator.get(f"/petugas/lowongan/{key}")
    assert "kutipan dari Papan Contoh" in page.text
    assert page.link("Tautkan ke perusahaan").get("href") == f"/petugas/impor/{key}"


def test_text_of_companies_is_only_text(site: Site, moderator: PageClient) -> None:
    evil = '<script>alert(1)</script><img src=x onerror="x">'
    key = submitted(site, f"Kasir {evil}", description=evil, skills=evil, justification=evil, slug="kasir")
    page = moderator.get(f"/petugas/lowongan/{key}")
    assert not page.select("img")
    assert not page.select("main script")


def test_as_many_selects_for_a_long_history(site: Site, moderator: PageClient) -> None:
    owner = employer()
    key = submitted(site, of=owner)
    site.save(vacancy(of=owner), indexed=False)

    def ask() -> None:
        moderator.get(f"/petugas/lowongan/{key}")

    few = assert_flat(ask, ask)
    lines = [Event(at=NOW, actor_kind="operator", noun="vacancy", noun_id=key, verb="submit") for _ in range(20)]
    keep(site, *lines, *(report(key) for _ in range(5)))
    site.save(*(vacancy(of=owner) for _ in range(20)), indexed=False)
    assert assert_flat(ask, ask) == few
    assert few <= 30
