"""Companies by state, for the office."""

import re
from typing import Any

from flask import abort, render_template, request

from app.domain.list_filters import tidy
from app.extensions import db
from app.policies.permission_map import Right
from app.queries.employer_review import EmployerTab, employer_list
from app.web.access import access
from app.web.paging import page_numbers
from app.web.staff.blueprint import staff

MOST_PAGES = 10_000


@staff.get("/perusahaan")
@access(Right.REVIEW_EMPLOYERS)
def employers() -> Any:
    code, text = request.args.get("status", EmployerTab.PENDING), tidy(request.args.get("q", "")).strip()
    number = request.args.get("halaman", "1")
    if not (re.fullmatch("[0-9]{1,5}", number) and 1 <= int(number) <= MOST_PAGES):
        abort(404)
    tab = EmployerTab(code) if code in set(EmployerTab) else EmployerTab.PENDING
    found = employer_list(db.session(), tab, text, int(number))
    if found.page > found.pages:
        abort(404)
    return render_template(
        "staff/employers.html", found=found, tab=tab, text=text, numbers=page_numbers(found.page, found.pages),
        unknown="" if code == tab else tidy(code)[:40],
    )  # fmt: skip
