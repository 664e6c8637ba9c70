"""Companies as the office reviews them: the list by state, and one with all that a decision rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, joinedload

from app.domain.clock import Clock
from app.domain.employer import EmployerStatus
from app.domain.moderation.contacts import contact_flags
from app.domain.moderation.facts import VacancyFacts
from app.domain.moderation.flags import Flag
from app.domain.paging import page_count
from app.domain.queue import Tab
from app.models import Account, Document, Employer, Membership
from app.queries.reference import reference
from app.queries.timeline import TimelineEntry, timeline
from app.queries.vacancy_page import place_in_full
from app.queries.vacancy_review import CompanyRecord, Holder, company_record, holder_of

PER_PAGE = 20
TWINS = 5


class EmployerTab(StrEnum):
    """Parts of the list. Values are codes of the query name `status`."""

    PENDING = "menunggu"
    CHANGES = "perubahan"
    RETURNED = "diperbaiki"
    ACTIVE = "aktif"
    SUSPENDED = "ditangguhkan"
    REJECTED = "ditolak"


_WAITS = and_(Employer.status == EmployerStatus.ACTIVE, Employer.change_cipher.is_not(None))
_IS: Mapping[EmployerTab, ColumnElement[bool]] = {
    EmployerTab.PENDING: Employer.status == EmployerStatus.PENDING,
    EmployerTab.CHANGES: _WAITS,
    EmployerTab.RETURNED: Employer.status == EmployerStatus.RETURNED,
    EmployerTab.ACTIVE: Employer.status == EmployerStatus.ACTIVE,
    EmployerTab.SUSPENDED: Employer.status == EmployerStatus.SUSPENDED,
    EmployerTab.REJECTED: Employer.status == EmployerStatus.REJECTED,
}
_SINCE = func.coalesce(Employer.submitted_at, Employer.created_at)


@dataclass(frozen=True)
class EmployerLine:
    """`since` is when its papers last went to staff."""

    id: int
    name: str
    status: str
    place: str
    since: datetime
    verified: bool
    trusted: bool


@dataclass(frozen=True)
class EmployerList:
    lines: list[EmployerLine]
    counts: Mapping[EmployerTab, int]
    tab: EmployerTab
    page: int

    @property
    def total(self) -> int:
        return self.counts[self.tab]

    @property
    def pages(self) -> int:
        return page_count(self.total, PER_PAGE)


@dataclass(frozen=True)
class Teammate:
    name: str
    email: str | None
    role: str


@dataclass(frozen=True)
class EmployerReview:
    """`twins` are other companies of the same name or with the same NIB; `hints` what the assistant finds in the team's
    addresses. `seen` is the newest event: a decision is made on it."""

    employer: Employer
    place: str
    documents: list[Document]
    team: list[Teammate]
    twins: list[EmployerLine]
    hints: list[Flag]
    record: CompanyRecord
    steps: list[TimelineEntry]
    holder: Holder | None

    @property
    def seen(self) -> int:
        return self.steps[0].id if self.steps else 0


def employer_list(session: Session, tab: EmployerTab, text: str, page: int) -> EmployerList:
    """One page of a part of the list, oldest first, and how many of each part fit the text. Two selects, whatever the
    number of rows."""
    named = or_(
        func.lower(Employer.name).contains(text.lower(), autoescape=True),
        Employer.nib.startswith(text, autoescape=True),
    )
    asked = [named] if text else []
    rows = _rows().where(_IS[tab], *asked).order_by(_SINCE, Employer.id).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    counted = session.execute(
        select(*(func.coalesce(func.sum(case((condition, 1), else_=0)), 0) for condition in _IS.values())).where(*asked)
    ).one()
    return EmployerList(_lines(session, rows), dict(zip(_IS, map(int, counted), strict=True)), tab, page)


def employer_review(session: Session, employer_id: int, clock: Clock) -> EmployerReview | None:
    """None when there is no such company."""
    found = session.scalar(select(Employer).where(Employer.id == employer_id).options(joinedload(Employer.industry)))
    if found is None:
        return None
    papers = select(Document).where(Document.employer_id == employer_id).order_by(Document.id)
    team = session.execute(
        select(Account.name, Account.email, Membership.role)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.employer_id == employer_id)
        .order_by(Membership.role, Account.name)
    )
    mates = [Teammate(*row) for row in team]
    facts = VacancyFacts(
        texts={}, website=found.website, employer_name=found.name,
        emails=tuple(one.email for one in mates if one.email),
    )  # fmt: skip
    return EmployerReview(
        employer=found,
        place=place_in_full(reference(session), found.region_code) if found.region_code else "",
        documents=list(session.scalars(papers)),
        team=mates,
        twins=_twins(session, found),
        hints=list(contact_flags(facts)),
        record=company_record(session, employer_id, clock.today()),
        steps=timeline(session, "employer", employer_id),
        holder=holder_of(session, Tab.EMPLOYERS, employer_id, clock),
    )


def _twins(session: Session, employer: Employer) -> list[EmployerLine]:
    same = func.lower(Employer.name) == employer.name.lower()
    if employer.nib:
        same = or_(same, Employer.nib == employer.nib)
    return _lines(session, _rows().where(Employer.id != employer.id, same).order_by(Employer.id).limit(TWINS))


def _rows() -> Select[int, str, str, str | None, datetime, datetime | None, datetime | None]:
    return select(
        Employer.id, Employer.name, Employer.status, Employer.region_code, _SINCE.label("since"),
        Employer.verified_at, Employer.trusted_at,
    )  # fmt: skip


def _lines(
    session: Session, query: Select[int, str, str, str | None, datetime, datetime | None, datetime | None]
) -> list[EmployerLine]:
    known = reference(session)
    return [
        EmployerLine(
            row.id, row.name, row.status, known.place_label(row.region_code) if row.region_code else "", row.since,
            row.verified_at is not None, row.trusted_at is not None,
        )
        for row in session.execute(query)
    ]  # fmt: skip
