"""What waits in each tab of the queue, as selects: the item, since when, why, and what it is about."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, exists, func, literal, null, or_, select
from sqlalchemy import union_all as union

from app.domain.account import AccountStatus
from app.domain.actor import Actor
from app.domain.certificate import CertificateStatus
from app.domain.employer import EmployerStatus
from app.domain.queue import CLAIM_LIFE, Gravity, Held, ItemKind, QueueFilters, Tab
from app.domain.report import ReportStatus
from app.domain.vacancy import VacancyStatus
from app.models import (
    Account,
    Assignment,
    Certificate,
    Employer,
    Membership,
    Report,
    Scheme,
    Vacancy,
    VacancyFlag,
    VacancyPlace,
    VacancyRevision,
    VacancySample,
    Worker,
)
from app.queries.words import holds_words

Rows = Select[*tuple[Any, ...]]


def _vacancies() -> Rows:
    new = select(
        Vacancy.id, func.coalesce(Vacancy.submitted_at, Vacancy.updated_at).label("since"),
        literal(str(ItemKind.NEW)).label("kind"), Vacancy.id.label("about"),
    ).where(Vacancy.status == VacancyStatus.SUBMITTED)  # fmt: skip
    drawn = (
        select(Vacancy.id, VacancySample.drawn_at, literal(str(ItemKind.SAMPLE)), Vacancy.id.label("about"))
        .select_from(VacancySample)
        .join(Vacancy, Vacancy.id == VacancySample.vacancy_id)
        .where(VacancySample.reviewed_at.is_(None), Vacancy.status == VacancyStatus.PUBLISHED)
    )
    both = union(new, drawn).subquery()
    return select(both.c.id, both.c.since, both.c.kind, both.c.about)


def _revisions() -> Rows:
    """Those that can be decided: of vacancies that are on the board."""
    return (
        select(
            VacancyRevision.id, VacancyRevision.created_at.label("since"),
            literal(str(ItemKind.CHANGE)).label("kind"), VacancyRevision.vacancy_id.label("about"),
        )
        .join(Vacancy, Vacancy.id == VacancyRevision.vacancy_id)
        .where(VacancyRevision.status == "pending", Vacancy.status == VacancyStatus.PUBLISHED)
    )  # fmt: skip


def _employers() -> Rows:
    """New companies whose person in charge has answered the letter, and active ones whose new identity waits."""
    team = select(Membership.id).join(Account).where(Membership.employer_id == Employer.id)
    unanswered = and_(
        exists(team.where(Account.status == AccountStatus.PENDING)),
        ~exists(team.where(Account.status != AccountStatus.PENDING)),
    )
    kind = case((Employer.status == EmployerStatus.PENDING, str(ItemKind.NEW)), else_=str(ItemKind.CHANGE))
    return select(
        Employer.id, func.coalesce(Employer.submitted_at, Employer.created_at).label("since"), kind.label("kind"),
        Employer.id.label("about"),
    ).where(
        or_(
            and_(Employer.status == EmployerStatus.PENDING, ~unanswered),
            and_(Employer.status == EmployerStatus.ACTIVE, Employer.change_cipher.is_not(None)),
        )
    )  # fmt: skip


def _certificates() -> Rows:
    return select(
        Certificate.id, Certificate.created_at.label("since"), literal(str(ItemKind.NEW)).label("kind"),
        Certificate.worker_id.label("about"),
    ).where(Certificate.status == CertificateStatus.UNVERIFIED)  # fmt: skip


def _reports() -> Rows:
    """Open reports by vacancy."""
    return (
        select(
            func.min(Report.id).label("id"), func.min(Report.created_at).label("since"),
            literal(str(ItemKind.NEW)).label("kind"), Report.vacancy_id.label("about"),
        )
        .where(Report.status == ReportStatus.OPEN)
        .group_by(Report.vacancy_id)
    )  # fmt: skip


WAITING: Mapping[Tab, Callable[[], Rows]] = {
    Tab.VACANCIES: _vacancies,
    Tab.REVISIONS: _revisions,
    Tab.EMPLOYERS: _employers,
    Tab.CERTIFICATES: _certificates,
    Tab.REPORTS: _reports,
}


@dataclass(frozen=True)
class Asking:
    """For whom a tab is asked, and when: claims lapse, "mine" is somebody's, and nobody decides in a matter of their
    own."""

    actor: Actor
    now: datetime

    @property
    def account_id(self) -> int | None:
        return self.actor.account_id


@cache
def waiting(tab: Tab) -> Subquery:
    """Everything that waits in a tab: id, since, kind, about."""
    return WAITING[tab]().subquery("waiting")


def matching(filters: QueueFilters, asking: Asking) -> tuple[Subquery, Rows]:
    """The items of a state, with the account that is on each (`holder_id`) and since when (`taken_at`)."""
    items = waiting(filters.tab)
    live = and_(
        Assignment.noun == filters.tab.noun,
        Assignment.noun_id == items.c.id,
        Assignment.taken_at > asking.now - CLAIM_LIFE,
    )
    query = (
        select(items.c.id, items.c.since, items.c.kind, items.c.about, Assignment.account_id.label("holder_id"),
               Assignment.taken_at)
        .select_from(items)
        .outerjoin(Assignment, live)
    )  # fmt: skip
    query = _JOINED[filters.tab](query, items)
    return items, query.where(*_conditions(filters, asking, items))


def counted(filters: QueueFilters, items: Subquery, query: Rows) -> Subquery:
    """What `matching` gave, to be counted: everything that waits when nothing is chosen, which spares all joins."""
    return query.subquery() if filters.text or filters.chosen else items


def free_for(asking: Asking, tab: Tab) -> ColumnElement[bool]:
    """Nobody else is on it, and it is no own matter in the sense of `app.policies.ownership`."""
    actor, free = asking.actor, or_(Assignment.account_id.is_(None), Assignment.account_id == asking.account_id)
    if tab == Tab.CERTIFICATES:
        return and_(free, Worker.person_id != actor.person_id) if actor.person_id is not None else free
    company = Employer.id if tab == Tab.EMPLOYERS else func.coalesce(Vacancy.employer_id, 0)
    return and_(free, company.not_in(actor.employer_ids)) if actor.employer_ids else free


_JOINED: Mapping[Tab, Callable[[Rows, Subquery], Rows]] = {
    Tab.VACANCIES: lambda query, items: query.join(Vacancy, Vacancy.id == items.c.about),
    Tab.REVISIONS: lambda query, items: query.join(Vacancy, Vacancy.id == items.c.about),
    Tab.EMPLOYERS: lambda query, items: query.join(Employer, Employer.id == items.c.about),
    Tab.CERTIFICATES: lambda query, items: (
        query.join(Certificate, Certificate.id == items.c.id)
        .join(Scheme, Scheme.code == Certificate.scheme_code)
        .join(Worker, Worker.id == items.c.about)
    ),
    Tab.REPORTS: lambda query, items: query.join(Vacancy, Vacancy.id == items.c.about),
}


# Names of people are not searched: a search stands in the address.
_TEXTS: Mapping[Tab, tuple[Any, ...]] = {
    Tab.EMPLOYERS: (Employer.name, Employer.nib),
    Tab.CERTIFICATES: (Certificate.number, Scheme.title, Certificate.lsp),
}


def _conditions(filters: QueueFilters, asking: Asking, items: Subquery) -> Iterator[ColumnElement[bool]]:
    yield from holds_words(filters.text, *_TEXTS.get(filters.tab, (Vacancy.title, Vacancy.company)))
    if filters.kind:
        yield items.c.kind == filters.kind
    if filters.flag:
        yield _flagged(VacancyFlag.kind == filters.flag)
    if filters.gravity:
        yield _as_grave_as(filters.gravity)
    if filters.reason:
        yield exists().where(
            Report.vacancy_id == Vacancy.id, Report.status == ReportStatus.OPEN, Report.reason == filters.reason
        )
    if filters.issuer:
        yield Certificate.issuer == filters.issuer
    if filters.place:
        yield _lies_in(filters.tab, filters.place)
    if filters.employer_id is not None:
        yield Vacancy.employer_id == filters.employer_id
    if filters.held:
        yield _held_by(filters.held, asking.account_id)
    if filters.waited:
        yield items.c.since <= asking.now - timedelta(hours=int(filters.waited))


def _flagged(*more: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(VacancyFlag.vacancy_id == Vacancy.id, *more)


def _as_grave_as(gravity: str) -> ColumnElement[bool]:
    if gravity == Gravity.NONE:
        return ~_flagged()
    heavy = _flagged(VacancyFlag.severity == "heavy")
    return heavy if gravity == Gravity.HEAVY else and_(_flagged(), ~heavy)


def _lies_in(tab: Tab, code: str) -> ColumnElement[bool]:
    def within(column: Any) -> ColumnElement[bool]:
        return or_(column == code, column.startswith(code + ".", autoescape=True))

    if tab == Tab.EMPLOYERS:
        return within(Employer.region_code)
    if tab == Tab.CERTIFICATES:
        return within(Worker.district_code)
    return exists().where(VacancyPlace.vacancy_id == Vacancy.id, within(VacancyPlace.region_code))


def _held_by(held: str, account_id: int | None) -> ColumnElement[bool]:
    if held == Held.NOBODY:
        return Assignment.account_id.is_(None)
    if held == Held.MINE:
        return Assignment.account_id == (account_id if account_id is not None else null())
    return and_(Assignment.account_id.is_not(None), Assignment.account_id != (account_id or 0))
