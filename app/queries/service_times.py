"""How fast the office answers: hours from handing in to the first decision, from the event log."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Subquery, func, select, union_all
from sqlalchemy.orm import Session, aliased

from app.domain.queue import FIGURES_DAYS, Tab
from app.models import Event

MOST = 1_000  # decisions that are looked at, the newest; three officers make fewer in thirty days


@dataclass(frozen=True)
class _Service:
    """Which verbs put an item of a tab into the queue, and which are decisions on it."""

    noun: str
    asked: tuple[str, ...]
    answered: tuple[str, ...]


SERVICES: Mapping[Tab, _Service] = {
    Tab.VACANCIES: _Service("vacancy", ("submit", "reinstate"), ("approve", "send_back", "reject")),
    Tab.REVISIONS: _Service("vacancy", ("revise",), ("accept_revision", "refuse_revision")),
    Tab.EMPLOYERS: _Service(
        "employer", ("register", "resubmit", "propose_identity"), ("verify", "send_back", "reject", "refuse_identity")
    ),
    Tab.CERTIFICATES: _Service("certificate", ("record",), ("verify", "revoke")),
    Tab.REPORTS: _Service("report", ("file",), ("uphold", "dismiss")),
}


@dataclass(frozen=True)
class ServiceTime:
    """Of the decisions of the last FIGURES_DAYS days. Hours; None when there was no decision."""

    decided: int
    median_hours: float | None
    ninety_hours: float | None  # nine of ten were answered within so many


def service_times(session: Session, now: datetime) -> dict[Tab, ServiceTime]:
    """Figures of every tab."""
    return {tab: service_time(session, tab, now) for tab in SERVICES}


def service_time(session: Session, tab: Tab, now: datetime) -> ServiceTime:
    """Figures of a tab in one select. A decision counts from the last time the thing was handed in before it; a second
    decision on the same (a certificate verified, then revoked) does not count."""
    service, before = SERVICES[tab], aliased(Event)
    since = now - timedelta(days=FIGURES_DAYS)
    each = union_all(*(select(_newest(verb, since)) for verb in service.answered)).subquery()
    newest = select(each).order_by(each.c.at.desc(), each.c.id.desc()).limit(MOST).subquery()
    last = select(func.max(Event.id)).where(
        Event.noun == newest.c.noun, Event.noun_id == newest.c.noun_id, Event.id < newest.c.id,
        Event.verb.in_(service.asked + service.answered),
    )  # fmt: skip
    handed_in = select(before.at).where(
        before.id == last.correlate(newest).scalar_subquery(), before.noun == service.noun,
        before.verb.in_(service.asked),
    )  # fmt: skip
    waits = session.execute(select(newest.c.at, handed_in.scalar_subquery()))
    return _figures([(answered - asked).total_seconds() / 3600 for answered, asked in waits if asked is not None])


def _newest(verb: str, since: datetime) -> Subquery:
    """A verb by itself: so its lines come in order from an index."""
    lines = select(Event.id, Event.noun, Event.noun_id, Event.at).where(Event.verb == verb, Event.at >= since)
    return lines.order_by(Event.at.desc()).limit(MOST).subquery()


def _figures(hours: list[float]) -> ServiceTime:
    if not hours:
        return ServiceTime(0, None, None)
    ordered, number = sorted(hours), len(hours)
    middle = (ordered[(number - 1) // 2] + ordered[number // 2]) / 2
    return ServiceTime(number, middle, ordered[-(-number * 9 // 10) - 1])
