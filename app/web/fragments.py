"""A page or the part of it that changes, from one context: a view never asks whether HTMX is calling."""

from typing import Any
from urllib.parse import SplitResult, urlsplit

from flask import Response, make_response, render_template, request


def wants_fragment() -> bool:
    """HTMX asks for a part, unless it restores a page from the browser's history."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and headers.get("HX-History-Restore-Request") != "true"


def render_page_or_fragment(
    template: str, *, address: str | None = None, status: int = 200, **context: Any
) -> Response:
    """The `template`, which draws the whole page, or when it is `partial` only what HTMX swaps in. `address` is the
    canonical path and query of what is shown: the browser's address bar gets it, unless it stands there already."""
    partial = wants_fragment()
    response = make_response(render_template(template, partial=partial, **context), status)
    response.vary.add("HX-Request")
    if partial and address is not None:
        response.headers["HX-Push-Url"] = "false" if address == _current_address() else address
    return response


def _current_address() -> str:
    current = parts_of(request.headers.get("HX-Current-URL", ""))
    return f"{current.path}?{current.query}" if current.query else current.path


def parts_of(address: str) -> SplitResult:
    """The parts of an address that a browser sent; empty ones for what is no address."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")
