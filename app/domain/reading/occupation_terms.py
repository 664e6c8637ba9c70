"""The words behind `occupation`: data files, read once."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from app.domain.reading.folding import fold

_DATA = Path(__file__).parent / "data"
_SAME = "-"


class Job(NamedTuple):
    """The codes of one occupation's worker, supervisor and manager, and how sure the phrase is."""

    code: str
    supervisor: str
    manager: str
    confidence: float

    @property
    def codes(self) -> tuple[str, str, str]:
        return self.code, self.supervisor, self.manager

    def at_rank(self, rank: int) -> str:
        """The code at rank 0 (worker), 1 (supervisor) or 2 (manager)."""
        return self.codes[rank]


def title_terms() -> Iterator[tuple[tuple[str, ...], Job]]:
    """Phrases of folded words, and the job each stands for."""
    for code, supervisor, manager, confidence, phrases in _rows("occupation_titles.tsv"):
        job = Job(code, _or(supervisor, code), _or(manager, code), float(confidence))
        for phrase in phrases.split("|"):
            yield tuple(fold(phrase).split()), job


@cache
def category_terms() -> dict[str, tuple[str, float]]:
    """The last part of a board's category, folded, and the code most of its postings have, with the share of them."""
    return {
        fold(name): (code, float(confidence))
        for code, confidence, names in _rows("occupation_categories.tsv")
        for name in names.split("|")
    }


@cache
def beside_words() -> dict[str, frozenset[str]]:
    """Words that stand beside a phrase, by kind: manager, supervisor, silent."""
    found: dict[str, frozenset[str]] = {}
    for kind, words in _rows("occupation_words.tsv"):
        found[kind] = found.get(kind, frozenset()) | frozenset(words.split("|"))
    return found


def _or(code: str, same: str) -> str:
    return same if code == _SAME else code


def _rows(name: str) -> Iterator[list[str]]:
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
