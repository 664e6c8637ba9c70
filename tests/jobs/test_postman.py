"""Letters: one template, two forms; sent through a real SMTP server, tried again, given up, brought back."""

import re
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.actor import OPERATOR
from app.domain.errors import TransitionRefused
from app.domain.mail import LEASE, WAITS
from app.extensions import db
from app.gateways.mail import FileSender, MailRefused, Sender, SmtpSender
from app.jobs.postman import compose, deliver, letterhead
from app.models import Mail
from app.services.letters import Letter, forget_sent, retry, take_due
from app.services.messages import queue_mail
from app.services.transaction import transaction
from tests.support.keys import KEYRING
from tests.support.site import Site
from tests.support.smtp import Mailbox, smtp_server

pytestmark = pytest.mark.smtp

FACTS = {
    "title": "Juru las & pipa <6G>",
    "company": "CV Contoh",
    "reason": 'Upah "di bawah" minimum',
    "path": "/kelola/lowongan/7",
}
ADDRESS = "rini@contoh.test"


@pytest.fixture
def listening() -> Iterator[tuple[str, Mailbox]]:
    with smtp_server() as opened:
        yield opened


def queue(site: Site, template: str = "vacancy_send_back", secret: str | None = None) -> int:
    with site.app.app_context(), transaction() as session:
        queue_mail(session, ADDRESS, template, site.clock, FACTS, secret=secret, keyring=KEYRING)
        session.flush()
        return session.scalars(select(Mail.id).order_by(Mail.id.desc())).first() or 0


def post(site: Site, url: str) -> int:
    with site.app.app_context():
        return deliver(site.app, SmtpSender(url), site.clock)


def kept(site: Site, mail_id: int) -> Mail:
    with site.session() as session:
        found = session.get_one(Mail, mail_id)
        session.expunge(found)
        return found


def test_a_letter_arrives_in_both_forms(site: Site, listening: tuple[str, Mailbox]) -> None:
    url, mailbox = listening
    queue(site)
    assert post(site, url) == 1
    [letter] = mailbox.letters
    assert letter["To"] == ADDRESS
    assert letter["Subject"] == "Lowongan Juru las & pipa <6G> perlu diperbaiki"
    text = letter.get_body(("plain",))
    html = letter.get_body(("html",))
    assert text is not None
    assert html is not None
    said = text.get_content().replace("\r\n", "\n")
    assert 'Alasan petugas: Upah "di bawah" minimum' in said
    assert f"Perbaiki lowongan:\n{site.settings.public_url}/kelola/lowongan/7" in said
    shown = html.get_content()
    assert "Juru las &amp; pipa &lt;6G&gt;" in shown
    assert f'href="{site.settings.public_url}/kelola/lowongan/7"' in shown


def test_a_name_puts_no_button_into_a_letter(site: Site) -> None:
    """What a company calls itself is words, whatever signs stand in it."""
    name = "\x02Buka\x02https://jahat.example\n--\nPT Jahat"
    facts = FACTS | {"company": name, "path": "/petugas/perusahaan/1"}
    letter = Letter(1, ADDRESS, "staff_employer_register", facts, None, "id")
    with site.app.app_context():
        html = compose(letter, letterhead(site.app), site.clock).get_body(("html",))
    assert html is not None
    links = re.findall(r'href="([^"]*)"', html.get_content())
    assert links == [f"{site.settings.public_url}/petugas/perusahaan/1"]


def test_what_was_sent_is_not_sent_again_and_not_kept(site: Site, listening: tuple[str, Mailbox]) -> None:
    url, mailbox = listening
    mail_id = queue(site, secret="/sandi-baru/rahasia")
    before = kept(site, mail_id)
    assert before.secret_cipher is not None
    assert b"rahasia" not in before.secret_cipher
    post(site, url)
    assert post(site, url) == 0
    assert len(mailbox.letters) == 1
    after = kept(site, mail_id)
    assert (after.status, after.facts, after.secret_cipher, after.attempts) == ("sent", "{}", None, 1)


def test_a_server_that_is_down_is_tried_again_and_at_last_given_up(site: Site, listening: tuple[str, Mailbox]) -> None:
    url, mailbox = listening
    mailbox.answer = "451 later"
    mail_id = queue(site)
    waits = []
    for number, wait in enumerate(WAITS, start=1):
        post(site, url)
        found = kept(site, mail_id)
        assert (found.status, found.attempts) == ("queued", number)
        waits.append(found.next_try_at - site.clock.now())
        assert post(site, url) == 0  # not before its time
        site.hands.at += wait
    assert tuple(waits) == WAITS
    post(site, url)
    dead = kept(site, mail_id)
    assert (dead.status, dead.attempts) == ("dead", len(WAITS) + 1)
    assert ADDRESS not in dead.last_error
    mailbox.answer = "250 OK"
    with site.app.app_context():
        retry(mail_id, OPERATOR, site.clock)
        with pytest.raises(TransitionRefused):
            retry(mail_id, OPERATOR, site.clock)
    post(site, url)
    assert len(mailbox.letters) == 1


@pytest.mark.parametrize(("on", "answer", "status"), [
    ("recipient_answer", "550 no such user", "dead"), ("recipient_answer", "450 mailbox busy", "queued"),
    ("answer", "554 refused", "dead"), ("answer", "452 full", "queued"),
])  # fmt: skip
def test_what_is_refused_for_good_is_dead_at_once(
    site: Site, listening: tuple[str, Mailbox], on: str, answer: str, status: str
) -> None:
    url, mailbox = listening
    setattr(mailbox, on, answer)
    mail_id = queue(site)
    post(site, url)
    assert kept(site, mail_id).status == status


def test_nobody_listening_ends_the_round(site: Site) -> None:
    ids = [queue(site), queue(site)]
    post(site, "smtp://127.0.0.1:9")
    assert [kept(site, one).attempts for one in ids] == [1, 0]


def test_a_template_that_fails_does_not_stop_the_others(site: Site, listening: tuple[str, Mailbox]) -> None:
    url, mailbox = listening
    broken, good = queue(site, "no_such_letter"), queue(site)
    post(site, url)
    assert (kept(site, broken).status, kept(site, good).status) == ("queued", "sent")
    assert len(mailbox.letters) == 1


def test_a_letter_that_was_taken_and_lost_comes_back(site: Site, listening: tuple[str, Mailbox]) -> None:
    url, mailbox = listening
    queue(site)
    with site.app.app_context():
        assert len(take_due(db.session(), KEYRING, site.clock, 10)) == 1  # and then the worker is killed
    assert post(site, url) == 0
    site.hands.at += LEASE + timedelta(seconds=1)
    assert post(site, url) == 1
    assert len(mailbox.letters) == 1


def test_without_a_server_letters_are_files(site: Site) -> None:
    mail_id = queue(site)
    folder = site.settings.mail_dir
    with site.app.app_context():
        deliver(site.app, FileSender(folder), site.clock)
    [file] = folder.glob("*.eml")
    assert file.name == f"surat-{mail_id}.eml"
    assert b"Subject: Lowongan Juru las" in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0


def test_every_letter_can_be_made(site: Site) -> None:
    """Each template of templates/mail, with and without a reason, is a subject and at least one paragraph."""
    names = [
        name.removeprefix("mail/").removesuffix(".txt")
        for name in site.app.jinja_env.list_templates(filter_func=lambda name: name.startswith("mail/"))
        if name.endswith(".txt") and name != "mail/letter.txt"
    ]
    assert len(names) > 15
    with site.app.app_context(), transaction() as session:
        for name in names:
            facts = FACTS | {"role": "admin", "name": "CV Contoh", "email": ADDRESS, "code": "7", "fields": ["name"]}
            queue_mail(session, ADDRESS, name, site.clock, facts, secret="/x/1", keyring=KEYRING)
    with site.app.app_context():
        for letter in take_due(db.session(), KEYRING, site.clock, 200):
            made = compose(letter, letterhead(site.app), site.clock)
            body = made.get_body(("plain",))
            assert body is not None
            assert len(str(made["Subject"])) > 10, letter.template
            assert "Salam," in body.get_content(), letter.template


def test_the_worker_looks_without_writing(site: Site, session: Session) -> None:
    assert take_due(session, KEYRING, site.clock, 10) == []


@pytest.mark.parametrize("refused", [False, True])
def test_a_letter_that_was_deleted_meanwhile_holds_up_no_other(site: Site, refused: bool) -> None:
    first, second = queue(site), queue(site)

    class Sending(Sender):
        def send(self, message: EmailMessage) -> None:
            with transaction() as session:
                session.execute(delete(Mail).where(Mail.id == first))
            if refused:
                raise MailRefused("550")

    with site.app.app_context():
        assert deliver(site.app, Sending(), site.clock) == 2
    assert kept(site, second).status == ("dead" if refused else "sent")


def test_what_was_sent_is_forgotten_after_thirty_days(site: Site, listening: tuple[str, Mailbox]) -> None:
    url, _ = listening
    queue(site)
    post(site, url)
    site.hands.move(days=31)
    waits = queue(site)
    site.hands.move(days=-1)
    with site.app.app_context():
        assert forget_sent(site.clock) == 0
        site.hands.move(seconds=1)
        assert forget_sent(site.clock) == 1
    with site.session() as session:
        assert session.scalars(select(Mail.id)).all() == [waits]
