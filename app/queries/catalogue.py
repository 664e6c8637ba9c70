"""Who is in the public catalogue, in SQL: the twin of `app.domain.worker.is_in_catalogue`."""

from datetime import date

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from app.domain.certificate import CertificateStatus
from app.domain.worker import latest_adult_birth
from app.models import Certificate, Consent, Person, Worker


def in_catalogue(today: date) -> tuple[ColumnElement[bool], ...]:
    """Conditions on a SELECT from Worker joined with Person. Every public read of workers carries them (gate S7)."""
    consent = select(Consent.id).where(Consent.person_id == Worker.person_id, Consent.withdrawn_at.is_(None))
    certificate = select(Certificate.id).where(
        Certificate.worker_id == Worker.id, Certificate.status == CertificateStatus.VERIFIED
    )
    return (
        Worker.hidden_at.is_(None),
        Person.birth_on <= latest_adult_birth(today),
        exists(consent.correlate(Worker)),
        exists(certificate.correlate(Worker)),
    )


def worker_id_of(session: Session, public_id: str) -> int | None:
    """The worker with this public id (as stored), in the catalogue or not: for the office's own work."""
    return session.scalar(select(Worker.id).where(Worker.public_id == public_id))
