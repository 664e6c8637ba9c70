"""Employers and what they have open."""

import re
from typing import Any

from flask import abort, redirect, render_template, request, url_for

from app.extensions import db
from app.queries.employer_page import EmployerPage, employer_page
from app.web.access import PUBLIC, access
from app.web.context import clock, settings
from app.web.paging import page_numbers
from app.web.public.blueprint import NUMBER, public

MOST_PAGES = 10_000


@public.get(f"/perusahaan/<{NUMBER}:employer_id>")
@access(PUBLIC)
def employer_by_id(employer_id: int) -> Any:
    """The short address leads to the readable one."""
    return redirect(_address(_active(employer_id, 1)), 301)


@public.get(f"/perusahaan/<{NUMBER}:employer_id>-<slug>")
@access(PUBLIC)
def employer(employer_id: int, slug: str) -> Any:
    number = _page_number(request.args.get("halaman", "1"))
    found = _active(employer_id, number)
    if slug != found.employer.slug:
        return redirect(_address(found), 301)
    if number > found.pages:
        abort(404)
    numbers = page_numbers(number, found.pages)
    return render_template(
        "public/employer.html", found=found, employer=found.employer, path=_address(found), numbers=numbers
    )


def _active(employer_id: int, number: int) -> EmployerPage:
    found = employer_page(db.session(), employer_id, number, clock(), settings().new_days)
    if found is None:
        abort(404)
    return found


def _address(found: EmployerPage) -> str:
    number = found.page if found.page > 1 else None
    return url_for("public.employer", employer_id=found.employer.id, slug=found.employer.slug, halaman=number)


def _page_number(text: str) -> int:
    if not (re.fullmatch("[0-9]{1,5}", text) and 1 <= int(text) <= MOST_PAGES):
        abort(404)
    return int(text)
