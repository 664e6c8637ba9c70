"""Writing an index: documents in lots, settings by what differs, a new index beside the live one and a swap.

The live index is named by prefix, schema and version (`lamar-vacancies-v1-3-138944`), so that one of another version is
never asked; it is removed once this version stands. One that is being built has a mark and the time behind its name.
"""

import logging
import re
import time
from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from meilisearch.models.task import TaskInfo

from search.engine import IndexMissing, SearchUnavailable
from search.language import Language
from search.meili import documents, filters, settings
from search.meili.documents import Lot
from search.meili.server import Server, failure, guarded
from search.schema import Document, IndexSchema

log = logging.getLogger(__name__)

ABANDONED = 900.0  # seconds without a write: a half-built index is then taken for one of a killed rebuild
_AHEAD = 2  # lots that wait in the server's queue; more would keep a small write behind a rebuild waiting
_REMOVED = 10_000  # ids removed at once
_INDEXES = 1_000  # names listed at once


class Index:
    """The writer's side of one index."""

    def __init__(self, server: Server, schema: IndexSchema, prefix: str, language: Language) -> None:
        self._server = server
        self._schema = schema
        self._family = f"{prefix}-{schema.name}-v"
        self._wanted = settings.wanted(schema, language)
        made_by = (str(schema.version), str(documents.FORMAT), schema.counting)
        self.version = ".".join(made_by)
        self.uid = self._family + "-".join(made_by)

    def must_exist(self) -> None:
        """A write to an index that is not there would make one without settings. Raises IndexMissing."""
        with guarded():
            self._server.writer.get_raw_index(self.uid)

    def add(self, uid: str, made: Iterable[Document]) -> int:
        """Add or replace documents; returns how many were sent when all are findable.

        A lot that is refused is sent again in halves, so that one bad document keeps no other out; then raises
        SearchUnavailable with the ids of those that were refused.
        """
        waiting: deque[tuple[Lot, TaskInfo]] = deque()
        refused: dict[int, str] = {}
        sent = 0
        for lot in documents.lots(made, self._schema):
            if len(waiting) >= _AHEAD:
                refused |= self._settle(uid, *waiting.popleft())
            waiting.append((lot, self._send(uid, lot)))
            sent += len(lot.ids)
        while waiting:
            refused |= self._settle(uid, *waiting.popleft())
        if refused:
            named = ", ".join(f"{identity} ({code})" for identity, code in refused.items())
            raise SearchUnavailable(f"index {uid} refuses documents: {named}")
        return sent

    def _send(self, uid: str, lot: Lot) -> TaskInfo:
        with guarded():
            return self._server.writer.index(uid).add_documents_ndjson(b"\n".join(lot.lines), documents.ID)

    def _settle(self, uid: str, lot: Lot, sent: TaskInfo) -> dict[int, str]:
        """Wait for a lot; the ids of documents that the server refuses, with its reason."""
        task = self._server.done(sent.task_uid)
        if task.status == "succeeded":
            return {}
        error: dict[str, Any] = task.error or {}
        code = str(error.get("code"))
        if error.get("type") != "invalid_request" or code == "index_not_found":
            raise failure(code, f"documents {lot.ids[0]} to {lot.ids[-1]} of index {uid}: task {task.uid} failed")
        if len(lot.ids) == 1:
            return {lot.ids[0]: code}
        first, second = lot.halves()
        return self._settle(uid, first, self._send(uid, first)) | self._settle(uid, second, self._send(uid, second))

    def remove(self, uid: str, ids: Sequence[int]) -> None:
        """Remove documents by id."""
        for start in range(0, len(ids), _REMOVED):
            with guarded():
                task = self._server.writer.index(uid).delete_documents(
                    filter=filters.ids(ids[start : start + _REMOVED])
                )
            self._server.succeeded(task.task_uid, f"removing documents of index {uid}")

    def apply_settings(self, uid: str) -> tuple[str, ...]:
        """Send the settings that differ from the code; sending equal ones would cost a task."""
        differing = self._lacking(uid)
        if differing:
            with guarded():
                task = self._server.writer.index(uid).update_settings(differing)
            self._server.succeeded(task.task_uid, f"settings of index {uid}")
        return tuple(differing)

    def _lacking(self, uid: str) -> settings.Settings:
        with guarded():
            return settings.lacking(self._wanted, self._server.writer.index(uid).get_settings())

    def rebuild(self, made: Iterable[Document]) -> int:
        """Build beside the live index, make sure that all is there, swap, and remove what is no longer needed."""
        self._sweep(half_built_only=True)
        fresh = f"{self.uid}-b{time.time_ns():x}"
        try:
            with guarded():
                task = self._server.writer.create_index(fresh, {"primaryKey": documents.ID})
            self._server.succeeded(task.task_uid, f"making index {fresh}")
            self.apply_settings(fresh)
            self.add(fresh, made)
            if self._lacking(fresh):  # someone removed it meanwhile, and a write made it anew without settings
                raise SearchUnavailable(f"index {fresh} was lost while it was built")
            with guarded():
                count = int(self._server.writer.index(fresh).get_stats().number_of_documents)
            self._go_live(fresh)
        except BaseException:
            with suppress(SearchUnavailable):
                self._delete(fresh)
            raise
        self._sweep()
        return count

    def _go_live(self, fresh: str) -> None:
        """The fresh index takes the live one's name in one step; the old documents go with the fresh one's name."""
        birth = self._birth(fresh)
        swap: dict[str, Any] = {"indexes": [self.uid, fresh]} if self._birth(self.uid) else {
            "indexes": [fresh, self.uid], "rename": True,
        }  # fmt: skip
        with guarded():
            self._server.writer.swap_indexes([swap])
        # A key that is limited to this site's indexes is not shown the task: look at what it does.
        self._server.until(lambda: self._birth(self.uid) == birth, f"swapping in index {fresh}")
        if "rename" not in swap:
            self._delete(fresh)

    def _birth(self, uid: str) -> str | None:
        """When an index was made, which it keeps under another name; None when there is none."""
        try:
            with guarded():
                return str(self._server.writer.get_raw_index(uid)["createdAt"])
        except IndexMissing:
            return None

    def _sweep(self, half_built_only: bool = False) -> None:
        """Remove what killed rebuilds left behind, and once this version stands those of other versions."""
        name = re.compile(re.escape(self._family) + r"\d+(?:-\d+)+(-b[0-9a-f]+)?")
        with guarded():
            there = self._server.writer.get_raw_indexes({"limit": _INDEXES})["results"]  # type: ignore[call-overload]
        for index in there:
            found = name.fullmatch(index["uid"])
            if not found or index["uid"] == self.uid:
                continue
            quiet = time.time_ns() / 1e9 - datetime.fromisoformat(index["updatedAt"]).timestamp()
            if quiet > ABANDONED if found[1] else not half_built_only:
                self._delete(index["uid"])

    def _delete(self, uid: str) -> None:
        with guarded():
            task = self._server.writer.delete_index(uid)
        try:
            self._server.succeeded(task.task_uid, f"removing index {uid}")
        except IndexMissing:
            log.info("index %s was gone already", uid)
