"""Where the chain of the event log ended, kept beside the database (gate S10).

A chain does not show by itself that its end was cut off. Each line here names a link that stood, and its digest. Lines
are only added. Who can change the database and this file is found out by a copy of the file that is kept elsewhere.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from app.gateways.appended import AppendedLines

_LINE = re.compile(r"(?P<at>\S+) (?P<position>\d{1,18}) (?P<digest>[0-9a-f]{64})")


class Anchors:
    """A file of lines "instant position digest". A torn line is none."""

    def __init__(self, file: Path) -> None:
        self._lines = AppendedLines(file)

    def add(self, position: int, digest: bytes, at: datetime) -> None:
        """Note a link. The line has reached the disk when this returns."""
        self._lines.append([_line(position, digest, at)])

    def restore(self, links: Iterable[tuple[int, bytes]], at: datetime) -> None:
        """Note the links of a backup in the place of those that are there, which stay in a file beside it: they tell
        what the restored log has lost."""
        self._lines.set_aside(f"anchors.{at:%Y%m%dT%H%M%S}")
        self._lines.append(_line(position, digest, at) for position, digest in links)

    def last(self) -> tuple[int, bytes] | None:
        """The link noted last: position and digest."""
        found = [link for line in self._lines.last() if (link := _link(line))]
        return found[-1] if found else None

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        """Every link that was noted, in order."""
        return (link for line in self._lines if (link := _link(line)))

    def begin_anew(self) -> None:
        """Forget all, for a chain that begins anew."""
        self._lines.begin_anew()


def _line(position: int, digest: bytes, at: datetime) -> str:
    return f"{at.isoformat()} {position} {digest.hex()}"


def _link(line: str) -> tuple[int, bytes] | None:
    found = _LINE.fullmatch(line.strip())
    return (int(found["position"]), bytes.fromhex(found["digest"])) if found else None
