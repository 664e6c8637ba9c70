"""The tour's accounts in the tables. No other account of the demo data has a password."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.accounts import TOUR, TOUR_PASSWORD, TourAccount
from app.demo.employers import POSITION, demo_npwp
from app.demo.papers import demo_paper
from app.demo.people_identity import demo_phone
from app.domain.account import AccountKind, AccountStatus, MemberRole
from app.domain.actor import OFFICERS, OPERATOR
from app.domain.clock import Clock
from app.domain.employer import DocumentKind, EmployerStatus
from app.extensions import db
from app.gateways.keyring import Keyring
from app.gateways.passwords import hashed
from app.gateways.storage import Storage
from app.models import Account, AccountRole, Employer, Membership, Person, Worker
from app.queries.catalogue import in_catalogue
from app.queries.signed_in import actor_of
from app.services.documents import Owner, store_document
from app.services.employer_identity import put
from app.services.events import event
from app.services.seeding import NotEmpty
from app.services.transaction import transaction

_PHONES = 1_000_000  # the first number of a phone that no demo person has


def seed_accounts(clock: Clock, keyring: Keyring, storage: Storage) -> int:
    """Write the tour's accounts over demo people and companies that are there already; returns how many. Raises
    NotEmpty when there are accounts."""
    password_hash = hashed(TOUR_PASSWORD)
    with transaction() as session:
        if session.scalar(select(Account.id).limit(1)) is not None:
            raise NotEmpty("accounts exist")
        companies = iter(_companies(session))
        for one in TOUR:
            account = _account(one, password_hash, clock)
            session.add(account)
            if one.role in ("employer", "trusted"):
                _join(session, account, next(companies, None), one, clock, keyring)
            elif one.role == "jobseeker":
                account.person_id = _worker_in_catalogue(session, clock)
            session.flush()
            session.add(event("account", account.id, "open", OPERATOR, clock, new=account.status))
    _hand_in_papers(clock, keyring, storage)
    return len(TOUR)


def _account(one: TourAccount, password_hash: str, clock: Clock) -> Account:
    kind = {"jobseeker": AccountKind.JOBSEEKER, "employer": AccountKind.EMPLOYER, "trusted": AccountKind.EMPLOYER}
    now = clock.now()
    return Account(
        kind=kind.get(one.role, AccountKind.STAFF), status=AccountStatus.ACTIVE, name=one.name, email=one.email,
        password_hash=password_hash, confirmed_at=now, created_at=now, updated_at=now,
        roles=[AccountRole(role=one.role)] if one.role in OFFICERS else [],
    )  # fmt: skip


def _companies(session: Session) -> list[Employer]:
    """Verified companies of the demo, the first ones."""
    verified = select(Employer).where(Employer.status == EmployerStatus.ACTIVE, Employer.verified_at.is_not(None))
    return list(session.scalars(verified.order_by(Employer.id).limit(2)))


def _join(
    session: Session, account: Account, company: Employer | None, one: TourAccount, clock: Clock, keyring: Keyring
) -> None:
    if company is None:
        return
    company.contact_name, company.contact_position = one.name, POSITION
    put(company, "npwp", demo_npwp(company.id), keyring)
    put(company, "contact_phone", demo_phone(_PHONES + company.id), keyring)
    session.add(Membership(account=account, employer=company, role=MemberRole.ADMIN, created_at=clock.now()))
    if one.role == "trusted":
        company.trusted_at = company.updated_at = clock.now()
        session.add(event("employer", company.id, "trust", OPERATOR, clock, old=company.status, new=company.status))


def _hand_in_papers(clock: Clock, keyring: Keyring, storage: Storage) -> None:
    """What the tour's companies were verified by, since the day that they registered."""
    for place in db.session.scalars(select(Membership).order_by(Membership.id)).all():
        company, actor = place.employer, actor_of(place.account, second_factor=False)
        then = _at(clock, company.created_at)
        numbers = {DocumentKind.NIB: company.nib or "", DocumentKind.NPWP: demo_npwp(company.id)}
        for kind, content in [(kind, demo_paper(kind, company.name, numbers[kind])) for kind in numbers]:
            store_document(Owner(place.employer_id), kind, f"contoh-{kind}.pdf", BytesIO(content), actor, then, storage)


def _at(clock: Clock, instant: datetime) -> Clock:
    """The office's clock as it stood then."""
    return replace(clock, now=lambda: instant)


def _worker_in_catalogue(session: Session, clock: Clock) -> int | None:
    """Somebody whose card is shown."""
    query = select(Person.id).join_from(Worker, Person).where(*in_catalogue(clock.today())).order_by(Person.id)
    return session.scalar(query.limit(1))
