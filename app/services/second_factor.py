"""The second step: a code from an app, or one of ten codes on paper (gate S4)."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.domain.account import CODE_SIGNS, RECOVERY_CODE_LENGTH, RECOVERY_CODES, readable_code, typed_code
from app.domain.actor import Actor
from app.domain.clock import Clock
from app.domain.errors import InvalidFact, NotAllowed, NotFound
from app.domain.throttling import SECOND_STEP
from app.gateways.keyring import Keyring
from app.gateways.one_time_codes import code_at, new_secret, step_of_code
from app.models import Account, RecoveryCode
from app.queries.signed_in import SignedIn
from app.services.events import event
from app.services.identity import TOTP
from app.services.messages import queue_mail
from app.services.sessions import NOUN, end_all, note_refused, renew
from app.services.throttles import attempt_all, forgive
from app.services.transaction import transaction

COLUMN = "recovery_code.code_hash"


def begin(who: SignedIn, clock: Clock, keyring: Keyring) -> None:
    """Give the account a new secret, whether or not one waits already: somebody else may have seen that. Raises
    InvalidFact on `code`: `enrolled`."""
    with transaction() as session:
        account = _locked(session, who.account_id)
        if account.totp_confirmed_at is not None:
            raise InvalidFact("code", "enrolled")
        account.totp_cipher, account.totp_step = keyring.encrypt(new_secret(), TOTP), None
        account.updated_at = clock.now()


def waiting_secret(session: Session, account_id: int, keyring: Keyring) -> str | None:
    """The secret that waits to be confirmed; None where there is none, or it is in use and shown no more."""
    account = session.get(Account, account_id)
    if account is None or account.totp_cipher is None or account.totp_confirmed_at is not None:
        return None
    return keyring.decrypt(account.totp_cipher, TOTP)


def confirm(who: SignedIn, code: str, actor: Actor, clock: Clock, keyring: Keyring) -> tuple[str, list[str]]:
    """Take the second step into use: the app has shown a right code. Other browsers are signed out. Returns the renewed
    token of this one and the codes for paper, which nobody sees again. Raises TooManyAttempts, and InvalidFact on
    `code`: wrong, not_begun."""
    with _tried(who, clock, keyring) as (session, account):
        if account.totp_cipher is None or account.totp_confirmed_at is not None:
            raise InvalidFact("code", "not_begun")
        _take_step(account, code, clock, keyring)
        account.totp_confirmed_at = account.updated_at = clock.now()
        forgive(session, SECOND_STEP, str(account.id), keyring)
        codes = _new_codes(session, account.id, keyring)
        end_all(session, account.id, but=who.sign_in_id)
        session.add(event("account", account.id, "enrol_second_step", actor, clock))
        _tell(session, account, "account_second_step_on", clock)
        return renew(session, who.sign_in_id, clock, second_factor=True), codes


def pass_second_step(who: SignedIn, code: str, clock: Clock, keyring: Keyring) -> str:
    """Take the second step of a sign-in, with a code of the app or one on paper; returns the session's renewed token.
    Raises TooManyAttempts, and InvalidFact on `code`: wrong."""
    with _tried(who, clock, keyring) as (session, account):
        if account.totp_cipher is None or account.totp_confirmed_at is None:
            raise InvalidFact("code", "wrong")
        _take_either(session, account, code, clock, keyring)
        forgive(session, SECOND_STEP, str(account.id), keyring)
        session.add(event(NOUN, account.id, "second_step", who.actor, clock))
        return renew(session, who.sign_in_id, clock, second_factor=True)


def renew_codes(who: SignedIn, code: str, actor: Actor, clock: Clock, keyring: Keyring) -> list[str]:
    """Ten new codes for paper; the old ones work no more. `code` is one of the app or of the old ones. Raises
    TooManyAttempts, InvalidFact on `code`."""
    with _tried(who, clock, keyring) as (session, account):
        _take_either(session, account, code, clock, keyring)
        forgive(session, SECOND_STEP, str(account.id), keyring)
        session.add(event("account", account.id, "renew_codes", actor, clock))
        return _new_codes(session, account.id, keyring)


def turn_off(who: SignedIn, code: str, actor: Actor, clock: Clock, keyring: Keyring) -> None:
    """Do without the second step from now on. Raises NotAllowed for an officer's account, TooManyAttempts, InvalidFact
    on `code`."""
    with _tried(who, clock, keyring) as (session, account):
        if account.roles:
            raise NotAllowed("an officer signs in with two steps")
        _take_either(session, account, code, clock, keyring)
        forget_second_step(session, account, clock)
        session.add(event("account", account.id, "drop_second_step", actor, clock))
        _tell(session, account, "account_second_step_off", clock)


def forget_second_step(session: Session, account: Account, clock: Clock) -> None:
    """Take secret and paper codes off an account, in the caller's transaction."""
    account.totp_cipher = account.totp_confirmed_at = account.totp_step = None
    account.updated_at = clock.now()
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))


def forget_waiting_secret(account: Account) -> None:
    """Take a secret off an account that waits to be confirmed, in the caller's transaction: whoever used the account
    until now may know it."""
    if account.totp_confirmed_at is None:
        account.totp_cipher = account.totp_step = None


def present_code(session: Session, email: str, clock: Clock, keyring: Keyring) -> str:
    """The code that the app of an account shows now, for whoever builds the site. Raises NotFound."""
    cipher = session.scalar(select(Account.totp_cipher).where(Account.email == email.lower()))
    if cipher is None:
        raise NotFound("second step")
    return code_at(keyring.decrypt(cipher, TOTP), clock.now())


@contextmanager
def _tried(who: SignedIn, clock: Clock, keyring: Keyring) -> Iterator[tuple[Session, Account]]:
    """A transaction in which a code is tried, with the account's row locked. The attempt counts, and a wrong code is
    written down, whatever is undone. Raises TooManyAttempts."""
    attempt_all([(SECOND_STEP, str(who.account_id))], clock, keyring)
    try:
        with transaction() as session:
            yield session, _locked(session, who.account_id)
    except InvalidFact as error:
        if error.problem == "wrong":
            note_refused(who.account_id, "wrong_code", clock, keyring)
        raise


def _locked(session: Session, account_id: int) -> Account:
    return session.get_one(Account, account_id, with_for_update=True, populate_existing=True)


def _take_either(session: Session, account: Account, code: str, clock: Clock, keyring: Keyring) -> None:
    """Use up a code on paper, else one of the app. Raises InvalidFact."""
    if not _use_paper(session, account.id, code, clock, keyring):
        _take_step(account, code, clock, keyring)


def _take_step(account: Account, code: str, clock: Clock, keyring: Keyring) -> None:
    """Check a code of the app and note its step, so that it works once. Raises InvalidFact."""
    if account.totp_cipher is None:
        raise InvalidFact("code", "wrong")
    step = step_of_code(keyring.decrypt(account.totp_cipher, TOTP), code, clock.now(), account.totp_step)
    if step is None:
        raise InvalidFact("code", "wrong")
    account.totp_step = step


def _new_codes(session: Session, account_id: int, keyring: Keyring) -> list[str]:
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    codes = ["".join(secrets.choice(CODE_SIGNS) for _ in range(RECOVERY_CODE_LENGTH)) for _ in range(RECOVERY_CODES)]
    session.add_all(RecoveryCode(account_id=account_id, code_hash=_hash(account_id, code, keyring)) for code in codes)
    return [readable_code(code) for code in codes]


def _use_paper(session: Session, account_id: int, code: str, clock: Clock, keyring: Keyring) -> bool:
    if len(typed_code(code)) != RECOVERY_CODE_LENGTH:
        return False
    used = session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.account_id == account_id,
            RecoveryCode.code_hash == _hash(account_id, code, keyring),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=clock.now())
    )
    return bool(used.rowcount)  # type: ignore[attr-defined]


def _hash(account_id: int, code: str, keyring: Keyring) -> bytes:
    return keyring.blind_index(f"{account_id}\0{typed_code(code)}", COLUMN)


def _tell(session: Session, account: Account, letter: str, clock: Clock) -> None:
    if account.email:
        queue_mail(session, account.email, letter, clock, {"path": "/akun/keamanan"})
