"""Who may open a view. A view without a stamp is closed to everybody."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request

View = TypeVar("View", bound=Callable[..., Any])


class Access(StrEnum):
    PUBLIC = "public"


PUBLIC = Access.PUBLIC


def access(level: Access) -> Callable[[View], View]:
    """Stamp a view with who may open it."""

    def stamp(view: View) -> View:
        view.access = level  # type: ignore[attr-defined]
        return view

    return stamp


def level_of(view: Callable[..., Any]) -> Access | None:
    """The stamp of a view, None when it has none."""
    return getattr(view, "access", None)


def guard(app: Flask) -> None:
    """Deny by default: an unstamped view answers as if it did not exist."""

    @app.before_request
    def check_access() -> None:
        if request.endpoint is None:
            return
        if level_of(current_app.view_functions[request.endpoint]) is None:
            abort(404)
