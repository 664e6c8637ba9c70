"""Who is looking: the account behind this request's session, read at most once.

Flask-Login holds the account for the request. Of its ways to recognise somebody only one is used, the token in the
signed session cookie: no remember cookie, and no tie to the network address, which changes all the time behind an
operator's NAT.
"""

import logging

from flask import Flask, Request, Response, current_app, g, has_request_context, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_login import current_user
from sqlalchemy.exc import SQLAlchemyError

from app.domain.actor import VISITOR, Actor
from app.extensions import db, login
from app.queries.signed_in import SignedIn, signed_in
from app.services.sessions import is_stale, touch
from app.web.context import clock

log = logging.getLogger(__name__)

_COOKIE_BEGUN = "session_begun"
TOKEN = "_user_id"  # noqa: S105  the name under which the cookie keeps the session's token: Flask-Login's own


class CookieSessions(SecureCookieSessionInterface):
    """As Flask's, which makes a signer for each request, also for the many that have nothing to be checked."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)


def visitor() -> SignedIn | None:
    """Who is signed in; None for everybody else. A request without a session's cookie asks no database, and looks into
    no session: its answer does not depend on cookies."""
    if not has_request_context() or not (_COOKIE_BEGUN in g or _has_cookie()):
        return None
    who = current_user._get_current_object()
    return who if isinstance(who, SignedIn) else None


def actor() -> Actor:
    """The actor of this request, for services."""
    who = visitor()
    return who.actor if who else VISITOR


def begin(token: str, *, lasting: bool) -> None:
    """Make this browser the one of a session. Whatever the cookie held before is gone, but for what the next page
    tells. `lasting`: it outlives the browser's window; an officer's does not."""
    told = session.get("_flashes", [])
    session.clear()
    session.permanent = lasting
    session[TOKEN] = token
    setattr(g, _COOKIE_BEGUN, True)
    if told:
        session["_flashes"] = told
    forget_who()


def renewed(token: str) -> None:
    """Put the session's new token into the cookie."""
    begin(token, lasting=session.permanent)


def leave() -> None:
    """Take the session out of this browser."""
    session.clear()
    forget_who()


def forget_who() -> None:
    """Look again who is signed in when next asked: it has just changed."""
    g.pop("_login_user", None)


def ask_no_more() -> None:
    """Nobody is known for the rest of this request: a page that says that the database is away must not ask it who is
    looking, nor for their news."""
    g._login_user = login.anonymous_user()


def _has_cookie() -> bool:
    return current_app.config["SESSION_COOKIE_NAME"] in request.cookies


def _load(token: str) -> SignedIn | None:
    return signed_in(db.session(), token, clock().now())


def _keep_alive(response: Response) -> Response:
    """A session in use lives on. What goes wrong with that is no matter of the page."""
    who = g.get("_login_user")
    if isinstance(who, SignedIn) and is_stale(who, clock()) and request.endpoint != "account.sign_out":
        try:
            touch(who, clock())
            session.modified = True
        except SQLAlchemyError:
            log.warning("a session's last use was not written down", exc_info=True)
    return response


def install(app: Flask) -> None:
    # Not by init_app: that looks into the session after every request, and then no answer could be kept by anybody.
    app.login_manager = login  # type: ignore[attr-defined]
    login.session_protection = None
    login.user_loader(_load)
    app.session_interface = CookieSessions()
    app.after_request(_keep_alive)
    app.jinja_env.globals["visitor"] = visitor
