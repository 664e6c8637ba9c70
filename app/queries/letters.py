"""Letters as staff see them: what waits, what was given up, and what became of one that somebody asks for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.domain.mail import MailStatus
from app.domain.paging import page_count
from app.models import Mail

PAGE = 50


class LetterState(StrEnum):
    """What a letter may be searched by. Values are codes of the query name `keadaan`."""

    FAILED = "gagal"
    LATE = "tertunda"  # tried in vain, and tried again
    WAITING = "menunggu"
    SENT = "terkirim"


# What makes each state: asked of the table it is a condition of SQL, asked of one row the answer.
_IS: Mapping[LetterState, Callable[[Any], Any]] = {
    LetterState.FAILED: lambda mail: mail.status == MailStatus.DEAD,
    LetterState.LATE: lambda mail: (mail.status == MailStatus.QUEUED) & (mail.attempts > 0),
    LetterState.WAITING: lambda mail: (mail.status == MailStatus.QUEUED) & (mail.attempts == 0),
    LetterState.SENT: lambda mail: mail.status == MailStatus.SENT,
}


@dataclass(frozen=True)
class LetterFilters:
    """What narrows the list; `recipient` is a whole address, as it is kept. Nothing chosen means the letters that need
    somebody: those given up, and those that are late."""

    state: LetterState | None = None
    template: str = ""
    day: date | None = None
    recipient: str = ""

    @property
    def is_narrowed(self) -> bool:
        return self != LetterFilters()


@dataclass(frozen=True)
class Mailbag:
    """A page of letters, the newest first, and how many there are of each state, whatever was asked for."""

    items: list[Mail]
    total: int
    page: int
    counts: Mapping[LetterState, int]

    @property
    def pages(self) -> int:
        return page_count(self.total, PAGE)


def mailbag(session: Session, filters: LetterFilters, page: int, clock: Clock) -> Mailbag:
    """The letters of the last weeks: those sent are forgotten after a while."""
    where = list(_narrowed(filters, clock))
    total = session.scalar(select(func.count(Mail.id)).where(*where)) or 0
    rows = select(Mail).where(*where).order_by(Mail.id.desc()).limit(PAGE).offset((page - 1) * PAGE)
    counted = session.execute(select(*(func.count(Mail.id).filter(holds(Mail)) for holds in _IS.values()))).one()
    return Mailbag(list(session.scalars(rows)), total, page, dict(zip(_IS, counted, strict=True)))


def templates_in_use(session: Session) -> list[str]:
    """The kinds of letters that are kept now."""
    return list(session.scalars(select(Mail.template).distinct().order_by(Mail.template)))


def letter_state(mail: Mail) -> LetterState:
    """The state of one letter."""
    return next(state for state, holds in _IS.items() if holds(mail))


def masked(address: str) -> str:
    """An e-mail address that is recognised by whoever knows it: r…@contoh.test."""
    name, _, host = address.rpartition("@")
    return f"{name[:1]}…@{host}"


def _narrowed(filters: LetterFilters, clock: Clock) -> Iterator[ColumnElement[bool]]:
    if not filters.is_narrowed:
        yield or_(_IS[LetterState.FAILED](Mail), _IS[LetterState.LATE](Mail))
    if filters.state is not None:
        yield _IS[filters.state](Mail)
    if filters.template:
        yield Mail.template == filters.template
    if filters.day is not None:
        yield Mail.created_at >= clock.start_of(filters.day)
        yield Mail.created_at < clock.start_of(filters.day + timedelta(days=1))
    if filters.recipient:
        yield Mail.recipient == filters.recipient
