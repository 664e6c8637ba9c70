"""Folded words as the server's tokenizer keeps them whole.

It separates words at `+` and `#`, of which C++ and C# are made. To be told otherwise it makes a tokenizer anew for
every question and every page of marks, which is half of what a search takes; two letters that no word of the languages
here has cost nothing.
"""

_PLUS, _SHARP = "\N{LATIN LETTER WYNN}", "\N{LATIN SMALL LETTER TONE FIVE}"
_THERE = str.maketrans({"+": _PLUS, "#": _SHARP})
_BACK = str.maketrans({_PLUS: "+", _SHARP: "#"})


def kept(words: str) -> str:
    """Folded words as they are sent."""
    return words.translate(_THERE)


def back(words: str) -> str:
    """The folded words that were sent."""
    return words.translate(_BACK)
