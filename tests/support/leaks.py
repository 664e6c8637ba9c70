"""A hunt for what must never leave the tables: NIK, phone, address and name of every person, as they are written and as
they might be disguised (cut by dots and spaces, in another case, as a plain hash)."""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import Connection, MetaData, select
from sqlalchemy.orm import Session

from app.gateways.keyring import Keyring
from app.models import Person
from app.services.identity import ADDRESS, NIK, PHONE

_HASHES = ("md5", "sha1", "sha256")
_NUMBER = re.compile(r"\d(?:[ .\-]?\d){10,}")
_SEPARATOR = re.compile(r"[ .\-]")
_HEXADECIMAL = re.compile(r"\b(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32})\b", re.IGNORECASE)
_NIK_LENGTH, _PHONE_LENGTH = 16, 11  # digits; of a phone without +62 and without its first 0


@dataclass(frozen=True)
class Identity:
    """What is known of one person: a phone is E.164, an address as typed."""

    number: int
    name: str
    nik: str
    phone: str | None
    address: str | None


@dataclass(frozen=True)
class Hunt:
    """Finds people's data in texts. What it returns says whose and what, for a failing test to print."""

    people: list[Identity] = field(repr=False)

    def in_text(self, text: str, names: bool = True) -> list[str]:
        """What of whom stands in a text; `names` False leaves names out."""
        found = [*self._numbers(text), *self._hashes(match[0].lower() for match in _HEXADECIMAL.finditer(text))]
        return sorted({*found, *self._phrases(text, names)})

    def in_bytes(self, content: bytes, names: bool = True) -> list[str]:
        """The same for a file of any kind, or for one value of a column: it may be a bare hash."""
        raw = self._hashes([content.hex()]) if len(content) <= 32 else []
        return sorted({*self.in_text(content.decode("latin-1"), names), *raw})

    def _numbers(self, text: str) -> Iterator[str]:
        for match in _NUMBER.finditer(text):
            digits = _SEPARATOR.sub("", match[0])
            for start in range(len(digits) - _PHONE_LENGTH + 1):
                for length in (_NIK_LENGTH, _PHONE_LENGTH):
                    if whose := self._by_number.get(digits[start : start + length]):
                        yield whose

    def _hashes(self, digests: Iterable[str]) -> list[str]:
        return [whose for digest in digests if (whose := self._by_hash.get(digest))]

    def _phrases(self, text: str, names: bool) -> Iterator[str]:
        words = _folded(text)
        known = self._phrases_known[names]
        for start, word in enumerate(words):
            for length in known.lengths.get(word, ()):
                if whose := known.whose.get(tuple(words[start : start + length])):
                    yield whose

    @cached_property
    def _by_number(self) -> dict[str, str]:
        niks = {one.nik: f"NIK of person {one.number}" for one in self.people}
        return niks | {one.phone[3:]: f"phone of person {one.number}" for one in self.people if one.phone}

    @cached_property
    def _by_hash(self) -> dict[str, str]:
        numbers = {one.nik: one.number for one in self.people}
        for one in self.people:
            if one.phone:
                numbers |= dict.fromkeys((one.phone, f"0{one.phone[3:]}", one.phone[1:]), one.number)
        return {
            hashlib.new(name, text.encode()).hexdigest(): f"{name} of a number of person {number}"
            for text, number in numbers.items()
            for name in _HASHES
        }

    @cached_property
    def _phrases_known(self) -> dict[bool, "_Phrases"]:
        """Addresses by their beginning, street and number; with True names besides."""
        addresses = {
            tuple(_folded(one.address.partition(",")[0])): f"address of person {one.number}"
            for one in self.people
            if one.address
        }
        names = {tuple(_folded(one.name)): f"name of person {one.number}" for one in self.people}
        return {False: _Phrases(addresses), True: _Phrases(addresses | names)}


@dataclass(frozen=True)
class _Phrases:
    """Words in a row, and by the first of them how many follow."""

    whose: dict[tuple[str, ...], str]

    @cached_property
    def lengths(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for phrase in self.whose:
            found.setdefault(phrase[0], set()).add(len(phrase))
        return found


def hunt_for_everybody(session: Session, keyring: Keyring) -> Hunt:
    """Everybody in the tables, read with the keys."""
    people = [
        Identity(
            number=one.id,
            name=one.name,
            nik=keyring.decrypt(one.nik_cipher, NIK) if one.nik_cipher else "",
            phone=keyring.decrypt(one.phone_cipher, PHONE) if one.phone_cipher else None,
            address=keyring.decrypt(one.address_cipher, ADDRESS) if one.address_cipher else None,
        )
        for one in session.scalars(select(Person))
    ]
    session.rollback()
    return Hunt(people)


def everything(connection: Connection, left_out: Collection[str] = ()) -> Iterator[tuple[str, object]]:
    """A dump without keys: every value that is not empty, with its table.column, but for the tables left out."""
    tables = MetaData()
    tables.reflect(connection)
    for table in (one for one in tables.sorted_tables if one.name not in left_out):
        names = [f"{table.name}.{column.name}" for column in table.columns]
        for row in connection.execute(select(table)):
            yield from ((name, value) for name, value in zip(names, row, strict=True) if value not in (None, ""))


def _folded(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())
