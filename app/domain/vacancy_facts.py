"""A vacancy's facts as plain values: to be stored as a proposal, and to be compared with what is public."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.vacancy import ApplyVia, EmploymentType, Headcount, NewVacancy, Requirements
from app.domain.wage import Wage, WageKind, WagePeriod

Value = str | int | tuple[str, ...] | None
Facts = Mapping[str, Value]

# What people call a change, and the values it consists of. Events name these, so the names are short.
PARTS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "occupation": ("occupation_code",),
    "industry": ("industry_code",),
    "description": ("description",),
    "employment": ("employment_type",),
    "contract": ("contract_months",),
    "places": ("places",),
    "address": ("work_address",),
    "headcount": ("male", "female", "either"),
    "wage": ("wage_min", "wage_max", "wage_period", "wage_kind"),
    "benefits": ("benefits",),
    "education": ("education",),
    "skills": ("skills",),
    "scheme": ("scheme_code",),
    "experience": ("experience_months",),
    "age": ("age_min", "age_max"),
    "conditions": ("conditions",),
    "justification": ("justification",),
    "disability": ("open_to_disability",),
    "apply": ("apply_via", "apply_note"),
    "closes_on": ("closes_on",),
    "karirhub": ("karirhub_number", "karirhub_on"),
}


@dataclass(frozen=True)
class Change:
    """One part of a vacancy, before and after: its values by name."""

    part: str
    old: Facts
    new: Facts


def facts(command: NewVacancy) -> dict[str, Value]:
    """The values of a vacancy by name: texts, whole numbers, tuples of codes, days as ISO 8601."""
    wage, asks, people = command.wage, command.requirements, command.headcount
    return {
        "title": command.title, "occupation_code": command.occupation_code, "industry_code": command.industry_code,
        "description": command.description, "employment_type": str(command.employment_type),
        "contract_months": command.contract_months, "places": tuple(command.places),
        "work_address": command.work_address, "male": people.male, "female": people.female, "either": people.either,
        "wage_min": wage.minimum if wage else None, "wage_max": wage.maximum if wage else None,
        "wage_period": str(wage.period) if wage else None, "wage_kind": str(wage.kind) if wage else None,
        "benefits": command.benefits, "education": tuple(asks.education), "skills": asks.skills,
        "scheme_code": asks.scheme_code, "open_to_disability": command.open_to_disability,
        "experience_months": asks.experience_months, "age_min": asks.age_min, "age_max": asks.age_max,
        "conditions": asks.conditions, "justification": asks.justification, "apply_via": str(command.apply_via),
        "apply_note": command.apply_note, "closes_on": command.closes_on.isoformat(),
        "karirhub_number": command.karirhub_number, "karirhub_on": _iso(command.karirhub_on),
    }  # fmt: skip


def vacancy_of(employer_id: int, values: Mapping[str, Any]) -> NewVacancy:
    """The vacancy that such values describe; facts() gives them back. Raises InvalidFact."""
    wage = None
    if values["wage_period"]:
        period, kind = WagePeriod(values["wage_period"]), WageKind(values["wage_kind"])
        wage = Wage(values["wage_min"], values["wage_max"], period, kind)
    return NewVacancy(
        employer_id=employer_id,
        headcount=Headcount(values["male"], values["female"], values["either"]),
        wage=wage,
        places=tuple(values["places"]),
        closes_on=date.fromisoformat(values["closes_on"]),
        employment_type=EmploymentType(values["employment_type"]),
        apply_via=ApplyVia(values["apply_via"]),
        karirhub_on=date.fromisoformat(values["karirhub_on"]) if values["karirhub_on"] else None,
        requirements=Requirements(
            tuple(values["education"]),
            **{name: values[name] for name in _ASKED},
        ),
        **{name: values[name] for name in _PLAIN},
    )


_ASKED = ("skills", "experience_months", "age_min", "age_max", "conditions", "justification", "scheme_code")
_PLAIN = (
    "title", "description", "occupation_code", "industry_code", "contract_months", "benefits", "work_address",
    "apply_note", "karirhub_number", "open_to_disability",
)  # fmt: skip


def changes(old: Facts, new: Facts) -> tuple[Change, ...]:
    """The parts that differ, in the order of the form."""
    return tuple(
        Change(part, _only(old, names), _only(new, names))
        for part, names in PARTS.items()
        if _only(old, names) != _only(new, names)
    )


def with_parts(base: Facts, other: Facts, parts: Iterable[str]) -> dict[str, Value]:
    """`base` with some parts taken from `other`: what was proposed, on top of what is public today."""
    taken = [name for part in parts for name in PARTS.get(part, ())]
    return {**base, **_only(other, taken)}


def _only(values: Facts, names: Iterable[str]) -> dict[str, Value]:
    return {name: _frozen(values[name]) for name in names}


def _frozen(value: Any) -> Value:
    return tuple(value) if isinstance(value, list) else value


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
