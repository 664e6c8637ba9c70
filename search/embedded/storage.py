"""The folder of an index: generations side by side, one of them current, one writer at a time.

`CURRENT` names the live generation and is replaced atomically. Everything else in the folder is rubbish once the lock
is held: left by a killed rebuild, or the generation before. Readers keep what they have mapped, so removing it is safe;
one that is just opening it finds a new CURRENT and tries again.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import tantivy

from search.embedded import fields
from search.engine import SearchUnavailable
from search.schema import IndexSchema

_CURRENT, _LOCK = "CURRENT", "LOCK"
_ARENA = 24_000_000  # bytes the writer gathers before it writes a segment
_WHOLE_ARENA = 160_000_000  # the same for a whole index: every search pays for each segment, by a twentieth or so
State = tuple[str, int, int]


@contextmanager
def guarded(task: str) -> Iterator[None]:
    """Turn every failure of the disk or of Tantivy into SearchUnavailable; its panics are no ordinary exceptions."""
    try:
        yield
    except SearchUnavailable:
        raise
    except (OSError, ValueError, RuntimeError) as error:
        raise SearchUnavailable(f"{task}: {error}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise SearchUnavailable(f"{task}: {error}") from error


class Storage:
    """Finds, opens, locks and swaps the generations of one index."""

    def __init__(self, schema: IndexSchema, version: str, folder: Path, patience: float) -> None:
        self.schema = schema
        self.folder = folder
        self.version = version
        self._patience = patience
        self._root = str(folder)  # asked at every search, where a Path takes longer than the disk

    def state(self) -> State:
        """The live generation and a stamp that changes with each commit. Raises when there is none to read."""
        name = self._current()
        while True:
            try:
                facts = os.stat(f"{self._root}/{name}/meta.json")
                break
            except (OSError, ValueError) as error:
                before, name = name, self._current()
                if name == before:  # else it was swapped and swept between the two looks
                    raise SearchUnavailable(f"index {self.schema.name} is not there: {error}") from error
        found = self.version_of(name)
        if found != self.version:
            raise SearchUnavailable(f"index {self.schema.name} is of version {found}, not {self.version}")
        return name, facts.st_ino, facts.st_mtime_ns

    def _current(self) -> str:
        """What CURRENT says; nothing when it cannot be read."""
        try:
            with open(f"{self._root}/{_CURRENT}", "rb", buffering=0) as handle:
                return (handle.read() or b"").decode("ascii").strip()
        except (OSError, ValueError):
            return ""

    @staticmethod
    def version_of(name: str) -> str:
        """The schema version in a generation's name."""
        return name.partition("-")[0].removeprefix("v")

    def open(self, name: str) -> tantivy.Index:
        """Open a generation."""
        index = tantivy.Index.open(str(self.folder / name))
        fields.register(index)
        return index

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the writer's lock and tidy up. Raises SearchUnavailable when another writer does not end in time."""
        with ExitStack() as stack:
            with guarded(f"index {self.schema.name}"):
                handle = stack.enter_context((self.folder / _LOCK).open("a"))
                self._wait_for(handle.fileno())
                self._sweep()
            yield

    def _wait_for(self, handle: int) -> None:
        deadline = time.monotonic() + self._patience
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise SearchUnavailable(f"another process is writing to index {self.schema.name}") from None
                time.sleep(0.02)
            else:
                return

    def _sweep(self) -> None:
        """Remove what killed writers left behind. Only under the lock."""
        current = self._current()
        if not current or not (self.folder / current).is_dir():
            return
        for place in self.folder.iterdir():
            if place.is_dir() and place.name.startswith("v") and place.name != current:
                shutil.rmtree(place, ignore_errors=True)
            elif place.name.startswith(f"{_CURRENT}."):
                place.unlink(missing_ok=True)
        for place in (self.folder / current).glob(".tmp*"):
            place.unlink(missing_ok=True)

    @contextmanager
    def writer(self, index: tantivy.Index, whole: bool = False) -> Iterator[tantivy.IndexWriter]:
        """A writer whose work is kept whole or not at all. A `whole` index comes in fewer segments, for more memory."""
        with guarded(f"index {self.schema.name} cannot be written"):
            writer = index.writer(heap_size=_WHOLE_ARENA if whole else _ARENA, num_threads=1)
        try:
            yield writer
            with guarded(f"index {self.schema.name} cannot be written"):
                writer.commit()
        except BaseException:
            with suppress(SearchUnavailable), guarded("rollback"):
                writer.rollback()
            raise
        finally:
            with suppress(SearchUnavailable), guarded("merging"):
                writer.wait_merging_threads()

    def begin(self) -> tuple[str, tantivy.Index]:
        """An empty generation beside the live one."""
        name = f"v{self.version}-{time.time_ns():x}"
        (self.folder / name).mkdir()
        index = tantivy.Index(fields.layout(self.schema), path=str(self.folder / name))
        fields.register(index)
        return name, index

    def swap(self, name: str) -> None:
        """Make a generation the live one, durably, and remove the one before."""
        fresh = self.folder / f"{_CURRENT}.new"
        with fresh.open("w", encoding="ascii") as handle:
            handle.write(name)
            handle.flush()
            os.fsync(handle.fileno())
        self._sync(self.folder / name)
        fresh.rename(self.folder / _CURRENT)
        self._sync(self.folder)
        self._sweep()

    @staticmethod
    def _sync(folder: Path) -> None:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
