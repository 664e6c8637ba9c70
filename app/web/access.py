"""Who may open a view. A view without a stamp is closed to everybody.

@access(PUBLIC)                                     anybody
@access(Right.KEEP_OWN_ACCOUNT)                     a right of the permission map
@access(Right.KEEP_VACANCY, thing=vacancy_by_id)    a right over a thing: the guard loads it, `guarded()` returns it
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, abort, current_app, flash, g, make_response, redirect, render_template, request, url_for
from flask import session as session_cookie
from sqlalchemy.orm import Session
from werkzeug.exceptions import Unauthorized
from werkzeug.wrappers import Response

from app.extensions import db
from app.forms.sign_in import SignInForm
from app.policies.permission_map import PERMISSIONS, Right, may
from app.web import kept_form
from app.web.visitor import TOKEN, leave, visitor

View = TypeVar("View", bound=Callable[..., Any])
Loader = Callable[..., Any]  # (session, **route values) -> the thing, None when it is not there


class Access(StrEnum):
    PUBLIC = "public"


PUBLIC = Access.PUBLIC


@dataclass(frozen=True)
class Stamp:
    """Who may open a view, and how the thing that the right is over is found."""

    level: Access | Right
    thing: Loader | None = None


def access(level: Access | Right, thing: Loader | None = None) -> Callable[[View], View]:
    """Stamp a view with who may open it. A right over a thing needs the loader of that thing."""
    if level is not PUBLIC and (PERMISSIONS[Right(level)].over is None) != (thing is None):
        raise ValueError(f"{level} is over a thing, or the thing has no right over it")

    def stamp(view: View) -> View:
        view.access = Stamp(level, thing)  # type: ignore[attr-defined]
        return view

    return stamp


def stamp_of(view: Callable[..., Any]) -> Stamp | None:
    """The stamp of a view, None when it has none."""
    return getattr(view, "access", None)


def level_of(view: Callable[..., Any]) -> Access | Right | None:
    """Who may open a view, None when nobody said."""
    stamp = stamp_of(view)
    return stamp.level if stamp else None


def guarded() -> Any:
    """The thing that the guard loaded for this request."""
    return g.thing


def guard(app: Flask) -> None:
    """Deny by default: an unstamped view answers as if it did not exist."""

    @app.before_request
    def check_access() -> Response | None:
        if request.endpoint is None:
            return None
        stamp = stamp_of(current_app.view_functions[request.endpoint])
        if stamp is None:
            abort(404)
        return None if stamp.level is PUBLIC else _check(Right(stamp.level), stamp.thing)


def _check(right: Right, loader: Loader | None) -> Response | None:
    who = visitor()
    if who is None:
        kept = "" if request.headers.get("HX-Request") == "true" else kept_form.sealed()
        _say_why()
        return _sign_in_with(kept) if kept else _to("account.sign_in")
    session: Session = db.session()
    if who.waiting and (who.has_second_factor or PERMISSIONS[right].second_factor):
        return _to("account.second_step")
    g.thing = loader(session, **(request.view_args or {})) if loader else None
    if not may(who.actor, right, g.thing):
        abort(404)
    return None


def _say_why() -> None:
    """Tell a browser whose session has ended that it has, once."""
    if session_cookie.get(TOKEN):
        leave()
        flash("session_ended", "info")


def _sign_in_with(kept: str) -> Response:
    """The form to sign in, in the place of the page that was asked for: it carries along what was typed."""
    shown = {"form": SignInForm(None), "onward": None, "wait": None, "carried": kept}
    return make_response(render_template("account/sign_in.html", **shown), 401)


def _to(endpoint: str) -> Response:
    """Send somebody to sign in first. What HTMX asked for cannot be shown inside a page: it goes there as a whole."""
    here = request.full_path.rstrip("?") if request.method in ("GET", "HEAD") else None
    address = url_for(endpoint, lanjut=here)
    if request.headers.get("HX-Request") == "true":
        answer = Unauthorized().get_response()
        answer.headers["HX-Redirect"] = url_for(endpoint, lanjut=_page_behind())
        return answer
    return redirect(address, 303)


def _page_behind() -> str | None:
    """The page that an HTMX request was sent from, as a path of this site."""
    current = request.headers.get("HX-Current-URL", "")
    return current.removeprefix(request.host_url.rstrip("/")) if current.startswith(request.host_url) else None
