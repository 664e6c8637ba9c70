"""The employer: its states, its law, and what it registers with."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.actor import Role
from app.domain.errors import DomainError, InvalidFact
from app.domain.lifecycle import Effect, Lifecycle, Transition

NIB_LENGTH = 13
NPWP_LENGTHS = (15, 16)
SHOWN = 4  # last digits of an NPWP that pages show
ABOUT_LIMIT = 4_000  # characters
LIMITS = {
    "name": 160,
    "address": 250,
    "about": ABOUT_LIMIT,
    "website": 200,
    "contact_name": 120,
    "contact_position": 80,
}  # characters; the columns' own
IDENTITY = ("name", "nib", "npwp", "industry_code")  # what staff verify: a change of an active company waits for them
_SEPARATORS = dict.fromkeys(map(ord, " .-\u00a0"))
_WEB = re.compile(r"https?://[^\s/@]+\.[^\s/@]+(/\S*)?", re.IGNORECASE)


class EmployerStatus(StrEnum):
    """Only an active employer is public and may put vacancies forward."""

    PENDING = "pending"  # registered, its papers wait for staff
    RETURNED = "returned"
    ACTIVE = "active"
    REJECTED = "rejected"
    SUSPENDED = "suspended"


class DocumentKind(StrEnum):
    """Papers kept on a thing: of a company, or the evidence of a decision."""

    NIB = "nib"
    NPWP = "npwp"
    DEED = "deed"
    AUTHORITY = "authority"  # letter that lets the person in charge act for the company
    EVIDENCE = "evidence"
    OTHER = "other"


class ProfileChanged(DomainError):
    """Somebody else saved the profile since the page was drawn. Nothing was written; `names` are the facts that now
    stand otherwise than they were sent, `version` is the one that they were compared with."""

    def __init__(self, names: tuple[str, ...], version: str) -> None:
        super().__init__(f"saved meanwhile: {names}")
        self.names, self.version = names, version


@dataclass(frozen=True)
class NewEmployer:
    """What a company says about itself, as typed. `industry_code` is KBLI, `region_code` the district of its office.
    The person in charge is never public."""

    name: str
    nib: str
    npwp: str
    industry_code: str
    region_code: str
    address: str
    contact_name: str
    contact_position: str
    contact_phone: str
    about: str = ""
    website: str = ""


def normalised(command: NewEmployer) -> NewEmployer:
    """The facts as they are kept; codes and the telephone number are left to the service. Raises InvalidFact by the
    names of NewEmployer: missing, too_long, not_digits, wrong_length, invalid."""
    plain = {name: " ".join(getattr(command, name).split()) for name in LIMITS if name != "about"}
    plain["about"] = command.about.replace("\r\n", "\n").strip()
    for name in ("name", "address", "contact_name", "contact_position"):
        if not plain[name]:
            raise InvalidFact(name, "missing")
    plain["website"] = web_address(plain["website"])
    for name, limit in LIMITS.items():
        if len(plain[name]) > limit:
            raise InvalidFact(name, "too_long")
    return replace(command, nib=nib(command.nib), npwp=npwp(command.npwp), **plain)


def nib(text: str) -> str:
    """The 13 digits of a business number (Nomor Induk Berusaha). Raises InvalidFact."""
    return _digits("nib", text, (NIB_LENGTH,))


def npwp(text: str) -> str:
    """The 16 digits of a taxpayer number. The old form of 15 gets a zero in front, as the tax office does for companies
    (PMK 112/2022), so that one company has one number however it is typed. Raises InvalidFact."""
    return _digits("npwp", text, NPWP_LENGTHS).zfill(max(NPWP_LENGTHS))


def web_address(text: str) -> str:
    """An address of the web with its scheme; empty stays empty. Raises InvalidFact on `website`."""
    plain = text.strip()
    if not plain:
        return ""
    full = plain if "://" in plain else f"https://{plain}"
    if not _WEB.fullmatch(full):
        raise InvalidFact("website", "invalid")
    return full


def _digits(name: str, text: str, lengths: tuple[int, ...]) -> str:
    digits = text.strip().translate(_SEPARATORS)
    if not digits:
        raise InvalidFact(name, "missing")
    if not (digits.isascii() and digits.isdigit()):
        raise InvalidFact(name, "not_digits")
    if len(digits) not in lengths:
        raise InvalidFact(name, "wrong_length")
    return digits


_S = EmployerStatus
_MEMBER = frozenset({Role.EMPLOYER_ADMIN})
_STAFF = frozenset({Role.STAFF})


def _row(
    verb: str,
    sources: tuple[_S, ...],
    target: _S,
    who: frozenset[Role],
    *effects: Effect,
    reason: frozenset[Role] = frozenset(),
) -> Transition:
    return Transition(verb, frozenset(sources), (target,), who, effects, reason)


EMPLOYER_LIFECYCLE = Lifecycle(
    "employer",
    [
        _row("register", (), _S.PENDING, frozenset({Role.VISITOR, Role.ACCOUNT}) | _STAFF, Effect.MAIL_STAFF),
        _row("resubmit", (_S.RETURNED,), _S.PENDING, _MEMBER, Effect.MAIL_STAFF),
        _row("propose_identity", (_S.ACTIVE,), _S.ACTIVE, _MEMBER, Effect.MAIL_STAFF),
        _row("refuse_identity", (_S.ACTIVE,), _S.ACTIVE, _STAFF, Effect.MAIL_EMPLOYER, reason=_STAFF),
        _row("verify", (_S.PENDING, _S.ACTIVE), _S.ACTIVE, _STAFF, Effect.MAIL_EMPLOYER, reason=_STAFF),
        _row("send_back", (_S.PENDING,), _S.RETURNED, _STAFF, Effect.MAIL_EMPLOYER, reason=_STAFF),
        _row("reject", (_S.PENDING,), _S.REJECTED, _STAFF, Effect.MAIL_EMPLOYER, reason=_STAFF),
        _row("trust", (_S.ACTIVE,), _S.ACTIVE, _STAFF, Effect.MAIL_EMPLOYER, reason=_STAFF),
        _row("distrust", (_S.ACTIVE,), _S.ACTIVE, _STAFF, Effect.MAIL_EMPLOYER, reason=_STAFF),
        _row("suspend", (_S.ACTIVE,), _S.SUSPENDED, _STAFF, Effect.MAIL_EMPLOYER, reason=_STAFF),
        _row("reinstate", (_S.SUSPENDED,), _S.ACTIVE, _STAFF, Effect.MAIL_EMPLOYER, reason=_STAFF),
    ],
)
