"""A vacancy as the public would see it, before it is anywhere: nothing here is stored."""

from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.domain.vacancy import NewVacancy
from app.domain.vacancy_facts import facts
from app.models import Employer, Vacancy
from app.queries.reference import reference
from app.queries.vacancy_page import Fact, Standing, VacancyDetail, place_in_full

_LISTS = frozenset({"places", "education", "employment_type", "closes_on", "karirhub_on"})


def previewed(
    session: Session, vacancy: Vacancy, command: NewVacancy, employer: Employer, clock: Clock
) -> VacancyDetail:
    """The detail that a vacancy's page would be drawn from, if the command were on the board now."""
    known, wage, asks = reference(session), command.wage, command.requirements
    plain = {name: value for name, value in facts(command).items() if name not in _LISTS}
    shown = Vacancy(
        **plain, id=vacancy.id, company=employer.name, closes_on=command.closes_on, karirhub_on=command.karirhub_on,
        wage_monthly=wage and wage.monthly, employer=employer, published_at=vacancy.published_at or clock.now(),
        category="", place_text="",
    )  # fmt: skip
    return VacancyDetail(
        vacancy=shown,
        standing=Standing.OPEN,
        closed_on=None,
        places=tuple(Fact(code, place_in_full(known, code), False) for code in command.places),
        education=tuple(Fact(code, "", False) for code in asks.education),
        employment_types=(Fact(command.employment_type, "", False),),
        occupation=known.occupations.get(command.occupation_code or "", ""),
        scheme=known.scheme_title(command.requirements.scheme_code),
        others_open=0,
    )
