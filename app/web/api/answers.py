"""What every address of the API sends: JSON with a tag, a list, or the reasons why a query cannot be answered."""

import json
from collections.abc import Iterable
from typing import Any

from flask import Response, request, url_for
from werkzeug.datastructures import MultiDict

from app.domain.list_filters import MOST_PAGES, ListFilters
from app.forms.list_filters import Problem, Unused
from app.queries.result_page import ResultPage
from app.web.api.operations import Operation
from app.web.api_words import say
from app.web.formats import absolute
from app.web.problems import refuse

AnyPage = ResultPage[Any, Any]  # of vacancies or of workers
BAD_QUERY = "BadQuery"  # the component of the document that describes the answer to a wrong query
_SHOWN = 40  # characters of a name that an answer repeats


def sent(content: Any, cache: str) -> Response:
    """JSON under a tag of its content: who holds it already gets a 304."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    response = Response(body, mimetype="application/json")
    response.headers["Cache-Control"] = cache
    response.add_etag()
    response.make_conditional(request)
    return response


def sent_list(page: AnyPage, items: list[dict[str, Any]], facets: Any, cache: str, most: int = MOST_PAGES) -> Response:
    """One page of a list. `most` is the furthest page that may be asked for."""
    pages = min(page.pages, most)
    found = {"total": page.total, "page": page.filters.page, "pages": pages, "items": items, "facets": facets}
    response = sent(found, cache)
    # The page says "sekitar": while a change waits for the index, the total may be off by it.
    response.headers["X-Total"] = "approximate" if page.approximate else "exact"
    return response


def refuse_unknown(operation: Operation, args: MultiDict[str, str], unused: Iterable[Unused]) -> None:
    """Answer 400 when a query holds a name or a value that would not count: a program reads no notices."""
    wrong = [Unused(name[:_SHOWN], "", Problem.UNKNOWN_NAME) for name in args if name not in operation.names]
    wrong += [one for one in unused if one.problem != Problem.UNKNOWN_NAME]
    if wrong:
        errors = [
            {"parameter": one.name, "value": one.value, "detail": say("refused", str(one.problem), one.name, one.value)}
            for one in wrong
        ]
        refuse(400, " ".join(one["detail"] for one in errors), _bad_query(), errors=errors)


def refuse_far_page(filters: ListFilters, most: int) -> None:
    """Answer 400 for a page that is not given out, whether it exists or not."""
    if filters.page > most:
        detail = say("too_far", most)
        errors = [{"parameter": "halaman", "value": str(filters.page), "detail": detail}]
        refuse(400, detail, _bad_query(), errors=errors)


def _bad_query() -> str:
    """The type of a problem with the query: where the document describes it."""
    return f"{absolute(url_for('api.document'))}#/components/responses/{BAD_QUERY}"


def refuse_missing_page(page: AnyPage) -> None:
    """Answer 404 for a page beyond the last, as the list itself does."""
    if not page.exists:
        refuse(404, say("no_such_page", page.total, page.pages))
