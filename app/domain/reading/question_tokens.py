"""The words of a question, each with what it turned out to be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.reading.folding import fold

ASKS = "asks"  # the role of a word that merely asks; other roles are the query name of the filter it went into

_WORD = re.compile(r"[^\W_]+")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂〝〞", '"'))
_QUOTED = re.compile(r'"[^"]*"')
_APART = re.compile(r"[,;:/|()\[\]&+•]|\s[-–—]|[-–—]\s")


@dataclass
class Token:
    """A word where it stands. `apart`: something more than a space parts it from the word before."""

    word: str
    span: tuple[int, int]
    quoted: bool
    apart: bool
    role: str = ""

    @property
    def free(self) -> bool:
        """Nothing was read from it yet, and it may be read."""
        return not self.role and not self.quoted


class Sentence:
    """A text as tokens. `plain` is the text with quoted parts blanked, place for place."""

    def __init__(self, text: str) -> None:
        self.text = text
        level = text.translate(_QUOTES)
        self.plain = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), level)
        self.tokens: list[Token] = []
        end = 0
        for match in _WORD.finditer(level):
            start = match.start()
            quoted = self.plain[start] != level[start]
            word = fold(match[0])
            self.tokens.append(Token(word, match.span(), quoted, bool(_APART.search(level[end:start]))))
            end = match.end()

    def word(self, place: int) -> str:
        """The folded word at a place, empty outside the text and inside quotes."""
        inside = 0 <= place < len(self.tokens)
        return "" if not inside or self.tokens[place].quoted else self.tokens[place].word

    def has(self, place: int, words: Sequence[str]) -> bool:
        """Whether these words stand free from a place on."""
        tokens = self.tokens[place : place + len(words)]
        return len(tokens) == len(words) and all(
            token.free and token.word == word for token, word in zip(tokens, words, strict=True)
        )

    def is_free(self, place: int) -> bool:
        """Whether a word stands there that nothing was read from yet."""
        return 0 <= place < len(self.tokens) and self.tokens[place].free

    def mark(self, start: int, end: int, role: str) -> None:
        for token in self.tokens[start:end]:
            token.role = role

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the tokens start..end stand in the text."""
        return self.tokens[start].span[0], self.tokens[end - 1].span[1]

    def within(self, span: tuple[int, int]) -> tuple[int, int]:
        """The tokens that a stretch of the text touches, as a range."""
        spans = [token.span for token in self.tokens]
        touched = [place for place, (start, end) in enumerate(spans) if start < span[1] and end > span[0]]
        return (touched[0], touched[-1] + 1) if touched else (0, 0)

    def ends_segment(self, place: int) -> bool:
        """Whether something more than a space follows the token before `place`, or nothing at all."""
        return place >= len(self.tokens) or self.tokens[place].apart

    def starts_segment(self, place: int) -> bool:
        return place == 0 or self.tokens[place].apart
