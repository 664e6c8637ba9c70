"""What machines read: feed, site map, robots.txt."""

from datetime import UTC, datetime

from flask import Response, abort, make_response, render_template, request, url_for

from app.domain.paging import page_count
from app.extensions import db
from app.forms.vacancy_filters import parse
from app.queries.feeds import PART, feed_entries, map_employers, map_vacancies, own_open
from app.queries.reference import reference
from app.web.access import PUBLIC, access
from app.web.context import clock, settings, vacancy_engine
from app.web.public.blueprint import public
from app.web.vacancy_codes import choices

STATIC_PAGES = ("public.home", "public.vacancy_list", "public.help", "public.about", "public.privacy")
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)  # when an empty feed was last updated


@public.get("/lowongan.atom")
@access(PUBLIC)
def vacancy_feed() -> Response:
    session = db.session()
    filters = parse(request.args, choices(reference(session))).filters.change(sort=None, unfolded=None)
    entries = feed_entries(session, vacancy_engine(), filters, clock(), settings().office.region_code)
    query = filters.query_string()
    page = render_template(
        "feeds/vacancies.xml",
        entries=entries,
        filters=filters,
        query=f"?{query}" if query else "",
        updated=max((entry.updated_at for entry in entries), default=BEGINNING),
    )
    return _sent(page, "application/atom+xml")


@public.get("/sitemap.xml")
@access(PUBLIC)
def sitemap() -> Response:
    """One map, or the index of several when one would be too long."""
    session, today = db.session(), clock().today()
    parts = page_count(own_open(session, today), PART)
    asked = request.args.get("bagian")
    if asked is None and parts > 1:
        addresses = [url_for("public.sitemap", bagian=part) for part in range(1, parts + 1)]
        return _sent(render_template("feeds/sitemap_index.xml", addresses=addresses), "application/xml")
    if asked is not None and asked not in map(str, range(1, parts + 1)):
        abort(404)
    part = int(asked or 1)
    page = render_template(
        "feeds/sitemap.xml",
        pages=[url_for(endpoint) for endpoint in STATIC_PAGES] if part == 1 else [],
        employers=map_employers(session) if part == 1 else [],
        vacancies=map_vacancies(session, today, part),
    )
    return _sent(page, "application/xml")


@public.get("/robots.txt")
@access(PUBLIC)
def robots() -> Response:
    return _sent(render_template("feeds/robots.txt"), "text/plain")


def _sent(page: str, mimetype: str) -> Response:
    response = make_response(page)
    response.mimetype = mimetype
    return response
