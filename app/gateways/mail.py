"""Letters leave the house: through an SMTP server, or as files where none is set."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

TIMEOUT = 15.0  # seconds for each step of the conversation
_PORTS = {"smtp": 587, "smtps": 465}
_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


class MailUnavailable(Exception):
    """The server did not take the letter now; later it may."""


class MailRefused(Exception):
    """The server will never take this letter: there is no such address, or its content is refused."""


class Sender(Protocol):
    def send(self, letter: EmailMessage) -> None:
        """Hand a letter over. Raises MailUnavailable, MailRefused."""


class FileSender:
    """Writes each letter as a file that any mail program opens: for development."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, letter: EmailMessage) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = str(letter["Message-ID"]).strip("<>").partition("@")[0]
        path = self.folder / f"{name}.eml"
        path.touch(mode=0o600)
        path.write_bytes(bytes(letter))


class SmtpSender:
    """Speaks SMTP. `smtps` is encrypted from the first byte; `smtp` turns to TLS before it signs in, and only a server
    on the same machine may be spoken to without."""

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)

    def send(self, letter: EmailMessage) -> None:
        try:
            with _conversation(self._url) as server:
                server.send_message(letter)
        except smtplib.SMTPRecipientsRefused as error:
            code = max((code for code, _ in error.recipients.values()), default=550)
            raise (MailRefused if code >= 500 else MailUnavailable)(f"recipient refused, {code}") from error
        except smtplib.SMTPResponseException as error:
            # 5xx about this letter is final; about the sign-in or the whole conversation it is the office's to repair.
            final = error.smtp_code >= 500 and isinstance(error, smtplib.SMTPDataError)
            raise (MailRefused if final else MailUnavailable)(f"{type(error).__name__}, {error.smtp_code}") from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailUnavailable(type(error).__name__) from error


@contextmanager
def _conversation(url: SplitResult) -> Iterator[smtplib.SMTP]:
    host, port = url.hostname or "localhost", url.port or _PORTS[url.scheme]
    if url.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=ssl.create_default_context())
    else:
        server = smtplib.SMTP(host, port, timeout=TIMEOUT)
    with server:
        server.ehlo()
        if url.scheme == "smtp" and (server.has_extn("starttls") or host not in _LOCAL):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        yield server


def open_sender(url: str, folder: Path) -> Sender:
    """The sender that the settings ask for."""
    return SmtpSender(url) if url else FileSender(folder)
