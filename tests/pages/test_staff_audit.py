"""The log of what was done: searched by actor, thing, verb and day; read by admin and head only."""

from datetime import timedelta

import pytest

from app.domain.actor import OPERATOR, Actor, ActorKind
from app.services.events import event
from app.services.transaction import transaction
from tests.factories.accounts import client_as, officer
from tests.support.pages import PageClient
from tests.support.queries import assert_flat
from tests.support.site import Site


@pytest.fixture
def admin(site: Site) -> PageClient:
    return client_as(site, officer("admin", name="Sari Admin"))


def decide(site: Site, verb: str, key: int = 1, actor: Actor = OPERATOR, **facts: str) -> None:
    with site.app.app_context(), transaction() as session:
        session.add(event("vacancy", key, verb, actor, site.clock, old="submitted", new="published", **facts))


def rows(page: object) -> list[str]:
    return page.texts("tbody tr")  # type: ignore[attr-defined, no-any-return]


def test_the_newest_comes_first_with_who_and_why(site: Site, admin: PageClient) -> None:
    decide(site, "approve")
    site.hands.move(hours=1)
    decide(site, "send_back", reason="Upah belum jelas", fields="wage")
    page = admin.get("/petugas/catatan")
    first, second = rows(page)
    assert first.startswith("25 November 2026, 11.00 WITA Operator server lowongan 1 dikembalikan")
    assert "menunggu keputusan → tayang" in first
    assert "Upah belum jelas upah" in first
    assert "disetujui" in second
    assert "2 baris" in page.text


def test_it_is_searched(site: Site) -> None:
    decide(site, "approve", 1)
    decide(site, "reject", 2)
    site.hands.move(days=1)
    who = officer("admin", name="Sari Admin")
    admin = client_as(site, who)
    from_admin = who.id
    decide(site, "approve", 3, Actor(ActorKind.ACCOUNT, account_id=from_admin))
    for query, wanted in (
        ("", 3), ("pelaku=operator", 2), (f"pelaku=akun-{from_admin}", 1), ("benda=vacancy&nomor=2", 1),
        ("perbuatan=approve", 2), ("dari=2026-11-26", 1), ("sampai=2026-11-25", 2),
        ("dari=26-11-2026&sampai=2026-11-26", 1),
    ):  # fmt: skip
        assert len(rows(admin.get(f"/petugas/catatan?{query}"))) == wanted, query
    assert "Sari Admin" in rows(admin.get("/petugas/catatan"))[0]


def test_what_cannot_be_searched_is_said_and_the_rest_holds(site: Site, admin: PageClient) -> None:
    decide(site, "approve")
    decide(site, "reject")
    page = admin.get("/petugas/catatan?nomor=satu&dari=kemarin&sampai=9999-12-31&perbuatan=reject")
    assert page.texts(".notice p") == [
        f"Nilai “{value}” untuk {name} tidak dikenal dan tidak dipakai."
        for name, value in (("nomor", "satu"), ("dari tanggal", "kemarin"), ("sampai tanggal", "9999-12-31"))
    ]
    assert len(rows(page)) == 1
    assert page.one("select[name=perbuatan] option[selected]").get("value") == "reject"


def test_what_narrows_the_log_is_folded_and_counted(site: Site, admin: PageClient) -> None:
    decide(site, "approve")
    plain = admin.get("/petugas/catatan")
    assert plain.texts("details.filters summary") == ["Saring"]
    assert not plain.select("details[open]")
    narrowed = plain.submit("main form", perbuatan="approve", nomor="1")
    assert narrowed.texts("details.filters summary") == ["Saring2 saringan aktif"]
    assert narrowed.follow("Hapus semua").texts("details.filters summary") == ["Saring"]


def test_a_line_leads_to_its_thing_where_the_officer_may_open_it(site: Site, admin: PageClient) -> None:
    decide(site, "approve", 7)
    assert not admin.get("/petugas/catatan").select("tbody a")
    head = client_as(site, officer("head"))
    assert [one.get("href") for one in head.get("/petugas/catatan").select("tbody a")] == ["/petugas/lowongan/7"]
    with site.app.app_context(), transaction() as session:
        session.add(event("vacancy", 8, "create", OPERATOR, site.clock, new="draft"))
        session.add(event("report", 9, "uphold", OPERATOR, site.clock, old="open", new="upheld"))
    page = head.get("/petugas/catatan")
    assert [one.get("href") for one in page.select("tbody a")] == ["/petugas/laporan/9", "/petugas/lowongan/7"]
    assert "pengaduan 9 dibenarkan" in page.text


def test_an_empty_search_says_so(admin: PageClient) -> None:
    assert "Tidak ada catatan yang cocok" in admin.get("/petugas/catatan?dari=2020-01-01&sampai=2020-01-02").text


def test_pages_keep_the_search_and_cost_the_same(site: Site, admin: PageClient) -> None:
    for key in range(55):
        decide(site, "approve" if key % 11 else "reject", key + 1)
    page = admin.get("/petugas/catatan?perbuatan=approve&benda=")
    assert len(rows(page)) == 50
    assert len(rows(admin.get("/petugas/catatan?halaman=2"))) == 5
    assert_flat(lambda: admin.get("/petugas/catatan?nomor=2"), lambda: admin.get("/petugas/catatan"))


@pytest.mark.parametrize(("role", "status"), [("head", 200), ("moderator", 404), ("verifier", 404)])
def test_who_reads_it(site: Site, role: str, status: int) -> None:
    client_as(site, officer(role)).get("/petugas/catatan", status=status)


def test_days_are_the_offices(site: Site) -> None:
    site.hands.at += timedelta(hours=14, minutes=30)  # 00.30 of the 26th in Balangan, still the 25th in UTC
    decide(site, "approve")
    admin = client_as(site, officer("admin"))
    assert len(rows(admin.get("/petugas/catatan?dari=2026-11-26"))) == 1


def test_a_search_counts_and_pages_so_far_and_says_that_there_is_more(
    site: Site, admin: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.queries.audit.MOST", 60)
    monkeypatch.setattr("app.queries.audit.PAGE", 50)
    with site.app.app_context(), transaction() as session:
        session.add_all(event("vacancy", key, "approve", OPERATOR, site.clock) for key in range(1, 61))
    page = admin.get("/petugas/catatan?benda=vacancy")
    assert "60 baris" in page.text
    assert "Lebih dari" not in page.text
    decide(site, "reject", 61)
    page = admin.get("/petugas/catatan?benda=vacancy")
    assert "Lebih dari 60 baris" in page.text
    assert "Halaman 1 dari 2" in page.text
    assert admin.get("/petugas/catatan?benda=vacancy&halaman=3", status=404)
    assert "1 baris" in admin.get("/petugas/catatan?benda=vacancy&perbuatan=reject").text


def test_the_choices_are_the_words_that_occur(site: Site, admin: PageClient) -> None:
    for verb in ("reject", "approve", "approve", "submit"):
        decide(site, verb)
    chosen = admin.get("/petugas/catatan").select("select[name=perbuatan] option")
    assert [one.get("value") for one in chosen] == ["", "approve", "reject", "submit"]
