""" "Did you mean": a spelling that finds more, offered only where it helps."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.domain.list_filters import ListFilters
from app.queries.wish import Wish
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
    wish: Wish[State], language: Language, total: int, count: Callable[[State], int]
) -> Correction[State] | None:
    """The state with unknown words put right, when the text as typed has few hits and this has more. Counts only when a
    word is unknown. What stands in quotes is meant as it stands. Raises SearchUnavailable."""
    filters = wish.filters

    def texts(word: str) -> int:
        return count(type(filters)(text=f'"{word}"'))

    better = _respelt(wish, language, texts) if total < FEW else ""
    if not better:
        return None
    state = filters.change(text=better)
    hits = count(state)
    return Correction(state, hits) if hits > total else None


def _respelt(wish: Wish[State], language: Language, texts: Callable[[str], int]) -> str:
    """The text with the likeliest word for each that is searched and that the language does not know, unless more texts
    have the word as typed; empty when nothing is to be put right."""
    text = wish.filters.text
    found = words(text)
    if '"' in text or len(found) > LONGEST:
        return ""
    better, done = "", 0
    for word in found:
        searched = any(start <= word.start < end for start, end in wish.content)
        meant = language.meant(word.text) if searched else ()
        if meant and texts(word.text) <= texts(meant[0]):
            better += text[done : word.start] + meant[0]
            done = word.end
    return better + text[done:] if done else ""
