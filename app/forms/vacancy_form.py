"""The form of a vacancy: everything Presidential Regulation 57/2023 asks for, and what the law asks reasons for."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, cast

from werkzeug.datastructures import MultiDict

from app.domain.education import EDUCATION_CODES
from app.domain.errors import InvalidFact
from app.domain.reading.rupiah import read_rupiah
from app.domain.vacancy import ApplyVia, EmploymentType, Headcount, NewVacancy, Requirements
from app.domain.wage import Wage, WageKind, WagePeriod
from app.forms.base import Choice, Choices, Day, HouseForm, LongText, Number, Text, Tick, squeezed

ANY_SCHOOLING = "tanpa"  # stands beside the levels: the work asks for none
EXPERIENCE = tuple(map(str, (0, 3, 6, 12, 24, 36, 48, 60, 84, 120)))  # months
MOST_PLACES = 10
LONGEST_DAYS = 365
_YOUNGEST, _OLDEST = 15, 75  # years; outside, an age is a typing error


@dataclass(frozen=True)
class PlaceAnswer:
    """What a line of text names: region codes; or else the regions that it may mean."""

    codes: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lists:
    """What the form chooses from. `read_place` and `read_occupation` give codes for a text; `industry` the title of a
    KBLI code, None for one that is not known."""

    districts: tuple[str, ...]  # of the office
    regions: Collection[str]
    read_place: Callable[[str], PlaceAnswer]
    read_occupation: Callable[[str], str | None]
    industry: Callable[[str], str | None]
    today: date
    schemes: Mapping[str, str] = field(default_factory=dict)  # titles of certificates by code


class Rupiah(Number):
    """An amount as people type it: "4.000.000", "4jt", "Rp4,5 juta". Problems: not_an_amount, too_low, too_high."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = squeezed(valuelist[0]) if valuelist else ""
        self.data = read_rupiah(typed) if typed else None
        if typed and self.data is None:
            raise ValueError("not_an_amount")


class VacancyForm(HouseForm):
    """One vacancy. Problems beside the house's: see `text` of templates/employer/vacancy_form/_words.html."""

    title = Text(most=120, least=3)
    occupation = Text(required=False, most=220)
    employment_type = Choice(options=tuple(EmploymentType))
    contract_months = Number(required=False, low=1, high=120)
    description = LongText(most=6_000, least=20)
    industry = Text(required=False, most=60)
    places = Choices(required=False, most=MOST_PLACES)
    other_places = LongText(required=False, most=600)
    work_address = Text(required=False, most=250)
    wage_min = Rupiah(required=False, low=1, high=500_000_000)
    wage_max = Rupiah(required=False, low=1, high=500_000_000)
    wage_period = Choice(options=tuple(WagePeriod), default=WagePeriod.MONTH)
    wage_kind = Choice(options=tuple(WageKind), default=WageKind.WAGE)
    benefits = LongText(required=False, most=3_000)
    either = Number(required=False, high=9_999)
    male = Number(required=False, high=9_999)
    female = Number(required=False, high=9_999)
    education = Choices(options=(ANY_SCHOOLING, *EDUCATION_CODES))
    experience = Choice(options=EXPERIENCE)
    skills = LongText(required=False, most=3_000)
    scheme = Choice(required=False)
    open_to_disability = Tick()
    age_min = Number(required=False, low=_YOUNGEST, high=_OLDEST)
    age_max = Number(required=False, low=_YOUNGEST, high=_OLDEST)
    conditions = Text(required=False, most=250)
    justification = LongText(required=False, most=500)
    closes_on = Day()
    apply_via = Choice(options=(ApplyVia.OFFICE, ApplyVia.EMPLOYER))
    apply_note = LongText(required=False, most=500)
    karirhub_number = Text(required=False, most=40)
    karirhub_on = Day(required=False)

    def __init__(self, typed: Mapping[str, Sequence[str]], lists: Lists) -> None:
        super().__init__(MultiDict([(name, text) for name, texts in typed.items() for text in texts]))
        self.lists = lists
        self.places.options, self.scheme.options = lists.regions, lists.schemes
        months = squeezed(next(iter(typed.get("experience", ())), ""))
        if months.isdecimal() and len(months) < 4:
            self.experience.options = tuple(sorted({*EXPERIENCE, months}, key=int))
        self.read_places: tuple[str, ...] = ()  # codes that `other_places` names
        self.asked_back: tuple[str, ...] = ()  # regions that a line of it may mean
        self.unknown_places: tuple[str, ...] = ()  # lines of it that name no place

    @classmethod
    def names(cls) -> frozenset[str]:
        """The names of its fields: what a draft keeps of what is sent."""
        return frozenset(name for name in dir(cls) if hasattr(getattr(cls, name), "field_class"))

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        fine = super().validate(extra_validators)
        self._read_places()
        self._check_codes()
        self._check_wage()
        self._check_people()
        self._check_reasons()
        self._check_dates()
        return fine and not self.wrong

    def _wrong(self, name: str, problem: str) -> None:
        if not self[name].errors:
            self[name].errors = [problem]

    def _read_places(self) -> None:
        chosen, typed = set(self.places.data or ()), self.other_places
        lines = (typed.data or "")[: typed.most].splitlines()  # what is too long is said as such
        codes: list[str] = []
        for line in filter(str.strip, lines):
            answer = self.lists.read_place(line)
            codes.extend(answer.codes)
            if not answer.codes and not chosen.intersection(answer.candidates):
                self.asked_back += answer.candidates
                self.unknown_places += () if answer.candidates else (squeezed(line),)
                self._wrong("other_places", "ambiguous" if answer.candidates else "unknown_place")
        self.read_places = tuple(dict.fromkeys(codes))
        if len(self.all_places) > MOST_PLACES:
            self._wrong("places", "too_many")
        elif not self.all_places and not self.other_places.errors:
            self._wrong("places", "missing")

    @property
    def all_places(self) -> tuple[str, ...]:
        """Codes of the chosen and the read places, each once."""
        return tuple(dict.fromkeys([*(self.places.data or ()), *self.read_places]))

    def _check_codes(self) -> None:
        if self.occupation.data and self.lists.read_occupation(self.occupation.data) is None:
            self._wrong("occupation", "unknown_code")
        if self.industry.data and self.lists.industry(self.industry.data) is None:
            self._wrong("industry", "unknown_code")

    def _check_wage(self) -> None:
        if self.wage_min.errors or self.wage_max.errors:
            return
        if self.wage_min.data is None and self.wage_max.data is None:
            self._wrong("wage_min", "missing")
            return
        try:
            self._wage()
        except InvalidFact as error:
            self._wrong("wage_min", error.problem)

    def _check_people(self) -> None:
        counts = (self.either, self.male, self.female)
        if not any(field.errors for field in counts) and not any(field.data for field in counts):
            self._wrong("either", "nobody")
        if self.education.data and ANY_SCHOOLING in self.education.data and len(self.education.data) > 1:
            self._wrong("education", "both")
        low, high = self.age_min.data, self.age_max.data
        if low is not None and high is not None and low > high:
            self._wrong("age_min", "upside_down")

    def _check_reasons(self) -> None:
        """SE Menaker M/6/HK.04/V/2025: age, sex, marital status and looks only where the work needs them, and why."""
        restricted = self.age_min.data is not None or self.age_max.data is not None or bool(self.conditions.data)
        if (restricted or self._headcount().is_for_one_sex) and not self.justification.data:
            self._wrong("justification", "needed")
        if self.apply_via.data == ApplyVia.EMPLOYER and not self.apply_note.data:
            self._wrong("apply_note", "needed")

    def _check_dates(self) -> None:
        today, last = self.lists.today, self.closes_on.data
        if last is not None and last < today:
            self._wrong("closes_on", "past")
        if last is not None and last > today + timedelta(days=LONGEST_DAYS):
            self._wrong("closes_on", "too_far")
        if self.karirhub_on.data is not None and self.karirhub_on.data > today:
            self._wrong("karirhub_on", "future")
        if self.karirhub_on.data is not None and not self.karirhub_number.data:
            self._wrong("karirhub_number", "missing")
        if self.contract_months.data is not None and self.employment_type.data == EmploymentType.PERMANENT:
            self._wrong("contract_months", "permanent")

    def _headcount(self) -> Headcount:
        return Headcount(self.male.data or 0, self.female.data or 0, self.either.data or 0)

    def _wage(self) -> Wage:
        period, kind = WagePeriod(self.wage_period.data), WageKind(self.wage_kind.data)
        return Wage(self.wage_min.data, self.wage_max.data, period, kind)

    def command(self, employer_id: int) -> NewVacancy:
        """The vacancy that a valid form describes."""
        return NewVacancy(
            employer_id=employer_id, title=self.title.data, description=self.description.data, places=self.all_places,
            headcount=self._headcount(), wage=self._wage(),
            closes_on=cast(date, self.closes_on.data), employment_type=EmploymentType(self.employment_type.data),
            occupation_code=self.lists.read_occupation(self.occupation.data) if self.occupation.data else None,
            industry_code=self.industry.data or None, contract_months=self.contract_months.data,
            benefits=self.benefits.data, work_address=self.work_address.data,
            apply_via=ApplyVia(self.apply_via.data), apply_note=self.apply_note.data,
            karirhub_number=self.karirhub_number.data or None, karirhub_on=self.karirhub_on.data,
            requirements=Requirements(
                tuple(code for code in self.education.data if code != ANY_SCHOOLING), self.skills.data,
                int(self.experience.data), self.age_min.data, self.age_max.data, self.conditions.data,
                self.justification.data, self.scheme.data or None,
            ),
            open_to_disability=self.open_to_disability.data,
        )  # fmt: skip
