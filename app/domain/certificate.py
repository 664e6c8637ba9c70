"""The certificate: who issues it, its law, and the state that follows from its dates and today."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.actor import Role
from app.domain.errors import InvalidFact
from app.domain.lifecycle import Effect, Lifecycle, Transition

EXPIRING_DAYS = 90  # a certificate that ends within so many days is "segera berakhir"
FIRST_YEAR = 1980  # an earlier date of issue is a typing error


class Issuer(StrEnum):
    """Codes of the query name `penerbit`. A BLK certificate proves a training, not a competence."""

    BNSP = "bnsp"
    KEMNAKER = "kemnaker"
    BLK = "blk"
    SKK = "skk"
    VENDOR = "vendor"


class CertificateStatus(StrEnum):
    """What is stored: decisions of the office, which no calendar changes."""

    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    REVOKED = "revoked"


class CertificateState(StrEnum):
    """What is shown: status, dates and today together. Values are codes of the query name `status`."""

    VERIFIED = "terverifikasi"
    EXPIRING = "segera-berakhir"
    EXPIRED = "kedaluwarsa"
    UNVERIFIED = "belum-diverifikasi"
    REVOKED = "dicabut"


# In the order of the facet: the only states the public ever sees.
PUBLIC_STATES = (CertificateState.VERIFIED, CertificateState.EXPIRING, CertificateState.EXPIRED)


def state(status: str, valid_until: date | None, today: date) -> CertificateState:
    """The state on the office's day `today`. The last day of validity is still valid."""
    if status == CertificateStatus.REVOKED:
        return CertificateState.REVOKED
    if status == CertificateStatus.UNVERIFIED:
        return CertificateState.UNVERIFIED
    if valid_until is None or valid_until > today + timedelta(days=EXPIRING_DAYS):
        return CertificateState.VERIFIED
    return CertificateState.EXPIRING if valid_until >= today else CertificateState.EXPIRED


def changing(since: date, today: date) -> tuple[tuple[date, date], ...]:
    """Ranges (both ends included) of the last valid day with which a verified certificate has another state on `today`
    than it had on the earlier day `since`: it has begun to end soon, or it has ended."""
    day = timedelta(days=1)
    soon = timedelta(days=EXPIRING_DAYS)
    return (since + soon + day, today + soon), (since, today - day)


_S = CertificateStatus
_STAFF = frozenset({Role.STAFF})


def _row(
    verb: str, sources: tuple[_S, ...], target: _S, *effects: Effect, reason: frozenset[Role] = frozenset()
) -> Transition:
    return Transition(verb, frozenset(sources), (target,), _STAFF, effects, reason)


CERTIFICATE_LIFECYCLE = Lifecycle(
    "certificate",
    [
        _row("record", (), _S.UNVERIFIED),
        _row("verify", (_S.UNVERIFIED,), _S.VERIFIED, Effect.INDEX, reason=_STAFF),
        _row("revoke", (_S.UNVERIFIED, _S.VERIFIED), _S.REVOKED, Effect.INDEX, reason=_STAFF),
    ],
)


@dataclass(frozen=True)
class NewCertificate:
    """What is written on a certificate. The number's grammar is a soft hint, so any number is taken.

    Raises InvalidFact for a missing number, an order of dates that cannot be, and a KKNI level outside 1 to 9.
    """

    worker_id: int
    scheme_code: str
    issuer: Issuer
    number: str
    issued_on: date
    valid_until: date | None = None
    lsp: str = ""
    registration_number: str = ""
    blank_number: str = ""
    kkni_level: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", " ".join(self.number.split()))
        if not self.number:
            raise InvalidFact("number", "missing")
        if self.issued_on.year < FIRST_YEAR:
            raise InvalidFact("issued_on", "too_early")
        if self.valid_until is not None and self.valid_until < self.issued_on:
            raise InvalidFact("valid_until", "before_issued")
        if self.kkni_level is not None and not 1 <= self.kkni_level <= 9:
            raise InvalidFact("kkni_level", "out_of_range")
