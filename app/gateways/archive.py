"""A backup in one file: named parts of many pieces, packed and encrypted with the keys of the site.

Without DATA_KEYS nobody reads it, so it may lie anywhere. Every piece is bound to its backup, its part and its place in
it, and the contents name how many there are: what is damaged, exchanged or cut off is found out before anything is
restored.
"""

import fcntl
import json
import os
import secrets
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from app.gateways.keyring import Keyring, Unreadable
from app.gateways.storage import sync_folder

_CONTENTS = "contents"
_SIZE = 4  # bytes that say how long a piece is
_DRAFT = ".part"
# What zipfile and zlib raise for a file that is none, or not as it was; flags that were changed are a RuntimeError.
_BROKEN = (EOFError, KeyError, OSError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error)


class Damaged(Exception):
    """The file is no backup, or not the one that was written. The text names the part."""


class BackupWriter:
    """Writes beside the file's place and takes it at the end: a backup that is there is whole. Not over another one.
    Raises FileExistsError, and BlockingIOError while another process writes to the same place."""

    def __init__(self, path: Path, keyring: Keyring) -> None:
        self._path, self._keyring, self._id = path, keyring, secrets.token_hex(8)
        self._draft = path.with_name(path.name + _DRAFT)
        self._pieces: dict[str, int] = {}

    def __enter__(self) -> Self:
        self._refuse_another()
        descriptor = os.open(self._draft, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        self._file = os.fdopen(descriptor, "w+b")
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.close()
            raise
        self._file.truncate()  # a killed backup left it
        self._zip = zipfile.ZipFile(self._file, "w")
        return self

    def add(self, part: str, pieces: Iterable[bytes]) -> None:
        """Write a part."""
        self._pieces[part] = self._write(part, f"{self._id}.{part}", pieces)

    def finish(self, facts: dict[str, Any]) -> None:
        """Write what the backup is and what is in it, and give the file its name."""
        self._write(_CONTENTS, _CONTENTS, [json.dumps([self._id, facts, self._pieces]).encode()])
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._refuse_another()
        self._draft.rename(self._path)
        sync_folder(self._path.parent)

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        with suppress(OSError, ValueError):  # a disk that is full is full for the rest of the file too
            self._zip.close()
        self._draft.unlink(missing_ok=True)
        with suppress(OSError):
            self._file.close()

    def _refuse_another(self) -> None:
        if self._path.exists():
            raise FileExistsError(self._path)

    def _write(self, part: str, place: str, pieces: Iterable[bytes]) -> int:
        count = 0
        with self._zip.open(part, "w", force_zip64=True) as file:
            for count, piece in enumerate(pieces, start=1):
                sealed = self._keyring.encrypt_bytes(zlib.compress(piece), _place(place, count))
                file.write(len(sealed).to_bytes(_SIZE) + sealed)
        return count


class BackupReader:
    """`facts` is what `finish` was given. Opening raises Damaged, and Unreadable for a file of other keys."""

    def __init__(self, path: Path, keyring: Keyring) -> None:
        self._keyring = keyring
        try:
            self._zip = zipfile.ZipFile(path)
            [contents] = self._read(_CONTENTS, _CONTENTS, 1)
        except _BROKEN as error:
            raise Damaged(path.name) from error
        self._id, self.facts, self._pieces = json.loads(contents)

    def parts(self, folder: str) -> list[str]:
        """The names of the parts below a folder, without it."""
        return [name.removeprefix(folder) for name in self._pieces if name.startswith(folder)]

    def pieces(self, part: str) -> Iterator[bytes]:
        """A part's pieces as they were written. Raises Damaged."""
        try:
            yield from self._read(part, f"{self._id}.{part}", self._pieces[part])
        except (Unreadable, *_BROKEN) as error:
            raise Damaged(part) from error

    def check(self) -> None:
        """Read everything once. Raises Damaged."""
        for part in self._pieces:
            for _ in self.pieces(part):
                pass

    def _read(self, part: str, place: str, count: int) -> Iterator[bytes]:
        if self._zip.getinfo(part).compress_type != zipfile.ZIP_STORED:  # would unpack before it is known to be ours
            raise zipfile.BadZipFile(part)
        with self._zip.open(part) as file:
            for number in range(1, count + 1):
                sealed = file.read(int.from_bytes(file.read(_SIZE)))
                yield zlib.decompress(self._keyring.decrypt_bytes(sealed, _place(place, number)))
            if file.read(1):
                raise zipfile.BadZipFile(part)


def _place(place: str, number: int) -> str:
    return f"backup.{place}.{number}"
