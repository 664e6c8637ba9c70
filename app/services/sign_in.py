"""Signing in with a password, and the second step."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import email as emails
from app.domain import phone as phones
from app.domain.account import AccountStatus
from app.domain.clock import Clock
from app.domain.errors import DomainError, InvalidFact
from app.domain.throttling import SIGN_IN_ACCOUNT, SIGN_IN_ADDRESS, SIGN_IN_DEVICE, Limit
from app.extensions import db
from app.gateways.keyring import Keyring
from app.gateways.passwords import fits, hashed, is_outdated
from app.models import Account
from app.services.identity import ACCOUNT_PHONE
from app.services.sessions import note_refused, open_session
from app.services.throttles import attempt_all, forgive
from app.services.transaction import transaction


class WrongCredentials(DomainError):
    """No such account, or another password. Which of them nobody is told."""


class NotActive(DomainError):
    """The password is right, and the account may not sign in. Only who knows the password learns why."""

    def __init__(self, status: AccountStatus, account_id: int) -> None:
        super().__init__(f"account {account_id} is {status}")
        self.status, self.account_id = status, account_id


@dataclass(frozen=True)
class Browser:
    """Where an attempt comes from. `address` is the network's; `device` the random number that a browser got with its
    first sign-in, and `known` the accounts that signed in to with it; `words` name browser and system."""

    address: str
    device: str = ""
    known: frozenset[int] = frozenset()
    words: str = ""


@dataclass(frozen=True)
class Opened:
    """A session: its token, whose it is, and whether the second step is still due."""

    token: str
    account_id: int
    second_step: bool


def sign_in(name: str, password: str, browser: Browser, clock: Clock, keyring: Keyring) -> Opened:
    """Open a session for an e-mail address or a telephone number and its password. The time it takes is that of one
    password check, whatever is wrong. Raises TooManyAttempts, WrongCredentials, NotActive."""
    subject, account = find_account(db.session(), name, keyring)
    found = (account.id, account.password_hash, AccountStatus(account.status)) if account else None
    db.session.rollback()  # nothing is held while the password is checked
    limits = _limits(subject, found[0] if found else None, browser)
    attempt_all(limits, clock, keyring)
    right = fits(found[1] if found else None, password)
    if found is None or not right:
        note_refused(found[0] if found else None, "wrong_password", clock, keyring)
        raise WrongCredentials
    account_id, old_hash, status = found
    if status != AccountStatus.ACTIVE:
        note_refused(account_id, "refused", clock, keyring)
        raise NotActive(status, account_id)
    with transaction() as session:
        account = session.get_one(Account, account_id, with_for_update=True)
        if account.status != AccountStatus.ACTIVE or account.password_hash != old_hash:
            raise WrongCredentials  # suspended, or the password was changed, in this very moment
        if old_hash and is_outdated(old_hash):
            account.password_hash = hashed(password)
        for limit, whom in limits:
            if limit is not SIGN_IN_ADDRESS:
                forgive(session, limit, whom, keyring)
        token = open_session(session, account, clock, browser.words)
        due = account.totp_confirmed_at is not None or bool(account.roles)
    return Opened(token, account_id, due)


def _limits(subject: str, account_id: int | None, browser: Browser) -> list[tuple[Limit, str]]:
    """What an attempt counts against: a browser that has signed in to the account before is counted by itself."""
    found = [(SIGN_IN_ADDRESS, browser.address)]
    if account_id is not None and account_id in browser.known:
        return [*found, (SIGN_IN_DEVICE, f"{browser.device}\0{account_id}")]
    found.append((SIGN_IN_ACCOUNT, subject))
    return [*found, (SIGN_IN_DEVICE, browser.device)] if browser.device else found


def find_account(session: Session, name: str, keyring: Keyring) -> tuple[str, Account | None]:
    """The account of an e-mail address or telephone number as typed, and the name that attempts are counted by."""
    try:
        if "@" in name:
            email = emails.normalise(name)
            return email, session.scalar(select(Account).where(Account.email == email))
        phone = phones.normalise(name)
    except InvalidFact:
        # Nobody's name. It costs a query all the same, as a known one does.
        return name.strip().lower()[:100], session.scalar(select(Account).where(Account.id < 0))
    index = keyring.blind_index(phone, ACCOUNT_PHONE)
    return phone, session.scalar(select(Account).where(Account.phone_index == index))
