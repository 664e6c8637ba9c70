"""The public check of a certificate: validity, scheme and initials for whoever holds its QR, and no more."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import segno
from lxml import etree

from app.models import Certificate
from tests.factories.vacancies import TODAY
from tests.factories.workers import certificate, given, person, worker
from tests.support.dom import text_of
from tests.support.queries import counted_queries
from tests.support.site import Site


def saved(site: Site, one: Certificate, name: str = "Siti Nur Aisyah Rahmah", consent: bool = True) -> str:
    """Stores a holder with one certificate; the path of its check."""
    site.save(worker(one, of=person(name=name, consents=[given()] if consent else [])))
    return f"/cek/{one.token}"


@pytest.mark.parametrize(
    ("facts", "state", "validity", "notice"),
    [
        ({"valid_until": date(2028, 3, 14)}, "Terverifikasi", "sampai Maret 2028", "sudah diperiksa petugas"),
        ({"valid_until": None}, "Terverifikasi", "tanpa batas waktu", "sudah diperiksa petugas"),
        ({"valid_until": TODAY}, "Segera berakhir", "sampai November 2026", "sudah diperiksa petugas"),
        ({"valid_until": date(2026, 1, 29)}, "Kedaluwarsa", "berakhir pada Januari 2026", "masa berlakunya sudah"),
        ({"status": "revoked"}, "Dicabut", "tidak berlaku lagi", "sudah dicabut"),
        ({"status": "unverified"}, "Belum diverifikasi", "sampai November 2028", "belum diperiksa petugas"),
    ],
)
def test_the_page_shows_validity_scheme_and_initials(
    site: Site, facts: dict[str, Any], state: str, validity: str, notice: str
) -> None:
    page = site.client.get(saved(site, certificate(**facts)))
    assert page.h1 == "Pemeriksaan sertifikat"
    assert text_of(page.one(".error-page .state")) == state
    assert page.texts(".details-list dd") == ["Juru Las SMAW Posisi 3G (Pelat)", validity, "S. N. A."]
    assert notice in text_of(page.one(".notice"))


def test_nothing_else_is_known(site: Site) -> None:
    one = certificate(valid_until=date(2028, 3, 14), number="NOMOR-77", lsp="LSP Unik", level=3)
    page = site.client.get(saved(site, one))
    main = text_of(page.one("main"))
    for secret in ("Siti", "Aisyah", "NOMOR-77", "LSP Unik", "BNSP", "KKNI", "14 Maret", "SMK", "TK-"):
        assert secret not in main, secret
    assert page.one("#bahasa").get("href") == f"/en/cek/{one.token}"
    assert page.html.count(one.token) == 1  # nowhere but in the way to the English copy


def test_the_address_stays_with_its_holder(site: Site) -> None:
    for path, status in ((saved(site, certificate()), 200), ("/cek/salah", 404)):
        page = site.client.get(path, status=status)
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "strict-origin"
        assert page.headers["X-Robots-Tag"] == "noindex"
        assert "ETag" not in page.headers
        assert page.one("meta[name=robots]").get("content") == "noindex"
        assert not page.select("link[rel=canonical]")


def test_who_hands_over_the_code_decides_not_the_catalogue(site: Site) -> None:
    assert "S. N. A." in site.client.get(saved(site, certificate(), consent=False)).text


@pytest.mark.parametrize("token", ["salah", "a" * 43, "%00", "x" * 2_000, "é", "' OR 1=1 --"])
def test_a_wrong_token_is_told_what_to_do(site: Site, token: str, caplog: pytest.LogCaptureFixture) -> None:
    saved(site, certificate())
    page = site.client.get(f"/cek/{token}", status=404)
    assert page.h1 == "Sertifikat tidak ditemukan"
    assert "Pindai ulang" in page.text
    assert site.settings.office.address in text_of(page.one("main"))
    assert "/cek/" not in caplog.text


@pytest.mark.parametrize(("more", "method"), [("/", "get"), ("", "post")])
def test_no_token_stands_in_the_log(site: Site, more: str, method: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    path = saved(site, certificate())
    getattr(site.client, method)(path + more, status=405 if method == "post" else 404)
    assert path.removeprefix("/cek/") not in caplog.text
    assert "/cek/…" in caplog.text


def test_a_token_is_found_in_one_query(site: Site) -> None:
    path = saved(site, certificate())
    site.client.get(path)
    with counted_queries() as statements:
        site.client.get(path)
    assert len(statements) == 1


def test_tokens_cannot_be_guessed(site: Site) -> None:
    tokens = {certificate().token for _ in range(50)}
    assert len(tokens) == 50
    assert all(re.fullmatch(r"[\w-]{43}", token) for token in tokens)


def test_a_command_prints_the_code(site: Site, tmp_path: Path) -> None:
    one = certificate()
    saved(site, one)
    run, out = site.app.test_cli_runner().invoke, tmp_path / "sertifikat.svg"
    shown = run(args=["certificates", "qr", str(one.id)])
    assert shown.exit_code == 0, shown.output
    assert len(shown.output.splitlines()) > 15
    drawn = run(args=["certificates", "qr", str(one.id), "--out", str(out)])
    assert drawn.exit_code == 0, drawn.output
    assert etree.fromstring(out.read_bytes()).tag.endswith("svg")
    missing = run(args=["certificates", "qr", "999999"])
    assert missing.exit_code == 1
    assert "tidak ada" in missing.output


def test_the_code_leads_to_the_page(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    one = certificate()
    path = saved(site, one)
    asked: list[str] = []
    real = segno.make

    def make(content: str, **options: object) -> object:
        asked.append(content)
        return real(content, **options)

    monkeypatch.setattr("app.cli.certificates.segno.make", make)
    site.app.test_cli_runner().invoke(args=["certificates", "qr", str(one.id)])
    assert asked == [site.settings.public_url + path]
    site.client.get(path)
