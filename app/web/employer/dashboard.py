"""The first page of a company's team: what needs it, what closes soon, what was looked at."""

from typing import Any

from flask import render_template

from app.domain.employer import EmployerStatus
from app.extensions import db
from app.models import Employer
from app.policies.permission_map import Right
from app.queries.employer_desk import desk, last_reason
from app.web.access import access
from app.web.context import clock
from app.web.employer.blueprint import employer
from app.web.employer.own import company_head, own_id
from app.web.employer.vacancies import open_verbs
from app.web.employer.vacancy_sheets import new_key


@employer.get("")
@access(Right.ENTER_EMPLOYER)
def dashboard() -> Any:
    session, key = db.session(), own_id()
    shown = company_head()
    mine = shown["company"]
    assert isinstance(mine, Employer)
    reason = "" if mine.status == EmployerStatus.ACTIVE else last_reason(session, key)
    found = desk(session, key, clock())
    over = [(row, open_verbs(row), new_key()) for row in found.over]  # a key of its own for each button that copies
    return render_template("employer/dashboard.html", desk=found, over=over, reason=reason, **shown)
