"""The Meilisearch engine: one index of a server."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from time import monotonic
from typing import Any

from meilisearch import Client

from search.engine import Health, IndexMissing, SearchUnavailable
from search.language import Language, indonesian
from search.meili import documents, filters
from search.meili.documents import TITLE_WORDS
from search.meili.index import Index
from search.meili.questions import Answer, Page, Question
from search.meili.respelling import LIVES, TitleWords, tries
from search.meili.server import Server, guarded
from search.query import SearchQuery, check
from search.results import Hits
from search.schema import Document, IndexSchema
from search.text import folded
from search.wording import Wording, read

_FETCHED = 20_000  # ids or documents at once


class MeilisearchEngine:
    """One index of one site on a server. Nothing is connected before it is needed; threads and forks are welcome.

    The index comes into being by `rebuild` only: while it is away, `put` and `drop` fail and change nothing.
    """

    writes_while_rebuilt: bool = True

    def __init__(self, schema: IndexSchema, server: Server, prefix: str, language: Language | None = None) -> None:
        self.schema = schema
        self.language = language or indonesian()
        self._server = server
        self._index = Index(server, schema, prefix, self.language)
        self._title_words = TitleWords()

    def search(self, query: SearchQuery) -> Hits:
        """Answer one page. Raises SearchUnavailable, and ValueError for a field or sort the schema does not have."""
        check(query, self.schema)
        wording = read(query.text, self.language.stop_words, self.language.whole)
        if query.typed:
            wording = replace(wording, typed=tuple(folded(query.typed)))
        lifted = tuple(word for word in folded(query.lifted) if word not in self.language.stop_words)
        query = replace(query, unlike=self.language.unlike(wording.bare))
        page = Page(self._index.uid, self.schema, query, wording, lifted)
        with self._server.asked(deep=page.deep):
            hits = self._answer(page)
            meant = self._meant(page) if wording.words and not hits.total else None
            return self._answer(replace(page, wording=meant)) if meant else hits

    def _answer(self, page: Page) -> Hits:
        asked, firsts = page.questions(), page.count_firsts()
        answers = self._ask([*asked, *firsts])
        first, counted = answers[0], answers[: len(asked)]
        counts = [int(one["totalHits"]) for one in answers[len(asked) :]]
        if page.start >= first["totalHits"]:  # to look how far down that is takes the server as long as to fetch it
            return page.answer([], first["totalHits"], counted)
        hits = self._hits(page, counts) if page.deep or any(counts) else first["hits"]
        return page.answer(hits, first["totalHits"], counted)

    def _hits(self, page: Page, counts: Sequence[int]) -> list[Mapping[str, Any]]:
        """The hits of a page that the first question does not bring."""
        parts = page.parts(counts)
        if page.listed:
            index = self._server.searcher.index(page.uid)
            return [vars(document) for part in parts for document in index.get_documents(page.listing(part)).results]
        client = self._server.digger if page.deep else self._server.searcher
        return [hit for part in self._ask([*map(page.searched, parts)], client) for hit in part["hits"]]

    def _ask(self, asked: list[Question], client: Client | None = None) -> list[Answer]:
        answered: object = (client or self._server.searcher).multi_search(asked)
        if not isinstance(answered, dict) or len(answered.get("results", ())) != len(asked):
            raise SearchUnavailable("the search server's answer is not one of Meilisearch")
        results: list[Answer] = answered["results"]
        return results

    def _meant(self, page: Page) -> Wording | None:
        """What to ask when no document has the words, filters aside: misspelt ones put right, a last one that is whole
        as a beginning. None when nothing else has hits either."""
        words, old = page.wording.words, self._title_words.until < monotonic()
        asked = [page.count_words(), *map(page.count_words, words)]
        whole, *alone = self._ask([*asked, *([page.count_title_words()] if old else [])])
        if old:
            counts = alone.pop().get("facetDistribution", {}).get(TITLE_WORDS, {})
            self._title_words = TitleWords(counts, monotonic() + LIVES)
        if whole["totalHits"]:
            return None
        known = [bool(one["totalHits"]) for one in alone]
        tried = tries(page.wording, known, self._title_words, self.language)
        counted = self._ask([replace(page, wording=one).count_words() for one in tried]) if tried else []
        return next((one for one, answer in zip(tried, counted, strict=True) if answer["totalHits"]), None)

    def put(self, made: Iterable[Document]) -> None:
        """Add or replace documents by id. Raises SearchUnavailable, and then some may be there already."""
        self._index.must_exist()
        self._index.add(self._index.uid, made)

    def drop(self, ids: Sequence[int]) -> None:
        """Remove documents by id; unknown ids are no error."""
        self._index.must_exist()
        self._index.remove(self._index.uid, ids)

    def rebuild(self, made: Iterable[Document]) -> int:
        """Build a new index beside the live one and swap. Returns the document count."""
        return self._index.rebuild(made)

    def apply_settings(self) -> tuple[str, ...]:
        """Bring the live index's settings in line with the code. Returns the names of those that differed."""
        self._index.must_exist()
        return self._index.apply_settings(self._index.uid)

    def ids(self) -> set[int]:
        """Every id in the index."""
        return {stored[documents.ID] for stored in self._stored({"fields": [documents.ID]})}

    def documents(self, ids: Sequence[int]) -> dict[int, Document]:
        """What the index holds of documents; texts come as folded words (compare with `search.text.folded`)."""
        if not ids:
            return {}
        found = self._stored({"filter": filters.ids(ids)})
        return {stored[documents.ID]: documents.document(stored, self.schema) for stored in found}

    def _stored(self, wanted: dict[str, object]) -> Iterator[dict[str, Any]]:
        start, total = 0, 1
        while start < total:
            with guarded():
                page = self._server.writer.index(self._index.uid).get_documents(
                    {**wanted, "offset": start, "limit": _FETCHED}
                )
            total = page.total
            start += _FETCHED
            yield from (vars(stored) for stored in page.results)

    def health(self) -> Health:
        """Whether a search would be answered now; a key that may only search is enough to know. Never raises."""
        try:
            with self._server.asked():
                [counted] = self._ask([{"indexUid": self._index.uid, "page": 1, "hitsPerPage": 0}])
                return Health(True, int(counted["totalHits"]), self._index.version)
        except IndexMissing as error:
            return Health(False, 0, self._index.version, str(error), missing=True)
        except SearchUnavailable as error:
            return Health(False, 0, self._index.version, str(error))
