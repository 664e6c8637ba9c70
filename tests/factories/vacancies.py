"""Vacancies in every state, true to the constraints that tie a state to its facts."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from app.domain.vacancy import VacancyStatus
from app.domain.wage import Wage, WageKind, WagePeriod
from app.models import Employer, Vacancy, VacancyEducation, VacancyEmploymentType, VacancyPlace
from tests.factories.employers import employer
from tests.factories.numbering import number_of
from tests.support.clock import NOW, WITA

_CLOSED = {VacancyStatus.EXPIRED, VacancyStatus.FILLED, VacancyStatus.WITHDRAWN, VacancyStatus.REJECTED}
_UNSEEN = {VacancyStatus.DRAFT, VacancyStatus.SUBMITTED, VacancyStatus.RETURNED, VacancyStatus.REJECTED}
TODAY = NOW.astimezone(WITA).date()


def vacancy(
    title: str = "Operator Dump Truck",
    *,
    status: str = VacancyStatus.PUBLISHED,
    of: Employer | None = None,
    places: Iterable[str] = ("63.11.06",),
    education: Iterable[str] = ("smk",),
    types: Iterable[str] = ("penuh",),
    wage: tuple[int | None, int | None] | None = (4_000_000, 6_000_000),
    closes_on: date | None = TODAY + timedelta(days=30),
    published_at: datetime | None = NOW - timedelta(days=1),
    **facts: Any,
) -> Vacancy:
    """A vacancy of the office's own, published yesterday and open for thirty days.

    `of` is its employer, new unless given; `wage` is rupiah a month, lower and upper; other `facts` are columns.
    """
    owner = of or employer()
    plain: dict[str, Any] = {
        "status": status,
        "employer": owner,
        "company": owner.name,
        "title": title,
        "slug": title.lower().replace(" ", "-").replace("/", "-"),
        "description": "Mengoperasikan unit angkut di area tambang dengan aman.",
        "occupation_code": "8332",
        "industry_code": "05100",
        "work_address": "Site Paringin",
        "either": 2,
        "skills": "Terbiasa bekerja dalam regu.",
        "experience_months": 12,
        "apply_via": "office",
        "created_at": NOW - timedelta(days=2),
        "updated_at": NOW - timedelta(days=1),
        "closes_on": closes_on,
        "published_at": None if status in _UNSEEN else published_at,
        "closed_at": NOW if status in _CLOSED else None,
    }
    return Vacancy(**(plain | _wage(wage) | _lists(places, education, types) | facts))


def posting(title: str = "Staf Gudang", *, source: str = "Papan Contoh", **facts: Any) -> Vacancy:
    """A posting imported from another board: its company is text and applying happens there."""
    plain: dict[str, Any] = {
        "employer": None,
        "company": "CV Sumber Contoh",
        "source": source,
        "source_id": f"contoh-{number_of('posting')}",
        "source_url": "https://papan.example/lowongan",
        "apply_via": "source",
        "either": 0,
        "place_text": "Kab. Balangan",
        "occupation_code": None,
        "industry_code": None,
        "experience_months": None,
    }
    return vacancy(title, of=employer(), **(plain | facts))


def vacancies(number: int, **facts: Any) -> list[Vacancy]:
    """Many published vacancies of one employer, each a minute older than the one before."""
    owner = facts.pop("of", None) or employer()
    return [
        vacancy(f"Helper Mekanik {n:03d}", of=owner, published_at=NOW - timedelta(days=1, minutes=n), **facts)
        for n in range(1, number + 1)
    ]


def _wage(bounds: tuple[int | None, int | None] | None) -> dict[str, Any]:
    if bounds is None:
        return {}
    wage = Wage(*bounds)
    return {
        "wage_min": wage.minimum,
        "wage_max": wage.maximum,
        "wage_period": WagePeriod.MONTH,
        "wage_kind": WageKind.WAGE,
        "wage_monthly": wage.monthly,
    }


def _lists(places: Iterable[str], education: Iterable[str], types: Iterable[str]) -> dict[str, Any]:
    return {
        "places": [VacancyPlace(region_code=code) for code in places],
        "education": [VacancyEducation(level=code) for code in education],
        "employment_types": [VacancyEmploymentType(code=code) for code in types],
    }
