"""Visitors who keep asking while something breaks."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.support.server import Server


@dataclass
class Visits:
    """What visitors were answered: statuses, and pages that said search is disturbed."""

    statuses: Counter[int] = field(default_factory=Counter)
    disturbed: int = 0
    unlike: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.statuses.values())


@contextmanager
def visitors(server: Server, paths: list[str], number: int = 3) -> Iterator[Visits]:
    """Threads that ask for the paths in turn until the block ends."""
    visits, over = Visits(), threading.Event()

    def visit(start: int) -> None:
        turn = start
        while not over.is_set():
            status, text = server.get(paths[turn % len(paths)])
            visits.statuses[status] += 1
            visits.disturbed += "Pencarian sedang terganggu" in text
            turn += 1

    threads = [threading.Thread(target=visit, args=(n,)) for n in range(number)]
    for thread in threads:
        thread.start()
    try:
        yield visits
    finally:
        over.set()
        for thread in threads:
            thread.join()
