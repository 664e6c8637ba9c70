"""Verifying a certificate: with evidence, a day and a copy; the name only for who verifies, the NIK for nobody."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from app.models import Certificate, Document, Event
from tests.factories.accounts import client_as, officer
from tests.factories.vacancies import TODAY
from tests.factories.workers import certificate, given, person, worker
from tests.support.pages import Page, PageClient
from tests.support.site import Site

NIK = "6311065703950001"


@pytest.fixture
def verifier(site: Site) -> PageClient:
    return client_as(site, officer("verifier"))


def unverified(site: Site, **facts: Any) -> int:
    made = certificate(status="unverified", number="REG 7/2025", **facts)
    who = person(nik=NIK, phone="0812 3456 7890", name="Budi Rahasia Nama", consents=[given()])
    site.save(worker(made, of=who), indexed=False)
    with site.session() as session:
        return session.scalars(select(Certificate.id)).one()


def decide(who: PageClient, key: int, keputusan: str, status: int = 303, **typed: Any) -> Page:
    data = {"keputusan": keputusan, "tanggal": TODAY.isoformat(), **typed}
    return who.send(f"/petugas/sertifikat/{key}", data, status=status, content_type="multipart/form-data")


def stored(site: Site, key: int) -> Certificate:
    with site.session() as session:
        session.expire_on_commit = False
        return session.get_one(Certificate, key)


def picture() -> tuple[BytesIO, str]:
    made = BytesIO()
    Image.new("RGB", (40, 30), "white").save(made, "JPEG")
    return BytesIO(made.getvalue()), "lembar asli.jpg"


def test_shows_what_is_written_and_never_the_nik(site: Site, verifier: PageClient) -> None:
    key = unverified(site)
    page = verifier.get(f"/petugas/sertifikat/{key}")
    for words in ("Budi Rahasia Nama", "REG 7/2025", "LSP Contoh Las", "Belum ada salinan bukti"):
        assert words in page.text
    assert NIK not in page.html
    assert "3456" not in page.html


def names_read(site: Site) -> int:
    with site.session() as session:
        return session.query(Event).filter_by(noun="person", verb="read").count()


def test_that_a_name_was_read_is_written_down(site: Site, verifier: PageClient) -> None:
    key = unverified(site)
    verifier.get(f"/petugas/sertifikat/{key}")
    assert names_read(site) == 1


@pytest.mark.parametrize("role", ["head", "training_officer"])
def test_who_reads_along_sees_initials(site: Site, role: str) -> None:
    key = unverified(site)
    who = client_as(site, officer(role))
    page = who.get(f"/petugas/sertifikat/{key}")
    assert "Budi" not in page.html
    assert names_read(site) == 0
    assert not page.select("button[name=keputusan]")
    decide(who, key, "verifikasi", status=404, alasan=["lembar-asli"])


@pytest.mark.parametrize("role", ["moderator", "counsellor", "admin"])
def test_others_see_nothing(site: Site, role: str) -> None:
    key = unverified(site)
    who = client_as(site, officer(role))
    who.get(f"/petugas/sertifikat/{key}", status=404)
    decide(who, key, "verifikasi", status=404, alasan=["lembar-asli"])


def test_verified_with_evidence_day_and_copy(site: Site, verifier: PageClient) -> None:
    key = unverified(site)
    day = TODAY - timedelta(days=3)
    answer = decide(
        verifier, key, "verifikasi", alasan=["lembar-asli"], catatan="Diperlihatkan di loket.",
        tanggal=day.strftime("%d-%m-%Y"), bukti=picture(),
    )  # fmt: skip
    assert answer.headers["Location"] == "/petugas/antrean/sertifikat"
    held = stored(site, key)
    assert (held.status, held.evidence_on) == ("verified", day)
    assert held.verified_note == "Lembar asli diperlihatkan kepada petugas.\nDiperlihatkan di loket."
    with site.session() as session:
        kept = session.scalars(select(Document)).one()
        assert (kept.certificate_id, kept.kind, kept.media_type) == (key, "evidence", "image/jpeg")
    page = verifier.get(f"/petugas/sertifikat/{key}")
    assert f"Dilihat {day.day} November 2026." in page.text
    href = str(page.link("lembar asli.jpg").get("href"))
    file = verifier.get(href)
    assert file.headers["Content-Disposition"].startswith("attachment")
    client_as(site, officer("head")).get(href, status=404)


def test_what_is_missing_or_wrong_is_said(site: Site, verifier: PageClient) -> None:
    key = unverified(site)
    cases: list[tuple[dict[str, Any], str]] = [
        ({}, "Centang bukti atau alasannya, atau tulis catatan"),
        ({"alasan": ["salah-data"]}, "Centang bukti atau alasannya"),  # a reason for the other verb
        ({"alasan": ["lembar-asli"], "tanggal": ""}, "Tanggal bukti dilihat belum diisi"),
        ({"alasan": ["lembar-asli"], "tanggal": "kemarin"}, "belum berupa tanggal"),
        (
            {"alasan": ["lembar-asli"], "tanggal": (TODAY + timedelta(days=1)).isoformat()},
            "tidak boleh di masa depan",
        ),
        ({"alasan": ["lembar-asli"], "tanggal": "2001-01-01"}, "lebih awal dari tanggal terbit"),
        ({"alasan": ["lembar-asli"], "bukti": (BytesIO(b"<script>"), "x.pdf")}, "Berkas harus PDF, JPEG, atau PNG"),
    ]
    for typed, words in cases:
        page = decide(verifier, key, "verifikasi", status=422, **typed)
        assert words in page.text, words
    assert stored(site, key).status == "unverified"


def test_revoking_takes_it_off(site: Site, verifier: PageClient) -> None:
    key = unverified(site)
    decide(verifier, key, "verifikasi", alasan=["laman-penerbit"])
    decide(verifier, key, "cabut", alasan=["palsu-sertifikat", "laman-penerbit"], catatan="Surat 12/2026.")
    held = stored(site, key)
    assert (held.status, held.revoke_reason) == ("revoked", "Penerbit menyatakan tidak menerbitkannya.\nSurat 12/2026.")
    page = verifier.get(f"/petugas/sertifikat/{key}")
    assert not page.select("button[name=keputusan]")


def test_somebody_else_was_first(site: Site, verifier: PageClient) -> None:
    key = unverified(site)
    seen = str(verifier.get(f"/petugas/sertifikat/{key}").one("input[name=dilihat]").get("value"))
    decide(client_as(site, officer("verifier")), key, "cabut", alasan=["salah-data"])
    page = decide(verifier, key, "verifikasi", status=409, alasan=["lembar-asli"], dilihat=seen, bukti=picture())
    assert "Keputusan Anda belum disimpan" in page.text
    with site.session() as session:
        assert session.scalars(select(Document)).all() == []


def test_sent_twice_verified_once(site: Site, verifier: PageClient) -> None:
    key = unverified(site)
    for _ in range(2):
        decide(verifier, key, "verifikasi", alasan=["lembar-asli"], dilihat="0")
    assert stored(site, key).status == "verified"
