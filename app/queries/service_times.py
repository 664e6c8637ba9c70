"""How fast the office answers: hours from handing in to the first decision, from the event log."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.domain.queue import FIGURES_DAYS, Tab
from app.models import Event

MOST = 2_000  # decisions that are looked at, the newest; three officers make fewer in thirty days


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

_ASKED = frozenset(verb for service in SERVICES.values() for verb in service.asked)
_ANSWERED = frozenset(verb for service in SERVICES.values() for verb in service.answered)


@dataclass(frozen=True)
class ServiceTime:
    """Of the decisions of the last FIGURES_DAYS days. Hours; None when there was no decision."""

    decided: int
    median_hours: float | None
    ninety_hours: float | None  # nine of ten were answered within so many


def service_times(session: Session, now: datetime) -> dict[Tab, ServiceTime]:
    """Figures of every tab in two selects. A decision counts from the last time the thing was handed in before it; a
    second decision on the same (a certificate verified, then revoked) does not count."""
    since = now - timedelta(days=FIGURES_DAYS)
    decided = defaultdict[str, set[int]](set)
    newest = select(Event.noun, Event.noun_id).where(Event.at >= since, Event.verb.in_(_ANSWERED))
    for noun, key in session.execute(newest.order_by(Event.at.desc(), Event.id.desc()).limit(MOST)):
        decided[noun].add(key)
    hours = defaultdict[Tab, list[float]](list)
    for (noun, _), lines in _histories(session, decided).items():
        for tab, service in SERVICES.items():
            if service.noun == noun:
                hours[tab] += _waits(service, lines, since)
    return {tab: _figures(hours[tab]) for tab in SERVICES}


_Line = tuple[str, datetime]  # verb and instant


def _histories(session: Session, things: Mapping[str, Collection[int]]) -> dict[tuple[str, int], list[_Line]]:
    """What was asked and answered about each thing, in its order."""
    found = defaultdict[tuple[str, int], list[_Line]](list)
    if things:
        about = or_(*(and_(Event.noun == noun, Event.noun_id.in_(keys)) for noun, keys in things.items()))
        rows = select(Event.noun, Event.noun_id, Event.verb, Event.at).where(about, Event.verb.in_(_ASKED | _ANSWERED))
        for noun, key, verb, at in session.execute(rows.order_by(Event.id)):
            found[noun, key].append((verb, at))
    return found


def _waits(service: _Service, lines: Sequence[_Line], since: datetime) -> Iterator[float]:
    """Hours from handing in to the decision, of decisions made since."""
    handed_in = None
    for verb, at in lines:
        if verb in service.asked:
            handed_in = at
        elif verb in service.answered and handed_in is not None:
            if at >= since:
                yield (at - handed_in).total_seconds() / 3600
            handed_in = None


def _figures(hours: list[float]) -> ServiceTime:
    if not hours:
        return ServiceTime(0, None, None)
    ordered, number = sorted(hours), len(hours)
    middle = (ordered[(number - 1) // 2] + ordered[number // 2]) / 2
    return ServiceTime(number, middle, ordered[-(-number * 9 // 10) - 1])
