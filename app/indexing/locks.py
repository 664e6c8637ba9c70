"""Locks between processes of one machine."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STEP = 0.05  # seconds between two tries


@contextmanager
def exclusive(path: Path, wait: float = 0.0) -> Iterator[bool]:
    """Hold an exclusive lock on a file; a dying process frees it. Yields whether it was had in time."""
    deadline = time.monotonic() + wait
    with path.open("a") as file:
        held = _try(file.fileno())
        while not held and time.monotonic() < deadline:
            time.sleep(STEP)
            held = _try(file.fileno())
        yield held


def _try(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
