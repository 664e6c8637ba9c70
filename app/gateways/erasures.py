"""What people took back, kept beside the database: a database restored from an older backup knows nothing of it, and
must not bring it back (gate R10, UU 27/2022). Numbers and verbs only, never who."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from app.gateways.appended import AppendedLines

_LINE = re.compile(r"(?P<at>\S+) (?P<verb>[a-z_]+) (?P<noun>[a-z_]+) (?P<noun_id>\d{1,18})")


class Erasure(NamedTuple):
    """An act after which less is known or shown about somebody."""

    at: datetime
    verb: str
    noun: str
    noun_id: int


class Erasures:
    """A file of lines "instant verb noun number". A torn line is none."""

    def __init__(self, file: Path) -> None:
        self._lines = AppendedLines(file)

    def add(self, erasures: Iterable[Erasure]) -> None:
        """Note what was taken back. The lines have reached the disk when this returns."""
        self._lines.append(f"{one.at.isoformat()} {one.verb} {one.noun} {one.noun_id}" for one in erasures)

    def __iter__(self) -> Iterator[Erasure]:
        """All that was noted, in order."""
        return (one for line in self._lines if (one := _erasure(line)))


def _erasure(line: str) -> Erasure | None:
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    return Erasure(datetime.fromisoformat(found["at"]), found["verb"], found["noun"], int(found["noun_id"]))
