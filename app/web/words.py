"""Words in the page's language, looked up once per process: a list page asks for two hundred of them.

Flask-Babel finds its way from the request to the catalogue for every single word, which takes longer than the rest of
the page. Here the language is known from the address, and what follows from a text or from a code is kept.
"""

from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, current_app
from jinja2.runtime import Macro
from markupsafe import Markup

from app.domain.languages import INDONESIAN, language

CATALOGUES = Path(__file__).resolve().parents[1] / "messages"
NOTHING, IN_INDONESIAN = Markup(""), Markup(' lang="id"')


@cache
def _catalogue(spoken: str) -> NullTranslations:
    """The catalogue of a language, read when its first page is asked for. Texts are written in Indonesian."""
    if spoken == INDONESIAN:
        return NullTranslations()
    with (CATALOGUES / spoken / "LC_MESSAGES" / "messages.po").open("rb") as file:
        written = read_po(file, locale=spoken)
    compiled = BytesIO()
    write_mo(compiled, written)
    compiled.seek(0)
    return GNUTranslations(compiled)


@lru_cache(maxsize=4_096)
def _pattern(message: str, spoken: str) -> Markup:
    return Markup(_catalogue(spoken).gettext(message))  # noqa: S704  our own catalogue


@lru_cache(maxsize=4_096)
def _plain(message: str, spoken: str) -> Markup:
    return _pattern(message, spoken) % {}


def translate(message: str, **values: Any) -> Markup:
    """A text of the templates in the page's language. Values fill its %(name)s and are escaped."""
    spoken = language()
    return _pattern(message, spoken) % values if values else _plain(message, spoken)


def translate_count(one: str, many: str, number: int, **values: Any) -> Markup:
    """A text about a number of things, in the form that the page's language has for this number. Indonesian has one
    form, so both texts are the same there."""
    return Markup(_catalogue(language()).ngettext(one, many, number)) % values  # noqa: S704  our own catalogue


@lru_cache(maxsize=8_192)
def _kept(macro: Macro, spoken: str, args: tuple[Any, ...]) -> str:
    return macro(*args)


def kept(macro: Macro, *args: Any) -> str:
    """What a macro of a component makes of these values, kept: for macros that depend on nothing but their values and
    the language, and are called for every row."""
    return _kept(macro, language(), args)


def said(template: str, macro: str, *values: Any) -> str:
    """What a macro says of these values, as plain text: for what is sent as data."""
    return plain(getattr(current_app.jinja_env.get_template(template).module, macro)(*values))


def plain(words: str) -> str:
    """Text without markup: JSON needs no escapes, and line breaks of a template mean nothing."""
    return " ".join(Markup(words).unescape().split()) if "&" in words or "\n" in words else str(words).strip()  # noqa: S704


def as_written() -> Markup:
    """The attribute for an element whose words come from the data, which are Indonesian: an English page says so."""
    return NOTHING if language() == INDONESIAN else IN_INDONESIAN


def install(app: Flask) -> None:
    app.jinja_env.globals.update(_=translate, _n=translate_count, kept=kept, as_written=as_written)
