"""Where the chain of the event log ended, kept beside the database (gate S10).

A chain does not show by itself that its end was cut off. Each line here names a link that stood, and its digest. Lines
are only added. Who can change the database and this file is found out by a copy of the file that is kept elsewhere.
"""

import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

_LINE = re.compile(r"(?P<at>\S+) (?P<position>\d{1,18}) (?P<digest>[0-9a-f]{64})")
_TAIL = 512  # bytes that hold the last line, and one that a power cut tore


class Anchors:
    """A file of lines "instant position digest". A torn line is none."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def add(self, position: int, digest: bytes, at: datetime) -> None:
        """Note a link. The line has reached the disk when this returns."""
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "ab") as file:
            torn = not self._tail().endswith(b"\n")
            file.write(b"\n" * torn + f"{at.isoformat()} {position} {digest.hex()}\n".encode())
            file.flush()
            os.fsync(file.fileno())

    def last(self) -> tuple[int, bytes] | None:
        """The link noted last: position and digest."""
        found = [link for line in self._tail().decode("ascii", "replace").splitlines() if (link := _link(line))]
        return found[-1] if found else None

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        """Every link that was noted, in order."""
        if self._file.exists():
            with self._file.open(encoding="ascii", errors="replace") as lines:
                yield from (link for line in lines if (link := _link(line)))

    def begin_anew(self) -> None:
        """Forget all, for a chain that begins anew."""
        self._file.unlink(missing_ok=True)

    def _tail(self) -> bytes:
        if not self._file.exists():
            return b"\n"
        with self._file.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
            return file.read() or b"\n"


def _link(line: str) -> tuple[int, bytes] | None:
    found = _LINE.fullmatch(line.strip())
    return (int(found["position"]), bytes.fromhex(found["digest"])) if found else None
