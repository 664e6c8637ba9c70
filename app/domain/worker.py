"""The certified worker: who is in the public catalogue, and what its card rounds off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.certificate import CertificateStatus

ADULT = 18  # years; under it there is no catalogue entry (UU 27/2022)
SOON_DAYS = 30
LONGEST_EXPERIENCE = 70 * 12  # months of work; more is a typing error


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


class Availability(StrEnum):
    """Codes of the query name `tersedia`, in the order of the facet."""

    NOW = "sekarang"
    SOON = "30-hari"
    NO = "tidak"


# Codes of the query name `pengalaman` in rank order, and the months from which each counts.
EXPERIENCE_BANDS = ("0-2", "3-5", "6-10", "11+")
_FROM_MONTHS = (0, 36, 72, 132)


def experience_rank(months: int) -> int:
    """The place of the band in EXPERIENCE_BANDS, by full years: 35 months are two years, band 0-2."""
    return sum(months >= first for first in _FROM_MONTHS) - 1


def experience_band(months: int) -> str:
    """The code of the band."""
    return EXPERIENCE_BANDS[experience_rank(months)]


def band_months(band: str) -> tuple[int, int | None]:
    """The first and the last month of a band; the highest has no last one."""
    rank = EXPERIENCE_BANDS.index(band)
    return _FROM_MONTHS[rank], _FROM_MONTHS[rank + 1] - 1 if rank + 1 < len(_FROM_MONTHS) else None


def availability(available_from: date | None, today: date) -> Availability:
    """A worker without a date is not looking. One who is free within SOON_DAYS days is available soon."""
    if available_from is None or available_from > today + timedelta(days=SOON_DAYS):
        return Availability.NO
    return Availability.NOW if available_from <= today else Availability.SOON


def changing(since: date, today: date) -> tuple[tuple[date, date], ...]:
    """Ranges (both ends included) of `available_from` with which a worker's availability is another on `today` than on
    the earlier day `since`."""
    day = timedelta(days=1)
    soon = timedelta(days=SOON_DAYS)
    return (since + soon + day, today + soon), (since + day, today)


def latest_adult_birth(today: date) -> date:
    """Whoever was born on this day or before is an adult today. Born on 29 February, one turns 18 on 1 March."""
    year = today.year - ADULT
    return date(year, 2, 28) if (today.month, today.day) == (2, 29) else today.replace(year=year)


def is_in_catalogue(
    birth_on: date, has_consent: bool, hidden_at: datetime | None, certificates: Iterable[str], today: date
) -> bool:
    """The one rule of the catalogue (gate S7): an adult with a live consent who is not hidden and has a certificate
    that was verified and not revoked. It may have expired since. `certificates` are their stored statuses.

    `app.queries.catalogue` says the same in SQL; a test keeps the two alike.
    """
    return (
        has_consent
        and hidden_at is None
        and birth_on <= latest_adult_birth(today)
        and CertificateStatus.VERIFIED in set(certificates)
    )


@dataclass(frozen=True)
class Profile:
    """What a worker says about work. `available_from` None: not looking. The first occupation heads the card."""

    education: str
    experience_months: int
    occupations: tuple[str, ...]  # KBJI codes
    district_code: str
    available_from: date | None = None
    skills: str = ""  # never public


@dataclass(frozen=True, repr=False)
class NewWorker:
    """Everything a worker is registered from, as typed: the service normalises and checks it."""

    name: str
    birth_on: date
    sex: Sex
    profile: Profile
    nik: str | None = None
    phone: str | None = None
    address: str | None = None
    village_code: str | None = None
