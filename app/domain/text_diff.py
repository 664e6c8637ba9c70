"""What changed between two versions of a text, word by word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|[^\s]+")
LONGEST = 4_000  # words; beyond, the texts are shown whole


@dataclass(frozen=True)
class Piece:
    """A stretch of one version; `changed` when the other version does not have it."""

    text: str
    changed: bool


def word_diff(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both versions in pieces. Joined, the pieces of each are that version again."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if len(before) > LONGEST or len(after) > LONGEST:
        return (Piece(old, old != new),), (Piece(new, old != new),)
    rows = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    left = _pieces((tag, before[low:high]) for tag, low, high, _, _ in rows)
    right = _pieces((tag, after[low:high]) for tag, _, _, low, high in rows)
    return tuple(left), tuple(right)


def _pieces(rows: Iterable[tuple[str, list[str]]]) -> Iterator[Piece]:
    for tag, words in rows:
        if words:
            yield Piece("".join(words), tag != "equal")
