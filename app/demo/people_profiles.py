"""Who an invented person is and what work they look for, drawn around the training they fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Protocol

from app.demo.people_homes import Home
from app.demo.people_identity import Registrar, demo_phone
from app.demo.people_tables import Training, names, trainings
from app.domain.clock import Clock
from app.domain.worker import ADULT, SOON_DAYS, NewWorker, Profile, Sex

_YEAR = 365.25
_OLDEST = 54
# The usual level of education is the training's first.
_SCHOOL_WEIGHTS = (55, 27, 13, 5)
_GROWN = {"d3": 21, "d4": 22, "s1": 22}  # years at which a level is reached
_WITHOUT_PHONE, _WITH_MIDDLE_NAME = 0.06, 0.28
_WOMEN = 0.46  # of those who are not trained yet
_ALSO = 0.12  # second certificates that are the one every site asks for
_EVERY_SITE, _INDOORS = "ahli-k3-umum", "layanan"


class Homes(Protocol):
    def draw(self) -> Home: ...


@dataclass(frozen=True, slots=True)
class Draft:
    """A person with the trainings they fit, the first being their trade."""

    facts: NewWorker
    trainings: tuple[Training, ...]
    of_age: date  # the day from which they could have been certified


class Profiler:
    """Draws people one after the other from one stream of chance."""

    def __init__(self, rng: Random, clock: Clock, homes: Homes, registrar: Registrar) -> None:
        self.rng, self.today, self.homes, self.registrar = rng, clock.today(), homes, registrar
        self.weights = {sex: [one.weight * one.share(sex) for one in trainings()] for sex in Sex}
        self.totals = list(accumulate(one.weight for one in trainings()))

    def draw(self, number: int, trained: bool, minor: bool) -> Draft:
        """The person with this number. Whoever is not trained has a trade in mind all the same."""
        rng = self.rng
        if trained:
            first = rng.choices(trainings(), cum_weights=self.totals)[0]
            sex = Sex.FEMALE if rng.random() < first.women else Sex.MALE
        else:
            sex = Sex.FEMALE if rng.random() < _WOMEN else Sex.MALE
            first = rng.choices(trainings(), self.weights[sex])[0]
        chosen = (first, *self._more(first, sex)) if trained else (first,)
        education = "smp" if minor else rng.choices(first.school, _SCHOOL_WEIGHTS[: len(first.school)])[0]
        birth_on, nik = self._born(sex, minor, _GROWN.get(education, ADULT))
        home = self.homes.draw()
        facts = NewWorker(
            name=self._name(sex), birth_on=birth_on, sex=sex, nik=nik,
            phone=None if rng.random() < _WITHOUT_PHONE else demo_phone(number),
            address=home.address, village_code=home.village,
            profile=self._profile(chosen, education, birth_on, home.district),
        )  # fmt: skip
        return Draft(facts, chosen, birth_on + timedelta(days=int((15 if minor else 17) * _YEAR)))

    def _more(self, first: Training, sex: Sex) -> Sequence[Training]:
        """Further trainings of the same group; the first again means another issuer's certificate in it."""
        rng = self.rng
        count = rng.choices((0, 1, 2), (66, 26, 8))[0]
        if not count:
            return ()
        if rng.random() < _ALSO and first.group != _INDOORS and first.code != _EVERY_SITE:
            return [one for one in trainings() if one.code == _EVERY_SITE]
        near = [one for one in trainings() if one.group == first.group and one.share(sex) > 0]
        return rng.sample(near, min(count, len(near)))

    def _name(self, sex: Sex) -> str:
        rng, known = self.rng, names(sex)
        middle = [rng.choice(known.middle)] if rng.random() < _WITH_MIDDLE_NAME else []
        return " ".join((rng.choice(known.first), *middle, rng.choice(known.last)))

    def _born(self, sex: Sex, minor: bool, youngest: int) -> tuple[date, str]:
        """A day of birth, and a NIK that nobody has yet. Minors turn 18 in four months at the earliest."""
        rng = self.rng
        while True:
            if minor:
                days = int(16 * _YEAR + 600 * rng.random())
            else:
                days = int((youngest + (_OLDEST - youngest) * rng.random() ** 1.7) * _YEAR) + 2
            birth_on = self.today - timedelta(days=days)
            if nik := self.registrar.nik(birth_on, sex):
                return birth_on, nik

    def _profile(self, chosen: Sequence[Training], education: str, birth_on: date, district: str) -> Profile:
        rng, (low, high) = self.rng, chosen[0].months
        most = max(0, ((self.today - birth_on).days - int(ADULT * _YEAR)) * 12 // 365)
        wanted = [one.kbji[0] for one in chosen] + [rng.choice(chosen[0].kbji)]
        skills = rng.sample(chosen[0].skills, rng.randint(1, len(chosen[0].skills)))
        return Profile(
            education=education,
            experience_months=min(most, low + int((high - low) * rng.random() ** 1.5)),
            occupations=tuple(dict.fromkeys(wanted)),
            district_code=district,
            available_from=self._available_from(),
            skills="\n".join(f"- {line}." for line in skills),
        )

    def _available_from(self) -> date | None:
        draw = self.rng.random()
        if draw < 0.12:
            return None
        days = self.rng.randint
        ahead = -days(0, 90) if draw < 0.74 else days(1, SOON_DAYS) if draw < 0.96 else days(SOON_DAYS + 1, 80)
        return self.today + timedelta(days=ahead)
