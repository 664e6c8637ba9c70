"""Certificates of invented people, in every state, with the dates and decisions that led there."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from random import Random

from app.demo.people_tables import Assessor, Training
from app.domain.certificate import EXPIRING_DAYS, CertificateState, CertificateStatus, Issuer, NewCertificate
from app.domain.clock import Clock

S = CertificateState
# Of 100 certificates. Those of a scheme are dealt from decks, so that every scheme has every state.
_STATES = ((S.VERIFIED, 63), (S.EXPIRING, 10), (S.EXPIRED, 15), (S.UNVERIFIED, 9), (S.REVOKED, 3))
_ENDLESS = ((S.VERIFIED, 80), (S.UNVERIFIED, 15), (S.REVOKED, 5))  # what never ends cannot have ended
_NOTES = (
    "Dicocokkan dengan sertifikat asli di loket.", "Dicocokkan dengan fotokopi dilegalisasi.",
    "Nomor dicek pada daftar penerbit.",
)  # fmt: skip
_REASONS = ("Nomor tidak dikenal penerbit.", "Dicabut oleh penerbit.", "Data tidak sama dengan sertifikat asli.")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_LONGEST_AGO = 6 * 365  # days since the oldest issue of a certificate without an end


@dataclass(frozen=True, slots=True)
class DemoCertificate:
    """`facts.worker_id` is the holder's number; whoever stores it puts the worker's id in its place."""

    facts: NewCertificate
    recorded_at: datetime
    verified_at: datetime | None = None
    verified_note: str = ""
    revoked_at: datetime | None = None
    revoke_reason: str = ""

    @property
    def status(self) -> CertificateStatus:
        if self.revoked_at:
            return CertificateStatus.REVOKED
        return CertificateStatus.VERIFIED if self.verified_at else CertificateStatus.UNVERIFIED


class Certifier:
    """Issues certificates and lets the office decide on them. Numbers are given once."""

    def __init__(self, rng: Random, clock: Clock) -> None:
        self.rng, self.clock, self.today = rng, clock, clock.today()
        self.serials = count(1)
        self.decks: dict[tuple[str, bool], list[CertificateState]] = {}

    def issue(
        self, holder: int, training: Training, of_age: date, known_since: date, besides: Issuer | None = None
    ) -> DemoCertificate:
        """A certificate for the holder with this number, issued on the day `of_age` or later and at the office on
        `known_since` or later. `besides` is an issuer who has certified the holder in this already. At least a year has
        passed since `of_age`, and a day since `known_since`."""
        issuers = [one for one in training.issuers if one != besides] or list(training.issuers)
        issuer = self.rng.choices(issuers, [training.issuers[one][0] for one in issuers])[0]
        years = training.issuers[issuer][1]
        state = self._state(training, endless=years == 0)
        issued_on, valid_until = self._dates(state, years, of_age)
        assessor = self.rng.choice(training.assessors) if issuer == Issuer.BNSP else None
        facts = self._facts(holder, training, issuer, assessor, issued_on, valid_until)
        return self._decided(facts, state, max(issued_on, known_since))

    def _state(self, training: Training, endless: bool) -> CertificateState:
        deck = self.decks.setdefault((training.code, endless), [])
        if not deck:
            pool, weights = zip(*(_ENDLESS if endless else _STATES), strict=True)
            each = self.rng.sample(pool, len(pool))  # at the end, so that it is dealt first
            deck += self.rng.choices(pool, weights, k=120) + each
        return deck.pop()

    def _dates(self, state: CertificateState, years: int, of_age: date) -> tuple[date, date | None]:
        """Issue and last valid day that give the state on the clock's day. Who was too young then was certified as soon
        as of age, for the time that was left."""
        rng, days = self.rng, 365 * years
        if not years:
            return max(of_age, self.today - timedelta(days=1 + rng.randint(0, _LONGEST_AGO))), None
        if state == S.EXPIRED:
            left = -1 - int(min(730, (self.today - of_age).days - 2) * rng.random() ** 2)
        elif state == S.EXPIRING:
            left = rng.randint(0, EXPIRING_DAYS)
        else:
            left = rng.randint(EXPIRING_DAYS + 1, days - 2)
        ends = self.today + timedelta(days=left)
        return max(ends - timedelta(days=days), of_age), ends

    def _facts(
        self, holder: int, training: Training, issuer: Issuer, assessor: Assessor | None, issued_on: date,
        valid_until: date | None,
    ) -> NewCertificate:  # fmt: skip
        serial, (industry, letters), year = next(self.serials), training.number, issued_on.year
        number, registration, blank = f"99{serial:06d}/{letters}/{_ROMAN[issued_on.month - 1]}/{year}", "", ""
        if assessor:
            number = f"{industry} {training.kbji[0][:4]} {training.level} 99{serial:06d} {year}"
            registration = f"{letters}.{assessor.number}.{serial:06d} {year}"
            blank = f"99{serial:06d}"
        return NewCertificate(
            worker_id=holder, scheme_code=training.code, issuer=issuer, number=number, issued_on=issued_on,
            valid_until=valid_until, lsp=assessor.name if assessor else "", registration_number=registration,
            blank_number=blank, kkni_level=training.level if issuer in (Issuer.BNSP, Issuer.SKK) else None,
        )  # fmt: skip

    def _decided(self, facts: NewCertificate, state: CertificateState, earliest: date) -> DemoCertificate:
        """What the office has done with it since: recorded, mostly verified, sometimes revoked."""
        rng = self.rng
        recorded = rng.randint(1, max((self.today - earliest).days, 1))
        recorded_at = self._at(recorded, 9)
        if state == S.UNVERIFIED:
            return DemoCertificate(facts, recorded_at)
        verified = rng.randint(max(1, recorded - 6), recorded)
        verified_at, note = self._at(verified, 12), rng.choice(_NOTES)
        if state != S.REVOKED:
            return DemoCertificate(facts, recorded_at, verified_at, note)
        revoked_at, reason = self._at(rng.randint(1, verified), 15), rng.choice(_REASONS)
        if rng.random() < 0.4:  # never verified: the issuer did not know it
            return DemoCertificate(facts, recorded_at, revoked_at=revoked_at, revoke_reason=_REASONS[0])
        return DemoCertificate(facts, recorded_at, verified_at, note, revoked_at, reason)

    def _at(self, ago: int, hour: int) -> datetime:
        """Within an hour of the office's day `ago` days back; at least yesterday, so that nothing lies ahead."""
        start = self.clock.start_of(self.today - timedelta(days=ago))
        return start + timedelta(hours=hour, seconds=int(self.rng.random() * 3_000))
