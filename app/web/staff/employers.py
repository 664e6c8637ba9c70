"""Companies by state, for the office."""

from typing import Any

from flask import render_template, request, url_for

from app.extensions import db
from app.forms.list_filters import Reader
from app.policies.permission_map import Right
from app.queries.employer_review import EmployerTab, employer_list
from app.web.access import access
from app.web.paging import pages_of
from app.web.staff.blueprint import staff


@staff.get("/perusahaan")
@access(Right.REVIEW_EMPLOYERS)
def employers() -> Any:
    read = Reader(request.args)
    chosen, text = read.choice("status", set(EmployerTab)), read.words()
    tab = EmployerTab(chosen or EmployerTab.PENDING)
    found = employer_list(db.session(), tab, text, read.page())
    pages = pages_of(found, url_for("staff.employers", status=chosen, q=text or None))
    shown = {"found": found, "tab": tab, "text": text, "pages": pages, "unused": read.left()}
    return render_template("staff/employers.html", **shown), pages.status
