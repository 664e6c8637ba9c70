"""The catalogue of workers as JSON: the fields of its cards (gate S7) and nothing else."""

from typing import Any

from flask import Response, request

from app.domain.worker import EXPERIENCE_BANDS
from app.extensions import db
from app.forms.worker_filters import parse
from app.queries import worker_search
from app.queries.reference import Reference, reference
from app.queries.worker_cards import WorkerCard
from app.web.access import PUBLIC, access
from app.web.api.answers import refuse_far_page, refuse_missing_page, refuse_unknown, sent_list
from app.web.api.blueprint import api
from app.web.api.facets import FacetCodes, counted_facets, places
from app.web.api.operations import Operation, describes
from app.web.api.parameters import WORKER_PAGES, WORKER_PARAMETERS
from app.web.context import clock, settings, worker_engine
from app.web.formats import absolute, worker_address
from app.web.vacancy_codes import EDUCATION
from app.web.worker_codes import AVAILABILITY, ISSUERS, LEVELS, STATES, choices

CACHE = "no-cache"  # who hides a card is gone with the next request (gate R6)
_TEXT, _TEXTS = {"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1, "uniqueItems": True}
FIELDS = {
    "id": {"type": "string", "pattern": "^TK-[2-9A-Z]{4}-[2-9A-Z]{4}$"}, "occupation": _TEXT, "schemes": _TEXTS,
    "issuers": _TEXTS, "kkni_level": {"type": ["integer", "null"], "minimum": 1, "maximum": 9}, "district": _TEXT,
    "certificate_state": {"enum": [*STATES]}, "available": {"enum": [*AVAILABILITY]},
    "url": {"type": "string", "format": "uri"},
}  # fmt: skip
WORKERS = Operation("workers", "WorkerList", WORKER_PARAMETERS, FIELDS)


@api.get("/workers")
@access(PUBLIC)
@describes(WORKERS)
def workers() -> Response:
    session, home = db.session(), settings().office.region_code
    known = reference(session)
    parsed = parse(request.args, choices(known))
    refuse_unknown(WORKERS, request.args, parsed.unused)
    refuse_far_page(parsed.filters, WORKER_PAGES)
    page = worker_search.search(session, worker_engine(), parsed.filters, clock(), home)
    refuse_missing_page(page)
    facets = counted_facets(page.wish.wanted, page.facets, _codes(known, home))
    return sent_list(page, [_item(card) for card in page.cards], facets, CACHE, WORKER_PAGES)


def _item(card: WorkerCard) -> dict[str, Any]:
    """The first certificate speaks for the card here as it does on the page."""
    held = card.certificates
    return {
        "id": card.public_id,
        "occupation": card.heading,
        "schemes": list(dict.fromkeys(one.title for one in held)),
        "issuers": list(dict.fromkeys(one.issuer for one in held)),
        "kkni_level": max((one.level for one in held if one.level is not None), default=None),
        "district": card.place,
        "certificate_state": held[0].state,
        "available": card.availability,
        "url": absolute(worker_address(card)),
    }


def _codes(known: Reference, office_code: str) -> dict[str, FacetCodes]:
    return {
        "skema": FacetCodes((), known.schemes, known.scheme_names),
        "penerbit": FacetCodes(ISSUERS),
        "jenjang": FacetCodes(LEVELS),
        "status": FacetCodes(STATES),
        "lokasi": places(known, office_code),
        "pendidikan": FacetCodes((), EDUCATION),
        "tersedia": FacetCodes(AVAILABILITY),
        "pengalaman": FacetCodes(EXPERIENCE_BANDS),
    }
