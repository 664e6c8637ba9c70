"""Pages in order. Every order ends in the stamp (newest, then highest id), never in Tantivy's own order of documents,
which changes when segments merge: so pages neither repeat nor lose a hit while the documents stay the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from search.embedded import fields
from search.embedded.clauses import Clauses, Query, every, flat
from search.embedded.closeness import Closeness
from search.embedded.plan import Plan
from search.embedded.scoring import Scoring
from search.embedded.snapshot import Hit, Snapshot

_HEAD = 100  # hits from the top whose order follows every rule
_POOL = 400  # hits of one tie that are read to settle it
_SLACK = 300


@dataclass(frozen=True)
class Window:
    """The hits wanted, counted from the best."""

    start: int
    end: int

    @property
    def size(self) -> int:
        return self.end - self.start


@dataclass(frozen=True)
class Ranked:
    """Ids of the window in order, and the number of hits in all."""

    ids: tuple[int, ...]
    total: int


class Ranking:
    """Ranks the hits of one search."""

    def __init__(self, snapshot: Snapshot, clauses: Clauses) -> None:
        self._snapshot = snapshot
        self._clauses = clauses

    def newest(self, matching: Query, window: Window) -> Ranked:
        """Newest first."""
        hits, total = self._snapshot.find(flat(matching), window.size, fields.STAMP, offset=window.start)
        return Ranked(self._ids([address for _, address in hits]), total)

    def sorted(self, matching: Query, window: Window, column: str, descending: bool) -> Ranked:
        """By a column, ties by newest. Ties that a page's edge cuts are looked up apart."""
        hits, total = self._snapshot.find(flat(matching), window.end, column, descending)
        ids: list[int] = []
        place = 0
        for value, tie in groupby(hits, key=lambda hit: hit[0]):
            tied = [address for _, address in tie]
            first, place = place, place + len(tied)
            if place <= window.start:
                continue
            cut = Window(max(window.start - first, 0), min(window.end - first, len(tied)))
            if first + len(tied) == len(hits) < total:
                same = every([flat(matching), flat(self._clauses.between(column, value, value))])
                ids += self.newest(same, cut).ids
            else:
                ids += self._ids([address for _, address in self._stamped(tied)[cut.start : cut.end]])
        return Ranked(tuple(ids[: window.size]), total)

    def relevant(self, plan: Plan, closeness: Closeness, filters: Sequence[Query], window: Window) -> Ranked:
        """By the order rules."""
        exact_only = self._ends_in_exact(plan, filters, window)
        scoring = Scoring(plan, self._clauses, self._snapshot, exact_only)
        hits, total = self._best_hits(scoring, filters, window)
        ordered: list[Any] = []
        for start, atomic, tied in self._groups(hits, scoring):
            if start >= window.end or start + len(tied) <= window.start:
                continue
            settled = self._settle(start, atomic, tied, closeness)
            ordered += settled[max(window.start - start, 0) : window.end - start]
        return Ranked(self._ids(ordered), total)

    def _ends_in_exact(self, plan: Plan, filters: Sequence[Query], window: Window) -> bool:
        """Whether the window ends within the hits that have every word as typed, or soon after the last one."""
        words = [word.text for word in plan.wording.words]
        if min(self._snapshot.frequency(word) for word in words) < window.end:
            return False
        exact = [*(self._clauses.words([word]) for word in words), *self._clauses.quoted(plan), *filters]
        return self._snapshot.find(every([flat(query) for query in exact]), 0)[1] >= window.end

    def _best_hits(self, scoring: Scoring, filters: Sequence[Query], window: Window) -> tuple[list[Hit], int]:
        """Enough of the best hits, as value and address, to order those of the window."""
        query = every([scoring.query, *map(flat, filters)])
        needed = max(window.end, _HEAD + _POOL)
        limit = needed + _SLACK
        while True:
            hits, total = self._snapshot.best(query, limit, scoring.weight)
            if scoring.weight:
                whole = len(hits) == total or hits[needed - 1][0] > hits[-1][0]
            else:
                whole = len(hits) == total or self._outside(scoring, hits, window)
            if whole:
                return [(scoring.value(score), address) for score, address in hits], total
            limit = min(total, limit * 8)

    @staticmethod
    def _outside(scoring: Scoring, hits: list[Hit], window: Window) -> bool:
        """Whether the last group, of which more may follow, begins after the window."""
        last = scoring.group(scoring.value(hits[-1][0]))
        return len(hits) > window.end and scoring.group(scoring.value(hits[window.end - 1][0])) != last

    @staticmethod
    def _groups(hits: list[Hit], scoring: Scoring) -> Iterator[tuple[int, bool, list[Hit]]]:
        """Hits that rank together: where they start, whether they tie in all rules but newness, and which they are."""
        equal = [(value, list(tie)) for value, tie in groupby(hits, key=itemgetter(0))]
        start = 0
        for (_, atomic), parts in groupby(equal, key=lambda part: scoring.group(int(part[0]))):
            tied = [hit for _, tie in parts for hit in tie]
            yield start, atomic, tied
            start += len(tied)

    def _settle(self, start: int, atomic: bool, tied: list[Hit], closeness: Closeness) -> list[Any]:
        """The order within a group: the same whichever page asks."""
        stamps = self._stamps([address for _, address in tied])
        ranked = sorted(zip(tied, stamps, strict=True), key=lambda pair: (pair[0][0], pair[1]), reverse=True)
        if not atomic and start < _HEAD:
            head = [(closeness.key(self._texts(hit[1])), -mark, hit) for hit, mark in ranked[:_POOL]]
            head.sort(key=lambda item: item[:2])
            return [address for _, _, (_, address) in head] + [address for (_, address), _ in ranked[_POOL:]]
        return [address for (_, address), _ in ranked]

    def _texts(self, address: Any) -> list[list[str]]:
        return fields.kept_texts(self._snapshot.kept(address))

    def _stamped(self, addresses: list[Any]) -> list[tuple[int, Any]]:
        """Addresses with their stamps, newest first."""
        pairs = zip(self._stamps(addresses), addresses, strict=True)
        return sorted(pairs, key=lambda pair: pair[0], reverse=True)

    def _stamps(self, addresses: list[Any]) -> list[int]:
        return self._snapshot.column(fields.STAMP, addresses)

    def _ids(self, addresses: list[Any]) -> tuple[int, ...]:
        return tuple(self._snapshot.column(fields.ID, addresses))
