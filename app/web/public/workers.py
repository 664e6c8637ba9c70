"""The catalogue of certified workers: search, filters, results."""

from flask import Response, request, url_for

from app.domain.worker_filters import SORTS
from app.extensions import db
from app.forms.worker_filters import parse
from app.queries import worker_search
from app.queries.reference import reference
from app.web.access import PUBLIC, access
from app.web.context import clock, settings, worker_engine
from app.web.fragments import render_page_or_fragment
from app.web.public.blueprint import public
from app.web.public.list_page import ListAddresses, around
from app.web.public.worker_facets import facets
from app.web.worker_codes import choices, labels


@public.get("/tenaga-kerja")
@access(PUBLIC)
def worker_list() -> Response:
    session, home = db.session(), settings().office.region_code
    known = reference(session)
    parsed = parse(request.args, choices(known))
    page = worker_search.search(session, worker_engine(), parsed.filters, clock(), home)
    addresses = ListAddresses(url_for("public.worker_list"), page.wish)
    return render_page_or_fragment(
        "public/workers/list.html",
        address=addresses.here,
        status=200 if page.exists else 404,
        unused=parsed.unused,
        facets=facets(page.wish.wanted, page.facets, known, home),
        **around(page, addresses, labels(known), SORTS),
    )
