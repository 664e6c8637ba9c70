"""Accounts as the office's admins see them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, selectinload

from app.domain.account import AccountKind, AccountStatus, TokenPurpose
from app.domain.actor import OFFICERS
from app.domain.paging import page_count
from app.models import Account, AccountRole, AccountToken, Employer, Membership, SignIn

PAGE = 30
KINDS = (*map(str, AccountKind), *sorted(OFFICERS))  # what the list may be narrowed to


@dataclass(frozen=True)
class User:
    """`company` is the name of the company in whose team the account is. `has_phone`: it is known by a number."""

    id: int
    name: str
    email: str | None
    has_phone: bool
    kind: str
    status: str
    roles: tuple[str, ...]
    company: str
    has_second_factor: bool
    signed_in_at: datetime | None
    created_at: datetime


@dataclass(frozen=True)
class Users:
    items: tuple[User, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class Invited:
    """A letter that nobody has answered yet."""

    id: int
    email: str
    roles: tuple[str, ...]
    expires_at: datetime


def users(session: Session, kind: str, status: str, text: str, page: int) -> Users:
    """A page of accounts: officers first, then by name. `kind` is one of KINDS or empty; `text` is a part of a name or
    an e-mail address."""
    wanted = [Account.status != AccountStatus.CLOSED, *_narrowed(kind, status, text)]
    total = session.scalar(select(func.count(Account.id)).where(*wanted)) or 0
    query = (
        select(Account, Employer.name)
        .outerjoin(Membership, Membership.account_id == Account.id)
        .outerjoin(Employer, Employer.id == Membership.employer_id)
        .where(*wanted)
        .options(selectinload(Account.roles))
        .order_by(Account.kind != AccountKind.STAFF, func.lower(Account.name), Account.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return Users(tuple(_user(*row) for row in session.execute(query)), total, page, page_count(total, PAGE))


def _narrowed(kind: str, status: str, text: str) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if kind in OFFICERS:
        found.append(Account.id.in_(select(AccountRole.account_id).where(AccountRole.role == kind)))
    elif kind:
        found.append(Account.kind == kind)
    if status:
        found.append(Account.status == status)
    if text:
        part = text.lower()
        found.append(
            or_(func.lower(Account.name).contains(part, autoescape=True), Account.email.contains(part, autoescape=True))
        )
    return found


def user(session: Session, account_id: int) -> User | None:
    """One account; None when there is none or it is closed."""
    row = session.execute(
        select(Account, Employer.name)
        .outerjoin(Membership, Membership.account_id == Account.id)
        .outerjoin(Employer, Employer.id == Membership.employer_id)
        .where(Account.id == account_id, Account.status != AccountStatus.CLOSED)
        .options(selectinload(Account.roles))
    ).one_or_none()
    return _user(*row) if row else None


def _user(account: Account, company: str | None) -> User:
    return User(
        id=account.id, name=account.name, email=account.email, has_phone=account.phone_index is not None,
        kind=account.kind, status=account.status, roles=tuple(row.role for row in account.roles),
        company=company or "", has_second_factor=account.totp_confirmed_at is not None,
        signed_in_at=account.signed_in_at, created_at=account.created_at,
    )  # fmt: skip


def open_sessions(session: Session, account_id: int, now: datetime) -> int:
    """How many browsers an account is signed in with."""
    query = select(func.count(SignIn.id)).where(SignIn.account_id == account_id, SignIn.expires_at > now)
    return session.scalar(query) or 0


def invited(session: Session, now: datetime) -> list[Invited]:
    """Invitations to the office that wait, the oldest first."""
    query = select(AccountToken).where(
        AccountToken.purpose == TokenPurpose.INVITE_STAFF, AccountToken.used_at.is_(None), AccountToken.expires_at > now
    )
    rows = session.scalars(query.order_by(AccountToken.id))
    return [Invited(row.id, row.email or "", tuple(row.roles.split()), row.expires_at) for row in rows]
