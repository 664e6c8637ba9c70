"""Error pages in the look of the site. Each names a short reference that the log holds too."""

import logging

from flask import Flask, Response, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, InternalServerError, ServiceUnavailable, TooManyRequests

from app.domain.errors import NotAllowed, NotFound
from app.domain.throttling import TooManyAttempts
from app.extensions import db
from app.queries.board import count_open
from app.web.context import clock
from app.web.kept_form import unsent
from app.web.problems import is_for_programs, logged_path, problem, reference_for
from app.web.visitor import ask_no_more

log = logging.getLogger(__name__)

WORDED = frozenset({400, 403, 404, 405, 410, 413, 429, 500, 503})  # each has a text of its own in errors/page.html
RETRY_SECONDS = 30
# The pages that bring a form back in the words of its area; every other form has errors/again.html.
_AGAIN = {"employer": "employer/again.html", "staff": "staff/again.html"}


def error_page(error: HTTPException) -> Response:
    """The page of an HTTP error, whatever raised it; a problem document for programs."""
    code = error.code or 500
    name = reference_for(code)
    log.log(logging.ERROR if code >= 500 else logging.INFO, "%s %s %r", name, request.method, logged_path())
    response = problem(code, name) if is_for_programs() else make_response(_render(code, name), code)
    response.headers.extend(
        [(key, value) for key, value in error.get_headers() if key.lower() in ("allow", "retry-after")]
    )
    return response


def stale_token(error: CSRFError) -> Response:
    """The form's token is not this browser's, or no longer: somebody signed in again in another tab. What they typed
    comes back to be read and sent; where that is not safe, the error's page, and also where the token was good and the
    browser sends no address of ours along (Referer, over HTTPS): sent again, the form would come back for ever."""
    hopeless = is_for_programs() or (error.description or "").startswith("The referrer")
    sent = None if hopeless else unsent()
    if sent is None:
        return error_page(error)
    log.info("400 %s %r: the form came back with a new token", request.method, logged_path())
    page = _AGAIN.get(request.blueprint or "", "errors/again.html")
    return make_response(render_template(page, sent=sent), 400)


def _render(code: int, name: str) -> str:
    wording = code if code in WORDED else 500 if code >= 500 else 400
    try:
        open_count = _open_count() if code == 404 else None
        return render_template("errors/page.html", wording=wording, code=code, reference=name, open_count=open_count)
    except Exception:
        # The page itself is broken: whatever happens, people get an answer in their language.
        log.exception("%s the error page failed", name)
        return render_template("errors/bare.html", reference=name)


def _open_count() -> int | None:
    """Open vacancies, for the link on the page; None when the database does not answer."""
    try:
        return count_open(db.session(), clock().today())
    except SQLAlchemyError:
        let_go()
        return None


def database_error(error: DBAPIError | PoolTimeout) -> Response:
    """The database is locked, full or gone: nothing is half written, and trying again may help."""
    log.error("the database did not answer", exc_info=error)
    let_go()
    ask_no_more()
    return error_page(ServiceUnavailable(retry_after=RETRY_SECONDS))


def let_go(_error: BaseException | None = None) -> None:
    """End what the session has begun. When the database went away meanwhile this fails, which must not take a finished
    answer with it."""
    try:
        if db.session.registry.has():
            db.session.remove()
    except SQLAlchemyError as error:
        log.warning("a connection was lost: %s", type(error).__name__)


def not_found(_error: NotFound | NotAllowed) -> Response:
    """What is not there and what is not the visitor's answer alike."""
    return error_page(_named(404))


def too_many_attempts(error: TooManyAttempts) -> Response:
    """A limit that the view has no page of its own for."""
    return error_page(TooManyRequests(retry_after=max(1, round(error.wait.total_seconds()))))


def _named(code: int) -> HTTPException:
    made = HTTPException()
    made.code = code
    return made


def install(app: Flask) -> None:
    app.teardown_appcontext(let_go)  # runs before the extension's, which was plugged in earlier
    app.register_error_handler(HTTPException, error_page)
    app.register_error_handler(CSRFError, stale_token)
    app.register_error_handler(InternalServerError, error_page)
    app.register_error_handler(OperationalError, database_error)
    app.register_error_handler(PoolTimeout, database_error)
    app.register_error_handler(NotFound, not_found)
    app.register_error_handler(NotAllowed, not_found)
    app.register_error_handler(TooManyAttempts, too_many_attempts)
