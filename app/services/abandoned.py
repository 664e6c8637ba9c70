"""Registrations that nobody confirmed: after a week the address, the number and the company's NIB are free again."""

from datetime import timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.domain.account import AccountStatus
from app.domain.actor import SYSTEM
from app.domain.clock import Clock
from app.domain.employer import EmployerStatus
from app.extensions import db
from app.models import Account, AccountToken, Document, Employer, Membership, Vacancy
from app.services.events import event
from app.services.transaction import transaction

KEPT = timedelta(days=7)
MOST = 500  # in one transaction; the rest waits for the next round


def forget_unconfirmed(clock: Clock) -> int:
    """Delete accounts that wait since KEPT and whose letter or code works no more, each with its company if that waits
    too and nobody has worked on it; returns how many. Those that the counter opened for a person stay."""
    now = clock.now()
    alive = exists().where(
        AccountToken.account_id == Account.id, AccountToken.used_at.is_(None), AccountToken.expires_at > now
    )
    old = select(Account.id).where(
        Account.status == AccountStatus.PENDING, Account.updated_at <= now - KEPT, Account.person_id.is_(None),
        Account.confirmed_at.is_(None), ~alive,
    )  # fmt: skip
    if db.session.scalar(old.limit(1)) is None:
        return 0
    with transaction() as session:
        found = session.scalars(
            select(Account).where(Account.id.in_(old.order_by(Account.id).limit(MOST))).with_for_update()
        ).all()
        return sum(_forget(session, account, clock) for account in found)


def _forget(session: Session, account: Account, clock: Clock) -> bool:
    employer = account.membership.employer if account.membership is not None else None
    if employer is not None and not _is_untouched(session, employer, account):
        return False
    session.add(event("account", account.id, "remove", SYSTEM, clock, old=account.status))
    session.delete(account)
    session.flush()
    if employer is not None:
        session.add(event("employer", employer.id, "remove", SYSTEM, clock, old=employer.status))
        session.delete(employer)
        session.flush()
    return True


def _is_untouched(session: Session, employer: Employer, account: Account) -> bool:
    """A company that waits, with nobody else in its team, no paper and no vacancy."""
    others = select(Membership.id).where(Membership.employer_id == employer.id, Membership.account_id != account.id)
    papers = select(Document.id).where(Document.employer_id == employer.id)
    vacancies = select(Vacancy.id).where(Vacancy.employer_id == employer.id)
    works = any(session.scalar(query.limit(1)) is not None for query in (others, papers, vacancies))
    return employer.status == EmployerStatus.PENDING and not works
