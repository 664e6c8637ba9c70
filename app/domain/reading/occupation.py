"""A posting's title and category to a KBJI 2014 code, with a confidence.

A title says what is done (`admin gudang`), at which rank (`supervisor`, `kepala`) and often where and for whom. The
longest known phrase decides what is done; the rank chooses between its worker, its supervisor and its manager. The
board's category confirms, doubts, or stands in for a title that says nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.reading.folding import fold
from app.domain.reading.occupation_terms import Job, beside_words, category_terms, title_terms

# Four fifths of the real postings are this sure; docs/measurements.md says how many of them are right.
CONFIDENT = 0.7

_WORDS = beside_words()
_MANAGER, _SUPERVISOR = _WORDS["manager"], _WORDS["supervisor"]
_READ = frozenset().union(*_WORDS.values())  # what no longer has to be explained
_ASIDE = re.compile(r"\s[-–—~|]\s|[(\[{,|:]|\b(?:penempatan|area|wilayah|domisili|for|untuk)\b", re.IGNORECASE)
_ASIDE_WORTH, _RANK_WORTH, _UNREAD_WORTH, _RIVAL_WORTH, _DOUBT_WORTH = 0.8, 0.96, 0.95, 0.92, 0.9
_EXACT = 0.97  # the title is a title of KBJI itself
_MOST_UNREAD = 4
_REMEMBERED = 5_000  # titles whose reading is kept: a third of a board's titles repeat


class OccupationReading(NamedTuple):
    """A KBJI code of four digits, and how sure it is: between 0 and 1, about the share of such readings that are right
    at two digits. `ranked`: the title names a rank that changed the code."""

    code: str
    confidence: float
    ranked: bool = False

    @property
    def is_sure(self) -> bool:
        """Sure enough for the facet; below it the posting says nothing about its occupation."""
        return self.confidence >= CONFIDENT


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    words: int
    job: Job

    @property
    def weight(self) -> tuple[int, float, int]:
        return self.words, self.job.confidence, -self.start


class OccupationReader:
    """Knows the register's codes and titles; terms whose code the register lacks are left out."""

    def __init__(self, register: Iterable[tuple[str, str, str]]) -> None:
        """`register` holds code, Indonesian title and English title ('' where there is none) of each KBJI row."""
        rows = list(register)
        known = {code for code, _, _ in rows}
        self._exact = {
            fold(title): code[:4] for code, *titles in rows if len(code) >= 4 for title in titles if title
        }  # fmt: skip
        self._jobs: dict[tuple[str, ...], Job] = {}
        lengths: dict[str, set[int]] = defaultdict(set)
        for phrase, job in title_terms():
            if known.issuperset(job.codes):
                self._jobs.setdefault(phrase, job)
                lengths[phrase[0]].add(len(phrase))
        self._lengths = {word: sorted(some, reverse=True) for word, some in lengths.items()}
        self._titles: dict[str, OccupationReading | None] = {}
        self._categories = {name: sure for name, sure in category_terms().items() if sure[0] in known}

    def read(self, title: str, category: str) -> OccupationReading | None:
        """The likeliest code, None when nothing is known of the words."""
        said = self._from_title(title)
        board = self._categories.get(fold(category.rpartition(">")[2])) if category else None
        if said is None or board is None:
            return said or (OccupationReading(*board) if board else None)
        code, sure = board
        if code[:2] == said.code[:2]:
            return OccupationReading(said.code, 1 - (1 - said.confidence) * (1 - sure / 2))
        if said.ranked:  # categories know no ranks
            return said
        if said.confidence < sure * _DOUBT_WORTH:  # a title that says little
            return OccupationReading(code, sure * _DOUBT_WORTH)
        return OccupationReading(said.code, said.confidence * _DOUBT_WORTH)

    def _from_title(self, title: str) -> OccupationReading | None:
        if title not in self._titles:
            if len(self._titles) == _REMEMBERED:
                self._titles.clear()
            self._titles[title] = self._read_title(title)
        return self._titles[title]

    def _read_title(self, title: str) -> OccupationReading | None:
        pieces = [words for piece in _ASIDE.split(title) if (words := fold(piece).split())]
        for place, words in enumerate(pieces):
            if code := self._exact.get(" ".join(words)):
                found: OccupationReading | None = OccupationReading(code, _EXACT)
            else:
                found = self._from_words(words)
            if found:
                return found._replace(confidence=found.confidence * _ASIDE_WORTH ** min(place, 2))
        return None

    def _from_words(self, words: Sequence[str]) -> OccupationReading | None:
        matches = self._matches(words)
        if not matches:
            return None
        best = max(matches, key=lambda match: match.weight)
        around = [*words[: best.start], *words[best.start + best.words :]]
        code, sure = best.job.at_rank(_rank(around)), best.job.confidence
        ranked = code != best.job.code
        if ranked:
            sure *= _RANK_WORTH
        unread = sum(word not in _READ for word in around)
        rivals = any(match.job.code[:2] != best.job.code[:2] for match in matches if not _overlap(match, best))
        sure *= _UNREAD_WORTH ** min(unread, _MOST_UNREAD) * (_RIVAL_WORTH if rivals else 1)
        return OccupationReading(code, sure, ranked)

    def _matches(self, words: Sequence[str]) -> list[_Match]:
        """The longest phrase that begins at each word."""
        found = []
        for start, word in enumerate(words):
            for length in self._lengths.get(word, ()):
                phrase = tuple(words[start : start + length])
                if job := self._jobs.get(phrase):
                    found.append(_Match(start, len(phrase), job))
                    break
        return found


def _rank(words: Iterable[str]) -> int:
    """0 for a worker, 1 for a supervisor, 2 for a manager."""
    around = set(words)
    return 2 if around & _MANAGER else 1 if around & _SUPERVISOR else 0


def _overlap(one: _Match, other: _Match) -> bool:
    return one.start < other.start + other.words and other.start < one.start + one.words
