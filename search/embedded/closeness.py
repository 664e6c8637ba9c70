"""The order rules for one document, from its words: what the score cannot tell, for hits that tie by it."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from search.embedded import fields
from search.embedded.plan import Cost, Edge, Path, Plan

FARTHEST = 7  # cost of two words that stand far apart or in different fields; neighbours in order cost nothing

Key = tuple[int, int, int, int, int, int]  # edits, -exact words, title differs, apartness, field, position: low first
NOTHING: Key = (99, 0, 1, 0, 0, 0)
_Texts = Sequence[Sequence[str]]
_Places = dict[int, list[tuple[int, int]]]  # by field: first and last position of each match


class Closeness:
    """Ranks documents by their words."""

    def __init__(self, plan: Plan) -> None:
        self._paths = plan.paths()
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
        found: dict[int, tuple[Cost, _Places]] = {}
        lookup = self._lookup
        for field, text in enumerate(texts):
            for word in lookup.keys() & text:
                single = _places(text, (word,))
                for number, match, cost in lookup[word]:
                    places = single if len(match) == 1 else _places(text, match)
                    if places:
                        _note(found, number, cost, field, places)
        for _, by_field in found.values():
            for at in by_field.values():
                at.sort()
        return found

    def _path_key(self, path: Path, matches: dict[int, tuple[Cost, _Places]], texts: _Texts) -> Key | None:
        places = []
        typos = exact = field = position = 0
        for edge in path:
            match = matches.get(self._numbers[id(edge)])
            if match is None:
                return None
            cost, at = match
            best = min(at)
            typos += cost.typos
            exact += cost.exact
            field += best * edge.span
            position += fields.coarse(at[best][0][0]) * edge.span
            places.append(at)
        whole = not typos and exact == sum(edge.span for edge in path) and texts[0] == self._typed
        apart = sum(_apart(one, two) for one, two in pairwise(places))
        return (typos, -exact, 0 if whole else 1, apart, field, position)


def _places(text: Sequence[str], match: tuple[str, ...]) -> list[tuple[int, int]]:
    """First and last position of each place where a match stands."""
    first, more = match[0], len(match) - 1
    starts = [place for place, word in enumerate(text) if word == first]
    if more:
        starts = [place for place in starts if tuple(text[place : place + more + 1]) == match]
    return [(place, place + more) for place in starts]


def _rank(cost: Cost) -> tuple[int, bool]:
    return cost.typos, not cost.exact


def _note(
    found: dict[int, tuple[Cost, _Places]], number: int, cost: Cost, field: int, places: list[tuple[int, int]]
) -> None:
    known = found.get(number)
    if known is None or _rank(cost) < _rank(known[0]):
        found[number] = (cost, {field: places.copy()})
    elif known[0] == cost:
        known[1].setdefault(field, []).extend(places)


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
