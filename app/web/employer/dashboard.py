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


@employer.get("")
@access(Right.ENTER_EMPLOYER)
def dashboard() -> Any:
    session, key = db.session(), own_id()
    shown = company_head()
    mine = shown["company"]
    assert isinstance(mine, Employer)
    reason = "" if mine.status == EmployerStatus.ACTIVE else last_reason(session, key)
    return render_template("employer/dashboard.html", desk=desk(session, key, clock()), reason=reason, **shown)
