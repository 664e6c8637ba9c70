"""Letters as staff see them: what waits and what was given up."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.mail import MailStatus
from app.models import Mail

SHOWN = 100


@dataclass(frozen=True)
class Mailbag:
    """The dead letters, newest first (at most SHOWN), and how many there are of each kind."""

    dead: list[Mail]
    counts: dict[str, int]
    late: list[Mail]  # queued letters that have failed at least once


def mailbag(session: Session) -> Mailbag:
    """The outbox of letters."""
    counted = session.execute(select(Mail.status, func.count()).group_by(Mail.status)).all()
    counts = dict.fromkeys(map(str, MailStatus), 0) | dict(counted)
    dead = select(Mail).where(Mail.status == MailStatus.DEAD).order_by(Mail.id.desc()).limit(SHOWN)
    late = select(Mail).where(Mail.status == MailStatus.QUEUED, Mail.attempts > 0).order_by(Mail.next_try_at)
    return Mailbag(list(session.scalars(dead)), counts, list(session.scalars(late.limit(SHOWN))))


def masked(address: str) -> str:
    """An e-mail address that is recognised by whoever knows it: r…@contoh.test."""
    name, _, host = address.rpartition("@")
    return f"{name[:1]}…@{host}"
