"""The figures of U7, and what went wrong where."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

from app.domain.reading.folding import fold
from bench.relevance.judge import FIRST, Folded, Query, Verdict, judge
from bench.relevance.known_items import KnownItem

Ask = Callable[[str], Sequence[int]]  # a text, and the ids of the first page, best first


@dataclass(frozen=True)
class Figures:
    """Means over queries. `words_kept` is the share of queries whose first ten hold the words they must, and none that
    they must not."""

    precision: float
    first_right: float
    words_kept: float
    queries: int


@dataclass(frozen=True)
class Answered:
    """A query's right postings in the whole collection, counted once."""

    query: Query
    right: int


def answered(queries: Iterable[Query], postings: Iterable[Folded]) -> list[Answered]:
    rows = list(postings)
    return [Answered(query, sum(map(query.fits, rows))) for query in queries]


def verdicts(asked: Iterable[Answered], postings: dict[int, Folded], ask: Ask) -> list[Verdict]:
    return [judge(one.query, [postings[key] for key in ask(one.query.text)], one.right) for one in asked]


def figures(found: Sequence[Verdict]) -> Figures:
    return Figures(
        mean(one.precision for one in found), mean(one.first_right for one in found),
        mean(not one.missing and not one.forbidden for one in found), len(found),
    )  # fmt: skip


def by_kind(found: Iterable[Verdict]) -> dict[str, Figures]:
    kinds: dict[str, list[Verdict]] = defaultdict(list)
    for one in found:
        kinds[one.query.kind].append(one)
    return {kind: figures(group) for kind, group in kinds.items()}


def worst(found: Iterable[Verdict], count: int) -> list[Verdict]:
    """The lowest precision first; among equals those whose first answer is wrong."""
    return sorted(found, key=lambda one: (one.precision, one.first_right, one.query.text))[:count]


@dataclass(frozen=True)
class KnownFigures:
    """Shares of searches whose title is first, and among the first ten."""

    first: float
    first_ten: float
    queries: int
    lost: tuple[KnownItem, ...]  # exact ones not first, others not among ten


def known_figures(items: Iterable[KnownItem], titles: dict[int, str], ask: Ask) -> dict[str, KnownFigures]:
    """`titles` are the postings' own by id."""
    ranks: dict[str, list[tuple[KnownItem, int | None]]] = defaultdict(list)
    for item in items:
        found = [fold(titles[key]) for key in ask(item.text)[:FIRST]]
        ranks[item.kind].append((item, found.index(item.title) if item.title in found else None))
    return {kind: _known(kind, group) for kind, group in ranks.items()}


def _known(kind: str, group: Sequence[tuple[KnownItem, int | None]]) -> KnownFigures:
    lost = (item for item, rank in group if rank is None or (kind == "exact" and rank))
    return KnownFigures(
        mean(rank == 0 for _, rank in group), mean(rank is not None for _, rank in group), len(group), tuple(lost)
    )
