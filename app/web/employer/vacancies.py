"""A company's vacancies: the list, and each one's own page."""

from datetime import timedelta
from typing import Any

from flask import render_template, request, url_for

from app.domain.vacancy import VACANCY_LIFECYCLE
from app.extensions import db
from app.forms.list_filters import Reader
from app.models import Vacancy
from app.policies.permission_map import Right
from app.policies.vacancy import can_perform
from app.queries.own_vacancies import TABS, own_vacancies
from app.queries.own_vacancy import own_vacancy, own_vacancy_page
from app.queries.vacancy_page import unpublished_detail
from app.web.access import access, guarded
from app.web.context import clock
from app.web.employer.blueprint import NUMBER, employer
from app.web.employer.vacancy_sheets import new_key, own_employer
from app.web.paging import pages_of
from app.web.visitor import actor

LATELY = 7  # days of the shorter count of views


@employer.get("/lowongan")
@access(Right.ENTER_EMPLOYER)
def vacancies() -> Any:
    read, company = Reader(request.args), own_employer()
    tab, text = read.choice("status", TABS) or "", read.words()
    found = own_vacancies(db.session(), company.id, clock(), tab, text, read.page())
    pages = pages_of(found, url_for("employer.vacancies", status=tab or None, q=text or None))
    shown = {"found": found, "tabs": TABS, "text": text, "pages": pages, "unused": read.left()}
    return render_template("employer/vacancies/list.html", company=company, **shown), pages.status


@employer.get(f"/lowongan/<{NUMBER}:vacancy_id>")
@access(Right.KEEP_VACANCY, thing=own_vacancy)
def vacancy(vacancy_id: int) -> Any:
    """Where a vacancy stands, and what may be done with it."""
    mine: Vacancy = guarded()
    lately_from = clock().today() - timedelta(days=LATELY - 1)
    page = own_vacancy_page(db.session(), mine, lately_from)
    shown = {"page": page, "verbs": open_verbs(mine), "key": new_key(), "today": clock().today(), "lately": LATELY}
    return render_template(
        "employer/vacancies/page.html", vacancy=mine, company=own_employer(), apply_via=mine.apply_via,
        detail=unpublished_detail(db.session(), vacancy_id, clock()), **shown,
    )  # fmt: skip


def open_verbs(mine: Vacancy) -> frozenset[str]:
    """What the law of states lets this actor do with it now."""
    who = actor()
    rows = VACANCY_LIFECYCLE.open_to(mine.status, who.roles)
    return frozenset(row.verb for row in rows if can_perform(who, row, mine))
