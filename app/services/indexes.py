"""Building an index anew, whoever asks for it: an operator, the start of the site, or the worker that misses it."""

from pathlib import Path

from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.indexing.engines import Engines
from app.indexing.rebuild import rebuild_in_turn
from app.services.worker_calendar import index_is_of
from search.workers import WORKERS

LOCK_WAIT = 600.0  # seconds others may need to finish what they are writing


def build(session: Session, engines: Engines, index_name: str, clock: Clock, search_dir: Path) -> int:
    """Build an index beside the live one and swap; returns its documents. Jobs written meanwhile are for `drain`.

    Raises SearchUnavailable, also when another process does not let go of the index.
    """
    today = clock.today()
    count = rebuild_in_turn(session, engines.by_name()[index_name], index_name, clock, search_dir, LOCK_WAIT)
    if index_name == WORKERS.name:
        index_is_of(today)
    return count
