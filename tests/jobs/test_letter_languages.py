"""A letter is in the language of the page that asked for it, and leads back to pages in that language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from app.domain.actor import VISITOR
from app.domain.registration import NewAccount
from app.gateways.mail import SmtpSender
from app.jobs.postman import deliver
from app.services.messages import queue_mail
from app.services.registration import register_company
from app.services.transaction import transaction
from tests.factories.accounts import account, officer
from tests.factories.registrations import COMMAND
from tests.support.keys import KEYRING
from tests.support.pages import PageClient
from tests.support.site import Site
from tests.support.smtp import Mailbox, smtp_server

pytestmark = pytest.mark.smtp

PASSWORD = "sungai pitap mengalir tenang"
LINK = re.compile(r"^http\S+", re.MULTILINE)


@dataclass
class Post:
    """Sends what waits on a site through a real server."""

    site: Site
    url: str
    mailbox: Mailbox


@pytest.fixture
def office(site: Site) -> Iterator[Post]:
    with smtp_server() as (url, mailbox):
        yield Post(site, url, mailbox)


def sent(post: Post) -> dict[str, tuple[str, str]]:
    """Send what waits: subject and text of the last letter to each address."""
    with post.site.app.app_context():
        deliver(post.site.app, SmtpSender(post.url), post.site.clock)
    found = {}
    for letter in post.mailbox.letters:
        body = letter.get_body(("plain",))
        assert body is not None
        found[str(letter["To"])] = (str(letter["Subject"]), body.get_content().replace("\r\n", "\n"))
    return found


def link(site: Site, text: str) -> str:
    found = LINK.search(text)
    assert found is not None
    return found[0].removeprefix(site.settings.public_url)


@pytest.mark.parametrize(
    ("folder", "confirm", "reset", "changed"),
    [
        ("", "Aktifkan akun Anda di ", "Kata sandi baru untuk ", "Kata sandi Anda sudah diganti"),
        ("/en", "Activate your account at ", "A new password for ", "Your password has been changed"),
    ],
)
def test_signing_in_is_in_one_language(
    site: Site, office: Post, folder: str, confirm: str, reset: str, changed: str
) -> None:
    client = PageClient(site.app)
    client.get(f"{folder}/daftar/pencari-kerja").submit("form.card", name="Rahmat", email="r@contoh.test", status=303)
    subject, text = sent(office)["r@contoh.test"]
    assert subject.startswith(confirm)
    path = link(site, text)
    assert path.startswith(f"{folder}/konfirmasi/")
    client.get(path).submit("form.card", password=PASSWORD, status=303)
    client.get(f"{folder}/lupa-sandi").submit("form.card", email="r@contoh.test", status=303)
    subject, text = sent(office)["r@contoh.test"]
    assert subject.startswith(reset)
    path = link(site, text)
    assert path.startswith(f"{folder}/sandi-baru/")
    PageClient(site.app).get(path).submit("form.card", password="jembatan kayu di atas sungai", status=303)
    assert sent(office)["r@contoh.test"][0] == changed


def test_an_english_page_says_in_english_that_there_is_an_account(site: Site, office: Post) -> None:
    site.save(account(email="r@contoh.test"))
    page = PageClient(site.app).get("/en/daftar/pencari-kerja")
    page.submit("form.card", name="Rahmat", email="r@contoh.test", status=303)
    subject, text = sent(office)["r@contoh.test"]
    assert subject.startswith("You already have an account")
    assert link(site, text) == "/en/lupa-sandi"
    assert "Balangan Regency Government offices" in text


def test_the_office_reads_indonesian(site: Site, office: Post) -> None:
    """A company that confirms on an English page is news for staff, in their language."""
    site.save(officer("verifier", email="verifikator@contoh.test"))
    person = NewAccount("Sari Contoh", "sari@contoh.test")
    with site.app.app_context():
        register_company(person, COMMAND, VISITOR, "192.0.2.1", site.clock, KEYRING)
    _, text = sent(office)["sari@contoh.test"]
    PageClient(site.app).get("/en" + link(site, text)).submit("form.card", password=PASSWORD, status=303)
    subject, text = sent(office)["verifikator@contoh.test"]
    assert subject.startswith("Perusahaan baru menunggu: ")
    assert link(site, text).startswith("/petugas/perusahaan/")


def test_the_html_form_says_its_language(site: Site, office: Post) -> None:
    with site.app.app_context(), transaction() as session:
        for spoken in ("id", "en"):
            secret = "/konfirmasi/x"
            queue_mail(
                session, f"{spoken}@contoh.test", "account_confirm", site.clock, secret=secret, keyring=KEYRING,
                spoken=spoken,
            )  # fmt: skip
    sent(office)
    for letter in office.mailbox.letters:
        spoken, html = str(letter["To"])[:2], letter.get_body(("html",))
        assert html is not None
        assert f'<html lang="{spoken}">' in html.get_content()
        assert letter["Content-Language"] == spoken
