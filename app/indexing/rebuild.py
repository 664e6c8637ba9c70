"""A whole index at once: rebuild it, or compare it with the tables."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.indexing.outbox import draining, rebuilding
from app.indexing.sources import SOURCES
from app.models import SearchJob
from search.engine import Engine, SearchUnavailable
from search.schema import Document

COMPARED = 2_000  # documents a step of the comparison


@dataclass(frozen=True)
class Difference:
    """Ids the index lacks, ids it should not hold, and ids whose facets or numbers are out of date."""

    missing: tuple[int, ...]
    surplus: tuple[int, ...]
    stale: tuple[int, ...]

    @property
    def empty(self) -> bool:
        return not (self.missing or self.surplus or self.stale)


def rebuild_index(session: Session, engine: Engine, index_name: str, clock: Clock) -> int:
    """Build the index anew beside the live one and swap. The caller holds `draining`, so that no job is drained into
    the index that is about to go; jobs written meanwhile are drained afterwards."""
    return engine.rebuild(SOURCES[index_name].every(session, clock))


def rebuild_in_turn(
    session: Session, engine: Engine, index_name: str, clock: Clock, search_dir: Path, wait: float
) -> int:
    """Build the index anew and swap, in turn with the others that write it.

    Where the engine takes writes meanwhile, changes go on being findable: they are drained into the live index and
    their jobs are kept; the new one takes them before and after the swap. Raises SearchUnavailable, also when another
    process does not end within `wait` seconds.
    """
    if not engine.writes_while_rebuilt:
        with draining(search_dir, wait) as held:
            _must_hold(held)
            return rebuild_index(session, engine, index_name, clock)
    with ExitStack() as stack:
        _must_hold(stack.enter_context(rebuilding(search_dir, wait)))
        with draining(search_dir, wait) as held:  # a batch that began before us ends; from now on jobs are kept
            _must_hold(held)

        def documents() -> Iterator[Document]:
            yield from SOURCES[index_name].every(session, clock)
            _must_hold(stack.enter_context(draining(search_dir, wait)))  # until after the swap
            yield from SOURCES[index_name].some(session, _waiting(session, index_name), clock)

        return engine.rebuild(documents())


def _must_hold(held: bool) -> None:
    if not held:
        raise SearchUnavailable("another process is writing and does not end")


def _waiting(session: Session, index_name: str) -> list[int]:
    """Records that changed lately, in a fresh snapshot of the tables."""
    session.rollback()
    jobs = select(SearchJob.record_id).where(SearchJob.index_name == index_name).distinct()
    waiting = list(session.scalars(jobs.order_by(SearchJob.record_id)))
    session.rollback()
    return waiting


def compare_index(session: Session, engine: Engine, index_name: str, clock: Clock) -> Difference:
    """A full diff of index and tables."""
    surplus, missing, stale = engine.ids(), list[int](), list[int]()
    step: list[Document] = []

    def flush() -> None:
        held = engine.documents([document.id for document in step])
        for document in step:
            if document.id not in held:
                missing.append(document.id)
            elif not _alike(held[document.id], document):
                stale.append(document.id)
        step.clear()

    for document in SOURCES[index_name].every(session, clock):
        surplus.discard(document.id)
        step.append(document)
        if len(step) == COMPARED:
            flush()
    if step:
        flush()
    return Difference(tuple(missing), tuple(sorted(surplus)), tuple(stale))


def _alike(held: Document, wanted: Document) -> bool:
    keywords = all(set(held.keywords.get(name, ())) == set(values) for name, values in wanted.keywords.items())
    return keywords and all(held.numbers.get(name) == value for name, value in wanted.numbers.items())
