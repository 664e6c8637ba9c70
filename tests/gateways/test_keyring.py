"""Encryption at rest: keys are named, several may be set, a ciphertext belongs to one column."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gateways.keyring import Keyring, Unreadable

OLD, NEW = ("2026", b"o" * 32), ("2027", b"n" * 32)
RING = Keyring([OLD], b"i" * 32)


@given(st.text())
def test_what_goes_in_comes_out(text: str) -> None:
    sealed = RING.encrypt(text, "person.nik_cipher")
    assert RING.decrypt(sealed, "person.nik_cipher") == text


def test_equal_values_look_different_and_none_shows() -> None:
    first, second = (RING.encrypt("6311061703950001", "a.b") for _ in range(2))
    assert first != second
    assert b"6311061703950001" not in first
    assert b"2026" in first


def test_the_first_key_encrypts_and_all_decrypt() -> None:
    old = RING.encrypt("rahasia", "a.b")
    both = Keyring([NEW, OLD], b"i" * 32)
    assert both.decrypt(old, "a.b") == "rahasia"
    assert not both.is_current(old)
    assert both.is_current(both.encrypt("rahasia", "a.b"))
    with pytest.raises(Unreadable, match="key 2026 is not set"):
        Keyring([NEW], b"i" * 32).decrypt(old, "a.b")


def test_a_ciphertext_belongs_to_its_column() -> None:
    with pytest.raises(Unreadable):
        RING.decrypt(RING.encrypt("rahasia", "person.phone_cipher"), "person.nik_cipher")


def test_every_changed_byte_is_noticed() -> None:
    sealed = RING.encrypt("rahasia", "a.b")
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(Unreadable):
            RING.decrypt(bytes(changed), "a.b")
    for length in range(len(sealed)):
        with pytest.raises(Unreadable):
            RING.decrypt(sealed[:length], "a.b")


def test_another_key_of_the_same_name_does_not_read() -> None:
    with pytest.raises(Unreadable):
        Keyring([("2026", b"x" * 32)], b"i" * 32).decrypt(RING.encrypt("rahasia", "a.b"), "a.b")


def test_the_blind_index_needs_its_key_and_its_column() -> None:
    index = RING.blind_index("6311061703950001", "a.b")
    assert len(index) == 32
    assert index == Keyring([NEW], b"i" * 32).blind_index("6311061703950001", "a.b")
    others = {
        Keyring([OLD], b"j" * 32).blind_index("6311061703950001", "a.b"),
        RING.blind_index("6311061703950001", "a.c"),
        RING.blind_index("6311061703950002", "a.b"),
        hashlib.sha256(b"6311061703950001").digest(),
    }
    assert index not in others
    assert len(others) == 4


def test_a_keyring_shows_no_key() -> None:
    assert repr(RING) == "<Keyring of 1 keys>"
