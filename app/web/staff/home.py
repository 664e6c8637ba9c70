"""The first page of the office's area: what waits, how fast it is answered, and where to go."""

from typing import Any

from flask import render_template

from app.domain.queue import AIMED
from app.extensions import db
from app.policies.permission_map import Right
from app.queries.queue import tab_counts
from app.queries.service_times import service_times
from app.web.access import access
from app.web.context import clock
from app.web.staff.blueprint import staff
from app.web.staff.queue_state import decides, late_before, open_tabs
from app.web.visitor import visitor


@staff.get("")
@access(Right.ENTER_OFFICE)
def home() -> Any:
    session, now, who, tabs = db.session(), clock().now(), visitor(), open_tabs()
    return render_template(
        "staff/home.html", counts=tab_counts(session, tabs), times=service_times(session, now) if tabs else {}, now=now,
        name=who.name if who else "", late_before=late_before(now), deciding=[tab for tab in tabs if decides(tab)],
        aimed=AIMED,
    )  # fmt: skip
