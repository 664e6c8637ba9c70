"""What people took back, kept beside the database: a database restored from an older backup knows nothing of it, and
must not bring it back (gate R10, UU 27/2022). Numbers and verbs only, never who. A line ends with a mark of the site's
key: one that a power cut tore, or of another site, would name somebody else."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from app.gateways.appended import AppendedLines
from app.gateways.keyring import Keyring

_LINE = re.compile(r"(?P<at>\S+) (?P<verb>[a-z_]+) (?P<noun>[a-z_]+) (?P<noun_id>\d{1,18})")
_MARK = 8  # bytes


class Erasure(NamedTuple):
    """An act after which less is known or shown about somebody."""

    at: datetime
    verb: str
    noun: str
    noun_id: int


class Erasures:
    """A file of lines "instant verb noun number mark". A line without its mark is none."""

    def __init__(self, file: Path, keyring: Keyring) -> None:
        self._file, self._lines, self._keyring = file, AppendedLines(file), keyring

    @property
    def exist(self) -> bool:
        """Whether anything was ever noted here."""
        return self._file.exists()

    def add(self, erasures: Iterable[Erasure]) -> None:
        """Note what was taken back. The lines have reached the disk when this returns."""
        lines = (f"{one.at.isoformat()} {one.verb} {one.noun} {one.noun_id}" for one in erasures)
        self._lines.append(f"{line} {self._mark(line)}" for line in lines)

    def __iter__(self) -> Iterator[Erasure]:
        """All that was noted, in order."""
        for marked in self._lines:
            line, _, mark = marked.rpartition(" ")
            found = _LINE.fullmatch(line)
            if found is not None and mark == self._mark(line):
                at = datetime.fromisoformat(found["at"])
                yield Erasure(at, found["verb"], found["noun"], int(found["noun_id"]))

    def _mark(self, line: str) -> str:
        return self._keyring.blind_index(line, "erasures")[:_MARK].hex()
