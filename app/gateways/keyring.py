"""Encryption of personal data at rest (gate S6). The keys stand outside the database, in the settings.

A ciphertext is one byte for the format, the name of its key (a byte for its length, then ASCII), a nonce of 12 bytes,
and the AES-256-GCM text with its tag. It is bound to its column: moved to another one it cannot be read.
"""

import hashlib
import hmac
import os
from collections.abc import Mapping, Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_FORMAT = b"\x01"
_NONCE = 12


class Unreadable(Exception):
    """A ciphertext is damaged, from another column, or its key is not set. The text names the key, never the value."""


class Keyring:
    """Several keys may be set: the first encrypts, all decrypt. The blind index has a key of its own."""

    def __init__(self, keys: Sequence[tuple[str, bytes]], index_key: bytes) -> None:
        self._first = keys[0][0].encode("ascii")
        self._ciphers: Mapping[bytes, AESGCM] = {name.encode("ascii"): AESGCM(key) for name, key in keys}
        self._index_key = index_key

    def __repr__(self) -> str:
        return f"<Keyring of {len(self._ciphers)} keys>"

    @property
    def names(self) -> list[str]:
        """The names of the keys, never the keys."""
        return sorted(name.decode("ascii") for name in self._ciphers)

    def encrypt(self, text: str, column: str) -> bytes:
        """The ciphertext of a value for a column, named table.column."""
        return self.encrypt_bytes(text.encode(), column)

    def encrypt_bytes(self, plain: bytes, place: str) -> bytes:
        """As `encrypt`, for a whole file: `place` is what it is bound to."""
        head, nonce = _head(self._first), os.urandom(_NONCE)
        return head + nonce + self._ciphers[self._first].encrypt(nonce, plain, _bound(head, place))

    def decrypt(self, ciphertext: bytes, column: str) -> str:
        """The value. Raises Unreadable."""
        try:
            return self.decrypt_bytes(ciphertext, column).decode()
        except UnicodeDecodeError as error:
            raise Unreadable(f"{column}: no text") from error

    def decrypt_bytes(self, ciphertext: bytes, column: str) -> bytes:
        """What `encrypt_bytes` hid. Raises Unreadable."""
        name = _name_of(ciphertext)
        cipher = self._ciphers.get(name)
        if cipher is None:
            raise Unreadable(f"{column}: key {name.decode('ascii', 'replace')} is not set")
        head = _head(name)
        nonce, sealed = ciphertext[len(head) : len(head) + _NONCE], ciphertext[len(head) + _NONCE :]
        try:
            return cipher.decrypt(nonce, sealed, _bound(head, column))
        except (InvalidTag, ValueError) as error:
            raise Unreadable(f"{column}: damaged, or written for another column") from error

    def is_current(self, ciphertext: bytes) -> bool:
        """Whether the first key made it."""
        return _name_of(ciphertext) == self._first

    def blind_index(self, text: str, column: str) -> bytes:
        """32 bytes by which a normalised value is found without being read. Equal values of one column give equal
        bytes; without the key they cannot be tried out (a plain hash of a regency's NIKs is broken in a minute)."""
        return hmac.digest(self._index_key, f"{column}\0{text}".encode(), hashlib.sha256)


def _head(name: bytes) -> bytes:
    return _FORMAT + bytes([len(name)]) + name


def _bound(head: bytes, column: str) -> bytes:
    """Authenticated with the text: format and key name cannot be changed, nor the column."""
    return head + column.encode()


def _name_of(ciphertext: bytes) -> bytes:
    if ciphertext[:1] != _FORMAT or len(ciphertext) < 2:
        raise Unreadable("no ciphertext of this house")
    return ciphertext[2 : 2 + ciphertext[1]]
