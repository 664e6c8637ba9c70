"""What waits for the office in the demo, made by the verbs themselves with clocks of the days before."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.reviews import REGISTRATIONS, REPORTS, DemoRegistration, doubtful_vacancies
from app.domain.actor import OPERATOR, VISITOR
from app.domain.clock import Clock
from app.domain.report import NewReport
from app.domain.vacancy import Headcount, VacancyStatus
from app.domain.wage import Wage
from app.extensions import db
from app.gateways.keyring import Keyring
from app.models import Employer, Membership, Vacancy
from app.queries.signed_in import actor_of
from app.queries.vacancy_facts import facts_of
from app.services import employer_decisions, reports, vacancies
from app.services.employers import register
from app.services.flagging import refresh_flags
from app.services.revisions import revise
from app.services.transaction import transaction
from app.services.views import add_views

SEED = 6311
_VIEW_DAYS = 14
_WAGE_RISE = 250_000  # rupiah a month, of the demo's proposals


def seed_reviews(clock: Clock, keyring: Keyring) -> None:
    """Registrations, doubtful vacancies, proposed changes, reports and page views, over the demo board and accounts."""
    for one in REGISTRATIONS:
        _register(one, _ago(clock, one.days_ago), keyring)
    _submit_doubtful(clock)
    with transaction() as session:
        waiting = session.scalars(select(Vacancy).where(Vacancy.status == VacancyStatus.SUBMITTED))
        for vacancy in waiting.all():
            refresh_flags(session, vacancy, clock)
    _propose(clock)
    board = _board(db.session())
    for place, reason, note, days in REPORTS:
        command = NewReport(board[place % len(board)], reason, note)
        reports.file(command, "", secrets.token_urlsafe(16), VISITOR, _ago(clock, days), keyring)
    add_views(_views(board, clock.today()))


def _ago(clock: Clock, days: int) -> Clock:
    """The office's clock so many days ago."""
    return replace(clock, now=lambda: clock.now() - timedelta(days=days))


def _register(one: DemoRegistration, clock: Clock, keyring: Keyring) -> None:
    with transaction() as session:
        employer_id = register(session, one.command, VISITOR, clock, keyring).id
    if one.returned:
        employer_decisions.send_back(employer_id, one.returned, OPERATOR, clock)


def _submit_doubtful(clock: Clock) -> None:
    """Of three verified companies without an account of the tour, none of them the regency's own."""
    verified = select(Employer.id).where(Employer.verified_at.is_not(None), Employer.trusted_at.is_(None))
    verified = verified.where(~Employer.name.startswith("Perumda"))
    verified = verified.where(~select(Membership.id).where(Membership.employer_id == Employer.id).exists())
    found = db.session.scalars(verified.order_by(Employer.id.desc()).limit(3)).all()
    if len(found) < 3:
        return
    for days, command in enumerate(doubtful_vacancies((found[0], found[1], found[2]), clock.today()), start=1):
        then = _ago(clock, days)
        vacancies.submit(vacancies.create(command, OPERATOR, then), OPERATOR, then)


def _propose(clock: Clock) -> None:
    """Two changes by the tour's company: a better wage, and more people."""
    session = db.session()
    member = session.scalar(select(Membership).order_by(Membership.id).limit(1))
    if member is None:
        return
    actor = actor_of(member.account, second_factor=False)
    own = select(Vacancy).where(Vacancy.status == VacancyStatus.PUBLISHED, Vacancy.employer_id == member.employer_id)
    today = {one.id: facts_of(one) for one in session.scalars(own.order_by(Vacancy.id).limit(2))}
    for turn, (vacancy_id, command) in enumerate(today.items()):
        wage, heads = command.wage, command.headcount
        if turn == 0 and wage is not None and wage.maximum is not None:
            better = replace(command, wage=Wage(wage.minimum, wage.maximum + _WAGE_RISE, wage.period, wage.kind))
        else:
            better = replace(command, headcount=Headcount(heads.male, heads.female, heads.either + 3))
        revise(vacancy_id, better, 0, actor, _ago(clock, 1 + turn))


def _board(session: Session) -> Sequence[int]:
    """Ids of the office's own vacancies on the board."""
    own = select(Vacancy.id).where(Vacancy.status == VacancyStatus.PUBLISHED, Vacancy.source.is_(None))
    return session.scalars(own.order_by(Vacancy.id)).all()


def _views(board: Sequence[int], today: date) -> dict[tuple[int, date], int]:
    """A lifelike number of page views for each of the last days."""
    rng = Random(SEED)
    days = [today - timedelta(days=back) for back in range(_VIEW_DAYS)]
    counted = {(key, day): int(rng.gammavariate(1.6, 5)) for key in board for day in days}
    return {place: views for place, views in counted.items() if views}
