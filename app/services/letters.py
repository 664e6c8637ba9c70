"""The way of a letter out of the outbox: taken, sent, tried again, given up, and brought back by staff."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from app.domain.actor import Actor
from app.domain.clock import Clock
from app.domain.errors import NotAllowed, NotFound, TransitionRefused
from app.domain.languages import INDONESIAN
from app.domain.mail import LEASE, MailStatus, wait_after
from app.extensions import db
from app.gateways.keyring import Keyring
from app.models import Account, Mail
from app.policies.permission_map import Right, may
from app.services.events import event
from app.services.messages import SECRET, SPOKEN
from app.services.transaction import transaction

SENT_KEPT = timedelta(days=30)  # long enough to answer "I got no letter"; what is kept of one is an address and a day


@dataclass(frozen=True)
class Letter:
    """What a template needs. `secret` is a path of the site that opens something."""

    mail_id: int
    recipient: str
    template: str
    facts: dict[str, Any]
    secret: str | None
    spoken: str


def take_due(session: Session, keyring: Keyring, clock: Clock, limit: int) -> list[Letter]:
    """Letters whose time has come. They are leased, not locked: no transaction waits for a mail server."""
    now = clock.now()
    due = select(Mail.id).where(Mail.status == MailStatus.QUEUED, Mail.next_try_at <= now)
    if session.scalar(due.limit(1)) is None:
        session.rollback()
        return []
    with transaction() as writing:
        keys = due.order_by(Mail.next_try_at, Mail.id).limit(limit).with_for_update(skip_locked=True)
        rows = writing.scalars(select(Mail).where(Mail.id.in_(writing.scalars(keys).all())).order_by(Mail.id)).all()
        for mail in rows:
            mail.next_try_at = now + LEASE
        return [_letter(mail, keyring) for mail in rows]


def _letter(mail: Mail, keyring: Keyring) -> Letter:
    facts = json.loads(mail.facts)
    secret = keyring.decrypt(mail.secret_cipher, SECRET) if mail.secret_cipher is not None else None
    return Letter(mail.id, mail.recipient, mail.template, facts, secret, facts.pop(SPOKEN, INDONESIAN))


def record_sent(mail_id: int, clock: Clock) -> None:
    """The server has it. What it said is dropped."""
    with transaction() as session:
        mail = _locked(session, mail_id)
        mail.status, mail.sent_at, mail.attempts = MailStatus.SENT, clock.now(), mail.attempts + 1
        mail.facts, mail.secret_cipher, mail.last_error = "{}", None, ""


def record_failed(mail_id: int, error: str, clock: Clock, *, final: bool) -> bool:
    """A try failed; True when the letter is given up. `error` never holds the address."""
    with transaction() as session:
        mail = _locked(session, mail_id)
        mail.attempts += 1
        mail.last_error = error[:200]
        wait = None if final else wait_after(mail.attempts)
        if wait is None:
            mail.status = MailStatus.DEAD
        else:
            mail.next_try_at = clock.now() + wait
        return wait is None


def retry(mail_id: int, actor: Actor, clock: Clock) -> None:
    """Put a letter that was given up back into the outbox. Raises NotFound, NotAllowed, TransitionRefused."""
    if not may(actor, Right.READ_MAIL):
        raise NotAllowed("mail")
    with transaction() as session:
        mail = _locked(session, mail_id)
        if mail.status != MailStatus.DEAD:
            raise TransitionRefused("mail", "retry", mail.status)
        mail.status, mail.attempts, mail.next_try_at = MailStatus.QUEUED, 0, clock.now()
        session.add(event("mail", mail.id, "retry", actor, clock, old=MailStatus.DEAD, new=MailStatus.QUEUED))


def note_search(recipient: str, actor: Actor, clock: Clock) -> None:
    """Leave a line at the account, if there is one, whose letters are looked for (gate S11). Raises NotAllowed."""
    if not may(actor, Right.READ_MAIL):
        raise NotAllowed("mail")
    with transaction() as session:
        account_id = session.scalar(select(Account.id).where(Account.email == recipient))
        if account_id is not None:
            session.add(event("account", account_id, "seek_letters", actor, clock))


def forget_sent(clock: Clock) -> int:
    """Delete letters that were sent a while ago, with the addresses they went to, and those that never arrived where
    nobody has an account: one that is gone leaves no address. Returns how many."""
    until = clock.now() - SENT_KEPT
    old = (Mail.status == MailStatus.SENT) & (Mail.sent_at < until)
    nobody = ~exists().where(Account.email == Mail.recipient)
    old |= (Mail.status == MailStatus.DEAD) & (Mail.created_at < until) & nobody
    if db.session.scalar(select(Mail.id).where(old).limit(1)) is None:
        return 0
    with transaction() as session:
        return int(session.execute(delete(Mail).where(old)).rowcount)  # type: ignore[attr-defined]


def _locked(session: Session, mail_id: int) -> Mail:
    mail = session.scalar(select(Mail).where(Mail.id == mail_id).with_for_update())
    if mail is None:
        raise NotFound("mail")
    return mail
