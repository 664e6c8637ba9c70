"""What every answer tells the browser to refuse, and how long it may be kept."""

from flask import Flask, Response, current_app, g, request, session

from app.web.context import settings
from app.web.visitor import TOKEN

POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",  # no other site draws an answer into its own page
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
HSTS = "max-age=31536000; includeSubDomains"


def protect(response: Response) -> Response:
    """Add the headers that a view has not set stricter itself. A public page is kept but asked for again (`no-cache`):
    Back shows it at once, and an unchanged one answers 304, which on 3G saves the whole page."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if settings().production and request.is_secure:
        response.headers["Strict-Transport-Security"] = HSTS
    if _is_personal(response):
        response.headers["Cache-Control"] = "no-store"
        response.vary.add("Cookie")
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-cache" if response.status_code < 400 else "no-store"
        # flask-compress compares the tag with the request's after it has chosen the encoding.
        if response.status_code == 200 and request.method in ("GET", "HEAD") and not response.is_streamed:
            response.add_etag()
    return response


def _is_personal(response: Response) -> bool:
    """Whether the answer is for one browser only: it comes from a session, or begins one, or holds a form's token. What
    is the same for all and says so itself, such as the stylesheet, is not."""
    if "public" in response.headers.get("Cache-Control", ""):
        return False
    if "csrf_token" in g:
        return True
    has_cookie = current_app.config["SESSION_COOKIE_NAME"] in request.cookies
    return has_cookie and bool(session.get(TOKEN) or session.modified)


def install(app: Flask) -> None:
    app.after_request(protect)
