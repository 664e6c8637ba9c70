"""A file of postings, one JSON object a line, plain or gzipped, read in passes without holding it."""

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

LONGEST_LINE = 1 << 20  # bytes; a posting has some kilobytes
ROOMY = 256 << 20  # bytes that any archive may unpack to before its ratio is looked at
LARGEST_RATIO = 200  # unpacked to packed; text packs 3 to 30 times, a bomb a thousand times
_GZIP = b"\x1f\x8b"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class BrokenFile(Exception):
    """The file cannot be read to its end. `code`: truncated, damaged, bomb or unreadable."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. `raw` is cut at the longest length when `too_long`."""

    number: int
    raw: bytes
    too_long: bool


class PostingFile:
    """Can be read several times; each pass streams."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def lines(self) -> Iterator[Line]:
        """Every line that is not blank, numbered from 1. Raises BrokenFile."""
        try:
            with self._open() as stream:
                yield from self._numbered(stream)
        except EOFError as error:
            raise BrokenFile("truncated") from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise BrokenFile("damaged") from error
        except OSError as error:
            raise BrokenFile("unreadable") from error

    def fingerprint(self) -> str:
        """Twelve hex digits that tell this content from others. Raises BrokenFile."""
        try:
            with self.path.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()[:12]
        except OSError as error:
            raise BrokenFile("unreadable") from error

    def _open(self) -> IO[bytes]:
        with self.path.open("rb") as stream:
            zipped = stream.read(2) == _GZIP
        return cast(IO[bytes], gzip.open(self.path, "rb")) if zipped else self.path.open("rb")

    def _numbered(self, stream: IO[bytes]) -> Iterator[Line]:
        allowed = max(ROOMY, self.path.stat().st_size * LARGEST_RATIO)
        number = unpacked = 0
        while raw := stream.readline(LONGEST_LINE + 1):
            number += 1
            unpacked += len(raw)
            too_long = len(raw) > LONGEST_LINE
            rest = raw
            while not rest.endswith(b"\n") and (rest := stream.readline(LONGEST_LINE)):
                unpacked += len(rest)
                if unpacked > allowed:
                    break
            if unpacked > allowed:
                raise BrokenFile("bomb")
            if number == 1:
                raw = raw.removeprefix(_BYTE_ORDER_MARK)
            if too_long or raw.strip():
                yield Line(number, raw[:LONGEST_LINE], too_long)
