"""Vacancies that say what another says already."""

from collections.abc import Collection
from difflib import SequenceMatcher
from functools import lru_cache

from app.domain.moderation.rules import settings
from app.domain.reading.folding import fold

_COMPARED = 400  # words of a text; a copy shows in them


@lru_cache(maxsize=256)
def words(text: str) -> tuple[str, ...]:
    """The words of a text: spelling, punctuation and line ends do not count."""
    return tuple(fold(text).split())


def likeness(one: str, other: str, least: int = 0) -> int:
    """How alike two texts are, 0 to 100, by their words in order. Of texts that are surely less alike than `least` it
    is the most they can be, which takes a part of the time."""
    first, second = words(one)[:_COMPARED], words(other)[:_COMPARED]
    if not first or not second:
        return 0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    for bound in (matcher.real_quick_ratio, matcher.quick_ratio):
        if (most := round(bound() * 100)) < least:
            return most
    return round(matcher.ratio() * 100)


def least_alike(*, same_employer: bool, same_title: bool) -> int:
    """How alike the texts of two open vacancies must be for them to be one; 0 where the title is enough."""
    if same_employer and same_title:
        return 0
    return int(settings("twins")["same_employer" if same_employer else "other_employer"])


def are_apart(one: Collection[str], other: Collection[str]) -> bool:
    """Both name places, and none in common."""
    return bool(one and other) and set(one).isdisjoint(other)


def is_twin(
    alike: int, shorter: int, *, same_employer: bool, same_title: bool, places: tuple[Collection[str], Collection[str]]
) -> bool:
    """Whether two open vacancies are one. `alike` is the likeness of their descriptions, `shorter` the words of the
    shorter one, `places` the region codes of each. One company may seek the same people in two places; two companies
    may share a title, never a text."""
    if same_employer and are_apart(*places):
        return False
    least = least_alike(same_employer=same_employer, same_title=same_title)
    return least == 0 or (shorter >= int(settings("twins")["least_words"]) and alike >= least)
