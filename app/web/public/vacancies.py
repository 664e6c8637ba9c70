"""The board: search, filters, results."""

from flask import Response, request, url_for

from app.extensions import db
from app.forms.vacancy_filters import parse
from app.queries import vacancy_search
from app.queries.reference import reference
from app.web.access import PUBLIC, access
from app.web.context import clock, settings, vacancy_engine
from app.web.fragments import render_page_or_fragment
from app.web.public.blueprint import public
from app.web.public.vacancy_facets import facets
from app.web.public.vacancy_list import ListAddresses, choices, extras


@public.get("/lowongan")
@access(PUBLIC)
def vacancy_list() -> Response:
    session, office, now = db.session(), settings().office, clock()
    known = reference(session)
    parsed = parse(request.args, choices(known))
    page = vacancy_search.search(session, vacancy_engine(), parsed.filters, now, settings().new_days)
    addresses = ListAddresses(url_for("public.vacancy_list"), page.filters)
    return render_page_or_fragment(
        "public/vacancies/list.html",
        "public/vacancies/_swap.html",
        address=addresses.here,
        status=200 if page.exists else 404,
        list=page,
        filters=page.filters,
        unused=parsed.unused,
        facets=facets(page.filters, page.facets, known, office.region_code),
        addresses=addresses,
        **extras(page, known, office.region_code, addresses, now.today()),
    )
