"""Plain search in the database: words as parts of columns."""

from typing import Any

from sqlalchemy import ColumnElement, or_

MOST_WORDS = 10


def holds(word: str, *columns: Any) -> ColumnElement[bool]:
    """One of the columns holds the word, whatever its case."""
    return or_(*(column.icontains(word, autoescape=True) for column in columns))


def holds_words(text: str, *columns: Any) -> list[ColumnElement[bool]]:
    """A condition for each word of a text, MOST_WORDS at the most; any column may hold any word."""
    return [holds(word, *columns) for word in text.split()[:MOST_WORDS]]
