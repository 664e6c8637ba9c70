"""The clause a hit stands in: what says that it is denied, or that it is about somebody else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SCANNED = 20_000  # characters; no honest vacancy is longer
# A full stop ends a clause, but not behind an abbreviation or inside a figure. "Only", "but" begin a new one.
_BREAK = re.compile(
    r"\n|;|•|[!?]+"
    r"|(?<!\bmax)(?<!\bmaks)(?<!\bmin)(?<!\brp)(?<!\bno)(?<!\bjl)(?<!\bjln)(?<!\bpt)(?<!\bcv)(?<!\bf)(?<!\bkec)(?<!\bkel)"
    r"\.(?!\w|[^\S\n]*/)"
    r"|[\s,]+(?=(?:hanya|cuma|cukup|kecuali|namun|tetapi|tapi|selain itu)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Clause:
    """A stretch of a text; `before` and `after` are the parts of it around a hit."""

    whole: str
    before: str
    after: str


class Clauses:
    """The clauses of one text."""

    def __init__(self, text: str) -> None:
        self.text = text[:SCANNED]
        self._breaks = [(one.start(), one.end()) for one in _BREAK.finditer(self.text)]

    def around(self, start: int, end: int) -> Clause:
        """The clause of a hit; one that a hit spans reaches from its first to its last break."""
        low = max((stop for _, stop in self._breaks if stop <= start), default=0)
        high = min((begin for begin, _ in self._breaks if begin >= end), default=len(self.text))
        return Clause(self.text[low:high], self.text[low:start], self.text[end:high])

    def lines(self) -> Iterator[tuple[int, str]]:
        """Each line with its offset."""
        position = 0
        for line in self.text.split("\n"):
            yield position, line
            position += len(line) + 1
