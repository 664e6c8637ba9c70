"""The office's work that is measured: what waits in each tab and what was decided, made by the verbs themselves."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from flask import Flask
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app.domain.account import AccountKind, AccountStatus, MemberRole
from app.domain.actor import OPERATOR, VISITOR, ActorKind
from app.domain.clock import Clock
from app.domain.employer import NewEmployer
from app.domain.queue import FIGURES_DAYS
from app.domain.report import NewReport, ReportReason
from app.domain.vacancy import Headcount, VacancyStatus
from app.extensions import db
from app.gateways.keyring import Keyring
from app.models import Account, AccountRole, Employer, Event, Membership, Vacancy
from app.queries.vacancy_facts import facts_of
from app.services import reports
from app.services.employers import register
from app.services.flagging import refresh_flags
from app.services.revisions import revise
from app.services.sessions import open_session
from app.services.transaction import transaction
from app.services.views import add_views
from app.web.visitor import TOKEN
from bench.site import folder

# The generated vacancies bring 500 that wait for review.
REVISIONS, REPORTS, REGISTRATIONS, DECISIONS, ACCOUNTS = 200, 300, 100, 5_000, 2_000
_VIEWED, _DAYS = 1_000, 14  # vacancies looked at, and for how long

_SIGNS_IN = select(Account).where(Account.password_hash.is_not(None)).order_by(Account.id).limit(1)


def office_filled(app: Flask) -> None:
    """See to the office's work in the measured site's folder, once."""
    if (folder() / "ready-office").exists():
        return
    clock, keyring = app.extensions["clock"], app.extensions["keyring"]
    rng = Random(6311)
    with app.app_context():
        _decide(rng, clock)
        _register(clock, keyring)
        _open_accounts(clock)
        published = select(Vacancy.id).join(Vacancy.employer).where(Vacancy.status == VacancyStatus.PUBLISHED)
        verified = published.where(Vacancy.source.is_(None), Employer.verified_at.is_not(None))
        board = rng.sample(db.session.scalars(verified.order_by(Vacancy.id)).all(), _VIEWED)
        _judge(clock)
        _report(board[:REPORTS], rng, clock, keyring)
        _propose(board[-REVISIONS:], clock)
        today = clock.today()
        add_views({(key, today - timedelta(days=back)): 1 + key % 9 for key in board for back in range(_DAYS)})
        db.session.remove()
    (folder() / "ready-office").touch()


def cookie(app: Flask, role: str) -> str:
    """A browser signed in as the tour's account of an officer role or a kind, its second step taken."""
    with app.app_context():
        with transaction() as session:
            account = session.scalar(_SIGNS_IN.join(AccountRole).where(AccountRole.role == role))
            account = account or session.scalars(_SIGNS_IN.where(Account.kind == role)).one()
            token = open_session(session, account, app.extensions["clock"], "bench", second_factor=True)
        db.session.remove()
    signed = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return f"{app.config['SESSION_COOKIE_NAME']}={signed.dumps({TOKEN: token})}"


def _ago(clock: Clock, hours: float) -> Clock:
    then = clock.now() - timedelta(hours=hours)
    return replace(clock, now=lambda: then)


def _decide(rng: Random, clock: Clock) -> None:
    """Vacancies handed in and decided within the days that the figures look back; one officer made every decision."""
    with transaction() as session:
        officer = session.scalars(select(AccountRole.account_id).where(AccountRole.role == "moderator")).first()
        ids = session.scalars(select(Vacancy.id).where(Vacancy.status == VacancyStatus.PUBLISHED).limit(DECISIONS))
        rows = []
        for key in ids:
            hours = rng.uniform(1, FIGURES_DAYS * 24)
            line = {"noun": "vacancy", "noun_id": key, "fields": ""}
            asked = line | {"verb": "submit", "old_state": "draft", "new_state": "submitted", "account_id": None}
            said = line | {"verb": "approve", "old_state": "submitted", "new_state": "published", "account_id": officer}
            asked |= {"at": _ago(clock, hours + rng.uniform(0, 48)).now(), "actor_kind": ActorKind.OPERATOR}
            said |= {"at": _ago(clock, hours).now(), "actor_kind": ActorKind.ACCOUNT}
            rows += [asked, said]
        session.execute(insert(Event), rows)


def _register(clock: Clock, keyring: Keyring) -> None:
    for number in range(REGISTRATIONS):
        command = NewEmployer(
            name=f"CV Ukur {number}", nib=f"97{number:011d}", npwp=f"97{number:013d}", industry_code="33121",
            region_code="63.11.06", address=f"Jl. Ukur {number}", contact_name="Ukur", contact_position="Pimpinan",
            contact_phone=f"0898000{number:04d}",
        )  # fmt: skip
        with transaction() as session:
            register(session, command, VISITOR, _ago(clock, number), keyring)


def _open_accounts(clock: Clock) -> None:
    """Half of them in the teams of companies. The tour's company is the one that hires most: its first one went when
    the demo data was replaced."""
    now = clock.now()
    kinds = (AccountKind.JOBSEEKER, AccountKind.EMPLOYER)
    with transaction() as session:
        hiring = select(Vacancy.employer_id).where(Vacancy.employer_id.is_not(None)).group_by(Vacancy.employer_id)
        employers = session.scalars(hiring.order_by(func.count().desc())).all()
        tour = session.scalars(_SIGNS_IN.where(Account.kind == AccountKind.EMPLOYER)).one()
        session.add(Membership(account=tour, employer_id=employers[0], role=MemberRole.ADMIN, created_at=now))
        for number in range(ACCOUNTS):
            account = Account(
                kind=kinds[number % 2], status=AccountStatus.ACTIVE, name=f"Ukur {number}",
                email=f"ukur{number}@contoh.test", confirmed_at=now, created_at=now, updated_at=now,
            )  # fmt: skip
            session.add(account)
            if number % 2:
                key = employers[number % len(employers)]
                session.add(Membership(account=account, employer_id=key, role=MemberRole.ADMIN, created_at=now))


def _judge(clock: Clock) -> None:
    with transaction() as session:
        for vacancy in session.scalars(select(Vacancy).where(Vacancy.status == VacancyStatus.SUBMITTED)).all():
            refresh_flags(session, vacancy, clock)


def _report(ids: list[int], rng: Random, clock: Clock, keyring: Keyring) -> None:
    """One of three vacancies has two reports."""
    for number, key in enumerate(ids):
        about = ids[number - 1] if number % 3 == 2 else key
        command = NewReport(about, rng.choice(list(ReportReason)), "Diukur.")
        reports.file(command, "", f"bench {number}", VISITOR, _ago(clock, number / 2), keyring)


def _propose(ids: list[int], clock: Clock) -> None:
    session: Session = db.session()
    found = session.scalars(select(Vacancy).where(Vacancy.id.in_(ids))).all()
    for number, (key, command) in enumerate([(one.id, facts_of(one)) for one in found]):
        heads = command.headcount
        more = replace(command, headcount=Headcount(heads.male, heads.female, heads.either + 3))
        who = replace(OPERATOR, employer_ids=frozenset({command.employer_id}))
        revise(key, more, 0, who, _ago(clock, number / 2))
