"""The public check of one certificate: what its QR leads to."""

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.certificate import CertificateState, state
from app.domain.clock import Clock
from app.domain.initials import initials
from app.models import Certificate, Person, Scheme, Worker

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")  # secrets.token_urlsafe(32)


@dataclass(frozen=True)
class CheckedCertificate:
    """Validity, scheme and the holder's initials; nothing else is known here. `ends` is the first day of the month in
    which it ends or ended, None when it never does."""

    scheme: str
    state: CertificateState
    ends: date | None
    initials: str


def check_certificate(session: Session, token: str, clock: Clock) -> CheckedCertificate | None:
    """The certificate of a token, whatever its state; None for a token of none."""
    if not _TOKEN.fullmatch(token):
        return None
    query = (
        select(Scheme.title, Certificate.status, Certificate.valid_until, Person.name)
        .select_from(Certificate)
        .join(Scheme, Certificate.scheme_code == Scheme.code)
        .join(Worker, Certificate.worker_id == Worker.id)
        .join(Person, Worker.person_id == Person.id)
        .where(Certificate.token == token)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    title, status, valid_until, name = row
    ends = valid_until and valid_until.replace(day=1)
    return CheckedCertificate(title, state(status, valid_until, clock.today()), ends, initials(name))


def check_path(session: Session, certificate_id: int) -> str | None:
    """The path of the check of a certificate, None when there is no such certificate."""
    token = session.scalar(select(Certificate.token).where(Certificate.id == certificate_id))
    return f"/cek/{token}" if token else None
