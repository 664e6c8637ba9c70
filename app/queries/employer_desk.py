"""What a company's team sees of itself: the company, its team, its papers, and its vacancies with their views."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Row, case, func, not_, or_, select
from sqlalchemy.orm import Session, joinedload

from app.domain.account import TokenPurpose
from app.domain.clock import Clock
from app.domain.employer import EmployerStatus
from app.domain.vacancy import VacancyStatus
from app.models import (
    Account,
    AccountToken,
    Document,
    Employer,
    Event,
    EventReason,
    Membership,
    Vacancy,
    VacancyViews,
)
from app.queries.own_vacancies import REVISION_WAITS, THROWN_AWAY, over_on

SHOWN = 10  # vacancies on the dashboard
VIEW_DAYS = 7
CLOSES_SOON = 7  # days
OVER_LATELY = 14  # days after its last one that a vacancy asks what became of it

# What needs the company comes first, then what is on the board, then the rest.
_ORDER = case(
    {VacancyStatus.RETURNED: 0, VacancyStatus.SUSPENDED: 1, VacancyStatus.PUBLISHED: 2, VacancyStatus.SUBMITTED: 3,
     VacancyStatus.DRAFT: 4},
    value=Vacancy.status, else_=5,
)  # fmt: skip


@dataclass(frozen=True)
class DeskLine:
    """A vacancy of the company. `week` are its views on each of the last VIEW_DAYS office days, the oldest first."""

    id: int
    title: str
    status: str
    closes_on: date | None
    days_left: int | None
    week: tuple[int, ...]
    views: int
    has_revision: bool


@dataclass(frozen=True)
class Stopped:
    """A vacancy that staff sent back or suspended, with what they said."""

    id: int
    title: str
    status: str
    reason: str


@dataclass(frozen=True)
class Desk:
    """The dashboard. `stopped` leaves out what was suspended with the whole company; `closing` are open vacancies that
    close within CLOSES_SOON days, the next first; `over` are those whose last day passed within OVER_LATELY days and of
    which nobody has said that they are filled, the latest first; `week` are the views of all vacancies by day, the days
    in `days`."""

    counts: dict[str, int]
    stopped: tuple[Stopped, ...]
    closing: tuple[DeskLine, ...]
    over: tuple[Vacancy, ...]
    lines: tuple[DeskLine, ...]
    days: tuple[date, ...]
    week: tuple[int, ...]
    papers: int

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class TeamMember:
    id: int
    account_id: int
    name: str
    email: str | None
    role: str
    since: datetime


@dataclass(frozen=True)
class Invitation:
    id: int
    email: str
    role: str
    expires_at: datetime


def own_company(session: Session, employer_id: int) -> Employer:
    """The company of whoever is signed in, its industry loaded."""
    query = select(Employer).where(Employer.id == employer_id).options(joinedload(Employer.industry))
    return session.scalars(query).one()


def desk(session: Session, employer_id: int, clock: Clock) -> Desk:
    """The same number of selects whatever the number of vacancies."""
    own = (Vacancy.employer_id == employer_id, Vacancy.source.is_(None), not_(THROWN_AWAY))
    counted = select(Vacancy.status, func.count()).where(*own).group_by(Vacancy.status)
    today = clock.today()
    rows = select(Vacancy, REVISION_WAITS).where(*own).limit(SHOWN)
    first = rows.order_by(_ORDER, Vacancy.updated_at.desc(), Vacancy.id.desc())
    soon = (
        rows.where(
            Vacancy.status == VacancyStatus.PUBLISHED, Vacancy.closes_on >= today,
            Vacancy.closes_on <= today + timedelta(days=CLOSES_SOON),
        )
        .order_by(Vacancy.closes_on, Vacancy.id)
    )  # fmt: skip
    papers = select(func.count(Document.id)).where(Document.employer_id == employer_id)
    return Desk(
        counts=dict(session.execute(counted).all()),
        stopped=_stopped(session, own),
        closing=_lines(session, session.execute(soon).all(), clock),
        over=_over(session, own, today),
        lines=_lines(session, session.execute(first).all(), clock),
        days=_week(today),
        week=_all_views(session, employer_id, today),
        papers=session.scalar(papers) or 0,
    )


def views_of(session: Session, ids: Sequence[int], today: date) -> dict[int, tuple[tuple[int, ...], int]]:
    """Views by vacancy: of each of the last VIEW_DAYS days, and altogether."""
    days = _week(today)
    place = {day: number for number, day in enumerate(days)}
    weeks: dict[int, list[int]] = {key: [0] * VIEW_DAYS for key in ids}
    recent = select(VacancyViews.vacancy_id, VacancyViews.day, VacancyViews.views).where(
        VacancyViews.vacancy_id.in_(ids), VacancyViews.day >= days[0], VacancyViews.day <= today
    )
    for key, day, views in session.execute(recent):
        weeks[key][place[day]] = views
    sums = select(VacancyViews.vacancy_id, func.sum(VacancyViews.views)).where(VacancyViews.vacancy_id.in_(ids))
    totals = {key: int(total) for key, total in session.execute(sums.group_by(VacancyViews.vacancy_id))}
    return {key: (tuple(week), totals.get(key, 0)) for key, week in weeks.items()}


def last_reason(session: Session, employer_id: int) -> str:
    """What staff said when they last sent the company back, rejected or suspended it; empty when they never did."""
    said = (
        select(EventReason.text)
        .join(Event, Event.id == EventReason.event_id)
        .where(Event.noun == "employer", Event.noun_id == employer_id)
        .where(Event.verb.in_(("send_back", "reject", "suspend")))
        .order_by(Event.id.desc())
    )
    return session.scalar(said.limit(1)) or ""


def team(session: Session, employer_id: int) -> list[TeamMember]:
    """Everybody of the company, admins first."""
    rows = session.execute(
        select(Membership.id, Account.id, Account.name, Account.email, Membership.role, Membership.created_at)
        .join(Account, Account.id == Membership.account_id)
        .where(Membership.employer_id == employer_id)
        .order_by(Membership.role, Account.name, Membership.id)
    )
    return [TeamMember(*row) for row in rows]


def invitations(session: Session, employer_id: int, now: datetime) -> list[Invitation]:
    """Invitations that can still be accepted."""
    rows = session.execute(
        select(AccountToken.id, AccountToken.email, AccountToken.roles, AccountToken.expires_at)
        .where(
            AccountToken.purpose == TokenPurpose.INVITE_MEMBER, AccountToken.employer_id == employer_id,
            AccountToken.used_at.is_(None), AccountToken.expires_at > now,
        )
        .order_by(AccountToken.id)
    )  # fmt: skip
    return [Invitation(row[0], row[1] or "", row[2], row[3]) for row in rows]


def papers_of(session: Session, employer_id: int) -> list[Document]:
    """The papers of a company, the newest first."""
    query = select(Document).where(Document.employer_id == employer_id).order_by(Document.id.desc())
    return list(session.scalars(query))


def document_by_id(session: Session, document_id: int) -> Document | None:
    """For the guard of a view."""
    return session.get(Document, document_id)


def _over(session: Session, own: Iterable[ColumnElement[bool]], today: date) -> tuple[Vacancy, ...]:
    """Expired, or about to be: the worker has yet to see that their last day is over."""
    query = select(Vacancy).where(
        *own, Vacancy.status.in_((VacancyStatus.PUBLISHED, VacancyStatus.EXPIRED)), Vacancy.closes_on < today,
        Vacancy.closes_on >= today - timedelta(days=OVER_LATELY),
    )  # fmt: skip
    return tuple(session.scalars(query.order_by(Vacancy.closes_on.desc(), Vacancy.id).limit(SHOWN)))


def _lines(session: Session, rows: Sequence[Row[Vacancy, bool]], clock: Clock) -> tuple[DeskLine, ...]:
    today = clock.today()
    seen = views_of(session, [row.id for row, _ in rows], today)
    return tuple(
        DeskLine(
            row.id, row.title, row.status, over_on(row.status, row.closes_on, row.closed_at, clock),
            (row.closes_on - today).days if row.closes_on else None, *seen[row.id], waits,
        )
        for row, waits in rows
    )  # fmt: skip


def _all_views(session: Session, employer_id: int, today: date) -> tuple[int, ...]:
    days = _week(today)
    sums = (
        select(VacancyViews.day, func.sum(VacancyViews.views))
        .join(Vacancy, Vacancy.id == VacancyViews.vacancy_id)
        .where(Vacancy.employer_id == employer_id, Vacancy.source.is_(None))
        .where(VacancyViews.day >= days[0], VacancyViews.day <= today)
        .group_by(VacancyViews.day)
    )
    by_day = dict(session.execute(sums).all())
    return tuple(int(by_day.get(day, 0)) for day in days)


def _stopped(session: Session, own: Iterable[ColumnElement[bool]]) -> tuple[Stopped, ...]:
    query = (
        select(Vacancy.id, Vacancy.title, Vacancy.status)
        .join(Employer)
        .where(*own, Vacancy.status.in_((VacancyStatus.RETURNED, VacancyStatus.SUSPENDED)))
        .where(or_(Vacancy.status == VacancyStatus.RETURNED, Employer.status != EmployerStatus.SUSPENDED))
        .order_by(Vacancy.updated_at, Vacancy.id)
        .limit(SHOWN)
    )
    rows = session.execute(query).all()
    said = (
        select(Event.noun_id, EventReason.text)
        .join(EventReason, EventReason.event_id == Event.id)
        .where(Event.noun == "vacancy", Event.verb.in_(("send_back", "suspend")))
        .where(Event.noun_id.in_([row[0] for row in rows]))
        .order_by(Event.id)
    )
    reasons = dict(session.execute(said).all())  # of several the last
    return tuple(Stopped(*row, reasons.get(row[0], "")) for row in rows)


def _week(today: date) -> tuple[date, ...]:
    return tuple(today - timedelta(days=VIEW_DAYS - 1 - number) for number in range(VIEW_DAYS))
