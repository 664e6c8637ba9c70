"""Passwords: argon2id, and what is too easy to guess (gate S4).

Memory and time are the smallest that OWASP's password storage cheat sheet gives for argon2id (19 MiB, 2 passes, 1
lane): four sign-ins at once take 76 MiB on the office's machine.
"""

from functools import cache
from importlib import import_module
from math import prod

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from app.domain.account import PASSWORD_MAX, PASSWORD_MIN
from app.domain.errors import InvalidFact

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1, type=Type.ID)
LEAST_SCORE = 3  # of zxcvbn's five: at least a hundred million guesses
LEAST_OWN = 7  # characters beside the words that anybody would try
# Characters that zxcvbn looks at: its work grows with the square of them, and who wrote a good beginning has a good
# password.
_JUDGED = 24
# zxcvbn tries each way in which signs may stand for letters: `4@8({[<3691!|0$57+%2` has hundreds, and a password of
# such signs took it five seconds. Beyond so many ways each sign is read as one letter.
_READINGS = 16
# What people here would try first, beside the lists of zxcvbn, which know no Indonesian.
_EXPECTED = (
    "rahasia", "sandi", "katasandi", "sayang", "indonesia", "merdeka", "bismillah", "alhamdulillah", "cinta",
    "balangan", "paringin", "banjar", "banjarmasin", "kalimantan", "kalsel", "borneo", "lamar", "begawi", "lamarbegawi",
    "lowongan", "kerja", "disnaker", "petugas", "adaro", "sayangku",
)  # fmt: skip


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _HASHER.hash(password)


@cache
def _nobodys() -> str:
    """A hash that no password fits, so that an unknown name takes as long as a known one."""
    return _HASHER.hash("bukan sandi siapa pun")


def fits(password_hash: str | None, password: str) -> bool:
    """Whether the password is the one of the hash; None, which fits nothing, takes as long."""
    try:
        _HASHER.verify(password_hash or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with other settings than today's."""
    return _HASHER.check_needs_rehash(password_hash)


def check_new(password: str, known: tuple[str, ...] = ()) -> None:
    """Refuse a new password that is too short, too long or easy to guess; `known` are words that others know of the
    person, such as name and address. Any sign may stand in it. Raises InvalidFact on `password`: missing, too_short,
    too_long, too_common."""
    if not password:
        raise InvalidFact("password", "missing")
    if len(password) < PASSWORD_MIN:
        raise InvalidFact("password", "too_short")
    if len(password) > PASSWORD_MAX:
        raise InvalidFact("password", "too_long")
    words = [*_EXPECTED, *_words(known)]
    if len(_without(password.lower(), words)) < LEAST_OWN:
        raise InvalidFact("password", "too_common")
    # Loaded here: its word lists take a tenth of a second that a start need not spend.
    judged = import_module("zxcvbn").zxcvbn(_read_once(password[:_JUDGED]), user_inputs=words)
    if judged["score"] < LEAST_SCORE:
        raise InvalidFact("password", "too_common")


def _read_once(text: str) -> str:
    """The text, with letters in the place of the signs that stand for them where there are too many ways to read it."""
    table: dict[str, list[str]] = import_module("zxcvbn.matching").L33T_TABLE
    used = {letter: [sign for sign in signs if sign in text] for letter, signs in table.items()}
    if prod(len(signs) or 1 for signs in used.values()) <= _READINGS:
        return text
    return text.translate({ord(sign): letter for letter, signs in reversed(used.items()) for sign in signs})


def _words(known: tuple[str, ...]) -> list[str]:
    return [
        word for text in known for word in text.lower().replace("@", " ").replace(".", " ").split() if len(word) > 2
    ]


def _without(text: str, words: list[str]) -> str:
    """The text after all these words are taken out, the longest first."""
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, "")
    return text
