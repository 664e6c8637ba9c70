"""Errors of the API (RFC 9457): a document that a program can read, worded for the person who reads it."""

import json
import logging
import re
import secrets
from http import HTTPStatus
from typing import Any, NoReturn

from flask import Response, abort, request

from app.web.api_words import say

log = logging.getLogger(__name__)

MIMETYPE = "application/problem+json"
_SECRET = re.compile(r"^(/cek|/tenaga-kerja|/konfirmasi|/sandi-baru|/undangan)/.+")
NO_TYPE = "about:blank"  # the type of a problem that says no more than its status
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without those that are read for one another


def reference_for(code: int) -> str:
    """A short name for one error, such as 404-8K2M, that somebody can read out on the telephone."""
    return f"{code}-{''.join(secrets.choice(SIGNS) for _ in range(4))}"


def logged_path() -> str:
    """The path of the request without what must not stand in a log: tokens of certificates and letters, people's
    ids."""
    return _SECRET.sub(r"\1/…", request.path)


def is_for_programs() -> bool:
    """Whether this request must never be answered with a page."""
    return request.path == "/api" or request.path.startswith("/api/")


def problem(code: int, reference: str, detail: str = "", kind: str = NO_TYPE, **more: Any) -> Response:
    """The answer to a request that failed. `reference` is what the log holds too; `more` are members of its own."""
    found = {
        "type": kind,
        "title": _worded("problem_title", code),
        "status": code,
        "detail": detail or _worded("problem_detail", code),
        "reference": reference,
        **more,
    }
    response = Response(json.dumps(found, ensure_ascii=False), code, mimetype=MIMETYPE)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _worded(macro: str, code: int) -> str:
    try:
        return say(macro, code)
    except Exception:
        # The words themselves are broken: a program still gets a document, never a page.
        log.exception("the words of problem %s failed", code)
        return HTTPStatus(code).phrase


def refuse(code: int, detail: str, kind: str = NO_TYPE, **more: Any) -> NoReturn:
    """End the request with a problem, and name it in the log."""
    name = reference_for(code)
    log.info("%s %s %r", name, request.method, logged_path())
    abort(problem(code, name, detail, kind, **more))
