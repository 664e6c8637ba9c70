"""Deleting an account (UU 27/2022). What made it somebody's goes at once; its row keeps its number, because lines of
the log name it, and nothing else."""

from collections.abc import Collection

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.domain.account import AccountStatus, Hindrance
from app.domain.actor import Actor, ActorKind
from app.domain.clock import Clock
from app.domain.errors import InvalidFact, NotAllowed, NotFound
from app.domain.mail import MailStatus
from app.gateways.keyring import Keyring
from app.models import (
    Account,
    AccountToken,
    Assignment,
    Event,
    EventReason,
    Mail,
    Membership,
    Notice,
    RecoveryCode,
    Report,
    SignIn,
    Worker,
)
from app.queries.own_data import hindrance
from app.queries.signed_in import SignedIn
from app.services.credentials import check_password
from app.services.employers import locked_employer
from app.services.events import event
from app.services.messages import FAREWELL, queue_mail
from app.services.transaction import transaction
from app.services.workers import end_consent

_ITS_OWN = (SignIn, AccountToken, RecoveryCode, Notice, Assignment)  # rows that are nothing without their account


def close_account(who: SignedIn, password: str, actor: Actor, clock: Clock, keyring: Keyring) -> None:
    """Delete the account of who is signed in, after its password was typed once more: signed out everywhere, out of its
    team, its card out of the catalogue, its name and addresses gone. The record at the office stays. Raises
    TooManyAttempts, NotFound when it has been deleted already, and InvalidFact: `old` wrong; `account` with a
    Hindrance, or changed meanwhile."""
    known = check_password(who, password, clock, keyring)
    with transaction() as session:
        account, worker = _locked(session, who.account_id)
        if account.password_hash != known.password_hash:
            raise InvalidFact("old", "wrong")
        if (problem := hindrance(session, account.id)) is not None:
            raise InvalidFact("account", problem)
        _part(session, account, worker, actor, clock)


def close_at_the_counter(account_id: int, actor: Actor, clock: Clock) -> None:
    """Delete the account of somebody who asked for it with their papers in hand, also a suspended one and that of a
    company's last admin. Raises NotAllowed, NotFound when it is deleted, and InvalidFact on `account`: officer."""
    if actor.kind != ActorKind.OPERATOR:
        raise NotAllowed(f"{actor.kind} may not delete somebody's account")
    with transaction() as session:
        account, worker = _locked(session, account_id, {AccountStatus.ACTIVE, AccountStatus.SUSPENDED})
        if account.roles:
            raise InvalidFact("account", Hindrance.OFFICER)
        _part(session, account, worker, actor, clock)


def _part(session: Session, account: Account, worker: Worker | None, actor: Actor, clock: Clock) -> None:
    """Close an account and say goodbye."""
    email = account.email
    _close(session, account, worker, actor, clock)
    if email:
        queue_mail(session, email, FAREWELL, clock)


def close_again(session: Session, account: Account, actor: Actor, clock: Clock) -> bool:
    """Delete an account that a restored backup brought back, in the caller's transaction; False when it did not."""
    if account.status == AccountStatus.CLOSED:
        return False
    if account.email:  # nobody sends letters yet
        session.execute(delete(Mail).where(Mail.recipient == account.email))
    worker = session.scalar(select(Worker).where(Worker.person_id == account.person_id))
    _close(session, account, worker, actor, clock)
    return True


def _close(session: Session, account: Account, worker: Worker | None, actor: Actor, clock: Clock) -> None:
    before = account.status
    if account.membership is not None:
        _leave_team(session, account.membership, actor, clock)
    if worker is not None:
        end_consent(session, worker, actor, clock)
    _forget_beside(session, account)
    _forget(account, clock)
    session.add(event("account", account.id, "close", actor, clock, old=before, new=account.status))


def _locked(
    session: Session, account_id: int, among: Collection[str] = (AccountStatus.ACTIVE,)
) -> tuple[Account, Worker | None]:
    """The account and the profile of its person, locked in the order of everybody else who needs them: the company, the
    profile, the account. Raises NotFound when it is deleted, InvalidFact when it has got another company or person."""
    place = select(Membership.employer_id).where(Membership.account_id == account_id)
    person = select(Account.person_id).where(Account.id == account_id)
    before = session.scalar(place), session.scalar(person)
    if before[0] is not None:
        locked_employer(session, before[0])
    worker = session.scalar(select(Worker).where(Worker.person_id == before[1]).with_for_update())
    account = session.get_one(Account, account_id, with_for_update=True)
    if account.status == AccountStatus.CLOSED:
        raise NotFound("account")
    if (session.scalar(place), session.scalar(person)) != before or account.status not in among:
        raise InvalidFact("account", "changed")
    return account, worker


def _leave_team(session: Session, place: Membership, actor: Actor, clock: Clock) -> None:
    session.add(event("employer", place.employer_id, "leave_team", actor, clock))
    session.add(event("membership", place.account_id, "leave_team", actor, clock, old=place.role))
    place.account.membership = None


def _forget_beside(session: Session, account: Account) -> None:
    """What lies beside the account. A letter on its way stays until it has arrived: its links open nothing any more. Of
    reports the office keeps what they say, not who said it."""
    for table in _ITS_OWN:
        session.execute(delete(table).where(table.account_id == account.id))
    about = select(Event.id).where(Event.noun == "account", Event.noun_id == account.id)
    session.execute(delete(EventReason).where(EventReason.event_id.in_(about)))
    mine = Report.account_id == account.id
    session.execute(update(Report).where(mine).values(account_id=None, contact_cipher=None))
    if account.email:
        session.execute(delete(AccountToken).where(AccountToken.email == account.email))  # invitations to it
        done = Mail.status.in_((MailStatus.SENT, MailStatus.DEAD))
        session.execute(delete(Mail).where(Mail.recipient == account.email, done))


def _forget(account: Account, clock: Clock) -> None:
    account.status, account.name, account.email = AccountStatus.CLOSED, "", None
    account.phone_cipher = account.phone_index = account.password_hash = None
    account.totp_cipher = account.totp_confirmed_at = account.totp_step = None
    account.person_id = account.confirmed_at = account.signed_in_at = account.suspended_at = None
    account.roles = []
    account.updated_at = clock.now()
