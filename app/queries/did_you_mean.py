""" "Did you mean": a spelling that finds more, offered only where it helps."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.domain.list_filters import ListFilters
from search.language import Language
from search.text import words

FEW = 5  # a text with so many hits found what it was after
LONGEST = 6  # words of a text that is looked through

State = TypeVar("State", bound=ListFilters)


@dataclass(frozen=True)
class Correction(Generic[State]):
    """The state with its text in another spelling, and the hits it has."""

    filters: State
    total: int


def correction(
    filters: State, language: Language, total: int, count: Callable[[State], int]
) -> Correction[State] | None:
    """The state with unknown words put right, when the text as typed has few hits and this has more. Counts once, and
    only when a word is unknown. What stands in quotes is meant as it stands. Raises SearchUnavailable."""
    better = _respelt(filters.text, language) if total < FEW else ""
    if not better:
        return None
    state = filters.change(text=better)
    hits = count(state)
    return Correction(state, hits) if hits > total else None


def _respelt(text: str, language: Language) -> str:
    """The text with the likeliest word for each that the language does not know; empty when it knows them all."""
    found = words(text)
    if '"' in text or len(found) > LONGEST:
        return ""
    better, done = "", 0
    for word in found:
        if meant := language.meant(word.text):
            better += text[done : word.start] + meant[0]
            done = word.end
    return better + text[done:] if done else ""
