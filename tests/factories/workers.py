"""People with a profile, a consent and certificates, true to the constraints that tie a state to its facts."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from app.domain.certificate import CertificateStatus
from app.domain.public_id import new_public_id
from app.models import Certificate, Consent, Person, Worker, WorkerOccupation
from app.services.identity import sealed_nik, sealed_phone
from tests.factories.numbering import number_of
from tests.factories.vacancies import TODAY
from tests.support.clock import NOW
from tests.support.keys import KEYRING


def worker(
    *certificates: Certificate,
    occupations: Sequence[str] = ("721201",),
    consent: str | None = "card",
    of: Person | None = None,
    available_from: date | None = TODAY,
    **facts: Any,
) -> Worker:
    """A worker of the public catalogue: an adult with a live consent and, unless others are given, one verified
    certificate. `consent` None is a person who never gave one; other `facts` are columns of the worker.
    """
    plain: dict[str, Any] = {
        "person": of or person(consents=[given(consent)] if consent else []),
        "public_id": new_public_id(),
        "education": "smk",
        "experience_months": 40,
        "skills": "Rahasia: terbiasa kerja malam.",
        "district_code": "63.11.06",
        "available_from": available_from,
        "created_at": NOW,
        "updated_at": NOW,
        "occupations": [WorkerOccupation(occupation_code=code, position=n) for n, code in enumerate(occupations)],
        "certificates": list(certificates) or [certificate()],
    }
    return Worker(**(plain | facts))


def person(
    *, nik: str | None = None, phone: str | None = None, consents: Iterable[Consent] = (), **facts: Any
) -> Person:
    """An adult of Balangan without consent; `nik` and `phone` are encrypted with the keys of the tests."""
    plain: dict[str, Any] = {
        "name": f"Budi Rahasia {number_of('person')}",
        "birth_on": date(1995, 3, 17),
        "sex": "male",
        "village_code": "63.11.06.1019",
        "created_at": NOW,
        "updated_at": NOW,
        "consents": list(consents),
    }
    return Person(**(plain | sealed_nik(KEYRING, nik) | sealed_phone(KEYRING, phone) | facts))


def given(level: str = "card", *, withdrawn: bool = False) -> Consent:
    """A consent of a month ago, live unless withdrawn."""
    return Consent(
        level=level, text_version="2026-01", recorded_via="counter", given_at=NOW - timedelta(days=30),
        withdrawn_at=NOW - timedelta(days=1) if withdrawn else None,
    )  # fmt: skip


def certificate(
    scheme: str = "welder-smaw-3g",
    issuer: str = "bnsp",
    *,
    status: str = CertificateStatus.VERIFIED,
    issued_on: date = TODAY - timedelta(days=365),
    valid_until: date | None = TODAY + timedelta(days=730),
    level: int | None = None,
    **facts: Any,
) -> Certificate:
    """A verified certificate of a year ago, valid for two more; other `facts` are columns."""
    verified, revoked = status == CertificateStatus.VERIFIED, status == CertificateStatus.REVOKED
    plain: dict[str, Any] = {
        "scheme_code": scheme,
        "issuer": issuer,
        "lsp": "LSP Contoh Las" if issuer == "bnsp" else "",
        "number": f"SERT-{number_of('certificate'):06d}",
        "issued_on": min(issued_on, valid_until or issued_on),
        "valid_until": valid_until,
        "kkni_level": level,
        "status": status,
        "verified_at": NOW if verified else None,
        "verified_note": "Dicek pada lembar asli." if verified else "",
        "revoked_at": NOW if revoked else None,
        "revoke_reason": "Dicabut penerbit." if revoked else "",
        "token": secrets.token_urlsafe(32),
        "created_at": NOW,
        "updated_at": NOW,
    }
    return Certificate(**(plain | facts))
