"""What the site holds of an account: the account itself, and what lies beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.account import AccountStatus, Hindrance, MemberRole
from app.domain.employer import EmployerStatus
from app.models import Account, AccountRole, Mail, Membership, Report
from app.queries.own_account import News, every_news


@dataclass(frozen=True, repr=False)
class OwnAccount:
    """`phone_end` are the last digits of the number it is known by, empty without one. `company` and `company_role` are
    empty for who is in no team, `roles` those that the office gave."""

    name: str
    kind: str
    email: str
    phone_end: str
    roles: tuple[str, ...]
    company: str
    company_role: str
    has_second_factor: bool
    created_at: datetime
    confirmed_at: datetime | None
    signed_in_at: datetime | None


@dataclass(frozen=True, repr=False)
class Beside:
    """What was written to the account, and what it wrote: notices, letters, reports about vacancies; newest first."""

    notices: tuple[News, ...]
    letters: tuple[Mail, ...]
    reports: tuple[Report, ...]


def own_account(session: Session, account_id: int, read_end: Callable[[bytes | None], str]) -> OwnAccount:
    """The account of who is signed in. `read_end` reads the digits of a number that may be shown."""
    one = session.get_one(Account, account_id)
    return OwnAccount(
        name=one.name, kind=one.kind, email=one.email or "", phone_end=read_end(one.phone_cipher),
        roles=tuple(row.role for row in one.roles),
        company=one.membership.employer.name if one.membership else "",
        company_role=one.membership.role if one.membership else "",
        has_second_factor=one.totp_confirmed_at is not None, created_at=one.created_at,
        confirmed_at=one.confirmed_at, signed_in_at=one.signed_in_at,
    )  # fmt: skip


def beside(session: Session, account_id: int, email: str) -> Beside:
    """What lies beside an account with this address, which is empty for none."""
    letters = select(Mail).where(Mail.recipient == email).order_by(Mail.id.desc())
    reports = select(Report).where(Report.account_id == account_id).order_by(Report.id.desc())
    return Beside(
        notices=every_news(session, account_id),
        letters=tuple(session.scalars(letters)) if email else (),
        reports=tuple(session.scalars(reports)),
    )


def hindrance(session: Session, account_id: int) -> Hindrance | None:
    """Why an account cannot be deleted yet; None when it can. A rejected company needs nobody any more."""
    if session.scalar(select(AccountRole.role).where(AccountRole.account_id == account_id).limit(1)) is not None:
        return Hindrance.OFFICER
    place = session.scalar(select(Membership).where(Membership.account_id == account_id))
    if place is None or place.role != MemberRole.ADMIN or place.employer.status == EmployerStatus.REJECTED:
        return None
    others = (
        select(Membership.id)
        .join(Account)
        .where(Membership.employer_id == place.employer_id, Membership.id != place.id)
        .where(Membership.role == MemberRole.ADMIN, Account.status == AccountStatus.ACTIVE)
    )
    return None if session.scalar(others.limit(1)) is not None else Hindrance.LAST_ADMIN
