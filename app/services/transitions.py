"""The one choke point for state changes: law, permission, state, event and outbox in the caller's transaction."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.domain.actor import Actor
from app.domain.certificate import CERTIFICATE_LIFECYCLE, CertificateStatus
from app.domain.clock import Clock
from app.domain.employer import EMPLOYER_LIFECYCLE, EmployerStatus
from app.domain.errors import InvalidFact, NotAllowed
from app.domain.lifecycle import Effect, Lifecycle, Transition
from app.domain.report import REPORT_LIFECYCLE, ReportStatus
from app.domain.vacancy import VACANCY_LIFECYCLE, VacancyStatus
from app.indexing.outbox import enqueue
from app.models import Certificate, Employer, Event, Report, Vacancy
from app.policies import employer as employer_policy
from app.policies import report as report_policy
from app.policies import vacancy as vacancy_policy
from app.policies import worker as worker_policy
from app.policies.ownership import impartial
from app.services.events import event
from app.services.own_matter import refuse_own
from app.services.telling import follow

Thing = Vacancy | Certificate | Employer | Report  # what has states

_CLOSED = frozenset({VacancyStatus.EXPIRED, VacancyStatus.FILLED, VacancyStatus.WITHDRAWN, VacancyStatus.REJECTED})


@dataclass(frozen=True)
class _Law:
    """What a noun's states rest on: the table, the policy, the facts that a new state brings along, and which document
    of which index shows the thing."""

    lifecycle: Lifecycle
    allows: Callable[[Actor, Transition, Any], bool]
    settle: Callable[[Any, str, datetime, str], None]  # the thing, the verb, now, the reason
    index_name: str | None  # None: no index shows such things themselves
    shown_by: Callable[[Any], int]
    logs_reason: bool  # otherwise the reason stands on the row, which can be erased with its person


def _settle_vacancy(vacancy: Vacancy, verb: str, now: datetime, _reason: str) -> None:
    if verb in ("submit", "reinstate"):
        vacancy.submitted_at = now
    vacancy.closed_at = now if vacancy.status in _CLOSED else None
    if vacancy.status == VacancyStatus.PUBLISHED and vacancy.published_at is None:
        vacancy.published_at = now


def _settle_certificate(certificate: Certificate, _verb: str, now: datetime, reason: str) -> None:
    if certificate.status == CertificateStatus.VERIFIED:
        certificate.verified_at, certificate.verified_note = now, reason
    elif certificate.status == CertificateStatus.REVOKED:
        certificate.revoked_at, certificate.revoke_reason = now, reason


def _settle_employer(employer: Employer, verb: str, now: datetime, _reason: str) -> None:
    employer.suspended_at = now if employer.status == EmployerStatus.SUSPENDED else None
    if verb == "verify":
        employer.verified_at = now
    elif verb == "trust":
        employer.trusted_at = now
    elif verb in ("distrust", "suspend"):
        employer.trusted_at = None  # trust does not come back by itself
    elif verb == "resubmit":
        employer.submitted_at = now


def _settle_report(report: Report, _verb: str, now: datetime, _reason: str) -> None:
    report.decided_at = None if report.status == ReportStatus.OPEN else now


_LAWS: Mapping[type, _Law] = {
    Vacancy: _Law(
        VACANCY_LIFECYCLE, vacancy_policy.can_perform, _settle_vacancy, "vacancies", lambda one: int(one.id), True
    ),
    Certificate: _Law(
        CERTIFICATE_LIFECYCLE,
        lambda actor, row, _certificate: worker_policy.can_decide(actor, row),
        _settle_certificate,
        "workers",
        lambda one: int(one.worker_id),
        False,
    ),
    Employer: _Law(
        EMPLOYER_LIFECYCLE, employer_policy.can_perform, _settle_employer, None, lambda one: int(one.id), True
    ),
    Report: _Law(REPORT_LIFECYCLE, report_policy.can_perform, _settle_report, None, lambda one: int(one.id), True),
}


def perform(
    session: Session,
    thing: Thing,
    verb: str,
    actor: Actor,
    clock: Clock,
    *,
    reason: str = "",
    fields: str = "",
) -> None:
    """Carry out a verb of the thing's lifecycle. The caller holds the row's lock.

    Raises TransitionRefused, NotAllowed, or InvalidFact: on `reason` with `missing` when one is due, on `matter` with
    `own` when another officer has to do it.
    """
    law, old, now = _LAWS[type(thing)], thing.status, clock.now()
    row = law.lifecycle.check(verb, old)
    actor = _allowed(law, actor, row, thing)
    if row.reason_from & actor.roles and not reason.strip():
        raise InvalidFact("reason", "missing")
    thing.status = row.targets[0]
    thing.updated_at = now
    law.settle(thing, verb, now, reason.strip())
    logged = reason if law.logs_reason else ""
    session.add(
        event(law.lifecycle.noun, thing.id, verb, actor, clock, old=old, new=thing.status, reason=logged, fields=fields)
    )
    if Effect.INDEX in row.effects and law.index_name is not None:
        enqueue(session, law.index_name, [law.shown_by(thing)], now)
    follow(session, law.lifecycle.noun, thing, row, actor, clock, reason.strip())
    session.flush()


def record_created(session: Session, thing: Thing, verb: str, actor: Actor, clock: Clock) -> None:
    """The event of a new thing. It has an id (flushed) and the lifecycle's first state. Raises NotAllowed, and
    InvalidFact on `matter` with `own`."""
    law = _LAWS[type(thing)]
    row = law.lifecycle.check(verb, None)
    actor = _allowed(law, actor, row, thing)
    session.add(event(law.lifecycle.noun, thing.id, verb, actor, clock, new=thing.status))
    follow(session, law.lifecycle.noun, thing, row, actor, clock)


def _allowed(law: _Law, actor: Actor, row: Transition, thing: Thing) -> Actor:
    """The actor in the capacity they act in: a company's own vacancy is withdrawn as one of its team."""
    able = impartial(actor, thing)
    if not law.allows(able, row, thing):
        if law.allows(actor, row, thing):
            refuse_own(actor, thing)
        raise NotAllowed(f"{actor.kind} may not {row.verb} {law.lifecycle.noun} {thing.id}")
    return able


def record_imported(session: Session, states: Sequence[tuple[int, str]], actor: Actor, clock: Clock) -> None:
    """Events and outbox rows of many imported vacancies, given as (id, state)."""
    row = VACANCY_LIFECYCLE.check("import", None)
    if not actor.roles & row.who:
        raise NotAllowed(f"{actor.kind} may not import vacancies")
    now = clock.now()
    session.execute(insert(Event.__table__), _imported_events(states, actor, clock))  # type: ignore[arg-type]
    enqueue(session, "vacancies", [vacancy_id for vacancy_id, _ in states], now)


def _imported_events(states: Iterable[tuple[int, str]], actor: Actor, clock: Clock) -> list[dict[str, object]]:
    shared = {"at": clock.now(), "actor_kind": actor.kind, "account_id": actor.account_id, "noun": "vacancy"}
    return [shared | {"noun_id": key, "verb": "import", "new_state": state} for key, state in states]
