"""The parts of the vacancy form: folded on phones, so that one is filled in after the other."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.domain.completeness import Completeness

# Every field of app.forms.vacancy_form, by the part it stands in, in the order of the page.
PARTS: Mapping[str, tuple[str, ...]] = {
    "pekerjaan": ("title", "occupation", "employment_type", "contract_months", "description", "industry"),
    "tempat": ("places", "other_places", "work_address"),
    "upah": ("wage_min", "wage_max", "wage_period", "wage_kind", "benefits"),
    "jumlah": ("either", "male", "female"),
    "syarat": ("education", "experience", "skills", "scheme", "open_to_disability"),
    "alasan": ("age_min", "age_max", "conditions", "justification"),
    "melamar": ("closes_on", "apply_via", "apply_note"),
    "karirhub": ("karirhub_number", "karirhub_on"),
}


@dataclass(frozen=True)
class Fold:
    """One part: how many of its items are missing, how many of its fields are wrong, whether it stands open. `counts`:
    something of it must be filled in."""

    missing: int
    wrong: int
    is_open: bool
    counts: bool


def folds(completeness: Completeness, wrong: Collection[str] = (), first: str = "") -> dict[str, Fold]:
    """The parts of a form. `wrong` names its fields with errors: their parts stand open; else the part of the field
    `first`, else the first that lacks something, else the first of all."""
    items = (*completeness.done, *completeness.missing)
    missing = {part: sum(item.field in names for item in completeness.missing) for part, names in PARTS.items()}
    faults = {part: sum(name in names for name in wrong) for part, names in PARTS.items()}
    asked = next((part for part, names in PARTS.items() if first in names), "")
    lone = asked or next((part for part in PARTS if missing[part]), next(iter(PARTS)))
    return {
        part: Fold(
            missing=missing[part],
            wrong=faults[part],
            is_open=bool(faults[part]) if any(faults.values()) else part == lone,
            counts=any(item.field in names for item in items if not item.given),
        )
        for part, names in PARTS.items()
    }
