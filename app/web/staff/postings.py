"""Imported postings: which registered company they belong to, where an officer says so."""

from typing import Any

from flask import abort, flash, make_response, redirect, render_template, request, url_for

from app.domain.errors import InvalidFact
from app.domain.list_filters import tidy
from app.extensions import db
from app.forms.list_filters import Reader
from app.policies.ownership import is_own_matter
from app.policies.permission_map import Right
from app.queries import posting_links as queries
from app.queries.timeline import timeline
from app.queries.vacancy_page import VacancyDetail
from app.services import posting_links
from app.web.access import access
from app.web.context import clock
from app.web.paging import pages_of
from app.web.staff.blueprint import NUMBER, staff
from app.web.visitor import actor

LINKED = ("belum", "sudah")


@staff.get("/impor")
@access(Right.LINK_POSTING)
def postings() -> Any:
    read = Reader(request.args)
    text, linked = read.words(), read.choice("tautan", LINKED) or ""
    found = queries.postings(db.session(), text, linked, read.page(), clock())
    pages = pages_of(found, url_for("staff.postings", q=text or None, tautan=linked or None))
    shown = {"found": found, "text": text, "linked": linked, "pages": pages, "unused": read.left()}
    return render_template("staff/postings/list.html", **shown), pages.status


@staff.get(f"/impor/<{NUMBER}:vacancy_id>")
@access(Right.LINK_POSTING)
def posting(vacancy_id: int) -> Any:
    return _page(_posting(vacancy_id), tidy(request.args.get("q", "")).strip(), 200)


@staff.post(f"/impor/<{NUMBER}:vacancy_id>")
@access(Right.LINK_POSTING)
def link_posting(vacancy_id: int) -> Any:
    """`perusahaan` names a company in place of `sebelumnya` (0: of none), `lepas` takes it back."""
    detail, text = _posting(vacancy_id), tidy(request.form.get("q", "")).strip()
    chosen, seen, undone = _number("perusahaan"), _number("sebelumnya"), "lepas" in request.form
    if not undone and chosen < 0:
        return _page(detail, text, 422, "missing")
    try:
        if undone:
            posting_links.unlink(vacancy_id, actor(), clock(), seen)
        else:
            posting_links.link(vacancy_id, chosen, actor(), clock(), seen)
    except InvalidFact as error:
        return _page(_posting(vacancy_id), text, 409 if error.problem == "meanwhile" else 422, error.problem)
    flash("posting.unlinked" if undone else "posting.linked", "good")
    return redirect(url_for("staff.posting", vacancy_id=vacancy_id), 303)


def _number(name: str) -> int:
    """An id that was sent; -1 for anything else."""
    typed = request.form.get(name, "")
    return min(int(typed[:10]), 2**31 - 1) if typed.isascii() and typed.isdigit() else -1


def _posting(vacancy_id: int) -> VacancyDetail:
    found = queries.posting(db.session(), vacancy_id, clock())
    if found is None:
        abort(404)
    return found


def _page(detail: VacancyDetail, text: str, status: int, problem: str = "") -> Any:
    session, vacancy = db.session(), detail.vacancy
    page = render_template(
        "staff/postings/page.html", detail=detail, vacancy=vacancy, text=text, problem=problem,
        companies=queries.companies(session, text), steps=timeline(session, "vacancy", vacancy.id),
        own=is_own_matter(actor(), vacancy),
    )  # fmt: skip
    return make_response(page, status)
