"""The event log: searched by staff, and read along its chain."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from app.domain.actor import ActorKind
from app.domain.audit import Line, Link
from app.domain.clock import Clock
from app.domain.paging import page_count
from app.models import Account, AccountRole, Event, EventSeal

PAGE = 50
MOST = 10_000  # lines that a search counts and pages through
_CHUNK = 2_000
# The columns of a Line, in its order.
_SEALED = (
    Event.id, Event.at, Event.actor_kind, Event.account_id, Event.noun, Event.noun_id, Event.verb, Event.old_state,
    Event.new_state, Event.fields,
)  # fmt: skip


@dataclass(frozen=True)
class AuditFilters:
    """What the log is searched by; empty values search everything. Days are the office's."""

    account_id: int | None = None
    kind: str = ""
    noun: str = ""
    noun_id: int | None = None
    verb: str = ""
    first: date | None = None
    last: date | None = None
    page: int = 1


@dataclass(frozen=True)
class AuditLine:
    """`who` is the account's name at present, None for the system, an operator or an account that is gone."""

    event: Event
    who: str | None
    reason: str


@dataclass(frozen=True)
class AuditPage:
    """`total` counts MOST lines at the most; `more` says that there are others, which a narrower search reaches."""

    lines: list[AuditLine]
    total: int
    more: bool
    page: int
    pages: int


def audit_page(session: Session, filters: AuditFilters, clock: Clock) -> AuditPage:
    """One page of the log, newest first."""
    where = list(_conditions(filters, clock))
    counted = select(Event.id).where(*where).limit(MOST + 1).subquery()
    total = session.scalar(select(func.count()).select_from(counted)) or 0
    found = session.execute(
        select(Event, Account.name)
        .outerjoin(Account, Account.id == Event.account_id)
        .where(*where)
        .options(joinedload(Event.reason))
        .order_by(Event.at.desc(), Event.id.desc())
        .limit(PAGE)
        .offset((filters.page - 1) * PAGE)
    )
    lines = [AuditLine(event, name, event.reason.text if event.reason else "") for event, name in found]
    shown = min(total, MOST)
    return AuditPage(lines, shown, total > MOST, filters.page, page_count(shown, PAGE))


@dataclass(frozen=True)
class AuditWords:
    """Values that occur, for the search form: officers by account number, nouns, verbs."""

    officers: dict[int, str]
    nouns: list[str]
    verbs: list[str]


def audit_words(session: Session) -> AuditWords:
    """What the log can be searched by."""
    officers = select(Account.id, Account.name).join(AccountRole).distinct().order_by(Account.name, Account.id)
    names = {row.id: row.name for row in session.execute(officers)}
    return AuditWords(names, _occurring(session, Event.noun), _occurring(session, Event.verb))


def _occurring(session: Session, column: Any) -> list[str]:
    """The values of an indexed column in order, each found behind the one before: DISTINCT would read every line."""
    first = select(func.min(column).label("value")).cte(recursive=True)
    following = select(func.min(column)).where(column > first.c.value).scalar_subquery()
    values = first.union_all(select(following).where(first.c.value.is_not(None)))
    return list(session.scalars(select(values.c.value).where(values.c.value.is_not(None))))


def _conditions(filters: AuditFilters, clock: Clock) -> Iterator[ColumnElement[bool]]:
    if filters.account_id is not None:
        yield Event.account_id == filters.account_id
    if filters.kind in set(ActorKind):
        yield Event.actor_kind == filters.kind
    if filters.noun:
        yield Event.noun == filters.noun
    if filters.noun_id is not None:
        yield Event.noun_id == filters.noun_id
    if filters.verb:
        yield Event.verb == filters.verb
    if filters.first is not None:
        yield Event.at >= clock.start_of(filters.first)
    if filters.last is not None:
        yield Event.at < clock.start_of(filters.last + timedelta(days=1))


def unsealed(session: Session, limit: int, look_back: int | None = 0) -> list[Line]:
    """Events that no link holds yet, oldest first. A transaction may commit after a later id was sealed: `look_back`
    says how many ids before the newest sealed one are looked at again, None all."""
    query = select(*_SEALED).where(~select(EventSeal.event_id).where(EventSeal.event_id == Event.id).exists())
    if look_back is not None:
        newest = session.scalar(select(func.max(EventSeal.event_id))) or 0
        query = query.where(Event.id > newest - look_back)
    return [_line(*row) for row in session.execute(query.order_by(Event.id).limit(limit))]


def _line(*columns: Any) -> Line:
    return Line(*columns)


def last_link(session: Session) -> EventSeal | None:
    """The end of the chain."""
    return session.scalar(select(EventSeal).order_by(EventSeal.position.desc()).limit(1))


def chain(session: Session) -> Iterator[Link]:
    """Every link with its event, in order."""
    position = 0
    links = select(EventSeal.position, EventSeal.digest, *_SEALED).outerjoin(Event, Event.id == EventSeal.event_id)
    links = links.order_by(EventSeal.position).limit(_CHUNK)
    while rows := session.execute(links.where(EventSeal.position > position)).all():
        for row in rows:
            position, digest, event_id, *rest = row
            yield Link(position, digest, _line(event_id, *rest) if event_id is not None else None)


def oldest_unsealed(session: Session) -> datetime | None:
    """Since when the oldest event that no link holds has waited."""
    found = unsealed(session, 1, None)
    return found[0].at if found else None
