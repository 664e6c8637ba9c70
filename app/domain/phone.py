"""Telephone numbers: kept as E.164, shown as people here write them."""

import re
from functools import cache
from importlib import import_module
from typing import Any

from app.domain.errors import InvalidFact

REGION, COUNTRY = "ID", 62
SHOWN = 3  # the last digits, by which somebody knows a number as their own
_LIKE_A_NUMBER = re.compile(r"\+?[\d\s().-]{5,}")


def normalise(text: str) -> str:
    """The number as E.164 (+628…). Only the length is judged, not whether an operator uses the range: operators get new
    ones. Raises InvalidFact on the field `phone`: missing, invalid, foreign."""
    if not text.strip():
        raise InvalidFact("phone", "missing")
    phonenumbers = _phonenumbers()
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException as error:
        raise InvalidFact("phone", "invalid") from error
    if number.country_code != COUNTRY:
        raise InvalidFact("phone", "foreign")
    if not phonenumbers.is_possible_number(number):
        raise InvalidFact("phone", "invalid")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def is_like_a_number(text: str) -> bool:
    """Whether somebody who typed this meant a telephone number, right or wrong."""
    return _LIKE_A_NUMBER.fullmatch(text) is not None


def shown(number: str) -> str:
    """An E.164 number with its leading zero: +6281234567890 is 0812-3456-7890."""
    phonenumbers = _phonenumbers()
    national = str(phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.NATIONAL))
    return national if national.startswith(("0", "(0")) else f"0{national}"  # of a range that the library does not know


@cache
def _phonenumbers() -> Any:
    """The library, loaded by the first number: most processes never see one."""
    return import_module("phonenumbers")
