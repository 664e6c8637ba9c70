"""Messages ready for WhatsApp: what they say, to whom, and what never stands in such an address."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from app.services.reports import CONTACT
from tests.factories.accounts import account, client_as, officer
from tests.factories.companies import company
from tests.factories.employers import employer
from tests.factories.review import keep, report
from tests.factories.vacancies import vacancy
from tests.support.clock import NOW
from tests.support.keys import KEYRING
from tests.support.pages import Page, PageClient
from tests.support.site import Site

PHONE = "081100001234"


def messages(page: Page) -> list[tuple[str, str]]:
    """The number, if any, and the words of every such link in the page's main part."""
    found = [urlsplit(str(one.get("href"))) for one in page.select("main a") if "//wa.me/" in str(one.get("href"))]
    return [(one.path.removeprefix("/"), parse_qs(one.query)["text"][0]) for one in found]


def decide(who: PageClient, path: str, keputusan: str, **typed: str) -> None:
    seen = str(who.get(path).one("input[name=dilihat]").get("value"))
    who.send(path, {"dilihat": seen, "keputusan": keputusan, **typed}, status=303)


def test_a_decided_vacancy_is_told_to_its_company(site: Site) -> None:
    of = employer(name="CV Las & Bubut")
    [key] = site.save(vacancy("Juru Las <6G>", of=of, status="submitted", submitted_at=NOW), indexed=False)
    moderator, path = client_as(site, officer("moderator")), f"/petugas/lowongan/{key}"
    assert messages(moderator.get(path)) == []
    decide(moderator, path, "kembalikan", catatan="Hapus biaya & seragam.")
    [(number, said)] = messages(moderator.get(path))
    assert number == ""
    assert said.startswith("Lowongan Juru Las <6G> dikembalikan untuk diperbaiki.\nAlasan: Hapus biaya & seragam.\n")
    assert f"\n{site.settings.public_url}/kelola/lowongan/{key}\n" in said
    assert messages(client_as(site, officer("head")).get(path)) == []


def test_a_decided_company_is_told_by_its_own_number(site: Site) -> None:
    """The number stands in the link for whoever reads it on the page, and for nobody else."""
    [key] = site.save(
        employer(
            name="CV Contoh", status="pending", verified_at=None, submitted_at=NOW,
            contact_phone_cipher=KEYRING.encrypt("+6281100001234", "employer.contact_phone_cipher"),
        ),
        indexed=False,
    )  # fmt: skip
    verifier, path = client_as(site, officer("verifier")), f"/petugas/perusahaan/{key}"
    decide(verifier, path, "kembalikan", catatan="NIB tidak terbaca.")
    page = verifier.get(path)
    assert "0811-0000-1234" in page.text
    [(number, said)] = messages(page)
    assert number == "6281100001234"
    assert "NIB tidak terbaca." in said
    for role in ("moderator", "head"):
        page = client_as(site, officer(role)).get(path)
        assert messages(page) == []
        assert "81100001234" not in page.html


def test_the_slip_goes_without_its_code(site: Site) -> None:
    one = account(email=None, phone=PHONE)
    site.save(one)
    page = client_as(site, officer("counsellor")).send(f"/petugas/loket/kode/{one.id}", {"seen": "1"}, status=200)
    code = page.texts("code.key")[0]
    [(number, said)] = messages(page)
    assert number == ""
    assert said.endswith(f"\n{site.settings.public_url}/aktivasi")
    assert code not in said
    assert code.replace("-", "") not in said
    assert one.name not in said


def test_an_invitation_is_recalled_without_its_link_and_address(site: Site) -> None:
    _, team = company(site)
    team.get("/kelola/tim").submit("aside form", email="baru@contoh.test", role="member", status=303)
    admin = client_as(site, officer("admin"))
    admin.get("/petugas/pengguna/undang").submit("form.card", email="petugas@contoh.test", roles=["head"], status=303)
    for page in (team.get("/kelola/tim"), admin.get("/petugas/pengguna")):
        [(number, said)] = messages(page)
        assert number == ""
        assert "folder spam" in said
        assert "@" not in said
        assert "/undangan/" not in said


@pytest.mark.parametrize(
    ("status", "words"), [("open", "sedang memeriksanya"), ("dismissed", "boleh tetap tampil"), ("upheld", "terbukti")]
)
def test_a_reporter_is_answered_without_their_number(site: Site, status: str, words: str) -> None:
    [key] = site.save(vacancy("Kasir Toko"))
    keep(site, report(key, status=status, contact_cipher=KEYRING.encrypt("0811 0000 1234", CONTACT)))
    moderator = client_as(site, officer("moderator"))
    assert messages(moderator.get("/petugas/laporan/1")) == []
    page = moderator.send("/petugas/laporan/1/kontak", status=200)
    assert "0811 0000 1234" in page.text
    [(number, said)] = messages(page)
    assert number == ""
    assert words in said
    assert "0811" not in said


def test_a_company_shares_what_is_on_the_board(site: Site) -> None:
    of, team = company(site)
    live, over = vacancy("Kasir", of=of), vacancy("Sopir", of=of, closes_on=site.clock.today() - timedelta(days=1))
    site.save(live, over)
    [(number, said)] = messages(team.get(f"/kelola/lowongan/{live.id}"))
    assert number == ""
    assert f"{site.settings.public_url}/lowongan/{live.id}-" in said
    assert messages(team.get(f"/kelola/lowongan/{over.id}")) == []


def test_where_to_go_is_kept_after_registering_by_phone(site: Site) -> None:
    [(_, said)] = messages(site.client.get("/daftar/terkirim?cara=loket"))
    assert said.endswith(f"{site.settings.public_url}/aktivasi")
    [(_, english)] = messages(site.client.get("/en/daftar/terkirim?cara=loket"))
    assert english.startswith("Bring your identity card")
    assert english.endswith(f"{site.settings.public_url}/en/aktivasi")
