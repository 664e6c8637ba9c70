"""Invitations: of an officer by an admin of the office, of a member by an admin of a company's team."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.account import AccountKind, AccountStatus, MemberRole, TokenPurpose
from app.domain.actor import Actor, ActorKind, Role
from app.domain.clock import Clock
from app.domain.errors import InvalidFact
from app.domain.registration import person_name
from app.extensions import db
from app.gateways.passwords import check_new, hashed
from app.models import Account, AccountRole, AccountToken, Employer, Membership
from app.queries.account_tokens import live_token
from app.services.employers import locked_employer
from app.services.events import event
from app.services.registration import activate
from app.services.second_factor import forget_waiting_secret
from app.services.sessions import end_all, open_session
from app.services.tokens import use, withdraw
from app.services.transaction import transaction

PURPOSES = (TokenPurpose.INVITE_STAFF, TokenPurpose.INVITE_MEMBER)


@dataclass(frozen=True)
class Invitation:
    """What the page of an invitation says. `company` is empty for the office's own."""

    email: str
    roles: tuple[str, ...]
    company: str
    has_account: bool  # an active one, which signs in first and then joins


def read(session: Session, token: str, clock: Clock) -> Invitation | None:
    """What a link invites to; None when it works no more."""
    row = live_token(session, token, PURPOSES, clock.now())
    if row is None or row.email is None or not _still_holds(session, row):
        return None
    company = session.scalar(select(Employer.name).where(Employer.id == row.employer_id)) if row.employer_id else ""
    known = session.scalar(select(Account.status).where(Account.email == row.email))
    return Invitation(row.email, tuple(row.roles.split()), company or "", known not in (None, AccountStatus.PENDING))


def accept(token: str, name: str, password: str, device: str, clock: Clock) -> tuple[str, int]:
    """Open the account of somebody who was invited, with what the invitation gives. The letter came to the address, so
    it needs no further one. Returns a session's token and the account. Raises InvalidFact on `token`, `name`,
    `password`."""
    plain, found = person_name(name), read(db.session(), token, clock)
    db.session.rollback()
    if found is None:
        raise InvalidFact("token", "ended")
    check_new(password, (plain, found.email))
    password_hash = hashed(password)
    try:
        with transaction() as session:
            row = _use(session, token, clock)
            account = session.scalar(select(Account).where(Account.email == row.email).with_for_update())
            if account is None:
                account = Account(email=row.email, created_at=clock.now())
                session.add(account)
            elif account.status != AccountStatus.PENDING:
                raise InvalidFact("token", "ended")
            staff = row.purpose == TokenPurpose.INVITE_STAFF
            account.kind, account.name = AccountKind.STAFF if staff else AccountKind.EMPLOYER, plain
            account.status, account.updated_at = AccountStatus.PENDING, clock.now()
            session.flush()
            activate(session, account, password_hash, clock)
            _give(session, row, account, Actor(ActorKind.ACCOUNT, account_id=account.id), clock)
            return open_session(session, account, clock, device), account.id
    except IntegrityError:
        raise InvalidFact("token", "ended") from None


def join(token: str, account_id: int, actor: Actor, clock: Clock) -> None:
    """Give an account that exists what its invitation says. Raises InvalidFact on `token` (ended) and on `account`:
    `member` when it belongs to a company already."""
    with transaction() as session:
        row = _use(session, token, clock)
        account = session.get_one(Account, account_id, with_for_update=True)
        if account.email != row.email or account.status != AccountStatus.ACTIVE:
            raise InvalidFact("token", "ended")
        _give(session, row, account, actor, clock)


def _use(session: Session, token: str, clock: Clock) -> AccountToken:
    """Use an invitation up, in the caller's transaction. Whoever takes the right to invite away locks the company or
    the accounts: they are locked here first and in the same order, so that one of the two waits for the other. Raises
    InvalidFact."""
    row = live_token(session, token, PURPOSES, clock.now())
    if row is None:
        raise InvalidFact("token", "ended")
    if row.employer_id is not None:
        locked_employer(session, row.employer_id)
    people = select(Account.id).where((Account.id == row.created_by) | (Account.email == row.email))
    session.execute(people.order_by(Account.id).with_for_update()).all()
    return use(session, token, PURPOSES, clock)


def _still_holds(session: Session, row: AccountToken) -> bool:
    """Whether who invited may still do so: an invitation does not outlive the right to give it. The operator's, which
    nobody's account made, holds."""
    if row.created_by is None:
        return True
    by = session.get(Account, row.created_by)
    if by is None or by.status != AccountStatus.ACTIVE:
        return False
    if row.purpose == TokenPurpose.INVITE_STAFF:
        return any(one.role == Role.ADMIN for one in by.roles)
    place = by.membership
    return place is not None and place.employer_id == row.employer_id and place.role == MemberRole.ADMIN


def _give(session: Session, row: AccountToken, account: Account, actor: Actor, clock: Clock) -> None:
    if not _still_holds(session, row):
        raise InvalidFact("token", "ended")
    withdraw(session, account.id, TokenPurpose.COUNTER_CODE)  # who sees others' data comes in by letter alone
    if row.purpose == TokenPurpose.INVITE_MEMBER:
        if account.membership is not None:
            raise InvalidFact("account", "member")
        role = MemberRole(row.roles or MemberRole.MEMBER)
        session.add(Membership(account=account, employer_id=row.employer_id, role=role, created_at=clock.now()))
        session.add(event("employer", row.employer_id or 0, "join_team", actor, clock, new=role))
    else:
        held = {one.role for one in account.roles}
        account.roles.extend(AccountRole(role=role) for role in row.roles.split() if role not in held)
        forget_waiting_secret(account)
        end_all(session, account.id)  # an officer's session is shorter and needs the second step
        session.add(event("account", account.id, "join_office", actor, clock, fields=row.roles))
    account.updated_at = clock.now()
    session.flush()
