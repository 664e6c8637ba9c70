"""Suggestions of codes for the boxes of the vacancy form: occupations (KBJI) and fields of business (KBLI)."""

from collections.abc import Iterable

from flask import Response, make_response, render_template, request

from app.extensions import db
from app.policies.permission_map import Right
from app.queries.industries import industry_choices
from app.queries.occupation_choices import OccupationChoice, occupation_choices
from app.web.access import access
from app.web.employer.blueprint import employer

LONGEST = 120  # characters of a text that codes are sought for


@employer.get("/saran-jabatan")
@access(Right.POST_VACANCY)
def occupation_suggestions() -> Response:
    """Options for the list box that the script keeps under a box; empty when there is nothing to suggest."""
    return _options("occupation", occupation_choices(db.session()).find(_text()))


@employer.get("/saran-usaha")
@access(Right.POST_VACANCY)
def industry_suggestions() -> Response:
    return _options("industry", (OccupationChoice(*row) for row in industry_choices(db.session(), _text())))


def _text() -> str:
    text = request.args.get("q", "")
    return text if len(text) <= LONGEST else ""


def _options(field: str, choices: Iterable[OccupationChoice]) -> Response:
    response = make_response(render_template("employer/vacancy_form/suggestions.html", field=field, choices=choices))
    response.headers["Cache-Control"] = "private, max-age=60"
    return response
