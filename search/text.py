"""Words of a text, folded the same way for the index, the query and the highlight.

A word is a run of letters and digits; case, accents and look-alike letters fold away. One or two letters keep a
following `+` or `#`, so that C, C++ and C# are three words; `Rp` lets go of its amount. Everything else separates:
`SMK/SMA` is two words, `K-3` is `k` and `3`.
"""

import re
import unicodedata
from collections.abc import Collection
from typing import NamedTuple

LONGEST = 64  # characters of a word that count

_PLAIN = re.compile(r"[a-z]{1,2}[+#]{1,2}(?![a-z0-9+#])|rp(?=[0-9])|[a-z0-9]+")
# Combining marks and invisible joiners belong to the word they stand in.
_WITHIN = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
_ANY = re.compile(rf"[^\W\d_]{{1,2}}[+#]{{1,2}}(?![^\W_]|[+#])|[Rr][Pp](?=[0-9])|(?:[^\W_]|[{_WITHIN}])+")


class Word(NamedTuple):
    """A folded word and where it stands in the text it came from."""

    text: str
    start: int
    end: int


def fold(word: str) -> str:
    """The form in which words are compared: `Kafé` and `kafe` are one word."""
    if word.isascii():
        return word.lower()[:LONGEST]
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return "".join(c for c in decomposed if c.isalnum() or c in "+#")[:LONGEST]


def words(text: str) -> list[Word]:
    """The words of a text in order, folded, with their places."""
    if text.isascii():
        return [Word(m.group()[:LONGEST], m.start(), m.end()) for m in _PLAIN.finditer(text.lower())]
    found = (Word(fold(m.group()), m.start(), m.end()) for m in _ANY.finditer(text))
    return [word for word in found if word.text]


def folded(text: str) -> list[str]:
    """The folded words of a text without their places."""
    if text.isascii():
        return [word[:LONGEST] for word in _PLAIN.findall(text.lower())]
    return [word for word in map(fold, _ANY.findall(text)) if word]


def highlight(text: str, matched: Collection[str]) -> list[tuple[str, bool]]:
    """The text cut into pieces, each with whether it is a hit. The pieces join to the text; the caller escapes each."""
    pieces: list[tuple[str, bool]] = []
    done = 0
    if matched:
        for word, start, end in words(text):
            if word not in matched:
                continue
            if start > done:
                pieces.append((text[done:start], False))
            pieces.append((text[start:end], True))
            done = end
    if done < len(text):
        pieces.append((text[done:], False))
    return pieces
