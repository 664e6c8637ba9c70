"""The language of a page. The address alone says which: below `/en` a page is English, everywhere else Indonesian.

`/en` is taken off an address before it is routed and put before every address that an English page names. So each view
stands once in the routes and knows nothing of languages, no GET sets one, and every address is one page.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlencode

from flask import Flask, request

from app.domain.languages import ENGLISH, FOLDER, IN_FOLDER, INDONESIAN, in_language, is_copied, language, speaking
from config import Office

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

NAMES = {INDONESIAN: "Bahasa Indonesia", ENGLISH: "English"}  # each in its own language


class Copy(NamedTuple):
    """The page being made in the other language."""

    language: str
    name: str
    address: str


def other_copy(here: str = "") -> Copy | None:
    """The page and state at the path and query `here`, else at the request's, in the other language; None when this
    page exists in Indonesian only."""
    if not here:
        query = urlencode(list(request.args.items(multi=True)))
        here = quote(request.path) + (f"?{query}" if query else "")
    if in_language(here, INDONESIAN) == in_language(here, ENGLISH):
        return None
    other = INDONESIAN if language() == ENGLISH else ENGLISH
    return Copy(other, NAMES[other], in_language(here, other))


class LanguageFolder:
    """Before the app: takes `/en` off an address that has an English copy, as a server does for an app that is mounted
    in a folder (PEP 3333, SCRIPT_NAME). Any other address below `/en` is left whole: no route knows it."""

    def __init__(self, wsgi_app: "WSGIApplication") -> None:
        self.wsgi_app = wsgi_app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not IN_FOLDER.match(path):
            return self._answer(INDONESIAN, environ, start_response)
        plain = path.removeprefix(FOLDER)
        if is_copied(plain):
            environ = {**environ, "SCRIPT_NAME": environ.get("SCRIPT_NAME", "") + FOLDER, "PATH_INFO": plain}
        return self._answer(ENGLISH, environ, start_response)

    def _answer(self, spoken: str, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        with speaking(spoken):
            return self.wsgi_app(environ, start_response)


class OfficeWords:
    """The office as templates see it: what it has in English is in the language of the page."""

    def __init__(self, office: Office) -> None:
        self._office = {INDONESIAN: office, ENGLISH: office.in_english}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._office[language()], name)


def install(app: Flask, office: Office) -> None:
    app.wsgi_app = LanguageFolder(app.wsgi_app)  # type: ignore[method-assign]
    app.jinja_env.globals.update(
        office=OfficeWords(office), language=language, in_language=in_language, other_copy=other_copy
    )
