"""The first page of a company's team: what needs it, what closes soon, what was looked at."""

from typing import Any

from flask import render_template

from app.extensions import db
from app.policies.permission_map import Right
from app.queries.employer_desk import desk
from app.web.access import access
from app.web.context import clock
from app.web.employer.blueprint import employer
from app.web.employer.own import company_head, own_id


@employer.get("")
@access(Right.ENTER_EMPLOYER)
def dashboard() -> Any:
    return render_template("employer/dashboard.html", desk=desk(db.session(), own_id(), clock()), **company_head())
