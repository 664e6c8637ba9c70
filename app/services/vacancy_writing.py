"""A vacancy's columns and lists from a command, whether it is new, submitted or revised."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.domain.errors import InvalidFact, NotFound
from app.domain.slug import slugify
from app.domain.vacancy import ApplyVia, NewVacancy
from app.models import Employer, Vacancy, VacancyEducation, VacancyEmploymentType, VacancyPlace

LONGEST_DAYS = 365  # a closing date further away is a typing error


def locked_vacancy(session: Session, vacancy_id: int) -> Vacancy:
    """The row, held until the transaction ends. Raises NotFound."""
    vacancy = session.scalar(select(Vacancy).where(Vacancy.id == vacancy_id).with_for_update())
    if vacancy is None:
        raise NotFound("vacancy")
    return vacancy


def check_command(command: NewVacancy, clock: Clock) -> None:
    """What every vacancy must state before anybody else sees it. Raises InvalidFact."""
    if not command.title.strip():
        raise InvalidFact("title", "missing")
    if command.headcount.total < 1:
        raise InvalidFact("headcount", "missing")
    if command.apply_via in (ApplyVia.PORTAL, ApplyVia.SOURCE):
        raise InvalidFact("apply_via", "not_offered")
    asks = command.requirements
    restricted = asks.age_min is not None or asks.age_max is not None or asks.conditions.strip()
    if (restricted or command.headcount.is_for_one_sex) and not asks.justification.strip():
        raise InvalidFact("justification", "missing")
    check_closing(command.closes_on, clock)


def check_closing(closes_on: date, clock: Clock) -> None:
    """The last day is not over and not absurd. Raises InvalidFact."""
    if closes_on < clock.today():
        raise InvalidFact("closes_on", "past")
    if closes_on > clock.today() + timedelta(days=LONGEST_DAYS):
        raise InvalidFact("closes_on", "too_far")


def put_facts(session: Session, vacancy: Vacancy, command: NewVacancy, employer: Employer) -> None:
    """Write a command onto a row. Lists that stay the same keep their rows."""
    wage, asks = command.wage, command.requirements
    columns = {
        "company": employer.name, "title": command.title.strip(), "slug": slugify(command.title),
        "description": command.description, "benefits": command.benefits, "occupation_code": command.occupation_code,
        "industry_code": command.industry_code or employer.industry_code, "contract_months": command.contract_months,
        "work_address": command.work_address, "male": command.headcount.male, "female": command.headcount.female,
        "either": command.headcount.either, "wage_min": wage and wage.minimum, "wage_max": wage and wage.maximum,
        "wage_period": wage and wage.period, "wage_kind": wage and wage.kind, "wage_monthly": wage and wage.monthly,
        "skills": asks.skills, "experience_months": asks.experience_months, "age_min": asks.age_min,
        "age_max": asks.age_max, "conditions": asks.conditions, "justification": asks.justification,
        "apply_via": command.apply_via, "apply_note": command.apply_note, "karirhub_number": command.karirhub_number,
        "karirhub_on": command.karirhub_on, "closes_on": command.closes_on,
        "scheme_code": asks.scheme_code, "open_to_disability": command.open_to_disability,
    }  # fmt: skip
    for name, value in columns.items():
        setattr(vacancy, name, value)
    _put_lists(session, vacancy, command)


def _put_lists(session: Session, vacancy: Vacancy, command: NewVacancy) -> None:
    """The old rows go before the new ones come: both may name the same code."""
    wanted = (command.places, command.requirements.education, (str(command.employment_type),))
    present = (
        tuple(row.region_code for row in vacancy.places),
        tuple(row.level for row in vacancy.education),
        tuple(row.code for row in vacancy.employment_types),
    )
    if wanted == present:
        return
    with session.no_autoflush:
        vacancy.places, vacancy.education, vacancy.employment_types = [], [], []
        if vacancy.id is not None:
            session.flush()
    vacancy.places = [VacancyPlace(region_code=code) for code in command.places]
    vacancy.education = [VacancyEducation(level=code) for code in command.requirements.education]
    vacancy.employment_types = [VacancyEmploymentType(code=command.employment_type)]
