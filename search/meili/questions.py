"""One page as one multi-search: the hits, and for each facet with a choice its counts without that choice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from search.meili import documents, filters
from search.meili.marks import BEGIN, END, marked
from search.query import SearchQuery
from search.results import Hits
from search.schema import IndexSchema
from search.wording import Wording

Question = dict[str, Any]
Answer = Mapping[str, Any]
_DEEP = 1_000  # documents before the page
_SHOWN = 3  # fields, best first, that a list may show with marks; to mark the long text too costs a fifth of a search


def sent(wording: Wording) -> str:
    """The words as the server reads them: folded, phrases in quotes, a space behind a last word that may not go on."""
    spans = dict(wording.phrases)
    parts, place = [], 0
    while place < len(wording.words):
        end = spans.get(place, place + 1)
        words = " ".join(word.text for word in wording.words[place:end])
        parts.append(f'"{words}"' if wording.words[place].quoted else words)
        place = end
    return " ".join(parts) + ("" if not wording.words or wording.words[-1].open else " ")


@dataclass(frozen=True)
class Page:
    """A query with its wording, on its way to an index and back."""

    uid: str
    schema: IndexSchema
    query: SearchQuery
    wording: Wording

    @property
    def size(self) -> int:
        return max(self.query.per_page, 0)

    @property
    def start(self) -> int:
        return (max(self.query.page, 1) - 1) * self.size

    @property
    def deep(self) -> bool:
        """Whether the page lies so far down that a search takes long: it makes every page before it too."""
        return self.start >= _DEEP

    @property
    def listed(self) -> bool:
        """Whether its hits come from the server's list of documents, which knows no words but skips what is before."""
        return self.deep and not self.wording.words

    def listing(self) -> Question:
        """What the list of documents is asked for."""
        order, wanted = self._order(), filters.expressions(self.query)
        return {"fields": [documents.ID], "sort": order, "filter": wanted, "offset": self.start, "limit": self.size}

    def questions(self) -> list[Question]:
        """What is asked for the page, the hits first."""
        own = self._own_filters()
        hits = self._hits(own.pop("", []))
        if not self.listed:
            hits |= {"page": max(self.query.page, 1), "hitsPerPage": self.size}
        return [hits, *(self._question(without, facets) for without, facets in own.items())]

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
            "facets": [documents.code(name) for name in facets],
            "attributesToRetrieve": [documents.ID],
            "matchingStrategy": "all",
            "page": 1,
            "hitsPerPage": 0,
        }

    def _own_filters(self) -> dict[str, list[str]]:
        """The facets by the filter that is ignored for them; by nothing where no such filter is chosen."""
        found: dict[str, list[str]] = {}
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

    @property
    def title(self) -> str | None:
        """The mark of titles that are the whole text as typed, where the server, which is sent less, cannot know them:
        they come first."""
        typed = self.wording.typed
        if self.query.sort or not self.wording.words or typed == tuple(word.text for word in self.wording.words):
            return None
        return documents.whole(typed)

    def count_words(self) -> Question:
        """How many documents have the words, whatever the filters."""
        return self._question("") | {"filter": []}

    def count_titled(self, title: str) -> Question:
        """How many hits have the title."""
        return self._question("", also=[filters.whole(title, wanted=True)])

    def titled_first(self, title: str, count: int) -> list[Question]:
        """The same page when `count` hits of the title come before the others: those of either kind that are on it."""
        first = max(min(count - self.start, self.size), 0)
        windows = [(True, min(self.start, count), first), (False, max(self.start - count, 0), self.size - first)]
        asked = []
        for wanted, offset, limit in windows:
            part = self._hits(also=[filters.whole(title, wanted=wanted)])
            del part["page"], part["hitsPerPage"]
            asked.append(part | {"offset": offset, "limit": limit})
        return asked

    def answer(self, hits: Sequence[Mapping[str, Any]], total: int, counted: Sequence[Answer]) -> Hits:
        """The page from what was answered."""
        counts: dict[str, Mapping[str, int]] = {}
        for one in counted:
            counts |= one.get("facetDistribution", {})
        return Hits(
            ids=tuple(hit[documents.ID] for hit in hits),
            total=total,
            facets={name: counts.get(documents.code(name), {}) for name in self.query.facets},
            matched=frozenset(word for hit in hits for word in marked(hit.get("_formatted", {}))),
            ignored=self.wording.ignored,
        )
