"""Letters that did not arrive: seen and sent again by the admin."""

import pytest

from app.models import Mail
from tests.factories.accounts import client_as, officer
from tests.support.clock import NOW
from tests.support.pages import PageClient
from tests.support.site import Site


def letter(**facts: object) -> Mail:
    plain = {"recipient": "rini@contoh.test", "template": "vacancy_approve", "created_at": NOW, "next_try_at": NOW}
    return Mail(**(plain | facts))


@pytest.fixture
def admin(site: Site) -> PageClient:
    return client_as(site, officer("admin"))


def test_what_failed_is_shown_without_the_address(site: Site, admin: PageClient) -> None:
    site.save(
        letter(status="dead", attempts=8, last_error="MailRefused: recipient refused, 550"),
        letter(status="queued", attempts=2, last_error="MailUnavailable: TimeoutError", recipient="budi@contoh.test"),
        letter(status="sent", sent_at=NOW),
    )
    page = admin.get("/petugas/surat")
    assert "r…@contoh.test" in page.text
    assert "rini@" not in page.html
    assert "Terkirim 1, menunggu 1, gagal 1." in page.text
    assert "550" in page.text
    assert "Gagal dan akan dicoba lagi" in page.text


def test_nothing_failed(admin: PageClient) -> None:
    assert "Tidak ada surat yang gagal" in admin.get("/petugas/surat").text


def test_a_dead_letter_is_sent_again_once(site: Site, admin: PageClient) -> None:
    [mail_id] = site.save(letter(status="dead", attempts=8))
    page = admin.get("/petugas/surat").submit("main form", status=303)
    assert page.headers["Location"] == "/petugas/surat"
    assert "segera dikirim" in admin.get("/petugas/surat").text
    with site.session() as session:
        assert session.get_one(Mail, mail_id).status == "queued"
    admin.send(f"/petugas/surat/{mail_id}/kirim-ulang", status=409)
    admin.send("/petugas/surat/999/kirim-ulang", status=404)


@pytest.mark.parametrize("role", ["head", "moderator", "verifier"])
def test_only_the_admin_reads_them(site: Site, role: str) -> None:
    client_as(site, officer(role)).get("/petugas/surat", status=404)
