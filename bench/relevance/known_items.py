"""Searches for a posting whose title one knows: typed right, with one typo, with a word dropped, with words swapped."""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.domain.reading.folding import fold

SEED = 20261125
SHORTEST_TYPO = 4  # letters; in a shorter word one typo makes another word
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class KnownItem:
    """`text` is typed by somebody who looks for a posting with this folded title."""

    kind: str
    text: str
    title: str


def derive(titles: Iterable[str], count: int, seed: int = SEED) -> list[KnownItem]:
    """`count` searches of each kind from different titles; the same ones for the same titles, in whatever order."""
    dice = random.Random(seed)
    known = {fold(title): title for title in sorted(titles, reverse=True)}
    known.pop("", None)
    found = []
    for kind, spoil in _KINDS.items():
        items: list[KnownItem] = []
        for title in dice.sample(sorted(known), len(known)):
            text = spoil(known[title].split(), dice)
            if text is not None and (kind == "exact" or fold(text) != title):
                items.append(KnownItem(kind, text, title))
            if len(items) == count:
                break
        found += items
    return found


def _exact(words: Sequence[str], dice: random.Random) -> str | None:
    return " ".join(words)


def _typo(words: Sequence[str], dice: random.Random) -> str | None:
    """One letter too many, too few, wrong, or two letters swapped, anywhere in one longer word."""
    plain = [word.isascii() and word.isalpha() for word in words]
    long = [place for place, word in enumerate(words) if len(word) >= SHORTEST_TYPO and plain[place]]
    if not long:
        return None
    place = dice.choice(long)
    word, at = words[place], dice.randrange(len(words[place]))
    letter = dice.choice(_LETTERS)
    wrong = dice.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[: max(at - 1, 0)] + word[max(at - 1, 0) : at + 1][::-1] + word[at + 1 :],
        ]
    )
    return " ".join([*words[:place], wrong, *words[place + 1 :]])


def _dropped(words: Sequence[str], dice: random.Random) -> str | None:
    """Without one of three or more words: what is left still says which job is meant."""
    if sum(bool(fold(word)) for word in words) < 3:
        return None
    place = dice.randrange(len(words))
    return " ".join([*words[:place], *words[place + 1 :]])


def _swapped(words: Sequence[str], dice: random.Random) -> str | None:
    """Two neighbours change places."""
    if len(words) < 2:
        return None
    place = dice.randrange(len(words) - 1)
    return " ".join([*words[:place], words[place + 1], words[place], *words[place + 2 :]])


_KINDS: dict[str, Callable[[Sequence[str], random.Random], str | None]] = {
    "exact": _exact,
    "one typo": _typo,
    "a word dropped": _dropped,
    "words swapped": _swapped,
}
