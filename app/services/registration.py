"""Opening accounts. Whoever registers is answered alike, whether or not the address or number is known (gate S5): what
there is to say stands in the letter, or is said at the counter."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain import email as emails
from app.domain.account import AccountKind, AccountStatus, MemberRole, TokenPurpose
from app.domain.actor import Actor, ActorKind
from app.domain.clock import Clock
from app.domain.employer import EmployerStatus, NewEmployer
from app.domain.employer import nib as employer_nib
from app.domain.errors import InvalidFact
from app.domain.languages import language
from app.domain.registration import NewAccount, person_name
from app.domain.throttling import LETTER, REGISTER_ADDRESS, TooManyAttempts
from app.extensions import db
from app.gateways.keyring import Keyring
from app.gateways.passwords import check_new, hashed
from app.models import Account, Employer, Membership
from app.queries.account_tokens import live_token
from app.services.employers import register as register_employer
from app.services.events import event
from app.services.identity import ACCOUNT_PHONE, sealed_phone
from app.services.messages import queue_mail
from app.services.sessions import open_session
from app.services.telling import tell_registered
from app.services.throttles import attempt, attempt_all
from app.services.tokens import issue, use
from app.services.transaction import transaction


def register_jobseeker(command: NewAccount, actor: Actor, address: str, clock: Clock, keyring: Keyring) -> None:
    """Open a jobseeker's account that waits: for the answer to its letter, or without an e-mail address for a code from
    the counter. A number beside an address is not kept: no letter proves it, and it would tell who has an account.
    Known addresses and numbers are left as they are.
    Raises InvalidFact, TooManyAttempts."""
    name = person_name(command.name)
    email = emails.normalise(command.email) if command.email.strip() or not command.phone.strip() else None
    sealed = sealed_phone(keyring, command.phone if email is None else "", ACCOUNT_PHONE)
    attempt_all([(REGISTER_ADDRESS, address)], clock, keyring)
    with transaction() as session:
        account, named = None, Account.phone_index == sealed["phone_index"] if email is None else Account.email == email
        if session.scalar(select(Account.id).where(named)) is None:
            account = Account(kind=AccountKind.JOBSEEKER, name=name, email=email, **sealed)
            account = _added(session, account, actor, clock)
        if email is not None:
            _write(session, account or _by_email(session, email), email, clock, keyring)


def register_company(
    command: NewAccount, company: NewEmployer, actor: Actor, address: str, clock: Clock, keyring: Keyring
) -> None:
    """Register a company with the account of its person in charge, who becomes the first admin of its team: both or
    neither. The same form sent again changes nothing. That a NIB or NPWP is taken stands in the letter: the page says
    nothing by which to learn which address has an account. Raises InvalidFact, also by the names of NewEmployer, and
    TooManyAttempts."""
    name, email, nib = person_name(command.name), emails.normalise(command.email), employer_nib(company.nib)
    attempt_all([(REGISTER_ADDRESS, address)], clock, keyring)
    try:
        with transaction() as session:
            if _is_sent_again(session, email, nib):
                return
            employer = register_employer(session, company, actor, clock, keyring)
            account = Account(kind=AccountKind.EMPLOYER, name=name, email=email)
            if _by_email(session, email) or _added(session, account, actor, clock) is None:
                raise _Known
            place = Membership(account=account, employer=employer, role=MemberRole.ADMIN, created_at=clock.now())
            session.add(place)
            session.flush()
            _write(session, account, email, clock, keyring)
    except _Known:
        _tell_owner(email, clock, keyring)
    except InvalidFact as error:
        if error.problem != "taken":
            raise
        _tell_taken(email, nib, clock, keyring)


class _Known(Exception):
    """The address has an account already: its owner is told, and no company is stored."""


def _tell_taken(email: str, nib: str, clock: Clock, keyring: Keyring) -> None:
    """Write to whoever registered a company that another one stands in the way of, unless the same form, sent at the
    same moment, has just been stored. The letter names nobody."""
    with transaction() as session:
        if not _is_sent_again(session, email, nib) and _may_write(session, email, clock, keyring):
            queue_mail(session, email, "company_taken", clock, {"path": "/masuk"}, spoken=language())


def _is_sent_again(session: Session, email: str, nib: str) -> bool:
    query = select(Account.id).join(Membership).join(Employer)
    waits = Account.status == AccountStatus.PENDING
    return session.scalar(query.where(Account.email == email, waits, Employer.nib == nib)) is not None


def _tell_owner(email: str, clock: Clock, keyring: Keyring) -> None:
    """Write to the owner of an address that has an account."""
    with transaction() as session:
        _write(session, _by_email(session, email), email, clock, keyring)


def send_again(email: str, address: str, clock: Clock, keyring: Keyring) -> None:
    """Write the confirmation letter once more, if the address has an account that waits for it. Raises InvalidFact,
    TooManyAttempts."""
    plain = emails.normalise(email)
    attempt_all([(REGISTER_ADDRESS, address)], clock, keyring)
    with transaction() as session:
        account = _by_email(session, plain)
        if account is not None and account.status == AccountStatus.PENDING:
            _write(session, account, plain, clock, keyring)


def confirm_email(token: str, password: str, device: str, clock: Clock, keyring: Keyring) -> tuple[str, int]:
    """Activate an account: its letter has arrived. The password is chosen now, by who reads the letter, so that nobody
    can prepare an account for an address of somebody else. Returns a session's token and the account. Raises
    InvalidFact on `token` (ended) and `password`."""
    password_hash = hash_for_link(token, TokenPurpose.CONFIRM_EMAIL, password, clock)
    with transaction() as session:
        row = use(session, token, (TokenPurpose.CONFIRM_EMAIL,), clock)
        account = session.get_one(Account, row.account_id, with_for_update=True)
        if account.status != AccountStatus.PENDING:
            raise InvalidFact("token", "ended")
        activate(session, account, password_hash, clock)
        return open_session(session, account, clock, device), account.id


def hash_for_link(token: str, purpose: TokenPurpose, password: str, clock: Clock) -> str:
    """The hash of a password that is chosen by the link of a letter, judged and made while nobody waits for a
    transaction. Raises InvalidFact on `token` (ended) and `password`."""
    session = db.session()
    row = live_token(session, token, (purpose,), clock.now())
    account = session.get(Account, row.account_id) if row is not None else None
    if account is None:
        raise InvalidFact("token", "ended")
    known = (account.name, account.email or "")
    session.rollback()
    check_new(password, known)
    return hashed(password)


def activate(session: Session, account: Account, password_hash: str, clock: Clock) -> None:
    """Make an account one that signs in with the password of this hash, in the caller's transaction. A company that
    waited for it comes to the office now."""
    old, now = account.status, clock.now()
    account.password_hash = password_hash
    account.status, account.confirmed_at, account.updated_at = AccountStatus.ACTIVE, account.confirmed_at or now, now
    session.add(event("account", account.id, "activate", itself(account), clock, old=old, new=account.status))
    session.flush()
    employer = account.membership.employer if account.membership is not None else None
    if employer is not None and employer.status == EmployerStatus.PENDING:
        employer.submitted_at = now
        tell_registered(session, employer, itself(account), clock)


def itself(account: Account) -> Actor:
    """An account that acts without being signed in: by a link or a code."""
    return Actor(ActorKind.ACCOUNT, account_id=account.id)


def _by_email(session: Session, email: str) -> Account | None:
    return session.scalar(select(Account).where(Account.email == email))


def _added(session: Session, account: Account, actor: Actor, clock: Clock) -> Account | None:
    """Store a pending account; None when somebody else took its address or number at this very moment."""
    account.status, account.created_at, account.updated_at = AccountStatus.PENDING, clock.now(), clock.now()
    try:
        with session.begin_nested():
            session.add(account)
    except IntegrityError:
        return None
    session.add(event("account", account.id, "open", actor, clock, new=account.status))
    return account


def _write(session: Session, account: Account | None, email: str, clock: Clock, keyring: Keyring) -> None:
    """The letter that an address gets when somebody registers it: a link to confirm with, or that there is an account
    already."""
    if account is None or account.status not in (AccountStatus.PENDING, AccountStatus.ACTIVE):
        return
    if not _may_write(session, email, clock, keyring):
        return
    if account.status == AccountStatus.ACTIVE:
        queue_mail(session, email, "account_exists", clock, {"path": "/lupa-sandi"}, spoken=language())
        return
    token = issue(session, TokenPurpose.CONFIRM_EMAIL, clock, account_id=account.id)
    secret = f"/konfirmasi/{token}"
    queue_mail(session, email, "account_confirm", clock, secret=secret, keyring=keyring, spoken=language())


def _may_write(session: Session, email: str, clock: Clock, keyring: Keyring) -> bool:
    """No more than a few letters, so that nobody can flood a stranger's mailbox from here."""
    try:
        attempt(session, LETTER, email, clock, keyring)
    except TooManyAttempts:
        return False
    return True
