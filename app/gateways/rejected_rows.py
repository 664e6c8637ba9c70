"""The file of rows an import refused: appears when it is whole, replaces that of an earlier run of the same file."""

import csv
import re
from pathlib import Path
from types import TracebackType
from typing import Self

EXCERPT = 80  # characters of a row shown to find it again
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+")
_LONG_NUMBER = re.compile(r"\+?\d[\d .-]{5,}\d")  # telephone, NIK, account


def masked(raw: bytes) -> str:
    """The beginning of a row without what could be a person's number or address."""
    text = raw[: EXCERPT * 8].decode("utf-8", "replace")
    text = _LONG_NUMBER.sub("***", _ADDRESS.sub("***", text))
    text = " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())[:EXCERPT]
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text  # a spreadsheet must not run it


class RejectedRows:
    """Used as a context: the file is put in place at a good end only, and removed when no row was refused."""

    def __init__(self, path: Path, header: tuple[str, str, str]) -> None:
        self.path = path
        self.count = 0
        path.parent.mkdir(parents=True, exist_ok=True)
        self._part = path.with_suffix(".part")
        self._file = self._part.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(header)

    def add(self, number: int, reason: str, raw: bytes) -> None:
        self.count += 1
        self._writer.writerow((number, reason, masked(raw)))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        if kind is None and self.count:
            self._part.replace(self.path)
        else:
            self._part.unlink(missing_ok=True)
            if kind is None:
                self.path.unlink(missing_ok=True)
