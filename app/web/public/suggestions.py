"""Suggestions for the search boxes: a list of links that the script of the page puts under the box."""

from typing import NamedTuple

from flask import Response, make_response, render_template, request, url_for

from app.domain.vacancy_filters import VacancyFilters
from app.extensions import db
from app.queries import suggestions as known
from app.web.access import PUBLIC, access
from app.web.context import clock
from app.web.public.blueprint import public
from search.suggesting import Name

LIMITS = {known.JOB: 5, known.COMPANY: 2, known.PLACE: 2}
LONGEST = 60  # characters of a text that suggestions are sought for
KEPT = "public, max-age=60"


class Suggestion(NamedTuple):
    """A name, where it leads, and the words that stay what is sought there."""

    name: Name
    address: str
    rest: str


@public.get("/saran")
@access(PUBLIC)
def suggestions() -> Response:
    """What the text so far may become. Each suggestion is a link to where it leads."""
    text = request.args.get("q", "")
    found = _found(text) if len(text) <= LONGEST else []
    response = make_response(render_template("public/suggestions.html", suggestions=found))
    response.headers["Cache-Control"] = KEPT
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _found(text: str) -> list[Suggestion]:
    """Names by the whole text; where it names no place, places by its last words, and the rest stays what is sought."""
    suggester = known.suggester(db.session(), clock())
    found = [Suggestion(name, _address(name), "") for name in suggester.find(text, LIMITS)]
    words = text.split()
    for size in (2, 1):
        if len(words) > size and not any(one.name.kind == known.PLACE for one in found):
            rest = " ".join(words[:-size])
            places = suggester.find(" ".join(words[-size:]), {known.PLACE: LIMITS[known.PLACE]})
            found += [Suggestion(name, _address(name, rest), rest) for name in places]
    return found


def _address(name: Name, rest: str = "") -> str:
    if name.kind == known.COMPANY:
        employer_id, _, slug = name.target.partition("-")
        return url_for("public.employer", employer_id=int(employer_id), slug=slug)
    at_place = name.kind == known.PLACE
    filters = VacancyFilters(text=rest, place=(name.target,)) if at_place else VacancyFilters(text=name.target)
    return f"{url_for('public.vacancy_list')}?{filters.query_string()}"
