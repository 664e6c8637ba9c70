"""How fast the office answers: hours from handing in to the first decision, from the event log."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.domain.queue import FIGURES_DAYS, Tab
from app.models import Event


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
    """Figures of every tab in one select. A decision counts from the last time the thing was handed in before it; a
    second decision on the same (a certificate verified, then revoked) does not count."""
    answer, before = Event, aliased(Event)
    asked = [_is(before, service.noun, service.asked) for service in SERVICES.values()]
    answered = [_is(answer, service.noun, service.answered) for service in SERVICES.values()]
    same = and_(before.noun == answer.noun, before.noun_id == answer.noun_id, before.id < answer.id)
    # The tab of a decision, and the last event before it that begins or ends a wait of the same tab.
    tab = case(*((one, str(name)) for name, one in zip(SERVICES, answered, strict=True)))
    wait = case(
        *((one, _last(before, same, service)) for one, service in zip(answered, SERVICES.values(), strict=True))
    )
    rows = session.execute(
        select(tab, answer.at, wait).where(answer.at >= now - timedelta(days=FIGURES_DAYS), or_(*answered))
    )
    handed_in = {}
    found = [(Tab(name), at, key) for name, at, key in rows if key is not None]
    if found:
        starts = select(before.id, before.at).where(before.id.in_({key for _, _, key in found}), or_(*asked))
        handed_in = dict(session.execute(starts).all())
    hours = defaultdict[Tab, list[float]](list)
    for name, at, key in found:
        if key in handed_in:
            hours[name].append((at - handed_in[key]).total_seconds() / 3600)
    return {name: _figures(hours[name]) for name in SERVICES}


def _is(event: Any, noun: str, verbs: Sequence[str]) -> ColumnElement[bool]:
    return and_(event.noun == noun, event.verb.in_(verbs))


def _last(before: Any, same: ColumnElement[bool], service: _Service) -> Any:
    """The id of the last event that began or ended a wait: a decision before this one means that this is a second."""
    verbs = (*service.asked, *service.answered)
    return select(func.max(before.id)).where(same, before.verb.in_(verbs)).scalar_subquery()


def _figures(hours: list[float]) -> ServiceTime:
    if not hours:
        return ServiceTime(0, None, None)
    ordered = sorted(hours)
    return ServiceTime(len(hours), median(ordered), ordered[-(-len(ordered) * 9 // 10) - 1])
