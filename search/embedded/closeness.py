"""The order rules for one document, from its words: what the score cannot tell, for hits that tie by it."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from search.embedded import fields
from search.embedded.plan import MOST_FIRST, Cost, Edge, Plan

FARTHEST = 7  # cost of two words that stand far apart or in different fields; neighbours in order cost nothing

# Low first: edits, words outside the first field, -exact words, title differs, apartness, field, position.
Key = tuple[int, int, int, int, int, int, int]
NOTHING: Key = (99, 0, 0, 1, 0, 0, 0)
_Texts = Sequence[Sequence[str]]
_Places = dict[int, list[tuple[int, int]]]  # by field: first and last position of each match


class Closeness:
    """Ranks documents by their words."""

    def __init__(self, plan: Plan) -> None:
        self._best = _by_first_field if plan.size <= MOST_FIRST else _by_word
        self._typed = list(plan.wording.typed)
        # A kind is how an edge is answered: its number, and a cost. By word: the kinds it is of. By the first two words
        # of a phrase: its kind and the whole phrase.
        self._kinds: list[tuple[int, Cost]] = []
        self._lookup: dict[str, list[int]] = {}
        self._longer: dict[tuple[str, ...], list[tuple[int, tuple[str, ...]]]] = {}
        self._edges = plan.edges
        numbers = {id(edge): number for number, edge in enumerate(self._edges)}
        self._paths = [tuple(numbers[id(edge)] for edge in path) for path in plan.paths()]
        self._pairs = list(dict.fromkeys(pair for path in self._paths for pair in pairwise(path)))
        for number, edge in enumerate(self._edges):
            self._learn(number, edge)

    def _learn(self, number: int, edge: Edge) -> None:
        costs = dict.fromkeys(edge.beginnings, edge.prefix_cost)
        for word, cost in edge.words.items():
            if word not in costs or _rank(cost) < _rank(costs[word]):
                costs[word] = cost
        kinds = {cost: at for at, cost in enumerate({*costs.values(), *edge.phrases.values()}, len(self._kinds))}
        self._kinds += ((number, cost) for cost in kinds)
        for word, cost in costs.items():
            self._lookup.setdefault(word, []).append(kinds[cost])
        for phrase, cost in edge.phrases.items():
            self._lookup.setdefault(phrase[0], [])
            self._longer.setdefault(phrase[:2], []).append((kinds[cost], phrase))

    def key(self, texts: _Texts) -> Key:
        """The document's place in the order; lower is better."""
        matches = self._matches(texts)
        there = {number: self._part(self._edges[number], *match) for number, match in matches.items()}
        apart = {
            (one, two): _apart(matches[one][1], matches[two][1])
            for one, two in self._pairs
            if one in matches and two in matches
        }
        titled = texts[0] == self._typed
        keys = [
            self._path_key([there[number] for number in path], sum(map(apart.__getitem__, pairwise(path))), titled)
            for path in self._paths
            if there.keys() >= {*path}
        ]
        return min(keys, default=NOTHING)

    def _matches(self, texts: _Texts) -> dict[int, tuple[Cost, _Places]]:
        """For each edge its best kind of match, and where that kind stands."""
        best: dict[int, tuple[Cost, _Places]] = {}
        for kind, places in self._found(texts).items():
            number, cost = self._kinds[kind]
            match = (cost, places)
            if number not in best or self._best(match) < self._best(best[number]):
                best[number] = match
        for _, by_field in best.values():
            for at in by_field.values():
                at.sort()
        return best

    def _found(self, texts: _Texts) -> dict[int, _Places]:
        """Where each kind of match stands."""
        lookup, longer = self._lookup, self._longer
        found: dict[int, _Places] = {}
        for field, text in enumerate(texts):
            for start, word in [(start, word) for start, word in enumerate(text) if word in lookup]:
                for kind in lookup[word]:
                    found.setdefault(kind, {}).setdefault(field, []).append((start, start))
                for kind, phrase in longer.get(tuple(text[start : start + 2]), ()) if longer else ():
                    last = start + len(phrase) - 1
                    if tuple(text[start : last + 1]) == phrase:
                        found.setdefault(kind, {}).setdefault(field, []).append((start, last))
        return found

    def _part(self, edge: Edge, cost: Cost, at: _Places) -> tuple[int, ...]:
        """What a match adds to the key: edits, words outside the first field, exact words, field, position; and the
        words it covers."""
        best = min(at)
        elsewhere = edge.span if best and self._best is _by_first_field else 0
        position = fields.coarse(at[best][0][0]) * edge.span
        return cost.typos, elsewhere, int(cost.exact), best * edge.span, position, edge.span

    @staticmethod
    def _path_key(parts: Sequence[tuple[int, ...]], apart: int, titled: bool) -> Key:
        typos, elsewhere, exact, field, position, span = map(sum, zip(*parts, strict=True))
        whole = titled and not typos and exact == span
        return (typos, elsewhere, -exact, 0 if whole else 1, apart, field, position)


def _rank(cost: Cost) -> tuple[int, bool]:
    return cost.typos, not cost.exact


def _by_first_field(kind: tuple[Cost, _Places]) -> tuple[int, bool, bool]:
    """Fewest edits, then in the first field, then the very word."""
    cost, places = kind
    return cost.typos, min(places) > 0, not cost.exact


def _by_word(kind: tuple[Cost, _Places]) -> tuple[int, bool, bool]:
    """Fewest edits, then the very word."""
    return kind[0].typos, False, not kind[0].exact


def _apart(one: _Places, two: _Places) -> int:
    """How far two matches stand apart at their nearest: forward from 0, backward from 1, at most FARTHEST."""
    best = FARTHEST
    for field in one.keys() & two.keys():
        starts = [start for start, _ in two[field]]
        for start, end in one[field]:
            after = bisect_left(starts, end + 1)
            if after < len(starts):
                best = min(best, starts[after] - end - 1)
            before = bisect_left(starts, start) - 1
            if before >= 0:
                best = min(best, start - two[field][before][1])
            if not best:
                return 0
    return max(best, 0)
