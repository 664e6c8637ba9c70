"""What the vacancy list shows beside its rows."""

from datetime import date

from app.domain.vacancy_filters import SORTS
from app.queries.reference import Reference
from app.queries.vacancy_search import VacancyPage
from app.web.public.list_page import ListAddresses, around
from app.web.vacancy_codes import labels

WAGE_STEPS = (1_500_000, 2_500_000, 3_500_000, 5_000_000, 7_500_000, 10_000_000, 15_000_000)
DAY_STEPS = (1, 3, 7, 14, 30)


def wage_steps(minimum: int | None, chosen: int | None) -> list[int]:
    """Steps of the wage filter in rupiah a month, the office's minimum wage and the present choice among them."""
    return sorted({*WAGE_STEPS, *(value for value in (minimum, chosen) if value)})


def day_steps(chosen: int | None) -> list[int]:
    return sorted({*DAY_STEPS, *([chosen] if chosen else [])})


def extras(
    page: VacancyPage, known: Reference, office_code: str, addresses: ListAddresses, today: date
) -> dict[str, object]:
    """The template's view of everything but facets."""
    minimum, wanted = known.minimum_wage(office_code, today.year), page.wish.wanted
    return around(page, addresses, labels(known), SORTS) | {
        "minimum_wage": minimum,
        "wage_min": wanted.wage_min,
        "wage_steps": wage_steps(minimum, wanted.wage_min),
        "day_steps": day_steps(page.filters.since_days),
    }
