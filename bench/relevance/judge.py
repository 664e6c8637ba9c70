"""What answers a query: patterns over a posting's own words, asked without any part of the search."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.reading.folding import fold

FIRST = 10  # answers that people look at
PATTERNS = ("title", "words", "place", "education", "kind_of_work")


@dataclass(frozen=True, slots=True)
class Folded:
    """A posting as the judge reads it, folded. `wage` is the upper wage a month in rupiah, else the lower."""

    id: int
    title: str
    words: str
    place: str
    education: str
    kind_of_work: str
    card: str
    wage: int | None


@dataclass(frozen=True)
class Raw:
    """A posting as its board wrote it."""

    id: int
    title: str
    category: str
    company: str
    text: str
    place: str
    employment: str
    wage: int | None


def folded(raw: Raw) -> Folded:
    title, place, text = fold(raw.title), fold(raw.place), fold(raw.text)
    return Folded(
        raw.id, title, words=f"{title} | {fold(raw.category)} | {fold(raw.company)} | {place} | {text}",
        place=f"{place} | {title}", education=f"{title} | {text}", kind_of_work=f"{fold(raw.employment)} | {title}",
        card=f"{title} | {place}", wage=raw.wage,
    )  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """One way to be right: every pattern holds."""

    patterns: Mapping[str, re.Pattern[str]]
    not_title: re.Pattern[str] | None
    wage: int | None

    def fits(self, posting: Folded) -> bool:
        if self.wage is not None and (posting.wage is None or posting.wage < self.wage):
            return False
        if self.not_title and self.not_title.search(posting.title):
            return False
        return all(pattern.search(getattr(posting, name)) for name, pattern in self.patterns.items())


@dataclass(frozen=True)
class Query:
    """A search and what answers it."""

    text: str
    kind: str
    held: bool
    answers: tuple[Answer, ...]
    must: tuple[re.Pattern[str], ...]
    never: tuple[re.Pattern[str], ...]

    def fits(self, posting: Folded) -> bool:
        return any(answer.fits(posting) for answer in self.answers)


@dataclass(frozen=True)
class Verdict:
    """`precision` counts right ones among as many first answers as can be right, at most ten. `missing` and `forbidden`
    name the words of the first ten cards that failed."""

    query: Query
    right_in_all: int
    shown: tuple[tuple[Folded, bool], ...]
    precision: float
    first_right: bool
    missing: tuple[str, ...]
    forbidden: tuple[str, ...]


def judge(query: Query, hits: Sequence[Folded], right_in_all: int) -> Verdict:
    """Judge the first ten of `hits`, best first. Raises ValueError for a query that nothing in all answers."""
    if not right_in_all:
        raise ValueError(f"nothing in the collection answers {query.text!r}")
    first = hits[:FIRST]
    marks = [query.fits(posting) for posting in first]
    possible = min(FIRST, right_in_all)
    cards = [posting.card for posting in first]
    return Verdict(
        query, right_in_all, tuple(zip(first, marks, strict=True)), sum(marks[:possible]) / possible,
        first_right=marks[:1] == [True],
        missing=tuple(one.pattern for one in query.must if not any(map(one.search, cards))),
        forbidden=tuple(one.pattern for one in query.never if any(map(one.search, cards))),
    )  # fmt: skip


def queries(path: Path) -> list[Query]:
    """Raises ValueError for an entry that is not understood."""
    return [_query(entry) for entry in tomllib.loads(path.read_text(encoding="utf-8"))["query"]]


def _query(entry: dict[str, Any]) -> Query:
    rest = dict(entry)
    text, kind, held = rest.pop("text"), rest.pop("kind"), rest.pop("held", False)
    must, never, also = rest.pop("must"), rest.pop("never"), rest.pop("also", [])
    try:
        return Query(text, kind, held, (_answer(rest), *map(_answer, also)), _patterns(must), _patterns(never))
    except (KeyError, re.error) as error:
        raise ValueError(f"{text!r}: {error}") from error


def _answer(entry: dict[str, Any]) -> Answer:
    if unknown := entry.keys() - {*PATTERNS, "not_title", "wage"}:
        raise KeyError(f"unknown {sorted(unknown)}")
    patterns = {name: whole_words(entry[name]) for name in PATTERNS if name in entry}
    if not patterns:
        raise KeyError("no pattern")
    against = entry.get("not_title")
    return Answer(patterns, whole_words(against) if against else None, entry.get("wage"))


def _patterns(sources: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(map(whole_words, sources))


def whole_words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b")
