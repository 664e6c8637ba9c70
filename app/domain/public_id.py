"""Public ids of workers: random, so that nobody counts or guesses them, and without letters that look alike."""

import re
import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0/O, no 1/I
LENGTH = 8
_SHOWN = re.compile(rf"TK-([{ALPHABET}]{{4}})-([{ALPHABET}]{{4}})")


def new_public_id() -> str:
    """Eight random characters (40 bits), as they are stored."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def shown(public_id: str) -> str:
    """As pages and addresses write it: 7F3K92QD is TK-7F3K-92QD."""
    return f"TK-{public_id[:4]}-{public_id[4:]}"


def parse(text: str) -> str | None:
    """The stored form of an id written as in an address, in either case; None when it is no such id."""
    found = _SHOWN.fullmatch(text.upper())
    return found[1] + found[2] if found else None
