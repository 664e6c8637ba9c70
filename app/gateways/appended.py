"""A file of lines to which lines are only added."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

_TAIL = 512  # bytes that hold the last line, and one that a power cut tore


class AppendedLines:
    """Lines of ASCII. What a power cut tore stays as a line of its own, which its reader does not know."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def append(self, lines: Iterable[str]) -> None:
        """Add lines. They have reached the disk when this returns."""
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "ab") as file:
            torn = not self._tail().endswith(b"\n")
            file.write(b"\n" * torn + "".join(f"{line}\n" for line in lines).encode())
            file.flush()
            os.fsync(file.fileno())

    def last(self) -> list[str]:
        """The lines at the end, the last one among them."""
        return self._tail().decode("ascii", "replace").splitlines()

    def __iter__(self) -> Iterator[str]:
        """Every line, in order."""
        if self._file.exists():
            with self._file.open(encoding="ascii", errors="replace") as lines:
                yield from (line.rstrip("\n") for line in lines)

    def begin_anew(self) -> None:
        """Forget all."""
        self._file.unlink(missing_ok=True)

    def set_aside(self, name: str) -> None:
        """Begin anew, and keep what was there under a name of its own."""
        if self._file.exists():
            self._file.rename(self._file.with_name(name))

    def _tail(self) -> bytes:
        if not self._file.exists():
            return b"\n"
        with self._file.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
            return file.read() or b"\n"
