"""Words in the page's language, looked up once per process: a list page asks for two hundred of them.

Flask-Babel finds its way from the request to the catalogue for every single word, which takes longer than the rest of
the page. Here the language is settled once a request, and what follows from a text or from a code is kept.
"""

from contextvars import ContextVar
from functools import cache, lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from babel.support import Translations
from flask import Flask
from flask_babel import get_locale
from jinja2.runtime import Macro
from markupsafe import Markup

CATALOGUES = Path(__file__).resolve().parents[1] / "messages"
SPOKEN = "id"

_language: ContextVar[str] = ContextVar("language", default=SPOKEN)


def language() -> str:
    """The language of the page being made, as an HTML `lang` value."""
    return _language.get()


def settle_language() -> None:
    """Fix the language for the request that begins."""
    _language.set(str(get_locale() or SPOKEN))


@cache
def _catalogue(spoken: str) -> NullTranslations:
    return Translations.load(str(CATALOGUES), [spoken])


@lru_cache(maxsize=4_096)
def _pattern(message: str, spoken: str) -> Markup:
    return Markup(_catalogue(spoken).gettext(message))  # noqa: S704  our own catalogue


@lru_cache(maxsize=4_096)
def _plain(message: str, spoken: str) -> Markup:
    return _pattern(message, spoken) % {}


def translate(message: str, **values: Any) -> Markup:
    """A text of the templates in the page's language. Values fill its %(name)s and are escaped."""
    spoken = _language.get()
    return _pattern(message, spoken) % values if values else _plain(message, spoken)


@lru_cache(maxsize=8_192)
def _kept(macro: Macro, spoken: str, args: tuple[Any, ...]) -> str:
    return macro(*args)


def kept(macro: Macro, *args: Any) -> str:
    """What a macro of a component makes of these values, kept: for macros that depend on nothing but their values and
    the language, and are called for every row."""
    return _kept(macro, _language.get(), args)


def install(app: Flask) -> None:
    app.before_request(settle_language)
    app.jinja_env.globals.update(_=translate, kept=kept)
