"""The order rules for one document, from its words: what the score cannot tell, for hits that tie by it."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from search.embedded import fields
from search.embedded.plan import MOST_FIRST, Cost, Edge, Path, Plan

FARTHEST = 7  # cost of two words that stand far apart or in different fields; neighbours in order cost nothing

# Low first: edits, words outside the first field, -exact words, title differs, apartness, field, position.
Key = tuple[int, int, int, int, int, int, int]
NOTHING: Key = (99, 0, 0, 1, 0, 0, 0)
_Texts = Sequence[Sequence[str]]
_Places = dict[int, list[tuple[int, int]]]  # by field: first and last position of each match


class Closeness:
    """Ranks documents by their words."""

    def __init__(self, plan: Plan) -> None:
        self._paths = plan.paths()
        self._best = _by_first_field if plan.size <= MOST_FIRST else _by_word
        self._typed = list(plan.wording.typed)
        # By a match's first word: its edge, the whole match, its cost.
        self._lookup: dict[str, list[tuple[int, tuple[str, ...], Cost]]] = {}
        self._numbers = {id(edge): number for number, edge in enumerate(plan.edges)}
        for number, edge in enumerate(plan.edges):
            self._learn(number, edge)

    def _learn(self, number: int, edge: Edge) -> None:
        costs = dict.fromkeys(edge.beginnings, edge.prefix_cost)
        for word, cost in edge.words.items():
            if word not in costs or _rank(cost) < _rank(costs[word]):
                costs[word] = cost
        for word, cost in costs.items():
            self._lookup.setdefault(word, []).append((number, (word,), cost))
        for phrase, cost in edge.phrases.items():
            self._lookup.setdefault(phrase[0], []).append((number, phrase, cost))

    def key(self, texts: _Texts) -> Key:
        """The document's place in the order; lower is better."""
        matches = self._matches(texts)
        keys = [self._path_key(path, matches, texts) for path in self._paths]
        return min((key for key in keys if key), default=NOTHING)

    def _matches(self, texts: _Texts) -> dict[int, tuple[Cost, _Places]]:
        """For each edge its best kind of match, and where that kind stands."""
        found: dict[int, dict[Cost, _Places]] = {}
        lookup = self._lookup
        for field, text in enumerate(texts):
            for word in lookup.keys() & text:
                single = _places(text, (word,))
                for number, match, cost in lookup[word]:
                    places = single if len(match) == 1 else _places(text, match)
                    if places:
                        found.setdefault(number, {}).setdefault(cost, {}).setdefault(field, []).extend(places)
        best = {number: min(kinds.items(), key=self._best) for number, kinds in found.items()}
        for _, by_field in best.values():
            for at in by_field.values():
                at.sort()
        return best

    def _path_key(self, path: Path, matches: dict[int, tuple[Cost, _Places]], texts: _Texts) -> Key | None:
        places = []
        typos = elsewhere = exact = field = position = 0
        for edge in path:
            match = matches.get(self._numbers[id(edge)])
            if match is None:
                return None
            cost, at = match
            best = min(at)
            typos += cost.typos
            elsewhere += edge.span if best and self._best is _by_first_field else 0
            exact += cost.exact
            field += best * edge.span
            position += fields.coarse(at[best][0][0]) * edge.span
            places.append(at)
        whole = not typos and exact == sum(edge.span for edge in path) and texts[0] == self._typed
        apart = sum(_apart(one, two) for one, two in pairwise(places))
        return (typos, elsewhere, -exact, 0 if whole else 1, apart, field, position)


def _places(text: Sequence[str], match: tuple[str, ...]) -> list[tuple[int, int]]:
    """First and last position of each place where a match stands."""
    first, more = match[0], len(match) - 1
    starts = []
    at = -1
    for _ in range(text.count(first)):
        at = text.index(first, at + 1)
        starts.append(at)
    if more:
        starts = [place for place in starts if tuple(text[place : place + more + 1]) == match]
    return [(place, place + more) for place in starts]


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
