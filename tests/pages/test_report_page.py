"""Reporting a vacancy: by anybody, once, without telling what is hidden, and no flood."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.domain.report import REPORT_ADDRESS, REPORT_DEVICE
from app.models import Report
from tests.factories.accounts import account, client_as
from tests.factories.employers import employer
from tests.factories.vacancies import TODAY, posting, vacancy
from tests.support.clock import NOW
from tests.support.dom import text_of
from tests.support.keys import KEYRING
from tests.support.pages import Page, PageClient
from tests.support.site import Site


def count(site: Site) -> int:
    with site.session() as session:
        return session.scalar(select(func.count(Report.id))) or 0


def form_of(site: Site, key: int) -> Page:
    return site.client.get(f"/lowongan/{key}/lapor")


@pytest.mark.parametrize("make", [vacancy, posting])
def test_from_the_vacancy_to_what_happens_next(site: Site, make: object) -> None:
    [key] = site.save(make("Staf Gudang"))  # type: ignore[operator]
    page = site.client.get(f"/lowongan/{key}-staf-gudang").follow("Laporkan lowongan ini")
    assert page.h1 == "Laporkan lowongan"
    assert "Staf Gudang" in page.text
    answer = page.submit("main form", status=303, alasan="biaya", cerita=" Diminta Rp350.000 ", kontak="0812 3456 7890")
    sent = site.client.get(str(answer.headers["Location"]))
    assert sent.h1 == "Pengaduan diterima"
    with site.session() as session:
        stored = session.scalars(select(Report)).one()
        assert (stored.vacancy_id, stored.reason, stored.text, stored.status) == (
            key, "biaya", "Diminta Rp350.000", "open",
        )  # fmt: skip
        assert stored.contact_cipher is not None
        assert KEYRING.decrypt(stored.contact_cipher, "report.contact_cipher") == "0812 3456 7890"
        assert stored.account_id is None


def test_somebody_signed_in_may_report_too(site: Site) -> None:
    [key] = site.save(vacancy())
    who = account()
    client = client_as(site, who)
    client.get(f"/lowongan/{key}/lapor").submit("main form", status=303, alasan="palsu")
    with site.session() as session:
        assert session.scalars(select(Report.account_id)).all() == [who.id]


def test_what_is_wrong_is_said_and_what_was_typed_stays(site: Site) -> None:
    [key] = site.save(vacancy())
    page = form_of(site, key).submit("main form", status=422, cerita="Ada yang aneh", kontak="ani@contoh.test")
    assert page.texts(".error-summary a") == ["Pilih apa yang tidak beres"]
    assert text_of(page.one("textarea")) == "Ada yang aneh"
    assert page.one("input[name=kontak]").get("value") == "ani@contoh.test"
    page = page.submit("main form", status=422, alasan="lain", cerita="")
    assert "karena Anda memilih “Lainnya”" in page.texts(".error-summary a")[0]
    page = page.submit("main form", status=422, alasan="lain", cerita="x" * 1001)
    assert page.texts(".error-summary a") == [
        "Tulisan ini 1.001 huruf: paling banyak 1.000 huruf. Persingkat, lalu kirim lagi."
    ]
    assert text_of(page.one("textarea")) == "x" * 1001
    assert count(site) == 0


def test_a_long_story_is_refused_in_words_and_never_cut_in_silence(site: Site) -> None:
    """A browser cuts what is pasted into a field of a stated length, and says nothing."""
    [key] = site.save(vacancy())
    page = form_of(site, key)
    assert page.one("textarea").get("maxlength") is None
    assert "Paling banyak 1.000 huruf." in text_of(page.one("#cerita-bantuan"))


def test_the_same_form_again_is_the_same_report(site: Site) -> None:
    [key] = site.save(vacancy())
    page = form_of(site, key)
    for _ in range(3):
        page.submit("main form", status=303, alasan="biaya")
    assert count(site) == 1
    form_of(site, key).submit("main form", status=303, alasan="biaya")
    assert count(site) == 2


def test_hidden_ones_answer_like_none(site: Site) -> None:
    hidden = site.save(
        vacancy(status="submitted"), vacancy(status="suspended"), vacancy(status="draft"),
        vacancy(of=employer(status="suspended", suspended_at=NOW)),
        vacancy(status="expired", closes_on=TODAY - timedelta(days=400)), indexed=False,
    )  # fmt: skip
    answers = [site.client.get(f"/lowongan/{key}/lapor", status=404).html for key in (*hidden, 10**6)]
    assert len({html.rpartition("kode 404-")[0] for html in answers}) == 1
    for key in (*hidden, 10**6):
        site.client.send(f"/lowongan/{key}/lapor", {"alasan": "biaya"}, status=404)
        assert site.client.get(f"/lowongan/{key}/lapor/terkirim").h1 == "Pengaduan diterima"
    assert count(site) == 0


def test_a_closed_one_can_still_be_reported(site: Site) -> None:
    [key] = site.save(vacancy(status="filled"))
    form_of(site, key).submit("main form", status=303, alasan="kontak")
    assert count(site) == 1


def test_a_machine_that_fills_everything_is_thanked_for_nothing(site: Site) -> None:
    [key] = site.save(vacancy())
    form_of(site, key).submit("main form", status=303, alasan="biaya", situs="https://spam.example")
    assert count(site) == 0


def test_no_flood_and_nothing_typed_is_lost(site: Site) -> None:
    [key] = site.save(vacancy())
    for _ in range(REPORT_DEVICE.attempts):
        form_of(site, key).submit("main form", status=303, alasan="biaya")
    page = form_of(site, key).submit("main form", status=429, alasan="biaya", cerita="Yang keenam")
    assert "kirim lagi dalam 60 menit" in page.text
    assert text_of(page.one("textarea")) == "Yang keenam"
    assert count(site) == REPORT_DEVICE.attempts
    neighbour = PageClient(site.app)  # behind the same address
    neighbour.get(f"/lowongan/{key}/lapor").submit("main form", status=303, alasan="biaya")
    site.hands.move(hours=1)
    page.submit("main form", status=303, alasan="biaya", cerita="Yang keenam")


def test_an_address_with_ever_new_browsers_is_stopped(site: Site) -> None:
    keys = site.save(*(vacancy() for _ in range(REPORT_ADDRESS.attempts + 1)), indexed=False)
    for key in keys[:-1]:
        PageClient(site.app).send(f"/lowongan/{key}/lapor", {"alasan": "biaya"})
    PageClient(site.app).send(f"/lowongan/{keys[-1]}/lapor", {"alasan": "biaya"}, status=429)
    assert count(site) == REPORT_ADDRESS.attempts


def test_a_form_needs_its_token(site: Site) -> None:
    [key] = site.save(vacancy())
    site.client.post(f"/lowongan/{key}/lapor", {"alasan": "biaya"}, status=400)
    assert count(site) == 0


def test_the_form_is_kept_by_nobody(site: Site) -> None:
    [key] = site.save(vacancy())
    page = form_of(site, key)
    assert page.headers["Cache-Control"] == "no-store"
    assert page.one("meta[name=robots]").get("content") == "noindex"
