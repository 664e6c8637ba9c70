"""The vacancy list as JSON."""

from typing import Any

from flask import Response, request

from app.domain.wage import Wage, WagePeriod
from app.extensions import db
from app.forms.vacancy_filters import parse
from app.queries import vacancy_search
from app.queries.reference import Reference, reference
from app.queries.vacancy_cards import VacancyCard
from app.web.access import PUBLIC, access
from app.web.api.answers import refuse_missing_page, refuse_unknown, sent_list
from app.web.api.blueprint import api
from app.web.api.facets import FacetCodes, counted_facets, places
from app.web.api.operations import Operation, describes
from app.web.api.parameters import VACANCY_PARAMETERS
from app.web.context import clock, settings, vacancy_engine
from app.web.formats import absolute, vacancy_address
from app.web.vacancy_codes import EDUCATION, EMPLOYMENT, choices

CACHE = "public, max-age=60"  # a withdrawn vacancy is out of every cache after a minute
_TEXT, _MAYBE_TEXT, _MAYBE_WAGE, _DAY = (
    {"type": "string"}, {"type": ["string", "null"]}, {"type": ["integer", "null"], "minimum": 1},
    {"type": "string", "format": "date"},
)  # fmt: skip
FIELDS = {
    "id": {"type": "integer"}, "title": _TEXT, "employer": _MAYBE_TEXT, "location": _MAYBE_TEXT,
    "wage_min": _MAYBE_WAGE, "wage_max": _MAYBE_WAGE, "employment_type": _MAYBE_TEXT, "source": _MAYBE_TEXT,
    "published_on": _DAY, "closes_on": _DAY, "url": {"type": "string", "format": "uri"},
}  # fmt: skip
VACANCIES = Operation("vacancies", "VacancyList", VACANCY_PARAMETERS, FIELDS, is_open=True)


@api.get("/vacancies")
@access(PUBLIC)
@describes(VACANCIES)
def vacancies() -> Response:
    session, home = db.session(), settings().office.region_code
    known = reference(session)
    parsed = parse(request.args, choices(known))
    refuse_unknown(VACANCIES, request.args, parsed.unused)
    page = vacancy_search.search(session, vacancy_engine(), parsed.filters, clock(), home=home)
    refuse_missing_page(page)
    facets = counted_facets(page.wish.wanted, page.facets, _codes(known, home))
    return sent_list(page, [_item(card) for card in page.cards], facets, CACHE)


def _item(card: VacancyCard) -> dict[str, Any]:
    return {
        "id": card.id,
        "title": card.title,
        "employer": card.employer_name or None,
        "location": ", ".join(card.places) or None,
        "wage_min": _monthly(card.wage_min, card.wage_period),
        "wage_max": _monthly(card.wage_max, card.wage_period),
        "employment_type": ",".join(card.employment_types) or None,
        "source": card.source,
        "published_on": card.published_on.isoformat(),
        "closes_on": card.closes_on.isoformat(),
        "url": absolute(vacancy_address(card)),
    }


def _monthly(bound: int | None, period: str | None) -> int | None:
    """Rupiah a month, so that wages compare: items have no place for a period. Piece work has no month."""
    return None if bound is None or period is None else Wage(bound, None, WagePeriod(period)).monthly


def _codes(known: Reference, office_code: str) -> dict[str, FacetCodes]:
    return {
        "lokasi": places(known, office_code),
        "jabatan": FacetCodes((), known.occupation_groups, known.occupations),
        "sektor": FacetCodes((), known.sectors, known.sectors),
        "pendidikan": FacetCodes((), EDUCATION),
        "jenis": FacetCodes(EMPLOYMENT),
    }
