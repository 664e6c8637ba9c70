"""Forgotten and changed passwords, and changed addresses."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain import email as emails
from app.domain.account import AccountStatus, TokenPurpose
from app.domain.actor import Actor
from app.domain.clock import Clock
from app.domain.errors import InvalidFact, NotFound
from app.domain.languages import language
from app.domain.throttling import COUNTER_CODE, LETTER, RESET_ADDRESS, SIGN_IN_ACCOUNT, SIGN_IN_ADDRESS, TooManyAttempts
from app.gateways.keyring import Keyring
from app.gateways.passwords import check_new, fits, hashed
from app.models import Account
from app.queries.signed_in import SignedIn
from app.services.counter import may_have_code
from app.services.events import event
from app.services.messages import queue_mail
from app.services.registration import activate, hash_for_link, itself
from app.services.second_factor import forget_waiting_secret
from app.services.sessions import end_all, note_refused, open_session, renew
from app.services.sign_in import find_account
from app.services.throttles import attempt, attempt_all, forgive
from app.services.tokens import issue, try_code, use, withdraw
from app.services.transaction import transaction

SECURITY, FORGOTTEN = "/akun/keamanan", "/lupa-sandi"
# What was asked for before a password changed may have been asked for by whoever knew the old one.
_OVERTAKEN = (
    TokenPurpose.CONFIRM_EMAIL, TokenPurpose.RESET_PASSWORD, TokenPurpose.COUNTER_CODE, TokenPurpose.CHANGE_EMAIL,
)  # fmt: skip


def ask_reset(email: str, address: str, clock: Clock, keyring: Keyring) -> None:
    """Write to an address how to choose a new password, or nothing to one without an account: nobody is told which.
    Raises InvalidFact for what is no address, and TooManyAttempts."""
    plain = emails.normalise(email)
    attempt_all([(RESET_ADDRESS, address)], clock, keyring)
    with transaction() as session:
        account = session.scalar(select(Account).where(Account.email == plain))
        try:
            attempt(session, LETTER, plain, clock, keyring)
        except TooManyAttempts:
            return
        if account is None or account.status not in (AccountStatus.ACTIVE, AccountStatus.PENDING):
            return
        pending = account.status == AccountStatus.PENDING
        purpose = TokenPurpose.CONFIRM_EMAIL if pending else TokenPurpose.RESET_PASSWORD
        letter, page = ("account_confirm", "konfirmasi") if pending else ("account_reset", "sandi-baru")
        token = issue(session, purpose, clock, account_id=account.id)
        session.refresh(account)  # it may have waited for whoever changed the address
        if account.email != plain:
            return
        queue_mail(session, plain, letter, clock, secret=f"/{page}/{token}", keyring=keyring, spoken=language())


def reset_password(token: str, password: str, device: str, clock: Clock, keyring: Keyring) -> tuple[str, int]:
    """Set a new password by the link of a letter. Every browser is signed out, and this one in; the second step stays
    due. Returns the session's token and the account. Raises InvalidFact on `token` (ended) and `password`."""
    password_hash = hash_for_link(token, TokenPurpose.RESET_PASSWORD, password, clock)
    with transaction() as session:
        row = use(session, token, (TokenPurpose.RESET_PASSWORD,), clock)
        account = session.get_one(Account, row.account_id, with_for_update=True)
        if account.status != AccountStatus.ACTIVE:
            raise InvalidFact("token", "ended")
        account.password_hash, account.updated_at = password_hash, clock.now()
        if account.email:
            forgive(session, SIGN_IN_ACCOUNT, account.email, keyring)
        session.add(event("account", account.id, "reset_password", itself(account), clock))
        return _signed_in_alone(session, account, device, clock), account.id


def use_counter_code(
    name: str, code: str, password: str, address: str, device: str, clock: Clock, keyring: Keyring
) -> tuple[str, int]:
    """Activate an account, or set its new password, by a code from the counter. Returns a session's token and the
    account. An unknown number is answered like a wrong code. Raises TooManyAttempts, and InvalidFact on `code` (wrong)
    and `password`."""
    attempt_all([(SIGN_IN_ADDRESS, address)], clock, keyring)
    check_new(password)
    with transaction() as session:
        subject, found = find_account(session, name, keyring)
        account_id, known = (found.id, found.name) if found else (None, "")
    attempt_all([(COUNTER_CODE, subject)], clock, keyring)
    refused, password_hash = _refusal(password, known), hashed(password)
    with transaction() as session:
        account = session.get(Account, account_id, with_for_update=True) if account_id is not None else None
        if account is not None and may_have_code(account) and _is_right(session, account, code, clock, keyring):
            if refused is not None:
                raise refused  # only now: without the code nobody learns whose name would be too easy
            return _activated(session, account, password_hash, device, clock, keyring, subject), account.id
    note_refused(account_id, "wrong_code", clock, keyring)
    raise InvalidFact("code", "wrong")  # after the transaction: the try has been counted


def _is_right(session: Session, account: Account, code: str, clock: Clock, keyring: Keyring) -> bool:
    """A code that connects an account with a person not yet its own only connects: it sets no password."""
    return try_code(session, account.id, code, clock, keyring, (None, account.person_id))


def _refusal(password: str, known: str) -> InvalidFact | None:
    try:
        check_new(password, (known,))
    except InvalidFact as error:
        return error
    return None


def _activated(
    session: Session, account: Account, password_hash: str, device: str, clock: Clock, keyring: Keyring, subject: str
) -> str:
    if account.status == AccountStatus.PENDING:
        activate(session, account, password_hash, clock)
    else:
        account.password_hash, account.updated_at = password_hash, clock.now()
        session.add(event("account", account.id, "reset_password", itself(account), clock))
    for limit in (COUNTER_CODE, SIGN_IN_ACCOUNT):
        forgive(session, limit, subject, keyring)
    return _signed_in_alone(session, account, device, clock)


def _signed_in_alone(session: Session, account: Account, device: str, clock: Clock) -> str:
    """End every session of an account whose password has changed, and the links to change it once more; open one."""
    end_all(session, account.id)
    withdraw(session, account.id, *_OVERTAKEN)
    forget_waiting_secret(account)
    if account.email:
        letter = "account_password_changed"
        queue_mail(session, account.email, letter, clock, {"path": FORGOTTEN}, spoken=language())
    return open_session(session, account, clock, device)


def change_password(who: SignedIn, old: str, new: str, actor: Actor, clock: Clock, keyring: Keyring) -> str:
    """Change the password of who is signed in; other browsers are signed out. Returns this one's renewed token. Raises
    TooManyAttempts, NotFound when it was deleted meanwhile, and InvalidFact on `old` (wrong) and `password`."""
    account = check_password(who, old, clock, keyring)
    check_new(new, (account.name, account.email or ""))
    password_hash = hashed(new)
    with transaction() as session:
        account = session.get_one(Account, who.account_id, with_for_update=True)
        if account.status == AccountStatus.CLOSED:
            raise NotFound("account")
        account.password_hash, account.updated_at = password_hash, clock.now()
        forget_waiting_secret(account)
        end_all(session, account.id, but=who.sign_in_id)
        withdraw(session, account.id, *_OVERTAKEN)
        if account.email:
            queue_mail(session, account.email, "account_password_changed", clock, {"path": FORGOTTEN})
        session.add(event("account", account.id, "change_password", actor, clock))
        return renew(session, who.sign_in_id, clock)


def check_password(who: SignedIn, password: str, clock: Clock, keyring: Keyring) -> Account:
    """The account of who is signed in, after its password was typed once more. Raises TooManyAttempts, InvalidFact on
    `old`: wrong, and NotFound when the account was deleted meanwhile."""
    attempt_all([(SIGN_IN_ACCOUNT, f"signed in {who.account_id}")], clock, keyring)
    with transaction() as session:
        account = session.get_one(Account, who.account_id)
        session.expunge(account)
    if account.status == AccountStatus.CLOSED:
        raise NotFound("account")
    if not fits(account.password_hash, password):
        note_refused(account.id, "wrong_password", clock, keyring)
        raise InvalidFact("old", "wrong")
    with transaction() as session:
        forgive(session, SIGN_IN_ACCOUNT, f"signed in {who.account_id}", keyring)
    return account


def ask_new_email(who: SignedIn, email: str, password: str, clock: Clock, keyring: Keyring) -> None:
    """Write to a new address to see that it is the account's; until it answers the old one stays. The old address is
    told. Raises TooManyAttempts, and InvalidFact on `email` and `old`. An address of somebody else is told that it
    already has an account, and the page says nothing."""
    plain = emails.normalise(email)
    account = check_password(who, password, clock, keyring)
    if plain == account.email:
        raise InvalidFact("email", "same")
    with transaction() as session:
        attempt(session, LETTER, plain, clock, keyring)
        if account.email:
            queue_mail(session, account.email, "account_email_asked", clock, {"path": SECURITY})
        if session.scalar(select(Account.id).where(Account.email == plain)) is not None:
            queue_mail(session, plain, "account_exists", clock, {"path": FORGOTTEN})
            return
        token = issue(session, TokenPurpose.CHANGE_EMAIL, clock, account_id=account.id, email=plain)
        if session.get_one(Account, account.id).password_hash != account.password_hash:
            raise InvalidFact("old", "wrong")  # it waited for whoever has just changed the password
        queue_mail(session, plain, "account_email_change", clock, secret=f"/konfirmasi/{token}", keyring=keyring)


def confirm_new_email(token: str, clock: Clock) -> int:
    """Take a new address over: its letter was answered. Returns the account. Raises InvalidFact on `token`: ended, also
    when somebody else has the address by now."""
    try:
        with transaction() as session:
            row = use(session, token, (TokenPurpose.CHANGE_EMAIL,), clock)
            account = session.get_one(Account, row.account_id, with_for_update=True)
            if account.status != AccountStatus.ACTIVE:
                raise InvalidFact("token", "ended")
            old, account.email, account.updated_at = account.email, row.email, clock.now()
            session.flush()
            # Whoever reads the old letters has no more to say.
            withdraw(session, account.id, TokenPurpose.RESET_PASSWORD, TokenPurpose.CONFIRM_EMAIL)
            if old:
                queue_mail(session, old, "account_email_changed", clock, spoken=language())
            session.add(event("account", account.id, "change_email", itself(account), clock, fields="email"))
            return account.id
    except IntegrityError:
        raise InvalidFact("token", "ended") from None
