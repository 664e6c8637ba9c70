"""Pages in order. Every order ends in the stamp (newest, then highest id), never in Tantivy's own order of documents,
which changes when segments merge: so pages neither repeat nor lose a hit while the documents stay the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import groupby
from operator import itemgetter
from typing import Any

import tantivy

from search.embedded import fields
from search.embedded.clauses import MUST, Clauses, Query, every, flat
from search.embedded.closeness import Closeness, Key
from search.embedded.plan import Plan
from search.embedded.scoring import Scoring
from search.embedded.snapshot import Hit, Snapshot
from search.wording import Wanted

_HEAD = 100  # hits from the top whose order follows every rule
_POOL = 200  # hits of one tie that are read to settle it
_SLACK = 300
_MANY = 2_000  # hits from which the head of a page is likely to be one large tie
_AT_ONCE = 16_000  # hits with hints that are asked for at once: asking again costs more than to name them all
_AMONG = 4  # times as many hits as are needed, among which enough of a tie are sought; each time as many times more
Valued = tuple[int, Any]  # what a hit's score stands for, and its address


@dataclass(frozen=True)
class Window:
    """The hits wanted, counted from the best."""

    start: int
    end: int

    @property
    def size(self) -> int:
        return max(self.end - self.start, 0)


Order = Callable[[Sequence[Query], Window], tuple[int, ...]]  # ids of a window of the hits that pass filters


@dataclass(frozen=True)
class Ranked:
    """Ids of the window in order, and the number of hits in all."""

    ids: tuple[int, ...]
    total: int


@dataclass(frozen=True)
class Group:
    """Hits that rank together, counted from the best, and whether their order must be settled by reading them."""

    start: int
    unsettled: bool
    hits: list[Valued]


class Ranking:
    """Ranks the hits of one search."""

    def __init__(self, snapshot: Snapshot, clauses: Clauses) -> None:
        self._snapshot = snapshot
        self._clauses = clauses

    def newest(self, matching: Query, window: Window) -> tuple[int, ...]:
        """Ids, newest first."""
        hits, _ = self._snapshot.find(flat(matching), window.size, fields.STAMP, offset=window.start)
        return self._ids([address for _, address in hits])

    def newest_of(self, filters: Sequence[Query], window: Window) -> tuple[int, ...]:
        """Ids of what passes all filters, newest first."""
        return self.newest(every(filters), window)

    def tiers(
        self, firsts: Sequence[Query], matching: Sequence[Query], filters: Sequence[Query], window: Window, order: Order
    ) -> tuple[int, ...]:
        """Ids by `order`, those that fulfil the first of `firsts` before the others, and so on. `matching` is what
        `order` itself asks for."""
        if not firsts:
            return order(filters, window)
        first, *more = firsts
        ahead = self._snapshot.find(every([*map(flat, (first, *matching, *filters))]), 0)[1]
        if not ahead:
            return self.tiers(more, matching, filters, window, order)
        top = Window(window.start, min(window.end, ahead))
        rest = Window(max(window.start - ahead, 0), max(window.end - ahead, 0))
        others = tantivy.Query.boolean_query([(MUST, tantivy.Query.all_query()), (tantivy.Occur.MustNot, first)])
        ids = order([*filters, first], top) if top.size else ()
        return ids + (self.tiers(more, matching, [*filters, others], rest, order) if rest.size else ())

    def sorted(self, matching: Query, window: Window, column: str, descending: bool) -> tuple[int, ...]:
        """Ids by a column, ties by newest. Ties that a page's edge cuts are looked up apart."""
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
                ids += self.newest(same, cut)
            else:
                ids += self._ids([address for _, address in self._stamped(tied)[cut.start : cut.end]])
        return tuple(ids[: window.size])

    def relevant(self, plan: Plan, expected: int, filters: Sequence[Query], window: Window) -> tuple[int, ...]:
        """Ids by the order rules. So many hits are `expected`, or fewer; it decides what is tried first, not the order.

        First come the hits whose first field is what was typed, then those that have every word as typed, as a rule in
        the first field; many a page ends among them.
        """
        if same := self._same_title(plan, filters, window):
            return same
        exact = Ranked((), 0)
        typed = plan.as_typed()
        if all(self._has(word, typed.titled) for word in plan.wording.words):
            exact = self._ranked(typed, expected, filters, window)
        if exact.total >= window.end > window.start:
            return exact.ids
        rest = self._ranked(plan, expected, filters, Window(max(window.start, exact.total), window.end))
        return exact.ids + rest.ids

    def _same_title(self, plan: Plan, filters: Sequence[Query], window: Window) -> tuple[int, ...]:
        """A page on which every hit's first field is what was typed: nothing ranks before them, and they tie."""
        term = fields.whole(plan.wording.typed)
        if self._snapshot.searcher.doc_freq(fields.SPOT, term) < window.end:
            return ()
        ids = self.newest(every([flat(self._clauses.title(plan.wording.typed)), *map(flat, filters)]), window)
        return ids if len(ids) == window.size else ()

    def _has(self, word: Wanted, titled: bool) -> bool:
        return bool(self._snapshot.searcher.doc_freq(fields.FIRST if titled else fields.TEXT, word.text))

    def _ranked(self, plan: Plan, expected: int, filters: Sequence[Query], window: Window) -> Ranked:
        """Hits by score, ties settled. Hints are given from the start where they are likely to be needed."""
        hints = expected > _MANY and plan.size > 1 and not self._has_near(plan, filters)
        return self._scored(plan, expected, filters, window, hints)

    def _scored(self, plan: Plan, expected: int, filters: Sequence[Query], window: Window, hints: bool) -> Ranked:
        scoring = Scoring(plan, self._clauses, self._snapshot, hints)
        needed = window.end if scoring.settles else max(window.end, _HEAD + _POOL + 1)
        limit = max(needed + _SLACK, min(expected, _AT_ONCE) if hints else 0)
        hits, total = self._best(scoring, filters, limit)
        groups = self._groups(hits[:needed], scoring)
        # Whether hints are needed must not hang on the page, or pages would not fit together: the top decides.
        if plan.size > 1 and not hints and self._are_crowded(groups, scoring):
            return self._scored(plan, expected, filters, window, hints=True)
        needed = self._deciding(groups, window)
        if len(hits) < total and hits[-1][0] == hits[needed - 1][0]:  # a tie goes on below
            among = self._newest_tied(scoring, filters, hits, total, needed)
            hits = among or self._all_tied(scoring, filters, hits, total, needed)
        if len(hits) > needed:
            hits = self._newest_needed(hits, needed)
        closeness = Closeness(plan)
        ordered: list[Any] = []
        for group in self._groups(hits, scoring):
            if group.start < window.end and group.start + len(group.hits) > window.start:
                settled = self._settle(group, closeness)
                ordered += settled[max(window.start - group.start, 0) : window.end - group.start]
        return Ranked(self._ids(ordered), total)

    def _has_near(self, plan: Plan, filters: Sequence[Query]) -> bool:
        """Whether all words stand side by side in as many hits as are read: hints would tell nothing then."""
        near = self._clauses.neighbours([word.text for word in plan.wording.words])
        return self._snapshot.find(every([*map(flat, (*near, *filters))]), 0)[1] > _POOL

    @staticmethod
    def _are_crowded(groups: list[Group], scoring: Scoring) -> bool:
        """Whether a tie is too large to read it all, and those that would be read could be chosen better."""
        large = [group.hits for group in groups if group.unsettled and len(group.hits) > _POOL]
        return any(not scoring.is_near(tied[_POOL][0]) for tied in large)

    @staticmethod
    def _deciding(groups: list[Group], window: Window) -> int:
        """How many hits from the top decide a page: those up to its end, and of a tie that is settled by reading those
        that are read."""
        for group in groups:
            end = group.start + len(group.hits)
            if group.start < window.end <= end:
                return max(window.end, min(end, group.start + _POOL)) if group.unsettled else window.end
        return sum(len(group.hits) for group in groups)

    def _newest_tied(
        self, scoring: Scoring, filters: Sequence[Query], hits: list[Hit], total: int, needed: int
    ) -> list[Hit]:
        """The hits above the tie at the cut, and the newest of those in it: more than are needed. They are sought among
        the newest documents; nothing when too few of them are there."""
        cut = hits[needed - 1][0]
        above = [hit for hit in hits if hit[0] > cut]
        among = _AMONG * needed
        while among < total:
            since = self._snapshot.stamp_of(among * self._snapshot.searcher.num_docs // total)
            if since is None:
                break
            recent, count = self._best(scoring, [*filters, self._clauses.since(since)], min(_AMONG * among, total))
            tied = [hit for hit in recent if hit[0] == cut]
            if len(tied) >= needed - len(above) and (len(recent) == count or recent[-1][0] < cut):
                return above + tied
            among *= _AMONG
        return []

    def _all_tied(
        self, scoring: Scoring, filters: Sequence[Query], hits: list[Hit], total: int, needed: int
    ) -> list[Hit]:
        """The hits down to the end of the tie at the cut."""
        while len(hits) < total and hits[-1][0] == hits[needed - 1][0]:
            hits, total = self._best(scoring, filters, min(total, 8 * len(hits)))
        return hits

    def _newest_needed(self, hits: list[Hit], needed: int) -> list[Hit]:
        """The hits above the tie at the cut, and of the tie the newest that are needed: the rest is on no page."""
        cut = hits[needed - 1][0]
        above = [hit for hit in hits if hit[0] > cut]
        tied = [hit for hit in hits if hit[0] == cut]
        stamps = self._stamps([address for _, address in tied])
        oldest = nlargest(needed - len(above), stamps)[-1]
        return above + [hit for hit, stamp in zip(tied, stamps, strict=True) if stamp >= oldest]

    def _best(self, scoring: Scoring, filters: Sequence[Query], limit: int) -> tuple[list[Hit], int]:
        return self._snapshot.best(every([scoring.query, *map(flat, filters)]), limit, scoring.weight)

    @staticmethod
    def _groups(hits: list[Hit], scoring: Scoring) -> list[Group]:
        """Hits that rank together with their values, as far as they were looked at."""
        equal = [(scoring.value(score), list(tie)) for score, tie in groupby(hits, key=itemgetter(0))]
        groups = []
        start = 0
        for (_, atomic), parts in groupby(equal, key=lambda part: scoring.group(part[0])):
            tied = [(value, address) for value, tie in parts for _, address in tie]
            group = Group(start, not atomic and start < _HEAD, tied)
            start += len(group.hits)
            groups.append(group)
        return groups

    def _settle(self, group: Group, closeness: Closeness) -> list[Any]:
        """The order within a group: the same whichever page asks."""
        stamps = self._stamps([address for _, address in group.hits])
        pairs = sorted(zip(group.hits, stamps, strict=True), key=_by_value_and_stamp, reverse=True)
        if not group.unsettled:
            return [address for (_, address), _ in pairs]
        keys = self._keys([address for (_, address), _ in pairs[:_POOL]], closeness)
        head = [(key, -mark, hit) for key, (hit, mark) in zip(keys, pairs, strict=False)]
        head.sort(key=lambda item: item[:2])
        return [address for _, _, (_, address) in head] + [address for (_, address), _ in pairs[_POOL:]]

    def _keys(self, addresses: list[Any], closeness: Closeness) -> list[Key]:
        """The place of each document by its words; many a text stands in several."""
        known: dict[bytes, Key] = {}
        keys = []
        for address in addresses:
            words = fields.kept_words(self._snapshot.kept(address))
            if (key := known.get(words)) is None:
                key = known[words] = closeness.key(fields.kept_texts(words))
            keys.append(key)
        return keys

    def _stamped(self, addresses: list[Any]) -> list[tuple[int, Any]]:
        """Addresses with their stamps, newest first."""
        pairs = zip(self._stamps(addresses), addresses, strict=True)
        return sorted(pairs, key=lambda pair: pair[0], reverse=True)

    def _stamps(self, addresses: list[Any]) -> list[int]:
        return self._snapshot.column(fields.STAMP, addresses)

    def _ids(self, addresses: list[Any]) -> tuple[int, ...]:
        return tuple(self._snapshot.column(fields.ID, addresses))


def _by_value_and_stamp(pair: tuple[Valued, int]) -> tuple[int, int]:
    return pair[0][0], pair[1]
