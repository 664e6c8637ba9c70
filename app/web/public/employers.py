"""Employers and what they have open."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for

from app.extensions import db
from app.forms.list_filters import Reader
from app.queries.employer_page import EmployerPage, employer_page
from app.web.access import PUBLIC, access
from app.web.context import clock, settings
from app.web.paging import pages_of
from app.web.public.blueprint import NUMBER, public


@public.get(f"/perusahaan/<{NUMBER}:employer_id>")
@access(PUBLIC)
def employer_by_id(employer_id: int) -> Any:
    """The short address leads to the readable one."""
    return redirect(_address(_active(employer_id, 1)), 301)


@public.get(f"/perusahaan/<{NUMBER}:employer_id>-<slug>")
@access(PUBLIC)
def employer(employer_id: int, slug: str) -> Any:
    read = Reader(request.args)
    found = _active(employer_id, read.page())
    if slug != found.employer.slug:
        return redirect(_address(found), 301)
    pages = pages_of(found, url_for("public.employer", employer_id=employer_id, slug=slug))
    shown = {"found": found, "employer": found.employer, "path": _address(found), "pages": pages}
    return render_template("public/employer.html", **shown, unused=read.left()), pages.status


def _active(employer_id: int, number: int) -> EmployerPage:
    found = employer_page(db.session(), employer_id, number, clock(), settings().new_days)
    if found is None:
        abort(404)
    return found


def _address(found: EmployerPage) -> str:
    number = found.page if found.page > 1 else None
    return url_for("public.employer", employer_id=found.employer.id, slug=found.employer.slug, halaman=number)
