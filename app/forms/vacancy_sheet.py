"""Between the vacancy form and what stands behind it: the texts of a stored vacancy, and the facts a form states."""

from collections.abc import Callable

from app.domain.vacancy import NewVacancy
from app.forms.vacancy_form import ANY_SCHOOLING, VacancyForm

Typed = dict[str, list[str]]

# Facts of app.domain.completeness, and the fields that must be filled (any of the first) and right (all).
_FACTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "title": (("title",), ("title",)),
    "description": (("description",), ("description",)),
    "occupation": (("occupation",), ("occupation",)),
    "employment_type": (("employment_type",), ("employment_type", "contract_months")),
    "places": (("places", "other_places"), ("places", "other_places")),
    "wage": (("wage_min", "wage_max"), ("wage_min", "wage_max", "wage_period", "wage_kind")),
    "headcount": (("either", "male", "female"), ("either", "male", "female")),
    "education": (("education",), ("education",)),
    "skills": (("skills", "scheme"), ("skills", "scheme")),
    "experience": (("experience",), ("experience",)),
    "closes_on": (("closes_on",), ("closes_on",)),
    "apply": (("apply_via",), ("apply_via", "apply_note")),
}
_REASONED = ("age_min", "age_max", "conditions", "justification")


def stated(form: VacancyForm) -> frozenset[str]:
    """The facts that a form states rightly. It has been validated. No condition at all is a statement too, once there
    is a vacancy to speak of."""
    found = {
        fact
        for fact, (filled, right) in _FACTS.items()
        if any(form[name].data not in (None, "", []) for name in filled)
        and not any(form[name].errors for name in right)
    }
    if found and _all_right(form, _REASONED):
        found.add("conditions")
    return frozenset(found)


def _any_filled(form: VacancyForm, names: tuple[str, ...]) -> bool:
    return any(form[name].data not in (None, "", []) for name in names)


def _all_right(form: VacancyForm, names: tuple[str, ...]) -> bool:
    return not any(form[name].errors for name in names)


def typed_of(command: NewVacancy, occupation_title: Callable[[str], str]) -> Typed:
    """What one would have typed to say what a vacancy says."""
    asks, wage, people = command.requirements, command.wage, command.headcount
    texts: dict[str, object] = {
        "title": command.title, "description": command.description, "industry": command.industry_code,
        "employment_type": command.employment_type, "contract_months": command.contract_months,
        "work_address": command.work_address, "benefits": command.benefits, "either": people.either or None,
        "male": people.male or None, "female": people.female or None, "skills": asks.skills,
        "experience": asks.experience_months, "age_min": asks.age_min, "age_max": asks.age_max,
        "conditions": asks.conditions, "justification": asks.justification, "closes_on": command.closes_on,
        "apply_via": command.apply_via, "apply_note": command.apply_note, "karirhub_on": command.karirhub_on,
        "karirhub_number": command.karirhub_number, "scheme": asks.scheme_code,
        "open_to_disability": "1" if command.open_to_disability else None,
    }  # fmt: skip
    if command.occupation_code:
        texts["occupation"] = f"{command.occupation_code} {occupation_title(command.occupation_code)}".strip()
    if wage:
        texts |= {"wage_period": wage.period, "wage_kind": wage.kind}
        texts |= {"wage_min": _amount(wage.minimum), "wage_max": _amount(wage.maximum)}
    typed: Typed = {name: [str(text)] for name, text in texts.items() if text not in (None, "")}
    return typed | {"places": list(command.places), "education": list(asks.education) or [ANY_SCHOOLING]}


def _amount(value: int | None) -> str | None:
    return None if value is None else f"{value:,}".replace(",", ".")
