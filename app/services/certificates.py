"""The verbs of a certificate."""

import secrets
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.actor import Actor
from app.domain.certificate import CertificateStatus, NewCertificate
from app.domain.clock import Clock
from app.domain.errors import InvalidFact, NotAllowed, NotFound
from app.domain.queue import Tab
from app.models import Certificate, Scheme, Worker
from app.policies.permission_map import Right, may
from app.services.assignments import settle
from app.services.events import event
from app.services.seen import check_reason, made_before
from app.services.transaction import transaction
from app.services.transitions import perform, record_created

TOKEN_BYTES = 32  # of randomness in the address of a public check


def record_certificate(command: NewCertificate, actor: Actor, clock: Clock) -> int:
    """Store a certificate, unverified, and return its id. Without a KKNI level of its own it has its scheme's.

    Raises NotFound (worker), NotAllowed, InvalidFact: on `number` with `taken` when the issuer's number is known.
    """
    if command.issued_on > clock.today():
        raise InvalidFact("issued_on", "future")
    with transaction() as session:
        if session.get(Worker, command.worker_id) is None:
            raise NotFound("worker")
        scheme = session.get(Scheme, command.scheme_code)
        if scheme is None:
            raise InvalidFact("scheme_code", "unknown")
        certificate = _unverified(command, scheme, clock)
        session.add(certificate)
        _flush_numbered(session)
        record_created(session, certificate, "record", actor, clock)
        return certificate.id


def verify_certificate(
    certificate_id: int,
    evidence: str,
    actor: Actor,
    clock: Clock,
    evidence_on: date | None = None,
    seen: int | None = None,
) -> None:
    """A member of staff has seen that it is genuine; `evidence` says where, `evidence_on` when, today unless given. It
    may have expired. `seen` is the newest event on the officer's page.

    Raises NotFound, TransitionRefused, NotAllowed, DecidedMeanwhile, InvalidFact: evidence missing or too long, on the
    field `reason`; on `evidence_on` with `future` or `before_issued`.
    """
    check_reason(evidence)
    day = evidence_on or clock.today()
    with transaction() as session:
        certificate = _locked(session, certificate_id)
        if made_before(session, "certificate", certificate_id, "verify", seen, actor):
            return
        if day > clock.today():
            raise InvalidFact("evidence_on", "future")
        if day < certificate.issued_on:
            raise InvalidFact("evidence_on", "before_issued")
        perform(session, certificate, "verify", actor, clock, reason=evidence)
        certificate.evidence_on = day
        settle(session, Tab.CERTIFICATES, certificate_id)


def revoke_certificate(certificate_id: int, reason: str, actor: Actor, clock: Clock, seen: int | None = None) -> None:
    """It is not genuine, or its issuer took it back: gone from every public page. Raises as `verify_certificate`."""
    check_reason(reason)
    with transaction() as session:
        certificate = _locked(session, certificate_id)
        if made_before(session, "certificate", certificate_id, "revoke", seen, actor):
            return
        perform(session, certificate, "revoke", actor, clock, reason=reason)
        settle(session, Tab.CERTIFICATES, certificate_id)


def note_name_read(person_id: int, actor: Actor, clock: Clock) -> None:
    """Write down that somebody's name was shown to whoever verifies (gate S11). Raises NotAllowed."""
    if not may(actor, Right.DECIDE_CERTIFICATE):
        raise NotAllowed(f"{actor.kind} may not read names")
    with transaction() as session:
        session.add(event("person", person_id, "read", actor, clock))


def _locked(session: Session, certificate_id: int) -> Certificate:
    certificate = session.scalar(select(Certificate).where(Certificate.id == certificate_id).with_for_update())
    if certificate is None:
        raise NotFound("certificate")
    return certificate


def _unverified(command: NewCertificate, scheme: Scheme, clock: Clock) -> Certificate:
    now = clock.now()
    return Certificate(
        worker_id=command.worker_id, scheme_code=scheme.code, issuer=command.issuer, lsp=command.lsp.strip(),
        number=command.number, registration_number=command.registration_number.strip(),
        blank_number=command.blank_number.strip(), issued_on=command.issued_on, valid_until=command.valid_until,
        kkni_level=command.kkni_level if command.kkni_level is not None else scheme.kkni_level,
        status=CertificateStatus.UNVERIFIED, token=secrets.token_urlsafe(TOKEN_BYTES), created_at=now, updated_at=now,
    )  # fmt: skip


def _flush_numbered(session: Session) -> None:
    """Unique by issuer and number: the database decides, as two clerks may type the same one."""
    try:
        session.flush()
    except IntegrityError as error:
        if "issuer_number" in str(error.orig) or "certificate.number" in str(error.orig):
            raise InvalidFact("number", "taken") from None
        raise
