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
from app.web.public.list_page import ListAddresses
from app.web.public.vacancy_facets import facets
from app.web.public.vacancy_list import extras
from app.web.vacancy_codes import choices


@public.get("/lowongan")
@access(PUBLIC)
def vacancy_list() -> Response:
    session, office, now = db.session(), settings().office, clock()
    known = reference(session)
    parsed = parse(request.args, choices(known))
    home, new_days = office.region_code, settings().new_days
    page = vacancy_search.search(session, vacancy_engine(), parsed.filters, now, new_days, home)
    addresses = ListAddresses(url_for("public.vacancy_list"), page.wish)
    return render_page_or_fragment(
        "public/vacancies/list.html",
        address=addresses.here,
        status=200 if page.exists else 404,
        unused=parsed.unused,
        facets=facets(page.wish.wanted, page.facets, known, home),
        **extras(page, known, home, addresses, now.today()),
    )
