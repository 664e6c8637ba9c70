"""The answer to reports: all of one vacancy together, the contact only where asked for."""

from typing import Any

import pytest
from sqlalchemy import select

from app.models import Event, Report, Vacancy
from app.services.reports import CONTACT
from tests.factories.accounts import client_as, officer
from tests.factories.review import keep, report
from tests.factories.vacancies import posting, vacancy
from tests.support.keys import KEYRING
from tests.support.pages import Page, PageClient
from tests.support.site import Site


@pytest.fixture
def moderator(site: Site) -> PageClient:
    return client_as(site, officer("moderator"))


def reported(site: Site, make: Any = vacancy) -> int:
    """A published vacancy with three reports, numbers 1 to 3, the last of them dismissed long ago."""
    [key] = site.save(make("Kasir Toko"))
    keep(
        site, report(key, "biaya", contact_cipher=KEYRING.encrypt("0812 3456 7890", CONTACT)),
        report(key, "palsu", text="Kantornya tidak ada."), report(key, "upah", status="dismissed"),
    )  # fmt: skip
    return key


def decide(who: PageClient, number: int, keputusan: str, status: int = 303, **typed: Any) -> Page:
    return who.send(f"/petugas/laporan/{number}", {"keputusan": keputusan, **typed}, status=status)


def standing(site: Site, key: int) -> tuple[str, list[str]]:
    with site.session() as session:
        reports = session.scalars(select(Report.status).where(Report.vacancy_id == key).order_by(Report.id))
        return session.get_one(Vacancy, key).status, list(reports)


def test_shows_every_report_of_the_vacancy(site: Site, moderator: PageClient) -> None:
    reported(site)
    page = moderator.get("/petugas/laporan/2")
    assert page.h1 == "Pengaduan: Kasir Toko"
    for words in ("2 pengaduan menunggu", "Meminta uang dari pelamar", "Kantornya tidak ada.", "tidak terbukti"):
        assert words in page.text
    assert [one.get("value") for one in page.select("input[name=laporan]")] == ["1", "2"]
    assert "0812" not in page.html


@pytest.mark.parametrize("make", [vacancy, posting])
def test_upholding_takes_the_vacancy_down(site: Site, moderator: PageClient, make: Any) -> None:
    key = reported(site, make)
    answer = decide(moderator, 1, "benarkan", laporan=["1", "2"], alasan=["laporan-benar"], catatan="Uang diminta.")
    assert answer.headers["Location"] == "/petugas/antrean/pengaduan"
    assert standing(site, key) == ("suspended", ["upheld", "upheld", "dismissed"])
    site.client.get(f"/lowongan/{key}", status=410)
    page = moderator.get("/petugas/laporan/1")
    assert "Semua pengaduan tentang lowongan ini sudah diputuskan" in page.text
    assert not page.select("button[name=keputusan]")
    assert "Pengaduan yang kami terima terbukti. Uang diminta." in page.text


def test_one_of_them_alone(site: Site, moderator: PageClient) -> None:
    key = reported(site)
    answer = decide(moderator, 1, "tepis", laporan=["1"], alasan=["tidak-terbukti"])
    assert answer.headers["Location"] == "/petugas/laporan/2"  # the rest is the next item
    assert standing(site, key) == ("published", ["dismissed", "open", "dismissed"])


def test_what_is_missing_is_said(site: Site, moderator: PageClient) -> None:
    key = reported(site)
    page = decide(moderator, 1, "benarkan", status=422, alasan=["laporan-benar"], catatan="Sudah dicek.")
    assert "Pilih paling sedikit satu pengaduan" in page.text
    assert page.one("textarea").text == "Sudah dicek."
    assert "Pilih alasan atau tulis catatan" in decide(moderator, 1, "tepis", status=422, laporan=["1"]).text
    [other] = site.save(vacancy())
    keep(site, report(other))
    decide(moderator, 1, "tepis", status=422, laporan=["1", "4"], alasan=["tidak-terbukti"])
    assert standing(site, key) == ("published", ["open", "open", "dismissed"])


def test_somebody_else_was_first(site: Site, moderator: PageClient) -> None:
    key = reported(site)
    decide(client_as(site, officer("moderator")), 1, "tepis", laporan=["1", "2"], alasan=["tidak-terbukti"])
    page = decide(moderator, 1, "benarkan", status=409, laporan=["1", "2"], catatan="Palsu.")
    assert "Keputusan Anda belum disimpan" in page.text
    assert standing(site, key)[0] == "published"


def test_the_contact_is_shown_on_request_and_that_leaves_a_line(site: Site, moderator: PageClient) -> None:
    reported(site)
    page = moderator.send("/petugas/laporan/1/kontak", status=200)
    assert "Kontak pelapor: 0812 3456 7890" in page.text
    with site.session() as session:
        assert session.scalars(select(Event.verb)).all() == ["read_contact"]
    head = client_as(site, officer("head"))
    assert not head.get("/petugas/laporan/1").select("form[action=/petugas/laporan/1/kontak]")
    head.send("/petugas/laporan/1/kontak", status=404)


@pytest.mark.parametrize("role", ["head", "verifier", "counsellor"])
def test_rights(site: Site, role: str) -> None:
    key = reported(site)
    who = client_as(site, officer(role))
    who.get("/petugas/laporan/1", status=200 if role == "head" else 404)
    decide(who, 1, "benarkan", status=404, laporan=["1"], catatan="x")
    assert standing(site, key)[0] == "published"
    who.get("/petugas/laporan/999", status=404)
