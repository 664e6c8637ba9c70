"""The review of a change: what would change, word by word, and the decision on it."""

from typing import Any

import pytest
from sqlalchemy import select

from app.models import Event, Vacancy, VacancyRevision
from tests.factories.accounts import client_as, officer
from tests.factories.review import revision
from tests.factories.vacancies import vacancy
from tests.support.pages import Page, PageClient
from tests.support.site import Site


@pytest.fixture
def moderator(site: Site) -> PageClient:
    return client_as(site, officer("moderator"))


def proposed(site: Site, **changed: Any) -> tuple[int, int]:
    [key] = site.save(vacancy("Helper Mekanik", description="Membantu mekanik di bengkel."))
    return key, revision(site, key, **changed)


def decide(who: PageClient, change: int, keputusan: str, status: int = 303, **typed: Any) -> Page:
    return who.send(f"/petugas/perubahan/{change}", {"keputusan": keputusan, **typed}, status=status)


def standing(site: Site, key: int, change: int) -> tuple[str, str]:
    with site.session() as session:
        return session.get_one(Vacancy, key).title, session.get_one(VacancyRevision, change).status


def test_shows_the_change_part_by_part(site: Site, moderator: PageClient) -> None:
    _, change = proposed(
        site, title="Helper Mekanik Senior", description="Membantu mekanik di bengkel motor.", wage_min=3_000_000,
        wage_max=15_000_000, either=6, places=("63.11.01", "63.11.06"), closes_on="2026-12-31",
    )  # fmt: skip
    page = moderator.get(f"/petugas/perubahan/{change}")
    assert page.texts(".diff dt") == ["Judul", "Uraian", "Tempat kerja", "Jumlah", "Upah", "Ditutup"]
    assert page.texts(".diff ins")[:2] == ["Senior", "bengkel motor."]
    assert "Rp4.000.000 – Rp6.000.000 per bulan" in page.texts(".diff del")
    assert "Rp3.000.000 – Rp15.000.000 per bulan" in page.texts(".diff ins")
    assert "Juai, Paringin" in page.texts(".diff ins")
    assert "31 Desember 2026" in page.texts(".diff ins")


def test_accepting_puts_it_in_force(site: Site, moderator: PageClient) -> None:
    key, change = proposed(site, title="Helper Senior")
    assert "Helper Mekanik" in site.client.get(f"/lowongan/{key}-helper-mekanik").h1
    assert decide(moderator, change, "terima").headers["Location"] == "/petugas/antrean/perubahan"
    assert standing(site, key, change) == ("Helper Senior", "accepted")
    page = moderator.get(f"/petugas/perubahan/{change}")
    assert "Perubahan diterima" in page.text
    assert not page.select("button[name=keputusan]")


def test_refusing_leaves_the_public_version(site: Site, moderator: PageClient) -> None:
    key, change = proposed(site, title="Helper Senior")
    page = decide(moderator, change, "tolak", status=422)
    assert "Pilih alasan atau tulis catatan" in page.text
    assert standing(site, key, change) == ("Helper Mekanik", "pending")
    for _ in range(2):  # sent twice, decided once
        decide(moderator, change, "tolak", alasan=["upah-tidak-wajar"])
    assert standing(site, key, change) == ("Helper Mekanik", "refused")
    with site.session() as session:
        assert session.scalars(select(Event.verb)).all() == ["refuse_revision"]


def test_somebody_else_was_first(site: Site, moderator: PageClient) -> None:
    key, change = proposed(site, title="Helper Senior")
    decide(client_as(site, officer("moderator", name="Dani")), change, "terima")
    page = decide(moderator, change, "tolak", status=409, catatan="Upahnya aneh.")
    assert "Keputusan Anda belum disimpan" in page.text
    assert standing(site, key, change) == ("Helper Senior", "accepted")


@pytest.mark.parametrize("role", ["head", "verifier", "training_officer"])
def test_rights(site: Site, role: str) -> None:
    _, change = proposed(site, title="Helper Senior")
    who = client_as(site, officer(role))
    page = who.get(f"/petugas/perubahan/{change}", status=200 if role == "head" else 404)
    assert not page.select("button[name=keputusan]")
    decide(who, change, "terima", status=404)
    who.get(f"/petugas/perubahan/{10**6}", status=404)


def test_accepting_in_spite_of_a_heavy_flag_needs_a_note(site: Site, moderator: PageClient) -> None:
    key, change = proposed(site, description="Biaya pendaftaran Rp150.000 dibayar di muka.")
    assert "memerlukan catatan" in moderator.get(f"/petugas/perubahan/{change}").texts("#terima-syarat")[0]
    page = decide(moderator, change, "terima", status=422, alasan=["upah-tidak-wajar"])
    assert page.texts(".error-summary li") == ["Ada tanda berat. Tulis catatan mengapa tetap disetujui"]
    assert standing(site, key, change)[1] == "pending"
    decide(moderator, change, "terima", catatan="Biaya dikembalikan, sudah dicek.")
    assert standing(site, key, change)[1] == "accepted"
