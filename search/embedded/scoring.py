"""The order rules as one whole number, so that Tantivy ranks by them.

Most weighty first: edits, words in the first field, exact words, nearness as far as a phrase can tell it, field,
position. Each is a digit of the score with enough room for the sum over all words; the sum of all stays below 2**24,
which a float32 holds exactly. Nearness of words that are no neighbours is for `closeness` to settle.

A single word needs no sums: its values become powers of two, between which Tantivy's weighting by newness has room to
order the ties as well, so that a page takes a few hundred hits of a common word and not all of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from math import frexp

import tantivy

from search.embedded import fields
from search.embedded.clauses import MUST, SHOULD, Clauses, Query, every, flat
from search.embedded.plan import MOST_FIRST, Cost, Edge, Path, Plan
from search.embedded.snapshot import Snapshot

_ROOM = 2**24
_SIDE_BY_SIDE, _CLOSE_BY = 2, 1  # hints of nearness for each pair of neighbours
_CLOSE = 6  # words between them at most
_HINTED = 24  # pairs of words tried
_MOST_SPOTTED = 30  # words of one kind whose field and position are told apart by the score
_LOWEST_POWER, _MOST_POWERS = -120, 240  # powers of two that a float32 has to spare
_COMPLETE_OPENING = 50  # words that Tantivy expands at the end of a phrase


Option = tuple[int, Query]


class Digits:
    """The places of the score's digits for a plan of `size` words over `ranks` fields."""

    def __init__(self, size: int, ranks: int) -> None:
        self.size = size
        self.ranks = ranks
        self._most_first = size if size <= MOST_FIRST else 0
        self.field = fields.COARSEST * size + 1
        self.nearness = self.field * ((ranks - 1) * size + 1)
        rest = self.nearness * (size + 1) * (self._most_first + 1) * (2 * size + 1)
        self.hint = max(0, min(_SIDE_BY_SIDE, (_ROOM // rest - 4) // size))
        self.open_phrase = self.hint * (size - 1) + 1
        self.phrase, self.whole_title = self.open_phrase + 1, self.open_phrase + 2
        self.exact = self.nearness * (self.whole_title + 1)
        self.first = self.exact * (size + 1)
        self.typos = self.first * (self._most_first + 1)

    def value(self, cost: Cost, span: int) -> int:
        """The digits for edits and exactness of a match that covers `span` words."""
        return (2 * span - cost.typos) * self.typos + (span if cost.exact else 0) * self.exact

    def place(self, field: int, place: int, span: int) -> int:
        """The digits for field and position."""
        first = self.in_first(span) if field == 0 else 0
        return first + span * ((self.ranks - 1 - field) * self.field + fields.COARSEST - place)

    def in_first(self, span: int) -> int:
        """The digit for a match in the first field."""
        return span * self.first if self._most_first else 0

    def nearness_of(self, score: int) -> int:
        """The nearness digit of a score."""
        return score % self.exact // self.nearness

    def all_exact(self, score: int) -> bool:
        """Whether every word was found as typed."""
        return score // self.typos == 2 * self.size and score % self.first // self.exact == self.size


class Scoring:
    """Builds the scored query of a plan and reads its scores.

    With `hints` the score says for more hits how near the words stand, without a promise: enough to choose those that
    are worth reading when a tie is too large to read it all.
    """

    def __init__(self, plan: Plan, clauses: Clauses, snapshot: Snapshot, hints: bool = False) -> None:
        self.plan = plan
        self.digits = Digits(plan.size, len(clauses.schema.text))
        self._clauses = clauses
        self._snapshot = snapshot
        self._spots = fields.spots(self.digits.ranks)
        self._leads = [lead for _, _, lead in self._spots]
        if plan.titled:
            self._spots = fields.spots(1)
        self._complete = True
        self._open_complete = False
        self._steps: list[int] = []
        self._hints = hints and plan.size > 1 and self.digits.hint > 0
        scored = (plan.size == 1 and self._steep()) or self._summed()
        self.query = every([scored, *map(flat, clauses.quoted(plan))])
        self.weight = fields.NEWNESS if self._steps else None

    def value(self, score: float) -> int:
        """The whole number that a score stands for."""
        return self._steps[frexp(score)[1] - _LOWEST_POWER - 1] if self._steps else int(score)

    def group(self, value: int) -> tuple[int, bool]:
        """The hits that rank together with this one, and whether they tie in all rules but newness.

        Groups are numbered so that a higher one ranks first. In the others nearness is yet to be settled.
        """
        nearness = self.digits.nearness_of(value)
        if self.digits.all_exact(value):
            if self.plan.size == 1 or nearness >= self.digits.phrase:
                return value, True
            return value - value % self.digits.exact, False
        open_phrase = self._open_complete and nearness == self.digits.open_phrase
        if self._complete and (self.plan.size == 1 or open_phrase):
            return value, True
        top = value - value % self.digits.exact
        return (top + nearness * self.digits.nearness if open_phrase else top), False

    @property
    def settles(self) -> bool:
        """Whether the score alone tells the order but for newness, so that nothing need be read."""
        return self.plan.size == 1 and self._complete

    def is_near(self, value: int) -> bool:
        """Whether all words stand side by side, so that no hint can say more."""
        return self.digits.nearness_of(value) >= self.digits.phrase

    def _steep(self) -> Query | None:
        """The query of a single word: each value a power of two, if there are enough powers."""
        options = list(self._edge(self.plan.blocks[0][0][0]))
        best = self.digits.value(Cost(exact=True), 1) + self.digits.place(0, 0, 1)
        options.append((best + self.digits.whole_title * self.digits.nearness, self._whole_title()))
        steps = sorted({value for value, _ in options})
        if len(steps) > _MOST_POWERS:
            return None
        self._steps = steps
        powers = {value: 2.0 ** (_LOWEST_POWER + step) for step, value in enumerate(steps)}
        return Query.disjunction_max_query([flat(query, powers[value]) for value, query in options])

    def _summed(self) -> Query:
        """The query of several words: values add up."""
        near = [flat(query, value) for value, query in self._nearness()]
        if self._hints:
            pairs = range(self.plan.size - 1)
            near.append(Query.boolean_query([(SHOULD, _best(self._pair_hints(place))) for place in pairs]))
        blocks = [(MUST, self._block(block)) for block in self.plan.blocks]
        return Query.boolean_query([*blocks, (SHOULD, Query.disjunction_max_query(near))])

    def _block(self, paths: Sequence[Path]) -> Query:
        """The best of several paths. What they begin with in common is asked for once."""
        following: dict[int, list[Path]] = {}
        for path in paths:
            following.setdefault(id(path[0]), []).append(path)
        ways = []
        for together in following.values():
            first, rests = _best(self._edge(together[0][0])), [path[1:] for path in together if len(path) > 1]
            ways.append(every([first, self._block(rests)]) if rests else first)
        return ways[0] if len(ways) == 1 else Query.disjunction_max_query(ways)

    def _edge(self, edge: Edge) -> Iterator[Option]:
        kinds: dict[Cost, list[str]] = {}
        for word, cost in edge.words.items():
            kinds.setdefault(cost, []).append(word)
        for cost, words in kinds.items():
            yield from self._listed(words, cost, edge.span)
        if 0 < len(edge.beginnings) <= _MOST_SPOTTED and len(edge.prefix) > 1:
            yield from self._listed(edge.beginnings, edge.prefix_cost, edge.span)
        elif edge.beginnings:
            yield from self._beginning(edge)
        terms: dict[Cost, list[str]] = {}
        for phrase, cost in edge.phrases.items():
            if self._clauses.is_term(phrase):
                terms.setdefault(cost, []).append(fields.phrase(phrase))
                continue
            self._complete = False
            value = self.digits.value(cost, edge.span)
            yield value + self.digits.in_first(edge.span), self._clauses.phrase(phrase, column=fields.FIRST)
            yield value, self._clauses.phrase(phrase)
        for cost, names in terms.items():
            for start in range(0, len(names), _MOST_SPOTTED):
                yield from self._listed(names[start : start + _MOST_SPOTTED], cost, edge.span)

    def _listed(self, words: Sequence[str], cost: Cost, span: int) -> Iterator[Option]:
        base = self.digits.value(cost, span)
        if len(words) > _MOST_SPOTTED:
            self._complete = False
            yield base + self.digits.in_first(span), self._clauses.words(words, fields.FIRST)
            yield base, self._clauses.words(words)
            return
        spotted = {word: self._snapshot.spots(word, self._leads) for word in words}
        if not any(spotted.values()):
            yield base, self._clauses.words(words)
        for field, place, lead in self._spots:
            present = [lead + word for word in words if lead in spotted[word]]
            if present:
                yield base + self.digits.place(field, place, span), self._clauses.words(present, fields.SPOT)

    def _beginning(self, edge: Edge) -> Iterator[Option]:
        """A single letter begins too many words to tell all their places apart: the title's will do."""
        base = self.digits.value(edge.prefix_cost, edge.span)
        places = [spot for spot in self._spots if len(edge.prefix) > 1 or (spot[0] == 0 and spot[1] < 4)]
        for field, place, lead in places:
            beginning = self._clauses.beginning(edge.prefix, edge.beginnings, fields.SPOT, lead)
            yield base + self.digits.place(field, place, edge.span), beginning
        if len(places) < len(self._spots):
            self._complete = False
            first = self._clauses.beginning(edge.prefix, edge.beginnings, fields.FIRST)
            yield base + self.digits.in_first(edge.span), first
            yield base, self._clauses.beginning(edge.prefix, edge.beginnings)

    def _whole_title(self) -> Query:
        """The title is the text as typed."""
        return self._clauses.title(self.plan.wording.typed)

    def _nearness(self) -> Iterator[Option]:
        """What phrases tell: the whole title; all neighbours stand side by side; so they do with the last one open."""
        wanted = self.plan.wording.words
        worth = self.digits.nearness
        yield self.digits.whole_title * worth, self._whole_title()
        pairs = self._clauses.neighbours([word.text for word in wanted])
        if pairs:
            yield self.digits.phrase * worth, every(pairs)
        if pairs and any(edge.prefix for edge in self.plan.edges):
            opening = self._opening([wanted[-2].text, wanted[-1].text])
            if self._open_complete:
                yield self.digits.open_phrase * worth, every([*pairs[:-1], opening])

    def _opening(self, words: list[str]) -> Query:
        alike = any(Cost() in {*edge.words.values(), *edge.phrases.values()} for edge in self.plan.edges)
        beginnings = self._single(self.plan.size - 1).beginnings
        self._open_complete = not alike and len(beginnings) <= _COMPLETE_OPENING
        return tantivy.Query.phrase_prefix_query(self._clauses.layout, fields.TEXT, [*words])

    def _pair_hints(self, place: int) -> Iterator[Option]:
        """How near the likeliest words for two neighbouring places stand."""
        unit = self.digits.nearness * self.digits.hint // _SIDE_BY_SIDE
        left, right = self._likeliest(place), self._likeliest(place + 1)
        few = max(_HINTED // (len(right) or 1), 3)
        left = left[:few]
        for pair in product(left, right[: _HINTED // (len(left) or 1)]):
            yield _SIDE_BY_SIDE * unit, self._clauses.phrase(pair)
            yield _CLOSE_BY * unit, self._clauses.phrase(pair, _CLOSE)

    def _single(self, place: int) -> Edge:
        return next(edge for edge in self.plan.edges if edge.start == place and edge.span == 1)

    def _likeliest(self, place: int) -> list[str]:
        """The words with the fewest edits that answer the word at a place, the most frequent first.

        The term dictionary counts removed documents until segments merge; pages must not change by that, so the last
        word is left to a count of those that are there.
        """
        edge = self._single(place)
        costs = dict.fromkeys(edge.beginnings, edge.prefix_cost) | edge.words
        known = {word: self._snapshot.frequency(word) for word in costs}
        least = min((cost.typos for word, cost in costs.items() if known[word]), default=0)
        near = [word for word, cost in costs.items() if known[word] and cost.typos == least]
        frequent = sorted(near, key=lambda word: (-known[word], word))[: 2 * _HINTED]
        return sorted(frequent, key=lambda word: (-self._snapshot.living(word), word))[:_HINTED]


def _best(options: Iterable[Option]) -> Query:
    return Query.disjunction_max_query([flat(query, value) for value, query in options])
