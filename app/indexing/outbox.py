"""The outbox: written with the change, drained by whoever holds the lock."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.indexing.engines import Engines
from app.indexing.locks import exclusive
from app.indexing.sources import SOURCES
from app.models import SearchJob
from search.engine import Engine, SearchUnavailable

BATCH = 5_000  # records a commit of the index: large enough for an import, small enough to be findable in a second

Kept = dict[str, int]  # the last job done of each index


def enqueue(session: Session, index_name: str, record_ids: Sequence[int], now: datetime) -> None:
    """Note, in the caller's transaction, that these records changed."""
    rows = [{"index_name": index_name, "record_id": key, "created_at": now} for key in record_ids]
    if rows:
        session.execute(insert(SearchJob.__table__), rows)  # type: ignore[arg-type]


@contextmanager
def draining(search_dir: Path, wait: float = 0.0) -> Iterator[bool]:
    """The right to drain: only one process reads rows and writes the index at a time, or an older read could overwrite
    a newer one. Yields False when another process holds it for longer than `wait` seconds."""
    search_dir.mkdir(parents=True, exist_ok=True)
    with exclusive(search_dir / "drain.lock", wait) as held:
        yield held


@contextmanager
def rebuilding(search_dir: Path, wait: float = 0.0) -> Iterator[bool]:
    """Around the building of an index that takes writes meanwhile: jobs are then done in the live index at once and
    kept for the new one. Yields False when another process builds for longer than `wait` seconds."""
    search_dir.mkdir(parents=True, exist_ok=True)
    with exclusive(search_dir / "rebuild.lock", wait) as held:
        yield held


def kept_jobs(search_dir: Path, done: Kept) -> Kept | None:
    """What `drain` must keep: nothing unless an index is built at this moment. The caller holds `draining`."""
    with rebuilding(search_dir) as free:
        if free:
            done.clear()
        return None if free else done


def drain(session: Session, engines: Engines, clock: Clock, kept: Kept | None = None) -> int:
    """Bring every index up to date with one batch of jobs each; returns how many jobs were done, 0 when none is left.

    The caller holds `draining`. An index that is away does not hold up the others: SearchUnavailable is raised when
    nothing else was done, and its jobs stay. With `kept` the jobs done stay too, for an index that is being built; it
    remembers how far this process has come.
    """
    done, away = 0, None
    for name, engine in engines.by_name().items():
        try:
            done += _drain_one(session, engine, name, clock, kept)
        except SearchUnavailable as error:
            away = error
    if away is not None and not done:
        raise away
    return done


def _drain_one(session: Session, engine: Engine, index_name: str, clock: Clock, kept: Kept | None) -> int:
    waiting = select(SearchJob.id, SearchJob.record_id).where(SearchJob.index_name == index_name)
    if kept is not None:
        waiting = waiting.where(SearchJob.id > kept.get(index_name, 0))
    jobs = session.execute(waiting.order_by(SearchJob.id).limit(BATCH)).all()
    session.rollback()  # rows are read in a fresh snapshot, which is at least as new as every job taken
    if not jobs:
        return 0
    wanted = {record_id for _, record_id in jobs}
    documents = {document.id: document for document in SOURCES[index_name].some(session, sorted(wanted), clock)}
    session.rollback()
    if documents:
        engine.put(documents.values())
    if gone := sorted(wanted - documents.keys()):
        engine.drop(gone)
    if kept is not None:
        kept[index_name] = jobs[-1][0]
        return len(jobs)
    session.connection(execution_options={"write": True})
    session.execute(delete(SearchJob).where(SearchJob.id.in_([job_id for job_id, _ in jobs])))
    session.commit()
    return len(jobs)
