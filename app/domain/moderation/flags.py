"""What the assistant finds: a kind, how grave it is, and the words that triggered it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as factory
from enum import StrEnum


class FlagKind(StrEnum):
    """Kinds of findings, in the order a moderator reads them."""

    FEE = "fee"
    TRAVEL_AGENT = "travel_agent"
    DOCUMENTS = "documents"
    LOOKALIKE_EMAIL = "lookalike_email"
    OVERSEAS = "overseas"
    CHAT_INTERVIEW = "chat_interview"
    WAGE_FANTASTIC = "wage_fantastic"
    WAGE_BELOW_MINIMUM = "wage_below_minimum"
    FREE_EMAIL = "free_email"
    MISSING_ADDRESS = "missing_address"
    MISSING_DUTIES = "missing_duties"
    AGE = "age"
    SEX = "sex"
    LOOKS = "looks"
    MARITAL = "marital"
    DUPLICATE = "duplicate"


class Severity(StrEnum):
    """A heavy flag is a sign of fraud or harm; a notice asks for a second look."""

    HEAVY = "heavy"
    NOTICE = "notice"


class Field(StrEnum):
    """Where the words stand. The first nine are texts and carry offsets; the others are facts without an offset."""

    TITLE = "title"
    DESCRIPTION = "description"
    BENEFITS = "benefits"
    SKILLS = "skills"
    CONDITIONS = "conditions"
    WORK_ADDRESS = "work_address"
    APPLY_NOTE = "apply_note"
    EMPLOYER_NAME = "employer_name"
    CONTACT = "contact"
    WAGE = "wage"
    AGE = "age"
    HEADCOUNT = "headcount"
    PLACES = "places"


@dataclass(frozen=True)
class Flag:
    """One finding. `start` and `end` are character offsets in the field; equal where it is no text. `figures` are the
    numbers and names a page words the finding with. Rupiah are whole, per month."""

    kind: FlagKind
    severity: Severity
    rule_id: str
    field: Field
    start: int = 0
    end: int = 0
    words: str = ""
    figures: Mapping[str, int | str] = factory(default_factory=dict, hash=False)


def in_order(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Heavy ones first, then by kind, place in the form and place in the text."""
    kinds, fields = list(FlagKind), list(Field)
    return tuple(
        sorted(
            flags,
            key=lambda one: (
                one.severity != Severity.HEAVY,
                kinds.index(one.kind),
                fields.index(one.field),
                one.start,
                one.end,
            ),
        )
    )


def has_heavy(flags: Iterable[Flag]) -> bool:
    """Whether a sign of fraud or harm was found."""
    return any(flag.severity == Severity.HEAVY for flag in flags)


def kinds_of(flags: Iterable[Flag]) -> dict[FlagKind, Severity]:
    """Each kind once, with its gravest severity: what a queue filters and counts."""
    found: dict[FlagKind, Severity] = {}
    for flag in flags:
        if found.get(flag.kind) != Severity.HEAVY:
            found[flag.kind] = flag.severity
    return found
