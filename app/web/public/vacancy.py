"""One vacancy."""

from typing import Any

from flask import Response, abort, make_response, redirect, render_template, request, url_for

from app.extensions import db
from app.queries.reference import reference
from app.queries.similar import similar_ids
from app.queries.vacancy_cards import VacancyCard, cards
from app.queries.vacancy_page import Standing, VacancyDetail, place_in_full, vacancy_detail
from app.web.access import PUBLIC, access
from app.web.context import clock, settings, vacancy_engine
from app.web.prose import excerpt
from app.web.public.blueprint import NUMBER, public
from app.web.public.job_posting import job_posting
from app.web.public.list_page import list_before
from app.web.view_counter import count_view


@public.get(f"/lowongan/<{NUMBER}:vacancy_id>")
@access(PUBLIC)
def vacancy_by_id(vacancy_id: int) -> Any:
    """The short address leads to the readable one, unless that would tell the title of what was taken down."""
    detail = _open_to_visitors(vacancy_id)
    return _gone(detail) if detail.standing == Standing.TAKEN_DOWN else redirect(_address(detail), 301)


@public.get(f"/lowongan/<{NUMBER}:vacancy_id>-<slug>")
@access(PUBLIC)
def vacancy(vacancy_id: int, slug: str) -> Any:
    detail = _open_to_visitors(vacancy_id)
    if detail.standing in (Standing.GONE, Standing.TAKEN_DOWN):
        return _gone(detail)
    address = _address(detail)
    if slug != detail.vacancy.slug:
        return redirect(address + (f"?{request.query_string.decode('latin-1')}" if request.query_string else ""), 301)
    shown = {"detail": detail, "vacancy": detail.vacancy, "path": address, "apply_via": detail.vacancy.apply_via}
    if request.args.get("cetak"):
        return render_template("public/vacancy/print.html", **shown)
    if detail.is_open:
        count_view(detail.vacancy)
    return render_template("public/vacancy/page.html", **shown, **_beside(detail, address))


def _beside(detail: VacancyDetail, address: str) -> dict[str, Any]:
    """What the page shows around the vacancy itself."""
    vacancy, known = detail.vacancy, reference(db.session())
    region = vacancy.employer.region_code if vacancy.employer else None
    closes_on = vacancy.closes_on
    return {
        "similar": _similar(detail),
        "days_left": (closes_on - clock().today()).days if detail.is_open and closes_on else None,
        "posting": job_posting(detail, known, settings().office, address) if detail.is_own and detail.is_open else None,
        "employer_place": place_in_full(known, region) if region else "",
        "summary": excerpt(vacancy.description) or f"{vacancy.title}, {vacancy.company}".rstrip(", "),
        "back_to": list_before(url_for("public.vacancy_list")),
    }


def _open_to_visitors(vacancy_id: int) -> VacancyDetail:
    detail = vacancy_detail(db.session(), vacancy_id, clock(), settings().gone_days)
    if detail is None:
        abort(404)
    return detail


def _address(detail: VacancyDetail) -> str:
    return url_for("public.vacancy", vacancy_id=detail.vacancy.id, slug=detail.vacancy.slug)


def _similar(detail: VacancyDetail) -> list[VacancyCard]:
    ids = similar_ids(vacancy_engine(), detail, clock().today())
    return cards(db.session(), ids, clock(), settings().new_days)


def _gone(detail: VacancyDetail) -> Response:
    page = render_template("public/vacancy/gone.html", detail=detail, vacancy=detail.vacancy, similar=_similar(detail))
    return make_response(page, 410)
