"""A stored vacancy as the command that would create it, and what a proposal would change."""

import json
from collections.abc import Mapping
from typing import Any

from app.domain.vacancy import ApplyVia, EmploymentType, Headcount, NewVacancy, Requirements
from app.domain.vacancy_facts import Change, Value, changes, facts, vacancy_of, with_parts
from app.domain.wage import Wage, WageKind, WagePeriod
from app.models import Vacancy, VacancyRevision


def facts_of(vacancy: Vacancy) -> NewVacancy:
    """What a vacancy of the office's own says today. It has a last day and a kind of employment: it was submitted."""
    if vacancy.employer_id is None or vacancy.closes_on is None or not vacancy.employment_types:
        raise ValueError(f"vacancy {vacancy.id} was never submitted")
    return NewVacancy(
        employer_id=vacancy.employer_id, title=vacancy.title, description=vacancy.description,
        places=tuple(row.region_code for row in vacancy.places),
        headcount=Headcount(vacancy.male, vacancy.female, vacancy.either), wage=_wage(vacancy),
        closes_on=vacancy.closes_on, employment_type=EmploymentType(vacancy.employment_types[0].code),
        occupation_code=vacancy.occupation_code, industry_code=vacancy.industry_code,
        contract_months=vacancy.contract_months, benefits=vacancy.benefits, work_address=vacancy.work_address,
        apply_via=ApplyVia(vacancy.apply_via), apply_note=vacancy.apply_note,
        karirhub_number=vacancy.karirhub_number, karirhub_on=vacancy.karirhub_on,
        open_to_disability=vacancy.open_to_disability,
        requirements=Requirements(
            tuple(row.level for row in vacancy.education), vacancy.skills, vacancy.experience_months,
            vacancy.age_min, vacancy.age_max, vacancy.conditions, vacancy.justification, vacancy.scheme_code,
        ),
    )  # fmt: skip


def _wage(vacancy: Vacancy) -> Wage | None:
    if vacancy.wage_period is None or vacancy.wage_kind is None:
        return None
    return Wage(vacancy.wage_min, vacancy.wage_max, WagePeriod(vacancy.wage_period), WageKind(vacancy.wage_kind))


def revision_diff(vacancy: Vacancy, revision: VacancyRevision) -> tuple[Change, ...]:
    """What the proposal would change of the vacancy as it is public now, part by part in the order of the form."""
    now = facts(facts_of(vacancy))
    return changes(now, proposed_values(now, revision))


def revised(vacancy: Vacancy, revision: VacancyRevision) -> NewVacancy:
    """The vacancy with the proposal in force: its changed parts on top of what is public now."""
    return vacancy_of(vacancy.employer_id or 0, proposed_values(facts(facts_of(vacancy)), revision))


def proposed_values(now: Mapping[str, Value], revision: VacancyRevision) -> Mapping[str, Any]:
    return with_parts(now, json.loads(revision.data), revision.fields.split())
