"""Files outside the web root and outside the database, encrypted, under random names.

A file is written and synced before the transaction that names it commits, so a row never points at nothing. A file that
no row names (the transaction failed, or the row is gone) is an orphan: the worker removes it.
"""

import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

from app.gateways.keyring import Keyring

NAME_BYTES = 32
_NAME = re.compile(r"[A-Za-z0-9_-]{43}")
_DRAFT = ".new"


class Missing(Exception):
    """There is no such file. The text is its random name."""


class Storage:
    """One folder. Each file is bound to its name: put in the place of another one it cannot be read."""

    def __init__(self, folder: Path, keyring: Keyring) -> None:
        self._folder, self._keyring = folder, keyring

    def keep(self, content: bytes) -> str:
        """Write a file and return its name. It has reached the disk when this returns."""
        name = secrets.token_urlsafe(NAME_BYTES)
        self._write(name, self._seal(name, content))
        return name

    def sealed(self, name: str) -> bytes:
        """A file as it lies there, encrypted; it can be opened. Raises Missing, Unreadable."""
        sealed = self._sealed(name)
        self._keyring.decrypt_bytes(sealed, _place(name))
        return sealed

    def put(self, name: str, sealed: bytes) -> None:
        """Put a file back under its name, as `sealed` gave it. Raises Missing for what is no name."""
        self._path(name)
        self._write(name, sealed)

    def read(self, name: str) -> bytes:
        """The content of a file. Raises Missing, Unreadable."""
        return self._keyring.decrypt_bytes(self._sealed(name), _place(name))

    def renew(self, name: str) -> bool:
        """Encrypt a file with the first key; False when it is already. Raises Missing, Unreadable."""
        sealed = self._sealed(name)
        if self._keyring.is_current(sealed):
            return False
        self._write(name, self._seal(name, self._keyring.decrypt_bytes(sealed, _place(name))))
        return True

    def remove(self, name: str) -> None:
        """A file that is not there is removed already."""
        self._path(name).unlink(missing_ok=True)

    def older_than(self, instant: float) -> Iterator[str]:
        """Names of files last written before an instant (seconds since 1970), drafts of killed writers removed."""
        if not self._folder.exists():
            return
        for path in self._folder.iterdir():
            if path.stat().st_mtime >= instant:
                continue
            if path.suffix == _DRAFT:
                path.unlink(missing_ok=True)
            elif _NAME.fullmatch(path.name):
                yield path.name

    def _sealed(self, name: str) -> bytes:
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            raise Missing(name) from None

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise Missing(name)
        return self._folder / name

    def _seal(self, name: str, content: bytes) -> bytes:
        return self._keyring.encrypt_bytes(content, _place(name))

    def _write(self, name: str, sealed: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self._folder / f"{name}.{secrets.token_hex(4)}{_DRAFT}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(sealed)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._folder / name)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        sync_folder(self._folder)


def sync_folder(folder: Path) -> None:
    """Put a folder's names on the disk: a new one, too, must survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _place(name: str) -> str:
    return f"file.{name}"
