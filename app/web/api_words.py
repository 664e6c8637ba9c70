"""Sentences of the API. They stand in a template, as all words for people do, and leave it as plain text."""

from typing import Any

from flask import current_app

from app.web.words import kept, plain, said


def say(macro: str, *values: Any) -> str:
    """What a macro of `api/words.html` says of these values."""
    return said("api/words.html", macro, *values)


def value_label(name: str, value: str, label: str) -> str:
    """The words a filter panel shows for a facet's value."""
    module = current_app.jinja_env.get_template("components/filter_words.html").module
    return plain(kept(module.value_words, name, value, label))  # type: ignore[attr-defined]
