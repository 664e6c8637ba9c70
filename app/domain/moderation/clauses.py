"""The clause a hit stands in: what says that it is denied, or that it is about somebody else."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_REACH = 240  # characters of a clause to either side of a hit: a text without a full stop is read in time too
SCANNED = 20_000  # characters; no honest vacancy is longer
# A full stop ends a clause, but not behind an abbreviation or inside a figure. "Only", "but" begin a new one.
_BREAK = re.compile(
    r"\n|;|•|[!?]+"
    r"|(?<!\bmax)(?<!\bmaks)(?<!\bmin)(?<!\brp)(?<!\bno)(?<!\bjl)(?<!\bjln)(?<!\bpt)(?<!\bcv)(?<!\bf)(?<!\bkec)(?<!\bkel)"
    r"\.(?!\w|[^\S\n]*/)"
    r"|[\s,]{1,40}(?=(?:hanya|cuma|cukup|kecuali|namun|tetapi|tapi|selain itu)\b)",
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
        breaks = [one.span() for one in _BREAK.finditer(self.text)]
        self._starts, self._ends = [start for start, _ in breaks], [end for _, end in breaks]

    def around(self, start: int, end: int) -> Clause:
        """The clause of a hit; one that a hit spans reaches from its first to its last break."""
        before, after = bisect_right(self._ends, start), bisect_left(self._starts, end)
        low = max(self._ends[before - 1] if before else 0, start - _REACH)
        high = min(self._starts[after] if after < len(self._starts) else len(self.text), end + _REACH)
        return Clause(self.text[low:high], self.text[low:start], self.text[end:high])

    def lines(self) -> Iterator[tuple[int, str]]:
        """Each line with its offset."""
        position = 0
        for line in self.text.split("\n"):
            yield position, line
            position += len(line) + 1
