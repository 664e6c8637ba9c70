"""Tantivy queries: which documents answer a plan, and filters."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

import tantivy

from search.embedded import fields
from search.embedded.plan import Edge, Plan
from search.query import Range, SearchQuery
from search.schema import IndexSchema

_FEW = 24  # words that are sought one by one: twice as fast as an automaton run over the whole dictionary
Query = tantivy.Query
MUST, SHOULD = tantivy.Occur.Must, tantivy.Occur.Should


def either(queries: Sequence[Query]) -> Query:
    """Any of the queries."""
    return queries[0] if len(queries) == 1 else Query.boolean_query([(SHOULD, query) for query in queries])


def every(queries: Sequence[Query]) -> Query:
    """All of the queries."""
    if not queries:
        return Query.all_query()
    return queries[0] if len(queries) == 1 else Query.boolean_query([(MUST, query) for query in queries])


def flat(query: Query, score: float = 0.0) -> Query:
    """The query with one score for all its hits."""
    return Query.const_score_query(query, score)


class Clauses:
    """Makes the queries of one index."""

    def __init__(self, schema: IndexSchema, layout: tantivy.Schema, phrases: Collection[tuple[str, ...]] = ()) -> None:
        """`phrases` are those that the index holds as terms."""
        self.schema = schema
        self.layout = layout
        self._phrases = phrases

    def words(self, words: Iterable[str], column: str = fields.TEXT) -> Query:
        """Documents with any of the words."""
        terms = list(words)
        if not 0 < len(terms) <= _FEW:
            return Query.term_set_query(self.layout, column, terms)
        option = "position" if column in {fields.TEXT, fields.FIRST} else "basic"
        return either([Query.term_query(self.layout, column, term, option) for term in terms])

    def beginning(self, prefix: str, beginnings: Sequence[str], column: str = fields.TEXT, lead: str = "") -> Query:
        """Documents with any word that begins so: `beginnings` are these words, led by `lead` in the column."""
        if len(beginnings) <= _FEW:
            return self.words([lead + word for word in beginnings], column)
        prefix = lead + prefix
        return Query.fuzzy_term_query(self.layout, column, prefix, distance=0, prefix=True)

    def phrase(self, words: Sequence[str], slop: int = 0, column: str = fields.TEXT) -> Query:
        """Documents with the words side by side in one field, or nearly so."""
        if len(words) == 1:
            return self.words(words, column)
        if not slop and column == fields.TEXT and self.is_term(words):
            return self.words([fields.standing(words)], fields.SPOT)
        return Query.phrase_query(self.layout, column, list(words), slop)

    def neighbours(self, words: Sequence[str]) -> list[Query]:
        """For each two words that follow each other, documents with both side by side."""
        return [self.phrase(pair) for pair in pairwise(words)]

    def is_term(self, phrase: Sequence[str]) -> bool:
        """Whether the index holds a phrase as a term."""
        return tuple(phrase) in self._phrases

    def title(self, words: Sequence[str]) -> Query:
        """Documents whose first field is these words."""
        return self.words([fields.whole(words)], fields.SPOT)

    def in_title(self, words: Sequence[str]) -> Query:
        """Documents whose first field holds each of these words."""
        return every([self.words([word], fields.FIRST) for word in words])

    def edge(self, edge: Edge) -> Query:
        """Documents that answer an edge."""
        options = [self.words(edge.words)] if edge.words else []
        if edge.beginnings:
            options.append(self.beginning(edge.prefix, edge.beginnings))
        return either([*options, *map(self.phrase, edge.phrases)])

    def plan(self, plan: Plan) -> list[Query]:
        """What a document must fulfil to answer the plan."""
        blocks = [either([every([self.edge(edge) for edge in path]) for path in block]) for block in plan.blocks]
        return blocks + self.quoted(plan)

    def quoted(self, plan: Plan) -> list[Query]:
        """The phrases of the query."""
        words = [word.text for word in plan.wording.words]
        return [self.phrase(words[start:end]) for start, end in plan.wording.phrases]

    def filters(self, query: SearchQuery, without: str = "") -> list[Query]:
        """Filters and ranges of a query, one facet's own filter left out if asked."""
        wanted = {name: values for name, values in query.filters.items() if name != without}
        unlike = [self.but(either([*map(self.in_title, query.unlike)]))] if query.unlike else []
        return [*self._codes(wanted), *self._codes(query.must), *self._ranges(query.ranges), *unlike]

    def _codes(self, chosen: Mapping[str, tuple[str, ...]]) -> list[Query]:
        return [self.words(values, fields.keyword(name)) for name, values in chosen.items() if values]

    def _ranges(self, ranges: Mapping[str, Range]) -> list[Query]:
        return [self._range(fields.number(name), bounds) for name, bounds in ranges.items()]

    def _range(self, column: str, bounds: Range) -> Query:
        within = self.between(column, bounds.low, bounds.high)
        return either([within, self._missing(column)]) if bounds.or_missing else within

    def _missing(self, column: str) -> Query:
        """Documents without a value in the column."""
        known = self.between(column, None, None)
        return self.but(known)

    @staticmethod
    def but(query: Query) -> Query:
        """All documents but those of a query."""
        return Query.boolean_query([(MUST, Query.all_query()), (tantivy.Occur.MustNot, query)])

    def since(self, stamp: int) -> Query:
        """Documents with this stamp or a higher one."""
        return Query.range_query(self.layout, fields.STAMP, tantivy.FieldType.Integer, stamp, fields.HIGHEST_STAMP)

    def between(self, column: str, low: int | None, high: int | None) -> Query:
        """Documents whose number lies within the bounds, both included."""
        lowest = fields.SMALLEST if low is None else max(low, fields.SMALLEST - 1)
        highest = fields.LARGEST if high is None else min(high, fields.LARGEST + 1)
        if lowest > highest:
            return Query.empty_query()
        return Query.range_query(self.layout, column, tantivy.FieldType.Integer, lowest, highest)
