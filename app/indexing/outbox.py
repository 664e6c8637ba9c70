"""The outbox: written with the change, drained by whoever holds the lock."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.indexing.locks import exclusive
from app.indexing.vacancy_documents import public_documents
from app.models import SearchJob
from search.engine import Engine

BATCH = 5_000  # records a commit of the index: large enough for an import, small enough to be findable in a second


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


def drain(session: Session, engine: Engine, clock: Clock) -> int:
    """Bring the index up to date with one batch of jobs; returns how many jobs were done, 0 when none is left.

    The caller holds `draining`. Raises SearchUnavailable, and then the jobs stay.
    """
    jobs = session.execute(select(SearchJob.id, SearchJob.record_id).order_by(SearchJob.id).limit(BATCH)).all()
    session.rollback()  # rows are read in a fresh snapshot, which is at least as new as every job taken
    if not jobs:
        return 0
    wanted = {record_id for _, record_id in jobs}
    documents = {document.id: document for document in public_documents(session, sorted(wanted), clock)}
    session.rollback()
    if documents:
        engine.put(documents.values())
    if gone := sorted(wanted - documents.keys()):
        engine.drop(gone)
    session.connection(execution_options={"write": True})
    session.execute(delete(SearchJob).where(SearchJob.id.in_([job_id for job_id, _ in jobs])))
    session.commit()
    return len(jobs)
