"""The vacancy: its states, its law, and the commands that create one."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.actor import Role
from app.domain.lifecycle import Effect, Lifecycle, Transition
from app.domain.wage import Wage


class VacancyStatus(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    PUBLISHED = "published"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"
    FILLED = "filled"
    EXPIRED = "expired"


class EmploymentType(StrEnum):
    """Codes of the query name `jenis`, in the order of the facet."""

    PERMANENT = "penuh"
    CONTRACT = "kontrak"
    PART_TIME = "paruh"
    DAILY = "harian"
    INTERNSHIP = "magang"


class ApplyVia(StrEnum):
    """How to apply. `portal` is not offered until applying exists on this site."""

    PORTAL = "portal"
    OFFICE = "office"
    EMPLOYER = "employer"
    SOURCE = "source"


class Origin(StrEnum):
    """Where a place, education level or employment type of a vacancy comes from."""

    STATED = "stated"  # the posting's own field
    READ = "read"  # read from its title or text


S = VacancyStatus
_MEMBER, _STAFF = frozenset({Role.EMPLOYER_MEMBER}), frozenset({Role.STAFF})
_BOTH = _MEMBER | _STAFF


def _row(
    verb: str, sources: str, targets: str, who: frozenset[Role], *effects: Effect, reason: frozenset[Role] = frozenset()
) -> Transition:
    states = tuple(S(name) for name in targets.split())
    return Transition(verb, frozenset(S(name) for name in sources.split()), states, who, effects, reason)


VACANCY_LIFECYCLE = Lifecycle(
    "vacancy",
    [
        _row("create", "", "draft", _BOTH),
        _row("import", "", "published expired", frozenset({Role.OPERATOR}), Effect.INDEX),
        _row("submit", "draft returned", "submitted", _MEMBER, Effect.MAIL_STAFF),
        _row("publish_trusted", "draft", "published", frozenset({Role.TRUSTED_MEMBER}), Effect.INDEX, Effect.SAMPLE),
        _row("approve", "submitted", "published", _STAFF, Effect.INDEX, Effect.MAIL_EMPLOYER),
        _row("send_back", "submitted", "returned", _STAFF, Effect.MAIL_EMPLOYER, reason=_STAFF),
        _row("reject", "submitted", "rejected", _STAFF, Effect.MAIL_EMPLOYER, reason=_STAFF),
        _row("revise", "published", "published", _MEMBER, Effect.MAIL_STAFF),
        _row("withdraw_revision", "published", "published", _MEMBER),
        _row("accept_revision", "published", "published", _STAFF, Effect.INDEX, Effect.MAIL_EMPLOYER),
        _row("refuse_revision", "published", "published", _STAFF, Effect.MAIL_EMPLOYER, reason=_STAFF),
        _row("extend", "published", "published", _MEMBER, Effect.INDEX),
        _row(
            "withdraw",
            "draft returned submitted published",
            "withdrawn",
            _BOTH,
            Effect.INDEX,
            Effect.MAIL_EMPLOYER,
            reason=_STAFF,
        ),
        _row(
            "suspend",
            "submitted published",
            "suspended",
            _STAFF | {Role.SYSTEM},
            Effect.INDEX,
            Effect.MAIL_EMPLOYER,
            reason=_STAFF,
        ),
        _row("reinstate", "suspended", "submitted", _STAFF | {Role.SYSTEM}, Effect.MAIL_EMPLOYER),
        _row("fill", "published expired", "filled", _MEMBER, Effect.INDEX),
        _row("expire", "published", "expired", frozenset({Role.SYSTEM}), Effect.INDEX, Effect.MAIL_EMPLOYER),
    ],
)


def is_live(status: str, closes_on: date | None, today: date) -> bool:
    """On the public board: published, and its last day is not over."""
    return status == S.PUBLISHED and closes_on is not None and closes_on >= today


@dataclass(frozen=True)
class Requirements:
    """What Perpres 57/2023 asks a vacancy to state of the person. Age, sex, marital status and looks are optional and
    need a justification (SE Menaker M/6/HK.04/V/2025)."""

    education: tuple[str, ...] = ()
    skills: str = ""
    experience_months: int | None = None  # at least so many; 0 states "no experience needed"
    age_min: int | None = None
    age_max: int | None = None
    conditions: str = ""  # sex, marital status, looks: as the employer words them
    justification: str = ""
    scheme_code: str | None = None  # the certificate that is asked for


@dataclass(frozen=True)
class Headcount:
    """People needed, by sex as the labour-market report (IPK III) counts it; `either` where it does not matter."""

    male: int = 0
    female: int = 0
    either: int = 0

    @property
    def total(self) -> int:
        return self.male + self.female + self.either

    @property
    def is_for_one_sex(self) -> bool:
        """It leaves no seat for the other sex."""
        return not self.either and bool(self.male) != bool(self.female)


@dataclass(frozen=True)
class NewVacancy:
    """Everything a vacancy of the office's own is created from. Codes refer to the reference tables."""

    employer_id: int
    title: str
    description: str
    places: tuple[str, ...]  # region codes, district where known
    headcount: Headcount
    wage: Wage | None
    closes_on: date
    employment_type: EmploymentType
    occupation_code: str | None = None
    industry_code: str | None = None
    contract_months: int | None = None
    benefits: str = ""
    requirements: Requirements = Requirements()
    work_address: str = ""
    apply_via: ApplyVia = ApplyVia.OFFICE
    apply_note: str = ""
    karirhub_number: str | None = None
    karirhub_on: date | None = None
    open_to_disability: bool = False  # people with a disability are expressly welcome (UU 8/2016 art. 53)


@dataclass(frozen=True)
class Posting:
    """One posting of another board, ready to be stored. Its company is text; applying happens at the source.

    `places`, `education` and `employment_types` pair a code with where it was read. `occupation_code` is KBJI.
    """

    source: str
    source_id: str
    title: str
    description: str
    company: str
    category: str
    place_text: str
    places: tuple[tuple[str, Origin], ...]
    education: tuple[tuple[str, Origin], ...]
    employment_types: tuple[tuple[EmploymentType, Origin], ...]
    wage: Wage | None
    published_at: datetime
    closes_on: date
    source_url: str = ""
    occupation_code: str | None = None  # read from title and category, None where they leave it open
