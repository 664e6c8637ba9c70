"""A vacancy as the office reviews it: what the public will see, and what is known of its company."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.domain.moderation.facts import Minimum
from app.domain.queue import Tab, holds
from app.domain.vacancy import VacancyStatus
from app.models import Account, Assignment, Event, Report, Vacancy, VacancyFlag, VacancyRevision, VacancySample
from app.queries.moderation_facts import minimum_wage
from app.queries.timeline import TimelineEntry, timeline
from app.queries.vacancy_cards import on_the_board
from app.queries.vacancy_page import VacancyDetail, unpublished_detail

_DECISIONS = ("approve", "publish_trusted", "send_back", "reject", "suspend")
_UNSEEN = frozenset({VacancyStatus.DRAFT})  # what a company has not put forward is its own


@dataclass(frozen=True)
class CompanyRecord:
    """What the office knows of a company from its earlier vacancies: how many are open, how often each decision was
    made, how many reports are open, upheld, dismissed."""

    open: int
    decisions: Mapping[str, int]
    reports: Mapping[str, int]


@dataclass(frozen=True)
class Holder:
    """Who is on an item, and since when."""

    account_id: int
    name: str
    since: datetime


@dataclass(frozen=True)
class VacancyReview:
    """`seen` is the newest event: a decision is made on it. `flags` are kind and severity as the queue counts them,
    `reports` counts by status, `revision_id` a change that waits."""

    detail: VacancyDetail
    record: CompanyRecord | None
    flags: Mapping[str, str]
    reports: Mapping[str, int]
    open_report_id: int | None
    revision_id: int | None
    sampled_at: datetime | None  # drawn, and not looked at yet
    minimum: Minimum | None
    steps: list[TimelineEntry]
    holder: Holder | None

    @property
    def seen(self) -> int:
        return self.steps[0].id if self.steps else 0

    @property
    def heavy(self) -> int:
        return sum(severity == "heavy" for severity in self.flags.values())


def vacancy_review(session: Session, vacancy_id: int, clock: Clock) -> VacancyReview | None:
    """None for a vacancy that was never put forward, as for one that is not there."""
    detail = unpublished_detail(session, vacancy_id, clock)
    if detail is None or not is_reviewable(detail.vacancy):
        return None
    vacancy, today = detail.vacancy, clock.today()
    flags = select(VacancyFlag.kind, VacancyFlag.severity).where(VacancyFlag.vacancy_id == vacancy_id)
    reports = select(Report.status, func.count(), func.min(Report.id)).where(Report.vacancy_id == vacancy_id)
    by_status = {status: (count, first) for status, count, first in session.execute(reports.group_by(Report.status))}
    return VacancyReview(
        detail=detail,
        record=company_record(session, vacancy.employer_id, today) if vacancy.employer_id is not None else None,
        flags=dict(session.execute(flags.order_by(VacancyFlag.severity, VacancyFlag.kind)).all()),
        reports={status: count for status, (count, _) in by_status.items()},
        open_report_id=by_status["open"][1] if "open" in by_status else None,
        revision_id=session.scalar(
            select(VacancyRevision.id).where(
                VacancyRevision.vacancy_id == vacancy_id, VacancyRevision.status == "pending"
            )
        ),
        sampled_at=session.scalar(
            select(VacancySample.drawn_at).where(
                VacancySample.vacancy_id == vacancy_id, VacancySample.reviewed_at.is_(None)
            )
        ),
        minimum=minimum_wage(session, [one.code for one in detail.places], vacancy.industry_code, today.year),
        steps=timeline(session, "vacancy", vacancy_id),
        holder=holder_of(session, Tab.VACANCIES, vacancy_id, clock),
    )


def is_reviewable(vacancy: Vacancy) -> bool:
    """It was put forward once, or came from another board."""
    if vacancy.status == VacancyStatus.WITHDRAWN and vacancy.source is None:
        return vacancy.submitted_at is not None or vacancy.published_at is not None
    return vacancy.status not in _UNSEEN


def holder_of(session: Session, tab: Tab, item_id: int, clock: Clock) -> Holder | None:
    """Who is on an item now."""
    row = session.execute(
        select(Assignment.account_id, Account.name, Assignment.taken_at)
        .join(Account, Account.id == Assignment.account_id)
        .where(Assignment.noun == tab.noun, Assignment.noun_id == item_id)
    ).one_or_none()
    return Holder(*row) if row is not None and holds(row.taken_at, clock.now()) else None


def company_record(session: Session, employer_id: int, today: date) -> CompanyRecord:
    """A company's vacancies so far."""
    own = select(Vacancy.id).where(Vacancy.employer_id == employer_id)
    decided = (
        select(Event.verb, func.count())
        .where(Event.noun == "vacancy", Event.noun_id.in_(own), Event.verb.in_(_DECISIONS))
        .group_by(Event.verb)
    )
    reported = (
        select(Report.status, func.count())
        .join(Vacancy, Vacancy.id == Report.vacancy_id)
        .where(Vacancy.employer_id == employer_id)
        .group_by(Report.status)
    )
    open_now = select(func.count(Vacancy.id)).join(Vacancy.employer).where(
        Vacancy.employer_id == employer_id, on_the_board(today)
    )  # fmt: skip
    return CompanyRecord(
        open=session.scalar(open_now) or 0,
        decisions=dict(session.execute(decided).all()),
        reports=dict(session.execute(reported).all()),
    )
