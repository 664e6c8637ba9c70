"""What people began and left: registrations that nobody confirmed, whose address, number and NIB are free again after a
week, and drafts that were let go."""

from datetime import timedelta

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from app.domain.account import AccountStatus
from app.domain.actor import SYSTEM
from app.domain.clock import Clock
from app.domain.employer import EmployerStatus
from app.domain.vacancy import VacancyStatus
from app.extensions import db
from app.models import Account, AccountToken, Document, Employer, Membership, Notice, Vacancy
from app.queries.own_vacancies import THROWN_AWAY
from app.services.events import event
from app.services.transaction import transaction

KEPT = timedelta(days=7)
MOST = 500  # in one transaction; the rest waits for the next round


def forget_unconfirmed(clock: Clock) -> int:
    """Delete accounts that wait since KEPT and whose letter or code works no more, each with its company if that waits
    too and nobody has worked on it; returns how many. Those that the counter opened for a person stay, and the newest
    account and company until there is a newer one: SQLite would give their numbers out again, and with them the lines
    of the log."""
    now = clock.now()
    alive = exists().where(
        AccountToken.account_id == Account.id, AccountToken.used_at.is_(None), AccountToken.expires_at > now
    )
    old = select(Account.id).where(
        Account.status == AccountStatus.PENDING, Account.updated_at <= now - KEPT, Account.person_id.is_(None),
        Account.confirmed_at.is_(None), ~alive, Account.id < select(func.max(Account.id)).scalar_subquery(),
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
    """A company that waits, with nobody else in its team, no paper and no vacancy; not the newest."""
    newer = session.scalar(select(Employer.id).where(Employer.id > employer.id).limit(1))
    others = select(Membership.id).where(Membership.employer_id == employer.id, Membership.account_id != account.id)
    papers = select(Document.id).where(Document.employer_id == employer.id)
    vacancies = select(Vacancy.id).where(Vacancy.employer_id == employer.id)
    works = any(session.scalar(query.limit(1)) is not None for query in (others, papers, vacancies))
    return employer.status == EmployerStatus.PENDING and newer is not None and not works


def forget_drafts(clock: Clock) -> int:
    """Delete the rows of drafts that were let go KEPT ago and that nobody but their writers saw; returns how many.
    Until then the row answers a page that is sent late: it begins no second draft. Lines of the log stay."""
    old = select(Vacancy.id).where(
        THROWN_AWAY, Vacancy.source.is_(None), Vacancy.updated_at <= clock.now() - KEPT,
        Vacancy.id < select(func.max(Vacancy.id)).scalar_subquery(),  # SQLite gives the highest number out again
    )  # fmt: skip
    if db.session.scalar(old.limit(1)) is None:
        return 0
    with transaction() as session:
        found = list(session.scalars(old.order_by(Vacancy.id).limit(MOST).with_for_update()))
        session.execute(delete(Notice).where(Notice.path.in_([f"/kelola/lowongan/{key}" for key in found])))
        session.execute(delete(Vacancy).where(Vacancy.id.in_(found)))
        session.add_all(event("vacancy", key, "remove", SYSTEM, clock, old=VacancyStatus.WITHDRAWN) for key in found)
    return len(found)
