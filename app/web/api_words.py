"""Sentences of the API. They stand in a template, as all words for people do, and leave it as plain text."""

from typing import Any

from flask import current_app
from markupsafe import Markup

from app.web.words import kept


def say(macro: str, *values: Any) -> str:
    """What a macro of `api/words.html` says of these values."""
    module = current_app.jinja_env.get_template("api/words.html").module
    return plain(getattr(module, macro)(*values))


def value_label(name: str, value: str, label: str) -> str:
    """The words a filter panel shows for a facet's value."""
    module = current_app.jinja_env.get_template("components/filter_words.html").module
    return plain(kept(module.value_words, name, value, label))  # type: ignore[attr-defined]


def plain(said: str) -> str:
    """Text without markup: JSON needs no escapes, and line breaks of a template mean nothing."""
    return " ".join(Markup(said).unescape().split()) if "&" in said or "\n" in said else str(said).strip()  # noqa: S704
