"""The office's queue: counts, one page of a tab, and what comes next."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from app.domain.paging import page_count
from app.domain.queue import PER_PAGE, QueueFilters, Tab
from app.domain.report import ReportStatus
from app.models import (
    Account,
    Certificate,
    Employer,
    Report,
    Scheme,
    Vacancy,
    VacancyFlag,
    VacancyPlace,
    VacancyRevision,
    Worker,
)
from app.queries.queue_candidates import Asking, counted, free_for, matching, waiting
from app.queries.reference import reference


@dataclass(frozen=True)
class TabCount:
    """How many wait in a tab, and since when the oldest does."""

    waiting: int
    oldest: datetime | None


@dataclass(frozen=True)
class QueueItem:
    """One line of the queue. `holder` is the name of the officer who is on it now. Of a vacancy: `wage` is the row that
    holds one, `flags` pairs of kind and severity; of a revision `fields` are the names of what changes; of reports
    `reasons` are the codes of those that are open."""

    id: int
    about: int
    kind: str
    since: datetime
    holder_id: int | None
    holder: str | None
    title: str = ""
    owner: str = ""
    place: str = ""
    wage: Any = None
    flags: tuple[tuple[str, str], ...] = ()
    fields: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    issuer: str = ""
    is_imported: bool = False


@dataclass(frozen=True)
class QueuePage:
    items: list[QueueItem]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return page_count(self.total, PER_PAGE)


@dataclass(frozen=True)
class QueuePlace:
    """Where an item stands among those of a state, counted from one; what comes after it, else the oldest of the rest
    that is free for who asks."""

    position: int
    total: int
    next_id: int | None


def tab_counts(session: Session, tabs: Iterable[Tab]) -> dict[Tab, TabCount]:
    """All tabs in one select."""
    asked = tuple(tabs)
    if not asked:
        return {}
    return {Tab(tab): TabCount(count, oldest) for tab, count, oldest in session.execute(_counting(asked))}


@cache
def _counting(tabs: tuple[Tab, ...]) -> CompoundSelect[str, int, datetime]:
    rows = [
        select(literal(str(tab)), func.count(), func.min(items.c.since)).select_from(items)
        for tab, items in ((tab, waiting(tab)) for tab in tabs)
    ]
    return union_all(*rows)


def queue_page(session: Session, filters: QueueFilters, asking: Asking) -> QueuePage:
    """One page of a tab, oldest first. The same number of selects whatever the number of rows."""
    items, query = matching(filters, asking)
    total = session.scalar(select(func.count()).select_from(counted(filters, items, query))) or 0
    found = session.execute(
        query.order_by(items.c.since, items.c.id).limit(PER_PAGE).offset((filters.page - 1) * PER_PAGE)
    ).all()
    facts = _facts(session, filters.tab, found)
    names = _names(session, {row.holder_id for row in found if row.holder_id is not None})
    lines = [
        QueueItem(row.id, row.about, row.kind, row.since, row.holder_id, names.get(row.holder_id), **facts[row.id])
        for row in found
    ]
    return QueuePage(lines, total, filters.page)


def place_in_queue(session: Session, filters: QueueFilters, asking: Asking, item_id: int) -> QueuePlace:
    """Where an item stands in a tab; position 0 when it is not there (any more)."""
    items, query = matching(filters, asking)
    everything = counted(filters, items, query)
    own = session.scalar(select(everything.c.since).where(everything.c.id == item_id))
    total = session.scalar(select(func.count()).select_from(everything)) or 0
    position = 0
    if own is not None:
        behind = or_(everything.c.since < own, and_(everything.c.since == own, everything.c.id <= item_id))
        position = session.scalar(select(func.count()).select_from(everything).where(behind)) or 0
    free = query.where(items.c.id != item_id, free_for(asking, filters.tab)).with_only_columns(items.c.id)
    order = (items.c.since, items.c.id)
    following = None
    if own is not None:
        after = or_(items.c.since > own, and_(items.c.since == own, items.c.id > item_id))
        following = session.scalar(free.where(after).order_by(*order).limit(1))
    return QueuePlace(position, total, following or session.scalar(free.order_by(*order).limit(1)))


def oldest_free(session: Session, filters: QueueFilters, asking: Asking) -> int | None:
    """The oldest item of a state that is free for who asks."""
    items, query = matching(filters, asking)
    free = query.where(free_for(asking, filters.tab)).with_only_columns(items.c.id)
    return session.scalar(free.order_by(items.c.since, items.c.id).limit(1))


def _names(session: Session, ids: set[int]) -> dict[int | None, str]:
    return dict(session.execute(select(Account.id, Account.name).where(Account.id.in_(ids))).all())


def _facts(session: Session, tab: Tab, rows: Sequence[Any]) -> dict[int, dict[str, Any]]:
    """What the lines of a tab say, by item."""
    if tab == Tab.EMPLOYERS:
        return _employers(session, rows)
    if tab == Tab.CERTIFICATES:
        return _certificates(session, rows)
    facts = _vacancies(session, rows)
    if tab == Tab.REVISIONS:
        changed = select(VacancyRevision.id, VacancyRevision.fields).where(VacancyRevision.id.in_(facts))
        for key, fields in session.execute(changed):
            facts[key]["fields"] = tuple(fields.split())
    if tab == Tab.REPORTS:
        _add_reasons(session, rows, facts)
    return facts


@dataclass
class _Beside:
    """What hangs on a vacancy in tables of their own."""

    places: list[str] = field(default_factory=list)
    flags: list[tuple[str, str]] = field(default_factory=list)


def _vacancies(session: Session, rows: Sequence[Any]) -> dict[int, dict[str, Any]]:
    about, known = {row.about for row in rows}, reference(session)
    vacancies = session.execute(
        select(
            Vacancy.id, Vacancy.title, Vacancy.company, Vacancy.source, Vacancy.wage_min, Vacancy.wage_max,
            Vacancy.wage_period, Vacancy.wage_kind,
        ).where(Vacancy.id.in_(about))
    )  # fmt: skip
    by_id, beside = {row.id: row for row in vacancies}, defaultdict[int, _Beside](_Beside)
    places = select(VacancyPlace.vacancy_id, VacancyPlace.region_code).where(VacancyPlace.vacancy_id.in_(about))
    for key, code in session.execute(places.order_by(VacancyPlace.id)):
        beside[key].places.append(known.place_label(code))
    flags = select(VacancyFlag.vacancy_id, VacancyFlag.kind, VacancyFlag.severity).where(
        VacancyFlag.vacancy_id.in_(about)
    )
    for key, kind, severity in session.execute(flags.order_by(VacancyFlag.severity, VacancyFlag.kind)):
        beside[key].flags.append((kind, severity))
    return {
        row.id: {
            "title": by_id[row.about].title, "owner": by_id[row.about].company, "wage": by_id[row.about],
            "place": ", ".join(dict.fromkeys(beside[row.about].places)), "flags": tuple(beside[row.about].flags),
            "is_imported": by_id[row.about].source is not None,
        }
        for row in rows
    }  # fmt: skip


def _add_reasons(session: Session, rows: Sequence[Any], facts: dict[int, dict[str, Any]]) -> None:
    reasons = defaultdict[int, list[str]](list)
    opened = select(Report.vacancy_id, Report.reason).where(
        Report.vacancy_id.in_([row.about for row in rows]), Report.status == ReportStatus.OPEN
    )
    for vacancy_id, reason in session.execute(opened.order_by(Report.id)):
        reasons[vacancy_id].append(reason)
    for row in rows:
        facts[row.id]["reasons"] = tuple(reasons[row.about])


def _employers(session: Session, rows: Sequence[Any]) -> dict[int, dict[str, Any]]:
    known = reference(session)
    found = select(Employer.id, Employer.name, Employer.nib, Employer.region_code).where(
        Employer.id.in_([row.id for row in rows])
    )
    return {
        key: {"title": name, "owner": nib or "", "place": known.place_label(code) if code else ""}
        for key, name, nib, code in session.execute(found)
    }


def _certificates(session: Session, rows: Sequence[Any]) -> dict[int, dict[str, Any]]:
    known = reference(session)
    found = (
        select(Certificate.id, Scheme.title, Certificate.number, Certificate.issuer, Worker.district_code)
        .join(Scheme, Scheme.code == Certificate.scheme_code)
        .join(Worker, Worker.id == Certificate.worker_id)
        .where(Certificate.id.in_([row.id for row in rows]))
    )
    return {
        key: {"title": title, "owner": number, "issuer": issuer, "place": known.place_label(code) if code else ""}
        for key, title, number, issuer, code in session.execute(found)
    }
