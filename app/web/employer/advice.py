"""Advice to a company while it writes: what a moderator would stop at, said before it is sent."""

from typing import Any, NamedTuple

from app.domain.errors import InvalidFact
from app.domain.moderation.facts import Minimum, VacancyFacts
from app.domain.moderation.flags import Field, FlagKind
from app.domain.moderation.inspection import inspect
from app.domain.moderation.rules import Rule, rules
from app.domain.wage import Wage, WageKind, WagePeriod
from app.extensions import db
from app.forms.vacancy_form import VacancyForm
from app.models import Employer
from app.queries.moderation_facts import place_names
from app.queries.reference import reference

_TEXTS = {
    Field.TITLE: "title", Field.DESCRIPTION: "description", Field.BENEFITS: "benefits", Field.SKILLS: "skills",
    Field.CONDITIONS: "conditions", Field.WORK_ADDRESS: "work_address", Field.APPLY_NOTE: "apply_note",
}  # fmt: skip
# Nobody is told of these before the duties are written: an empty form lacks everything.
_LACKING = frozenset({FlagKind.MISSING_ADDRESS, FlagKind.MISSING_DUTIES})
# A company that gives its reason has done what the law asks of it; whether the reason will do is for staff to say.
_REASONED = frozenset({FlagKind.AGE, FlagKind.SEX, FlagKind.LOOKS, FlagKind.MARITAL})
_PLACE = {str(field): name for field, name in _TEXTS.items()} | {
    str(Field.WAGE): "wage_min", str(Field.AGE): "age_min", str(Field.HEADCOUNT): "either", str(Field.PLACES): "places",
}  # fmt: skip


class Advice(NamedTuple):
    """What to put right. `field` is where it is typed, empty where the form has no place for it."""

    rule: Rule
    words: str
    field: str


def advice(form: VacancyForm, company: Employer, minimum: Minimum | None) -> tuple[Advice, ...]:
    """What a judged form would be stopped for, each kind once. `minimum` is the wage that holds for it."""
    found: dict[FlagKind, Advice] = {}
    unasked = (_REASONED if form.justification.data else frozenset()) | (
        frozenset() if form.description.data else _LACKING
    )
    for flag in inspect(_facts(form, company, minimum)):
        if flag.kind not in unasked:
            found.setdefault(flag.kind, Advice(rules()[flag.rule_id], flag.words, _PLACE.get(flag.field, "")))
    return tuple(found.values())


def _facts(form: VacancyForm, company: Employer, minimum: Minimum | None) -> VacancyFacts:
    """As far as it is typed: what cannot be read yet is left out."""
    people = {name: form[name].data or 0 for name in ("male", "female", "either")}
    return VacancyFacts(
        texts={field: _within(form[name]) for field, name in _TEXTS.items()} | {Field.EMPLOYER_NAME: company.name},
        wage=_wage(form),
        age_min=form.age_min.data,
        age_max=form.age_max.data,
        male=people["male"],
        female=people["female"],
        either=people["either"],
        employment_types=frozenset(filter(None, [form.employment_type.data])),
        experience_months=int(form.experience.data) if str(form.experience.data or "").isdecimal() else None,
        justification=form.justification.data or "",
        place_codes=form.all_places,
        place_names=place_names(reference(db.session()), form.all_places),
        employer_name=company.name,
        website=company.website,
        minimum=minimum,
    )


def _within(field: Any) -> str:
    """What a field holds, as far as its limit: what is too long is in the form's own list."""
    return (field.data or "")[: field.most]


def _wage(form: VacancyForm) -> Wage | None:
    try:
        period, kind = WagePeriod(form.wage_period.data), WageKind(form.wage_kind.data)
        return Wage(form.wage_min.data, form.wage_max.data, period, kind)
    except (InvalidFact, ValueError):
        return None
