"""The order rules as one whole number, so that Tantivy ranks by them.

Most weighty first: edits, exact words, nearness as far as a phrase can tell it, field, position. Each is a digit of the
score with enough room for the sum over all words; the sum of all stays below 2**24, which a float32 holds exactly.
Nearness of words that are no neighbours is for `closeness` to settle.

A single word needs no sums: its values become powers of two, between which Tantivy's weighting by newness has room to
order the ties as well, so that a page takes a few hundred hits of a common word and not all of them.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import frexp

import tantivy

from search.embedded import fields
from search.embedded.clauses import MUST, SHOULD, Clauses, Query, every, flat
from search.embedded.plan import Cost, Edge, Path, Plan
from search.embedded.snapshot import Snapshot

LOOSE, OPEN_PHRASE, PHRASE, WHOLE_TITLE = range(4)
_LONGEST_TITLE = 40
_MOST_SPOTTED = 30  # words of one kind whose field and position are told apart by the score
_LOWEST_POWER, _MOST_POWERS = -120, 240  # powers of two that a float32 has to spare
_COMPLETE_OPENING = 50  # words that Tantivy expands at the end of a phrase


Option = tuple[int, Query]


class Digits:
    """The places of the score's digits for a plan of `size` words over `ranks` fields."""

    def __init__(self, size: int, ranks: int) -> None:
        self.size = size
        self.ranks = ranks
        self.field = fields.COARSEST * size + 1
        self.nearness = self.field * ((ranks - 1) * size + 1)
        self.exact = self.nearness * (WHOLE_TITLE + 1)
        self.typos = self.exact * (size + 1)
        self._as_typed = 2 * size * (size + 1) + size

    def value(self, cost: Cost, span: int) -> int:
        """The digits for edits and exactness of a match that covers `span` words."""
        return (2 * span - cost.typos) * self.typos + (span if cost.exact else 0) * self.exact

    def place(self, field: int, place: int, span: int) -> int:
        """The digits for field and position."""
        return span * ((self.ranks - 1 - field) * self.field + fields.COARSEST - place)

    def nearness_of(self, score: int) -> int:
        """The nearness digit of a score."""
        return score % self.exact // self.nearness

    def all_exact(self, score: int) -> bool:
        """Whether every word was found as typed."""
        return score // self.exact == self._as_typed


class Scoring:
    """Builds the scored query of a plan and reads its scores.

    `exact_only` tells field and position apart for words as typed only, which is enough, and quicker, for a page that
    ends within the exact hits.
    """

    def __init__(self, plan: Plan, clauses: Clauses, snapshot: Snapshot, exact_only: bool = False) -> None:
        self.plan = plan
        self.digits = Digits(plan.size, len(clauses.schema.text))
        self._clauses = clauses
        self._snapshot = snapshot
        self._spots = fields.spots(self.digits.ranks)
        self._exact_only = exact_only
        self._complete = True
        self._open_complete = False
        self._steps: list[int] = []
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
            if self.plan.size == 1 or nearness >= PHRASE:
                return value, True
        elif self._complete and (self.plan.size == 1 or (nearness == OPEN_PHRASE and self._open_complete)):
            return value, True
        top = value - value % self.digits.exact
        if not self.digits.all_exact(value) and self._open_complete:
            return top + nearness * self.digits.nearness, False
        return top, False

    def _steep(self) -> Query | None:
        """The query of a single word: each value a power of two, if there are enough powers."""
        options = list(self._edge(self.plan.blocks[0][0][0]))
        whole = self._whole_title()
        if whole is not None:
            best = self.digits.value(Cost(exact=True), 1) + self.digits.place(0, 0, 1)
            options.append((best + WHOLE_TITLE * self.digits.nearness, whole))
        steps = sorted({value for value, _ in options})
        if len(steps) > _MOST_POWERS:
            return None
        self._steps = steps
        powers = {value: 2.0 ** (_LOWEST_POWER + step) for step, value in enumerate(steps)}
        return Query.disjunction_max_query([flat(query, powers[value]) for value, query in options])

    def _summed(self) -> Query:
        """The query of several words: values add up."""
        blocks = [(MUST, self._block(block)) for block in self.plan.blocks]
        return Query.boolean_query([*blocks, (SHOULD, self._nearness())])

    def _block(self, paths: tuple[Path, ...]) -> Query:
        ways = [every([_best(self._edge(edge)) for edge in path]) for path in paths]
        return ways[0] if len(ways) == 1 else Query.disjunction_max_query(ways)

    def _edge(self, edge: Edge) -> Iterator[Option]:
        kinds: dict[Cost, list[str]] = {}
        for word, cost in edge.words.items():
            kinds.setdefault(cost, []).append(word)
        for cost, words in kinds.items():
            yield from self._listed(words, cost, edge.span)
        if edge.prefix:
            yield from self._beginning(edge.prefix, edge.prefix_cost, edge.span)
        for phrase, cost in edge.phrases.items():
            self._complete = False
            yield self.digits.value(cost, edge.span), self._clauses.phrase(phrase)

    def _listed(self, words: list[str], cost: Cost, span: int) -> Iterator[Option]:
        base = self.digits.value(cost, span)
        if len(words) > _MOST_SPOTTED or (self._exact_only and not cost.exact):
            self._complete = False
            yield base, self._clauses.words(words)
            return
        spotted = False
        for field, place, lead in self._spots:
            present = [lead + word for word in words if self._snapshot.spotted(lead + word)]
            if present:
                spotted = True
                yield base + self.digits.place(field, place, span), self._clauses.words(present, fields.SPOT)
        if not spotted:
            yield base, self._clauses.words(words)

    def _beginning(self, prefix: str, cost: Cost, span: int) -> Iterator[Option]:
        """A single letter begins too many words to tell all their places apart: the title's will do."""
        base = self.digits.value(cost, span)
        places = [spot for spot in self._spots if len(prefix) > 1 or (spot[0] == 0 and spot[1] < 4)]
        if self._exact_only:
            places = []
        for field, place, lead in places:
            beginning = self._clauses.beginning(lead + prefix, fields.SPOT)
            yield base + self.digits.place(field, place, span), beginning
        if len(places) < len(self._spots):
            self._complete = False
            yield base, self._clauses.beginning(prefix)

    def _whole_title(self) -> Query | None:
        """The title is the text as typed."""
        typed = self.plan.wording.typed
        whole = [fields.BEGIN, *typed, fields.END]
        return self._clauses.phrase(whole) if len(typed) <= _LONGEST_TITLE else None

    def _nearness(self) -> Query:
        """What phrases tell: the whole title; all neighbours stand side by side; so they do with the last one open."""
        wanted = self.plan.wording.words
        worth = self.digits.nearness
        pairs = [self._clauses.phrase([one.text, two.text]) for one, two in pairwise(wanted)]
        options = [(PHRASE * worth, every(pairs))] if pairs else []
        whole = self._whole_title()
        if whole is not None:
            options.append((WHOLE_TITLE * worth, whole))
        if pairs and wanted[-1].open:
            opening = self._opening([wanted[-2].text, wanted[-1].text])
            options.append((OPEN_PHRASE * worth, every([*pairs[:-1], opening])))
        return _best(options)

    def _opening(self, words: list[str]) -> Query:
        alike = any(Cost() in {*edge.words.values(), *edge.phrases.values()} for edge in self.plan.edges)
        self._open_complete = not alike and len(self._snapshot.beginning(words[-1])) <= _COMPLETE_OPENING
        return tantivy.Query.phrase_prefix_query(self._clauses.layout, fields.TEXT, [*words])


def _best(options: Iterable[Option]) -> Query:
    return Query.disjunction_max_query([flat(query, value) for value, query in options])
