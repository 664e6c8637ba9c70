"""Makes letters of what waits in the outbox and hands them to the sender."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from threading import Event
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, render_template
from markupsafe import Markup
from sqlalchemy.exc import SQLAlchemyError

from app.domain.clock import Clock
from app.domain.errors import NotFound
from app.domain.languages import in_language, speaking
from app.extensions import db
from app.gateways.mail import MailRefused, MailUnavailable, Sender, open_sender
from app.services.letters import Letter, record_failed, record_sent, take_due

log = logging.getLogger(__name__)

BATCH = 20
PAUSE = 1.0  # seconds between two looks into the outbox
_LINK = "\x02"  # stands before the words and the address of a link until it is known which form is made
_SMALL = "--"


@dataclass(frozen=True)
class Letterhead:
    """Who writes: the site's name, the address that letters come from, and the site's own."""

    name: str
    sender: str
    public_url: str


def letterhead(app: Flask) -> Letterhead:
    settings = app.config["SETTINGS"]
    return Letterhead(settings.office.name, settings.mail_from, settings.public_url)


def deliver(app: Flask, sender: Sender, clock: Clock) -> int:
    """Send what is due; returns how many letters were taken. A server that does not answer ends the round."""
    letters = take_due(db.session(), app.extensions["keyring"], clock, BATCH)
    for letter in letters:
        try:
            if not _send(letter, letterhead(app), sender, clock):
                break
        except NotFound:
            log.warning("letter %d (%s) was deleted meanwhile", letter.mail_id, letter.template)
    return len(letters)


def _send(letter: Letter, head: Letterhead, sender: Sender, clock: Clock) -> bool:
    """Send one; False when the server does not answer. Raises NotFound when its row is gone."""
    try:
        sender.send(compose(letter, head, clock))
    except MailUnavailable as error:
        _failed(letter, f"MailUnavailable: {error}", clock, final=False)
        return False
    except Exception as error:  # a template that fails must not stop the others
        _failed(letter, f"{type(error).__name__}: {error}", clock, final=isinstance(error, MailRefused))
    else:
        record_sent(letter.mail_id, clock)
    return True


def deliver_until(app: Flask, stopped: Event) -> None:
    """Deliver for ever, in a thread of the worker's own: a mail server that hangs must not hold up the index."""
    settings = app.config["SETTINGS"]
    sender, clock = open_sender(settings.smtp_url, settings.mail_dir), app.extensions["clock"]
    while not stopped.wait(PAUSE):
        try:
            with app.app_context():
                while deliver(app, sender, clock) == BATCH and not stopped.is_set():
                    pass
        except SQLAlchemyError as error:
            log.warning("letters wait, the database is not available: %s", error.__class__.__name__)


def _failed(letter: Letter, why: str, clock: Clock, *, final: bool) -> None:
    dead = record_failed(letter.mail_id, why.replace(letter.recipient, "…"), clock, final=final)
    log.warning("letter %d (%s) %s", letter.mail_id, letter.template, "given up" if dead else "not sent yet")


@dataclass(frozen=True)
class Part:
    """A paragraph of a letter. A link has an `address`; small print stands below the letter."""

    text: str
    address: str = ""
    small: bool = False


def compose(letter: Letter, head: Letterhead, clock: Clock) -> EmailMessage:
    """The letter as text and as HTML, both from one template: its first line is the subject, empty lines part the
    paragraphs, a paragraph that is a link becomes a button, and what follows the last line of two dashes is small."""
    message = EmailMessage()
    message["From"] = f"{head.name} <{head.sender}>"
    message["To"] = letter.recipient
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = _message_id(letter, head)
    message["Auto-Submitted"] = "auto-generated"
    with speaking(letter.spoken):
        message["Subject"], parts = _written(letter, head)
        html = render_template("mail/letter.html", subject=message["Subject"], parts=parts)
    message.set_content("\n\n".join(_lines(parts)) + "\n")
    message.add_alternative(html, subtype="html")
    message["Content-Language"] = letter.spoken  # set_content would drop it
    return message


def _written(letter: Letter, head: Letterhead) -> tuple[str, list[Part]]:
    """Subject and paragraphs."""

    def action(label: str, path: str) -> str:
        return f"{_LINK}{label}{_LINK}{head.public_url}{in_language(path, letter.spoken)}"

    facts = {name: _unmarked(value) for name, value in letter.facts.items()}
    text = render_template(f"mail/{letter.template}.txt", **facts, secret=letter.secret, action=action)
    # Words of the catalogue come escaped; a letter's text is plain, and its HTML form escapes anew.
    subject, _, body = Markup(text).unescape().strip().partition("\n")  # noqa: S704
    said, _, small = body.replace("\r", "").rpartition(f"\n{_SMALL}\n")
    return subject.strip(), [*_parts(said), *_parts(small, small=True)]


def _unmarked(value: Any) -> Any:
    """A fact without the sign of a link: no title or name that somebody typed puts a button into a letter."""
    return value.replace(_LINK, "") if isinstance(value, str) else value


def _parts(text: str, *, small: bool = False) -> Iterator[Part]:
    for part in filter(str.strip, text.split("\n\n")):
        _, marked, link = part.strip().partition(_LINK)
        label, _, address = link.partition(_LINK)
        lines = "\n".join(line.strip() for line in part.strip().splitlines())
        yield Part(label, address) if marked else Part(lines, small=small)


def _lines(parts: Sequence[Part]) -> Iterator[str]:
    """The paragraphs of the text form. Mail programs dim what follows two dashes and a blank."""
    for number, part in enumerate(parts):
        above = f"{_SMALL} \n" if part.small and not parts[number - 1].small else ""
        yield above + (f"{part.text}:\n{part.address}" if part.address else part.text)


def _message_id(letter: Letter, head: Letterhead) -> str:
    """The same for every try, so that a letter sent twice after a kill is shown once."""
    host = urlsplit(head.public_url).hostname or "localhost"
    return f"<surat-{letter.mail_id}@{host}>"
