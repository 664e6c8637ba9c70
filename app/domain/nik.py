"""The NIK: 16 digits PPKKCC DDMMYY NNNN. A day above 40 is a woman's; there is no check digit.

The prefix says where the person was first registered, not where they live, and registrars have made mistakes in the
date: only the length and the digits are law, everything else is a warning for a human eye.
"""

from datetime import date
from enum import StrEnum

from app.domain.errors import InvalidFact
from app.domain.worker import Sex

LENGTH = 16
SHOWN = 4  # last digits that staff may see without giving a reason
_WOMAN = 40  # added to the day
_SEPARATORS = dict.fromkeys(map(ord, " .-\u00a0"))


class NikWarning(StrEnum):
    IMPOSSIBLE_DATE = "impossible_date"
    OTHER_DATE = "other_date"
    OTHER_SEX = "other_sex"


def normalise(text: str) -> str:
    """The 16 digits. Spaces, dots and hyphens between them are dropped. Raises InvalidFact on the field `nik`: missing,
    not_digits, wrong_length."""
    digits = text.strip().translate(_SEPARATORS)
    if not digits:
        raise InvalidFact("nik", "missing")
    if not (digits.isascii() and digits.isdigit()):
        raise InvalidFact("nik", "not_digits")
    if len(digits) != LENGTH:
        raise InvalidFact("nik", "wrong_length")
    return digits


def warnings(nik: str, birth_on: date, sex: Sex) -> tuple[NikWarning, ...]:
    """What a normalised NIK says otherwise than the person's own date of birth and sex."""
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    woman = day > _WOMAN
    found = []
    # Two digits of a year fit any century: the person's own decides, as for 29 February.
    century = birth_on.year - birth_on.year % 100
    try:
        written = date(century + year, month, day - _WOMAN if woman else day)
    except ValueError:
        found.append(NikWarning.IMPOSSIBLE_DATE)
    else:
        if written != birth_on:
            found.append(NikWarning.OTHER_DATE)
    if woman != (sex == Sex.FEMALE):
        found.append(NikWarning.OTHER_SEX)
    return tuple(found)


def masked(nik: str) -> str:
    """All but the last four digits hidden."""
    return "•" * (LENGTH - SHOWN) + nik[-SHOWN:]
