"""What every search engine offers. The index proposes ids; the caller's database disposes of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from search.query import SearchQuery
from search.results import Hits
from search.schema import Document


class SearchUnavailable(Exception):
    """The engine cannot answer now (index folder missing, server down or too slow). Callers fall back to SQL."""


class IndexMissing(SearchUnavailable):
    """The engine answers, but has no index of this version: only a rebuild helps."""


@dataclass(frozen=True)
class Health:
    """State of one index: whether it answers, how many documents it holds, and in which schema version. `missing`: the
    engine answers, but has no index of this version, which only a rebuild can change."""

    available: bool
    documents: int
    version: str
    detail: str = ""
    missing: bool = False


class Engine(Protocol):
    """One index of documents. Reads may come from many processes; writes from one at a time (the engine locks).

    `put` and `drop` return when the change is durable and findable by a search that starts afterwards.
    `writes_while_rebuilt`: whether they go on in the live index while another is built.
    """

    writes_while_rebuilt: bool

    def search(self, query: SearchQuery) -> Hits:
        """Answer one page. Raises SearchUnavailable."""

    def put(self, documents: Iterable[Document]) -> None:
        """Add or replace documents by id. Raises SearchUnavailable."""

    def drop(self, ids: Sequence[int]) -> None:
        """Remove documents by id; unknown ids are no error. Raises SearchUnavailable."""

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Build a new index beside the live one and swap; readers never see a gap. Returns the document count."""

    def apply_settings(self) -> tuple[str, ...]:
        """Bring the live index's settings in line with the code; the names of those that differed. Raises IndexMissing
        when there is no index of this version, SearchUnavailable."""

    def ids(self) -> set[int]:
        """Every id in the index, for `search verify`. Raises SearchUnavailable."""

    def documents(self, ids: Sequence[int]) -> dict[int, Document]:
        """The stored facet and number fields of documents, for a full diff. Raises SearchUnavailable."""

    def health(self) -> Health:
        """Never raises."""
