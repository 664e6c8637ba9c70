"""The verbs of a report: somebody says that a vacancy is wrong, and the office answers."""

import hashlib
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.actor import Actor
from app.domain.clock import Clock
from app.domain.decisions import DecidedMeanwhile
from app.domain.errors import NotAllowed, NotFound
from app.domain.queue import Tab
from app.domain.report import NewReport, ReportStatus
from app.domain.vacancy import VacancyStatus
from app.gateways.keyring import Keyring
from app.models import Event, Report, Vacancy
from app.policies.permission_map import Right, may
from app.services.assignments import settle
from app.services.events import event
from app.services.own_matter import refuse_own
from app.services.seen import check_reason
from app.services.transaction import transaction
from app.services.transitions import perform, record_created
from app.services.vacancy_writing import locked_vacancy

CONTACT = "report.contact_cipher"
_SUSPENDABLE = frozenset({VacancyStatus.SUBMITTED, VacancyStatus.PUBLISHED})


def file(command: NewReport, contact: str, form_key: str, actor: Actor, clock: Clock, keyring: Keyring) -> int:
    """Store a report and return its id. A form sent again, by whatever accident, is the same report: `form_key` is the
    number the form was drawn with. Raises NotFound (vacancy)."""
    key = hashlib.sha256(form_key.encode()).digest()
    try:
        with transaction() as session:
            known = _by_form(session, key)
            return known if known is not None else _store(session, command, contact, key, actor, clock, keyring)
    except IntegrityError:
        # Two of the same form at the same moment: the database let one of them in.
        with transaction() as session:
            known = _by_form(session, key)
            if known is None:
                raise
            return known


def uphold(report_ids: Iterable[int], reason: str, actor: Actor, clock: Clock) -> None:
    """The reports are right: they are closed, and their vacancy is suspended if it still could be seen. They are about
    one vacancy. Raises NotFound, NotAllowed, DecidedMeanwhile, InvalidFact on `reason`."""
    check_reason(reason)
    with transaction() as session:
        vacancy, reports = _open(session, list(report_ids), ReportStatus.UPHELD, actor)
        _close(session, reports, "uphold", reason, actor, clock)
        if reports and vacancy.status in _SUSPENDABLE:
            perform(session, vacancy, "suspend", actor, clock, reason=reason)
            settle(session, Tab.VACANCIES, vacancy.id)


def dismiss(report_ids: Iterable[int], reason: str, actor: Actor, clock: Clock) -> None:
    """The vacancy stands. Raises as `uphold`."""
    check_reason(reason)
    with transaction() as session:
        _, reports = _open(session, list(report_ids), ReportStatus.DISMISSED, actor)
        _close(session, reports, "dismiss", reason, actor, clock)


def read_contact(report_id: int, actor: Actor, clock: Clock, keyring: Keyring) -> str:
    """How to reach who reported; reading leaves a line. Empty when they left none. Raises NotFound, NotAllowed,
    and InvalidFact on `matter` with `own`: a company does not learn from its officer who complained."""
    if not may(actor, Right.DECIDE_REPORT):
        raise NotAllowed(f"{actor.kind} reads no contact of a report")
    with transaction() as session:
        report = session.get(Report, report_id)
        if report is None:
            raise NotFound("report")
        refuse_own(actor, report)
        if report.contact_cipher is None:
            return ""
        session.add(event("report", report_id, "read_contact", actor, clock))
        return keyring.decrypt(report.contact_cipher, CONTACT)


def _by_form(session: Session, key: bytes) -> int | None:
    return session.scalar(select(Report.id).where(Report.form_key == key))


def _store(
    session: Session, command: NewReport, contact: str, key: bytes, actor: Actor, clock: Clock, keyring: Keyring
) -> int:
    if session.get(Vacancy, command.vacancy_id) is None:
        raise NotFound("vacancy")
    now, reach = clock.now(), " ".join(contact.split())
    report = Report(
        vacancy_id=command.vacancy_id, status=ReportStatus.OPEN, reason=command.reason, text=command.note.strip(),
        contact_cipher=keyring.encrypt(reach, CONTACT) if reach else None, form_key=key,
        account_id=actor.account_id, created_at=now, updated_at=now,
    )  # fmt: skip
    session.add(report)
    session.flush()
    record_created(session, report, "file", actor, clock)
    return report.id


def _open(session: Session, ids: Sequence[int], target: ReportStatus, actor: Actor) -> tuple[Vacancy, Sequence[Report]]:
    """The vacancy, held, and those of its reports that are open; none when this very decision was made already."""
    first = session.get(Report, ids[0]) if ids else None
    if first is None:
        raise NotFound("report")
    vacancy = locked_vacancy(session, first.vacancy_id)
    reports = session.scalars(
        select(Report).where(Report.id.in_(ids), Report.vacancy_id == vacancy.id).order_by(Report.id).with_for_update()
    ).all()
    if len(reports) != len(set(ids)):
        raise NotFound("report")
    if all(report.status == ReportStatus.OPEN for report in reports):
        return vacancy, reports
    if all(report.status == target for report in reports) and _decided_by(session, ids) == {actor.account_id}:
        return vacancy, ()
    raise DecidedMeanwhile("report", ids[0])


def _decided_by(session: Session, ids: Sequence[int]) -> set[int | None]:
    verbs = ("uphold", "dismiss")
    return set(
        session.scalars(
            select(Event.account_id).where(Event.noun == "report", Event.noun_id.in_(ids), Event.verb.in_(verbs))
        )
    )


def _close(session: Session, reports: Iterable[Report], verb: str, reason: str, actor: Actor, clock: Clock) -> None:
    for report in reports:
        perform(session, report, verb, actor, clock, reason=reason)
        settle(session, Tab.REPORTS, report.id)
