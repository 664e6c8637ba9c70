"""R12: a mail server that hangs or is gone holds up nothing but the letters, and none is lost."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import update

from app.extensions import db
from app.models import Mail
from app.services.messages import queue_mail
from app.services.transaction import transaction
from tests.faults.hand import CONVERGED, Hand
from tests.support.server import free_port, running
from tests.support.smtp import smtp_server

FACTS = {"title": "Juru las", "company": "CV Contoh", "reason": "", "path": "/kelola/lowongan/1"}
PATIENCE = 20.0  # seconds


@contextmanager
def silent_server() -> Iterator[str]:
    """Takes connections and never says a word."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(8)
        yield f"smtp://127.0.0.1:{listening.getsockname()[1]}"


def write_letters(hand: Hand, count: int) -> None:
    with hand.app.app_context(), transaction() as session:
        for _ in range(count):
            queue_mail(session, "rini@contoh.test", "vacancy_approve", hand.clock, FACTS)


def states(hand: Hand) -> list[tuple[str, int]]:
    with hand.app.app_context():
        found = [(mail.status, mail.attempts) for mail in db.session.query(Mail).order_by(Mail.id)]
        db.session.rollback()
        return found


def test_the_index_follows_while_the_mail_server_hangs(prepared: Path, tmp_path: Path) -> None:
    with silent_server() as url, running(prepared, tmp_path / "site", SMTP_URL=url) as server:
        hand = Hand(server)
        try:
            write_letters(hand, 3)
            time.sleep(2)  # the postman waits for the first word of the server
            began = time.monotonic()
            hand.retitle(hand.published()[0][0], "Juru Las Cemas")
            hand.await_empty_outbox()
            assert time.monotonic() - began < PATIENCE, server.log
            assert "<mark>Cemas</mark>" in server.get("/lowongan?q=cemas")[1]
            assert {status for status, _ in states(hand)} == {"queued"}
        finally:
            hand.close()


def test_no_letter_is_lost_when_worker_and_server_go_away(prepared: Path, tmp_path: Path) -> None:
    port = free_port()
    with running(prepared, tmp_path / "site", SMTP_URL=f"smtp://127.0.0.1:{port}") as server:
        hand = Hand(server)
        try:
            write_letters(hand, 4)
            deadline = time.monotonic() + PATIENCE
            while not any(attempts for _, attempts in states(hand)):
                assert time.monotonic() < deadline, server.log
                time.sleep(0.1)
            server.parts()[1].kill()
            with smtp_server(port) as (_, mailbox):
                deadline = time.monotonic() + CONVERGED
                while {status for status, _ in states(hand)} != {"sent"}:
                    assert time.monotonic() < deadline, (states(hand), server.log)
                    with hand.app.app_context(), transaction() as session:  # no need to wait for the next try here
                        session.execute(update(Mail).values(next_try_at=hand.clock.now()))
                    time.sleep(3)
                # The demo's own letters are among them.
                assert len({letter["Message-ID"] for letter in mailbox.letters}) == len(states(hand)) >= 4
        finally:
            hand.close()
