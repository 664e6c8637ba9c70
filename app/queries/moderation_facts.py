"""What the moderator's assistant judges a vacancy by: of a stored one, and of a proposal as it would be.

Three selects: the minimum wages that may hold, the open vacancies that may be its twin, the addresses of its team.
Twins are sought among open and waiting vacancies of the same company, with the same title (the slug is the folded
title) or with the same beginning of the text; how alike they are is decided on the rows.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate

from sqlalchemy import select, union
from sqlalchemy.orm import Session, load_only, selectinload

from app.domain.codes import region_ancestry
from app.domain.moderation.facts import Minimum, OpenTwin, VacancyFacts
from app.domain.moderation.flags import Field
from app.domain.moderation.twins import are_apart, is_twin, least_alike, likeness, words
from app.domain.reading.folding import fold
from app.domain.slug import slugify
from app.domain.vacancy import NewVacancy, VacancyStatus
from app.domain.wage import Wage, WageKind, WagePeriod
from app.models import (
    Account,
    Employer,
    Membership,
    MinimumWage,
    Vacancy,
    VacancyEmploymentType,
    VacancyPlace,
    VacancyRevision,
)
from app.models.vacancy import BEGINNING, text_begins
from app.queries.reference import Reference, reference
from app.queries.vacancy_facts import revised

_MOST_CANDIDATES, _MOST_TWINS = 20, 3
_PLACES = select(VacancyPlace.region_code).order_by(VacancyPlace.id)
_KINDS = select(VacancyEmploymentType.code)
_OPEN = (VacancyStatus.PUBLISHED, VacancyStatus.SUBMITTED)


def moderation_facts(session: Session, vacancy: Vacancy, today: date) -> VacancyFacts:
    """The facts of a stored vacancy, whatever its state; of an imported posting what it has."""
    imported = vacancy.source is not None  # its address and headcount are not ours to ask for
    texts = {
        Field.TITLE: vacancy.title, Field.DESCRIPTION: vacancy.description, Field.BENEFITS: vacancy.benefits,
        Field.SKILLS: vacancy.skills, Field.CONDITIONS: vacancy.conditions,
        Field.WORK_ADDRESS: vacancy.work_address or vacancy.source_url, Field.APPLY_NOTE: vacancy.apply_note,
    }  # fmt: skip
    said = VacancyFacts(
        texts=texts,
        wage=_wage(vacancy),
        age_min=vacancy.age_min,
        age_max=vacancy.age_max,
        male=vacancy.male,
        female=vacancy.female,
        either=vacancy.either or int(imported),
        employment_types=frozenset(session.scalars(_KINDS.where(VacancyEmploymentType.vacancy_id == vacancy.id))),
        occupation_code=vacancy.occupation_code,
        experience_months=vacancy.experience_months,
        justification=vacancy.justification,
        place_codes=tuple(session.scalars(_PLACES.where(VacancyPlace.vacancy_id == vacancy.id))),
    )
    return _in_its_place(session, vacancy, said, vacancy.industry_code, today)


def revision_facts(session: Session, vacancy: Vacancy, revision: VacancyRevision, today: date) -> VacancyFacts:
    """The facts of a published vacancy with a proposal in force."""
    return proposed_facts(session, vacancy, revised(vacancy, revision), today)


def proposed_facts(session: Session, vacancy: Vacancy, command: NewVacancy, today: date) -> VacancyFacts:
    """The facts of a vacancy as a command would leave it."""
    asks, people = command.requirements, command.headcount
    texts = {
        Field.TITLE: command.title, Field.DESCRIPTION: command.description, Field.BENEFITS: command.benefits,
        Field.SKILLS: asks.skills, Field.CONDITIONS: asks.conditions, Field.WORK_ADDRESS: command.work_address,
        Field.APPLY_NOTE: command.apply_note,
    }  # fmt: skip
    said = VacancyFacts(
        texts=texts,
        wage=command.wage,
        age_min=asks.age_min,
        age_max=asks.age_max,
        male=people.male,
        female=people.female,
        either=people.either,
        employment_types=frozenset({str(command.employment_type)}),
        occupation_code=command.occupation_code,
        experience_months=asks.experience_months,
        justification=asks.justification,
        place_codes=command.places,
    )
    return _in_its_place(session, vacancy, said, command.industry_code or vacancy.industry_code, today)


def _in_its_place(
    session: Session, vacancy: Vacancy, said: VacancyFacts, industry: str | None, today: date
) -> VacancyFacts:
    """What is known about the company, the places and the other vacancies, added to what a vacancy says."""
    known, employer = reference(session), vacancy.employer
    return replace(
        said,
        place_names=place_names(known, said.place_codes),
        employer_name=vacancy.company,
        website=employer.website if employer else "",
        emails=_team_addresses(session, employer),
        minimum=minimum_wage(session, said.place_codes, industry, today.year),
        twins=_twins(session, vacancy, said, today),
    )


def place_names(known: Reference, codes: Sequence[str]) -> tuple[str, ...]:
    """Labels of places and of what they lie in."""
    return tuple(known.place_label(code) for place in codes for code in region_ancestry(place))


def _wage(vacancy: Vacancy) -> Wage | None:
    if vacancy.wage_period is None or vacancy.wage_kind is None:
        return None
    return Wage(vacancy.wage_min, vacancy.wage_max, WagePeriod(vacancy.wage_period), WageKind(vacancy.wage_kind))


def minimum_wage(session: Session, places: Sequence[str], industry: str | None, year: int) -> Minimum | None:
    """The minimum that holds: of each place that of the nearest region, in the latest year, the sector's where it is
    higher; of several places the lowest. None where the table has none."""
    regions = {code for place in places for code in region_ancestry(place)}
    industries = ["", *accumulate(industry or "")]
    rows = session.scalars(
        select(MinimumWage).where(
            MinimumWage.region_code.in_(regions), MinimumWage.industry_code.in_(industries), MinimumWage.year <= year
        )
    ).all()
    found = [row for place in places if (row := _nearest(rows, region_ancestry(place)))]
    if not found:
        return None
    lowest = min(found, key=lambda row: row.monthly)
    known = reference(session)
    return Minimum(lowest.monthly, lowest.year, known.place_label(lowest.region_code), lowest.industry_code)


def _nearest(rows: Sequence[MinimumWage], ancestry: Sequence[str]) -> MinimumWage | None:
    """The higher of the general and the sector minimum, each of the nearest region that has one."""
    found = []
    for is_sector in (False, True):
        for code in reversed(ancestry):
            of_region = [row for row in rows if row.region_code == code and bool(row.industry_code) == is_sector]
            if of_region:
                found.append(max(of_region, key=lambda row: (row.year, len(row.industry_code))))
                break
    return max(found, key=lambda row: row.monthly, default=None)


def _team_addresses(session: Session, employer: Employer | None) -> tuple[str, ...]:
    if employer is None:
        return ()
    query = (
        select(Account.email)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.employer_id == employer.id, Account.email.is_not(None))
        .order_by(Membership.id)
    )
    return tuple(email for email in session.scalars(query) if email)


def _twins(session: Session, vacancy: Vacancy, said: VacancyFacts, today: date) -> tuple[OpenTwin, ...]:
    title, description = said.text(Field.TITLE), said.text(Field.DESCRIPTION)
    if not title.strip():
        return ()
    found = []
    for other in _candidates(session, vacancy, slugify(title), description, today):
        ours, same_title = _is_of_same_employer(vacancy, other), fold(other.title) == fold(title)
        places = (said.place_codes, [row.region_code for row in other.places])
        if ours and are_apart(*places):
            continue
        alike = likeness(description, other.description, least_alike(same_employer=ours, same_title=same_title))
        shorter = min(len(words(text)) for text in (description, other.description))
        if is_twin(alike, shorter, same_employer=ours, same_title=same_title, places=places):
            found.append(OpenTwin(other.id, other.title, other.company, ours, alike))
    return tuple(sorted(found, key=lambda twin: -twin.likeness)[:_MOST_TWINS])


def _is_of_same_employer(vacancy: Vacancy, other: Vacancy) -> bool:
    if vacancy.employer_id is not None and other.employer_id is not None:
        return vacancy.employer_id == other.employer_id
    return fold(vacancy.company) == fold(other.company)


def _candidates(session: Session, vacancy: Vacancy, slug: str, description: str, today: date) -> Sequence[Vacancy]:
    """The newest of each way to be alike, each way by an index of its own."""
    same = [Vacancy.slug == slug]
    if vacancy.employer_id is not None:
        same.append(Vacancy.employer_id == vacancy.employer_id)
    if len(description) >= BEGINNING:
        same.append(text_begins == description[:BEGINNING])
    others = select(Vacancy.id).where(Vacancy.status.in_(_OPEN), Vacancy.closes_on >= today, Vacancy.id != vacancy.id)
    newest = [others.where(way).order_by(Vacancy.id.desc()).limit(_MOST_CANDIDATES).subquery() for way in same]
    columns = (Vacancy.title, Vacancy.company, Vacancy.employer_id, Vacancy.description)
    return session.scalars(
        select(Vacancy)
        .options(load_only(*columns), selectinload(Vacancy.places))
        .where(Vacancy.id.in_(union(*(select(ids.c.id) for ids in newest))))
        .order_by(Vacancy.id.desc())
    ).all()
