"""Identities that can be no citizen's: a NIK of a district that is nowhere, a phone that never rings.

A NIK is PPKKCC DDMMYY NNNN. Districts of a regency count up from 01 and none has the number 99; serial numbers count up
from 0001 and none is 0000. So the place and the date are what tells invented people apart.

A phone begins with +62 84. Mobile numbers of Indonesia match 8[1-35-9]... in libphonenumber's metadata (phonenumbers
9.0.43, region ID): after the 8 comes any digit but 0 and 4, and its list of operators names none for 84.
"""

from bisect import bisect
from collections.abc import Mapping
from datetime import date
from itertools import accumulate
from random import Random

from app.domain.worker import Sex

DISTRICT, SERIAL = "99", "0000"
PHONE = "+6284"
_PHONE_DIGITS = 9  # after the prefix: as long as a usual mobile number
_WOMEN = 40  # added to the day


def demo_nik(registered: str, birth_on: date, sex: Sex) -> str:
    """`registered` is PPKK, province and regency without a dot."""
    day = birth_on.day + (_WOMEN if sex == Sex.FEMALE else 0)
    return f"{registered}{DISTRICT}{day:02d}{birth_on:%m%y}{SERIAL}"


def demo_phone(number: int) -> str:
    """The phone of the person with this number, from 1: scattered by a multiplication that repeats no value."""
    return f"{PHONE}{number * 7_654_321 % 10**_PHONE_DIGITS:0{_PHONE_DIGITS}d}"


class Registrar:
    """Hands out NIKs, none twice. `registered` are weights by PPKK."""

    def __init__(self, rng: Random, registered: Mapping[str, float]) -> None:
        self.rng, self.places = rng, list(registered)
        self.weights = list(accumulate(registered.values()))
        self.given: set[str] = set()

    def nik(self, birth_on: date, sex: Sex) -> str | None:
        """A NIK for somebody of this birth date and sex; None when chance names one that is given already."""
        found = demo_nik(self.places[bisect(self.weights, self.rng.random() * self.weights[-1])], birth_on, sex)
        if found in self.given:
            return None
        self.given.add(found)
        return found
