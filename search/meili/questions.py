"""One page as one multi-search: the hits, and for each facet with a choice its counts without that choice."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from search.meili import documents, filters
from search.meili.marks import BEGIN, END, marked
from search.meili.signs import kept
from search.query import SearchQuery
from search.results import Hits
from search.schema import IndexSchema
from search.wording import Wanted, Wording

Question = dict[str, Any]
Answer = Mapping[str, Any]
_DEEP = 1_000  # documents before the page
_SEVERAL = 2  # facets from which the field that holds them together is counted
_SHOWN = 3  # fields, best first, that a list may show with marks; to mark the long text too costs a fifth of a search


def sent(wording: Wording) -> str:
    """The words as the server reads them: folded, phrases in quotes, a space behind a last word that may not go on."""
    spans = dict(wording.phrases)
    parts, place = [], 0
    while place < len(wording.words):
        end = spans.get(place, place + 1)
        words = kept(" ".join(word.text for word in wording.words[place:end]))
        parts.append(f'"{words}"' if wording.words[place].quoted else words)
        place = end
    return " ".join(parts) + ("" if not wording.words or wording.words[-1].open else " ")


class Part(NamedTuple):
    """So many hits of some kind, which filters tell."""

    also: list[str]
    offset: int
    limit: int


@dataclass(frozen=True)
class Page:
    """A query with its wording, on its way to an index and back."""

    uid: str
    schema: IndexSchema
    query: SearchQuery
    wording: Wording
    lifted: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        return max(self.query.per_page, 0)

    @property
    def start(self) -> int:
        return (max(self.query.page, 1) - 1) * self.size

    @property
    def deep(self) -> bool:
        """Whether the page lies so far down that a search takes long: it makes every page before it too. Its hits are
        asked for once it is known that there are so many."""
        return self.start >= _DEEP

    @property
    def listed(self) -> bool:
        """Whether its hits come from the server's list of documents, which knows no words but skips what is before."""
        return self.deep and not self.wording.words

    def questions(self) -> list[Question]:
        """What is asked for the page, the hits first."""
        hits = self._hits(self._facets[""])
        if not self.deep:
            hits |= {"page": max(self.query.page, 1), "hitsPerPage": self.size}
        return [hits, *(self._question(without, facets) for without, facets in self._facets.items() if without)]

    def _hits(self, facets: Sequence[str] = (), also: Sequence[str] = ()) -> Question:
        asked = self._question("", facets, also)
        if self.query.sort:
            asked["sort"] = self._order()
        if self.wording.words:
            shown = [documents.text(name) for name in self.schema.text[:_SHOWN]]
            asked |= {"attributesToHighlight": shown, "highlightPreTag": BEGIN, "highlightPostTag": END}
        return asked

    def _question(self, without: str, facets: Sequence[str] = (), also: Sequence[str] = ()) -> Question:
        """A question that counts only, until it is told which hits are wanted."""
        return {
            "indexUid": self.uid,
            "q": sent(self.wording),
            "filter": [*filters.expressions(self.query, without), *also],
            "facets": self._counted(facets),
            "attributesToRetrieve": [documents.ID],
            "matchingStrategy": "all",
            "page": 1,
            "hitsPerPage": 0,
        }

    def _counted(self, facets: Sequence[str]) -> list[str]:
        """The attributes to count. The server goes to each hit for each of them, so that one for all is cheaper."""
        apart = [name for name in facets if name not in self.schema.together]
        if len(facets) - len(apart) < _SEVERAL:
            return [documents.code(name) for name in facets]
        return [documents.TOGETHER, *map(documents.code, apart)]

    @cached_property
    def _facets(self) -> dict[str, list[str]]:
        """The facets by the filter that is ignored for them; by nothing, and first, where no such filter is chosen."""
        found: dict[str, list[str]] = {"": []}
        for name in self.query.facets:
            own = self.schema.filter_of(name)
            found.setdefault(own if self.query.filters.get(own) else "", []).append(name)
        return found

    def _order(self) -> list[str]:
        """A sort, then newest, then id: what would follow it among the ranking rules is relevance."""
        ties = documents.ties(self.schema)
        sort = self.schema.sorts[self.query.sort] if self.query.sort else None
        if sort is None or (sort.field == self.schema.recency and sort.descending):
            return ties
        direction = "desc" if sort.descending else "asc"
        return [f"{documents.number(sort.field)}:{direction}", *ties]

    @cached_property
    def firsts(self) -> list[str]:
        """What comes first where the text is only the rest of what was typed, as filters: titles that are all of it
        (the server, sent less, cannot know), then titles that hold its words and those that filters stand for."""
        words, typed = tuple(word.text for word in self.wording.words), self.wording.typed
        if self.query.sort:
            return []
        firsts = [filters.titled(typed)] if typed != words else []
        return [*firsts, filters.in_title([*words, *self.lifted])] if self.lifted else firsts

    def count_words(self, *words: Wanted) -> Question:
        """How many documents have these words, or all words, whatever the filters."""
        page = replace(self, wording=Wording(words)) if words else self
        return page._question("") | {"filter": []}

    def count_title_words(self) -> Question:
        """How many documents have each word of titles."""
        asked = replace(self, wording=Wording())._question("") | {"filter": []}
        return asked | {"facets": [documents.TITLE_WORDS]}

    def count_firsts(self) -> list[Question]:
        """How many hits each of `firsts` has that none before it has."""
        return [
            self._question("", also=[first, *filters.none_of(self.firsts[:place])])
            for place, first in enumerate(self.firsts)
        ]

    def parts(self, counts: Sequence[int]) -> list[Part]:
        """The page when the hits of each of `firsts`, so many, come before the others."""
        parts, before = [], 0
        for place, (first, count) in enumerate([*zip(self.firsts, counts, strict=True), ("", sys.maxsize)]):
            start, end = max(self.start - before, 0), min(self.start + self.size - before, count)
            before += count
            if start < end:
                also = [*([first] if first else []), *filters.none_of(self.firsts[:place])]
                parts.append(Part(also, start, end - start))
        return parts

    def searched(self, part: Part) -> Question:
        """A part as hits."""
        asked = self._hits(also=part.also)
        del asked["page"], asked["hitsPerPage"]
        return asked | {"offset": part.offset, "limit": part.limit}

    def listing(self, part: Part) -> Question:
        """A part as what the list of documents is asked for."""
        wanted = [*filters.expressions(self.query), *part.also]
        return {
            "fields": [documents.ID], "sort": self._order(), "filter": wanted,
            "offset": part.offset, "limit": part.limit,
        }  # fmt: skip

    def answer(self, hits: Sequence[Mapping[str, Any]], total: int, counted: Sequence[Answer]) -> Hits:
        """The page from what was answered."""
        counts: dict[str, Mapping[str, int]] = {}
        for names, one in zip(self._facets.values(), counted, strict=True):
            found = documents.counts(one.get("facetDistribution", {}), self.schema)
            counts |= {name: found.get(name, {}) for name in names}
        return Hits(
            ids=tuple(hit[documents.ID] for hit in hits),
            total=total,
            facets={name: counts[name] for name in self.query.facets},
            matched=frozenset(word for hit in hits for word in marked(hit.get("_formatted", {}))),
            ignored=self.wording.ignored,
        )
