"""What people reported of a vacancy, as the office reviews it: all reports of one vacancy together."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.domain.queue import Tab
from app.domain.report import ReportStatus
from app.models import Report
from app.queries.timeline import TimelineEntry, timeline_of
from app.queries.vacancy_page import VacancyDetail, unpublished_detail
from app.queries.vacancy_review import CompanyRecord, Holder, company_record, holder_of


@dataclass(frozen=True)
class ReportReview:
    """`open` are decided together or one by one, oldest first; `decided` are earlier ones, newest first. `item_id`
    stands for the open ones in the queue."""

    detail: VacancyDetail
    open: list[Report]
    decided: list[Report]
    record: CompanyRecord | None
    steps: list[TimelineEntry]
    holder: Holder | None
    item_id: int

    @property
    def seen(self) -> int:
        return self.steps[0].id if self.steps else 0


def report_review(session: Session, report_id: int, clock: Clock) -> ReportReview | None:
    vacancy_id = session.scalar(select(Report.vacancy_id).where(Report.id == report_id))
    detail = unpublished_detail(session, vacancy_id, clock) if vacancy_id is not None else None
    if detail is None:
        return None
    vacancy = detail.vacancy
    reports = session.scalars(select(Report).where(Report.vacancy_id == vacancy.id).order_by(Report.id)).all()
    waiting = [one for one in reports if one.status == ReportStatus.OPEN]
    item_id = waiting[0].id if waiting else report_id
    return ReportReview(
        detail=detail,
        open=waiting,
        decided=[one for one in reversed(reports) if one.status != ReportStatus.OPEN],
        record=company_record(session, vacancy.employer_id, clock.today()) if vacancy.employer_id is not None else None,
        steps=timeline_of(session, [("vacancy", vacancy.id), *(("report", one.id) for one in reports[-50:])]),
        holder=holder_of(session, Tab.REPORTS, item_id, clock),
        item_id=item_id,
    )
