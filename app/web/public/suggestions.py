"""Suggestions for the search boxes: a list of links that the script of the page puts under the box."""

from typing import Any, NamedTuple

from flask import Response, make_response, render_template, request, url_for

from app.domain.vacancy_filters import VacancyFilters
from app.domain.worker_filters import WorkerFilters
from app.extensions import db
from app.queries import suggestions as known
from app.web.access import PUBLIC, access
from app.web.context import clock
from app.web.public.blueprint import public
from search.suggesting import Name

WORKERS = "tenaga-kerja"  # value of the query name "di": suggestions for the catalogue instead of the board
LIMITS = {
    known.BOARD: {known.JOB: 5, known.COMPANY: 2, known.PLACE: 2},
    known.CATALOGUE: {known.SCHEME: 4, known.JOB: 3, known.PLACE: 2},
}
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
    of = known.CATALOGUE if request.args.get("di") == WORKERS else known.BOARD
    found = _found(text, of) if len(text) <= LONGEST else []
    response = make_response(render_template("public/suggestions.html", suggestions=found, counted=of == known.BOARD))
    response.headers["Cache-Control"] = KEPT if of == known.BOARD else "no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _found(text: str, of: str) -> list[Suggestion]:
    """Names by the whole text; where it names no place, places by its last words, and the rest stays what is sought."""
    suggester = known.suggester(db.session(), clock(), of)
    names = known.without_closed(db.session(), suggester.find(text, LIMITS[of]))
    found = [Suggestion(name, _address(of, name), "") for name in names]
    words = text.split()
    for size in (2, 1):
        if len(words) > size and not any(one.name.kind == known.PLACE for one in found):
            rest = " ".join(words[:-size])
            places = suggester.find(" ".join(words[-size:]), {known.PLACE: LIMITS[of][known.PLACE]})
            found += [Suggestion(name, _address(of, name, rest), rest) for name in places]
    return found


def _address(of: str, name: Name, rest: str = "") -> str:
    if name.kind == known.COMPANY:
        employer_id, _, slug = name.target.partition("-")
        return url_for("public.employer", employer_id=int(employer_id), slug=slug)
    wishes: dict[str, Any] = {"text": name.target}
    if name.kind == known.PLACE:
        wishes = {"text": rest, "place": (name.target,)}
    elif name.kind == known.SCHEME:
        wishes = {"scheme": (name.target,)}
    if of == known.CATALOGUE:
        return f"{url_for('public.worker_list')}?{WorkerFilters(**wishes).query_string()}"
    return f"{url_for('public.vacancy_list')}?{VacancyFilters(**wishes).query_string()}"
