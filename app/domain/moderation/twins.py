"""Vacancies that say what another says already."""

from collections.abc import Collection
from difflib import SequenceMatcher

from app.domain.moderation.rules import settings
from app.domain.reading.folding import fold

_COMPARED = 400  # words of a text; a copy shows in them


def likeness(one: str, other: str) -> int:
    """How alike two texts are, 0 to 100, by their words in order. Spelling, punctuation and line ends do not count."""
    first, second = fold(one).split()[:_COMPARED], fold(other).split()[:_COMPARED]
    if not first or not second:
        return 0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return round(matcher.ratio() * 100)


def is_twin(
    alike: int, words: int, *, same_employer: bool, same_title: bool, places: tuple[Collection[str], Collection[str]]
) -> bool:
    """Whether two open vacancies are one. `alike` is the likeness of their descriptions, `words` the length of the
    shorter, `places` the region codes of each. One company may seek the same people in two places; two companies may
    share a title, never a text."""
    known = settings("twins")
    long_enough = words >= int(known["least_words"])
    if not same_employer:
        return long_enough and alike >= int(known["other_employer"])
    one, other = places
    if one and other and set(one).isdisjoint(other):
        return False
    return same_title or (long_enough and alike >= int(known["same_employer"]))
