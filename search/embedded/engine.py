"""The embedded engine: Tantivy inside the process. Many processes may read; writers take turns."""

import os
import threading
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import tantivy

from search.embedded import fields
from search.embedded.clauses import Clauses, every
from search.embedded.counts import count
from search.embedded.plan import make, matched
from search.embedded.ranking import Ranking, Window
from search.embedded.snapshot import Snapshot
from search.embedded.storage import State, Storage, guarded
from search.engine import Health, IndexMissing, SearchUnavailable
from search.language import Language, Phrase, indonesian
from search.query import Range, SearchQuery, check
from search.results import Hits
from search.schema import Document, IndexSchema
from search.text import folded
from search.wording import Wording, read

_LOT = 5_000  # ids looked up at once


class EmbeddedEngine:
    """One index in one folder. Nothing is opened before it is needed, so an engine may be made before a fork.

    The index itself comes into being by `rebuild` only: while its folder is away, `put` and `drop` fail and leave the
    way free for the folder's return. `patience` is how many seconds a write waits for another writer. `phrases` are
    those that the index holds as terms, as a rule those of the language.
    """

    writes_while_rebuilt: bool = False

    def __init__(
        self,
        schema: IndexSchema,
        folder: Path,
        language: Language | None = None,
        patience: float = 30.0,
        phrases: frozenset[Phrase] | None = None,
    ) -> None:
        self.schema = schema
        self.language = language or indonesian()
        self._phrases = self.language.phrases if phrases is None else phrases
        self._storage = Storage(schema, fields.version(schema, self._phrases), folder, patience)
        self._layout = fields.layout(schema)
        self._clauses = Clauses(schema, self._layout, self._phrases)
        self._opening = threading.Lock()
        self._open: tuple[int, State, tantivy.Index, Snapshot] | None = None

    def search(self, query: SearchQuery) -> Hits:
        """Answer one page. Raises SearchUnavailable, and ValueError for a field or sort the schema does not have."""
        check(query, self.schema)
        wording = read(query.text, self.language.stop_words, self.language.whole)
        with guarded(f"search in {self.schema.name}"):
            snapshot = self._snapshot()
            query = replace(query, ranges=_telling(query, snapshot), unlike=self.language.unlike(wording.bare))
            if wording.words:
                return self._answer(query, wording, snapshot)
            return snapshot.page(_key(query), lambda: self._list(query, snapshot))

    def _list(self, query: SearchQuery, snapshot: Snapshot) -> Hits:
        """A page without text."""
        filters = self._clauses.filters(query)
        counts = count(snapshot, self._clauses, query, [])
        if _shows_none(query, counts.total):
            ids: tuple[int, ...] = ()
        elif query.sort is None:
            ranking, firsts = Ranking(snapshot, self._clauses), self._firsts(query, Wording())
            ids = ranking.tiers(firsts, [], filters, _window(query), ranking.newest_of)
        else:
            ids = self._in_order(query, every(filters), snapshot)
        return Hits(ids, counts.total, counts.facets)

    def _answer(self, query: SearchQuery, wording: Wording, snapshot: Snapshot) -> Hits:
        """A page of hits for a text."""
        plan = make(wording, self.language, snapshot)
        matching = self._clauses.plan(plan)
        filters = self._clauses.filters(query)
        counts = count(snapshot, self._clauses, query, matching)
        if _shows_none(query, counts.total):
            ids: tuple[int, ...] = ()
        elif query.sort is None:
            ranking, firsts = Ranking(snapshot, self._clauses), self._firsts(query, plan.wording)
            order = partial(ranking.relevant, plan, counts.total)
            ids = ranking.tiers(firsts, matching, filters, _window(query), order)
        else:
            ids = self._in_order(query, every([*matching, *filters]), snapshot)
        return Hits(ids, counts.total, counts.facets, matched(plan), plan.wording.ignored)

    def _firsts(self, query: SearchQuery, wording: Wording) -> list[tantivy.Query]:
        """What comes first where the text is only the rest of what was typed: titles that are all of it, then titles
        that hold its words and those that filters stand for."""
        firsts = [self._clauses.title(folded(query.typed))] if query.typed else []
        if lifted := [word for word in folded(query.lifted) if word not in self.language.stop_words]:
            firsts.append(self._clauses.in_title([*(word.text for word in wording.words), *lifted]))
        return firsts

    def _in_order(self, query: SearchQuery, matching: tantivy.Query, snapshot: Snapshot) -> tuple[int, ...]:
        ranking = Ranking(snapshot, self._clauses)
        sort = self.schema.sorts[query.sort] if query.sort else None
        if sort is None or fields.by_stamp(sort, self.schema):
            return ranking.newest(matching, _window(query))
        return ranking.sorted(matching, _window(query), fields.sort_key(query.sort or ""), sort.descending)

    def put(self, documents: Iterable[Document]) -> None:
        """Add or replace documents by id: all of them or, when it raises, none."""
        with self._storage.locked(), self._storage.writer(self._live()) as writer:
            self._add(writer, documents)

    def drop(self, ids: Sequence[int]) -> None:
        """Remove documents by id; unknown ids are no error."""
        with self._storage.locked(), self._storage.writer(self._live()) as writer:
            for identity in ids:
                writer.delete_documents_by_term(fields.ID, identity)

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Build a new index beside the live one and swap; readers never see a gap. Returns the document count."""
        with guarded(f"index {self.schema.name} cannot be built"):
            self._storage.folder.mkdir(parents=True, exist_ok=True)
        with self._storage.locked():
            with guarded(f"index {self.schema.name} cannot be built"):
                name, index = self._storage.begin()
            with self._storage.writer(index, whole=True) as writer:
                self._add(writer, documents)
            with guarded(f"index {self.schema.name} cannot be built"):
                index.reload()
                self._storage.swap(name)
                return int(index.searcher().num_docs)

    def apply_settings(self) -> tuple[str, ...]:
        """Nothing to do: the code itself is asked at every search. Raises IndexMissing."""
        try:
            with guarded(f"index {self.schema.name}"):
                self._snapshot()
        except SearchUnavailable as error:
            raise IndexMissing(str(error)) from error
        return ()

    def ids(self) -> set[int]:
        """Every id in the index."""
        with guarded(f"ids of {self.schema.name}"):
            snapshot = self._snapshot()
            hits, _ = snapshot.find(tantivy.Query.all_query(), snapshot.searcher.num_docs)
            return set(snapshot.column(fields.ID, [address for _, address in hits]))

    def documents(self, ids: Sequence[int]) -> dict[int, Document]:
        """What the index holds of documents; texts come as folded words (compare with `search.text.folded`)."""
        with guarded(f"documents of {self.schema.name}"):
            snapshot = self._snapshot()
            found = {}
            for start in range(0, len(ids), _LOT):
                lot = list(ids[start : start + _LOT])
                query = tantivy.Query.term_set_query(self._layout, fields.ID, lot)
                addresses = [address for _, address in snapshot.find(query, len(lot))[0]]
                for identity, address in zip(snapshot.column(fields.ID, addresses), addresses, strict=True):
                    found[identity] = fields.kept_document(identity, snapshot.kept(address), self.schema)
            return found

    def health(self) -> Health:
        """Whether a search would be answered now. Never raises."""
        try:
            with guarded(f"health of {self.schema.name}"):
                return Health(True, int(self._snapshot().searcher.num_docs), self._storage.version)
        except SearchUnavailable as error:
            return Health(False, 0, self._storage.version, str(error))

    def _add(self, writer: tantivy.IndexWriter, documents: Iterable[Document]) -> None:
        phrases = fields.by_head(self._phrases)
        for document in documents:
            made = fields.entry(document, self.schema, phrases)
            with guarded(f"index {self.schema.name} cannot be written"):
                writer.delete_documents_by_term(fields.ID, document.id)
                writer.add_document(made)

    def _live(self) -> tantivy.Index:
        with guarded(f"index {self.schema.name} cannot be opened"):
            return self._storage.open(self._storage.state()[0])

    def _snapshot(self) -> Snapshot:
        """The newest state of the index, opened anew in each process and after each commit and swap."""
        state, process = self._storage.state(), os.getpid()
        opened = self._open
        if opened is not None and opened[:2] == (process, state):
            return opened[3]
        with self._opening:
            opened = self._open
            if opened is None or opened[:2] != (process, state):
                opened = self._open = self._reopen(opened, state, process)
            return opened[3]

    def _reopen(
        self, opened: tuple[int, State, tantivy.Index, Snapshot] | None, state: State, process: int
    ) -> tuple[int, State, tantivy.Index, Snapshot]:
        """Another process may swap and sweep between our look and our opening; then we look again."""
        for _ in range(5):
            try:
                if opened is not None and opened[0] == process and opened[1][0] == state[0]:
                    index = opened[2]
                    index.reload()
                else:
                    index = self._storage.open(state[0])
                    index.config_reader("manual")
                return process, state, index, Snapshot(index.searcher(), self._layout, self._phrases)
            except (OSError, ValueError):
                state, opened = self._storage.state(), None
        raise SearchUnavailable(f"index {self.schema.name} cannot be opened")


def _window(query: SearchQuery) -> Window:
    start = (max(query.page, 1) - 1) * max(query.per_page, 0)
    return Window(start, start + max(query.per_page, 0))


def _shows_none(query: SearchQuery, total: int) -> bool:
    """Whether nothing is to be ranked: a bare count, or a page beyond the last, which the address bar can ask for."""
    window = _window(query)
    return not window.size or window.start >= total


def _telling(query: SearchQuery, snapshot: Snapshot) -> dict[str, Range]:
    """The ranges that leave anything out: asking every hit for one that does not costs as much as finding it."""
    return {
        name: bounds
        for name, bounds in query.ranges.items()
        if bounds.high is not None
        or max(fields.SMALLEST, bounds.low or fields.SMALLEST) > snapshot.lowest(fields.number(name))
    }


def _key(query: SearchQuery) -> Hashable:
    """Everything that decides a page without text."""
    return *query.passing(), query.typed, query.lifted, query.sort, query.page, query.per_page, query.facets
