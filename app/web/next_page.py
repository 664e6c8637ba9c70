"""Where somebody goes after signing in: the page they came from, if it is one of this site, else the start of their
area."""

import re
from urllib.parse import unquote, urlsplit

from flask import current_app, request, url_for

from app.queries.signed_in import SignedIn

LONGEST = 500  # characters
_BAD = re.compile(r"[\x00-\x1f\x7f\\]")


def wanted_page() -> str | None:
    """The query name `lanjut`: a path of this site, None for anything else."""
    return own_path(request.args.get("lanjut", ""))


def own_path(text: str) -> str | None:
    """The text if it is a path of this site. What a browser could take for another host is none: //host, \\\\host, a
    scheme, control characters, also when they are written with percent signs."""
    plain = unquote(unquote(text))
    strange = _BAD.search(plain) or " " in text or re.match(r"/\s*/", plain)
    if strange or not text.startswith("/") or len(text) > LONGEST:
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else text


def start_of(who: SignedIn) -> str:
    """The start of somebody's area."""
    if who.waiting:
        return url_for("account.second_step")
    if who.is_officer:
        return url_for("staff.home")
    if who.employer_id is not None and "employer.dashboard" in current_app.view_functions:
        return url_for("employer.dashboard")
    return url_for("account.home")
