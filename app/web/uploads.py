"""Views that take a file. Every other request is held to the size of a form."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request

View = TypeVar("View", bound=Callable[..., Any])

# Six papers of the largest size: who sends five at once, one of them too large, shall read so on the form, not lose the
# page.
LARGEST_REQUEST = 30 * 2**20  # bytes


def takes_upload(view: View) -> View:
    """Mark a view whose form holds a file."""
    view.takes_upload = True  # type: ignore[attr-defined]
    return view


def install(app: Flask) -> None:
    @app.url_value_preprocessor
    def raise_limit(endpoint: str | None, _values: dict[str, Any] | None) -> None:
        """Before anything reads the body, the check against forged forms included."""
        view = current_app.view_functions.get(endpoint or "")
        if getattr(view, "takes_upload", False):
            request.max_content_length = LARGEST_REQUEST
