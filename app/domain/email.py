"""E-mail addresses: kept in small letters, judged by their form alone."""

import re

from app.domain.errors import InvalidFact

LONGEST = 254  # characters (RFC 5321)
_LOCAL = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ADDRESS = re.compile(rf"(?=.{{1,64}}@){_LOCAL}@(?:{_LABEL}\.)+[a-z][a-z0-9-]*[a-z0-9]")


def normalise(text: str) -> str:
    """The address in small letters. Whether it exists only a letter can tell. Raises InvalidFact on the field `email`:
    missing, invalid."""
    plain = text.strip().lower()
    if not plain:
        raise InvalidFact("email", "missing")
    if len(plain) > LONGEST or not _ADDRESS.fullmatch(plain):
        raise InvalidFact("email", "invalid")
    return plain
