"""Misspellings that an engine's own typos do not reach.

By ear: words that sound alike to an Indonesian have one key, though their letters differ.
Heard as one: c and k, p, f and v, s and z, x and ks, q and k, the old spellings oe, dj, tj, nj and sj, doubled letters,
e and i, o and u, a silent h, g and j before e and i, a hard or a soft end. So `vorklif` is heard as forklift and
`faforit` as favorit. `skuriti` is not heard as sekuriti: a letter that is missing is a typo.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 5  # letters of a word that may be misheard
SHORTEST_FAR = 4  # letters of a word any letter of which may be wrong
_FARTHEST = 5  # edits between what is typed and what is heard
_MOST = 10

# In this order; each makes room for the next. N stands for ng while g is at work.
_OLD = "oe>u oo>u ou>u tj>c nj>ni dj>j sch>s sh>s sj>s sy>s ph>p hn>kn ck>k ch>k kh>k qu>ku q>k kw>ku"
_NEW = "ce>se ci>si cy>si ng>N ge>je gi>ji gy>ji N>ng c>k x>s ks>s tio>sio f>p v>p z>s iy>i ie>i ee>i ea>i y>i e>i o>u"
_LETTERS = tuple(pair.split(">") for pair in f"{_OLD} {_NEW}".split())
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = frozenset("aiu")
_HARD = {"b": "p", "d": "t", "g": "k"}


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """The key under which words that sound alike meet; nothing for a word that is too short or is not all a-z."""
    if len(word) < SHORTEST or not (word.isascii() and word.isalpha()):
        return ""
    for letters, heard in _LETTERS:
        word = word.replace(letters, heard)
    if "h" in word:
        word = _without_silent_h(word)
    return _end(_DOUBLED.sub(r"\1", word))


def _without_silent_h(word: str) -> str:
    """An h is heard between two vowels only."""
    around = zip(" " + word, word, word[1:] + " ", strict=False)
    return "".join(sign for before, sign, after in around if sign != "h" or (before in _VOWELS and after in _VOWELS))


def _end(word: str) -> str:
    """Less what is hardly heard at the end: the last of two consonants, an i (once an e), softness."""
    if len(word) > 2 and word[-1] in "td" and word[-2] not in _VOWELS:
        word = word[:-1]
    if len(word) > 4 and word[-1] == "i" and word[-2] not in _VOWELS:
        word = word[:-1]
    return word if word.endswith("ng") else word[:-1] + _HARD.get(word[-1:], word[-1:])


def by_sound(words: Iterable[str]) -> dict[str, list[str]]:
    """Words by their key."""
    found: dict[str, list[str]] = {}
    for word in words:
        key = sound(word)
        if key:
            found.setdefault(key, []).append(word)
    return found


def alike(word: str, sounds: Mapping[str, list[str]]) -> tuple[str, ...]:
    """The words that sound like this one, those written most alike first."""
    key = sound(word)
    same = sounds.get(key, []) if key else []
    near = [(OSA.distance(word, other), other) for other in same if other != word]
    return tuple(other for edits, other in sorted(near)[:_MOST] if edits <= _FARTHEST)


def near(word: str, words: Sequence[str]) -> tuple[str, ...]:
    """The words that are one edit away, whichever letter it is; those with the same first letter come first."""
    if len(word) < SHORTEST_FAR or word.isdigit():
        return ()
    found = [other for other, edits, _ in process.extract(word, words, scorer=OSA.distance, score_cutoff=1, limit=None)]
    return tuple(sorted((other for other in found if other != word), key=lambda other: (other[0] != word[0], other)))
