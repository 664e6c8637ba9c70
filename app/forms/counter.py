"""The counter: who somebody is, what they seek, and codes."""

from typing import Any

from app.domain.errors import InvalidFact
from app.domain.nik import normalise, warnings
from app.domain.worker import Profile, Sex
from app.forms.base import Choice, Day, HouseForm, Text, Tick
from app.forms.profile_boxes import ProfileBoxes


class _NikForm(HouseForm):
    """A NIK, a name and a date of birth, as on the card."""

    nik = Text(most=30)
    name = Text(most=120)
    birth_on = Day()

    def validate(self, extra_validators: Any = None) -> bool:
        right = super().validate(extra_validators)
        if self.nik.errors:
            return False
        try:
            self.nik.data = normalise(self.nik.data)
        except InvalidFact as error:
            self.accept(error)
            return False
        return bool(right)


class SeekPersonForm(_NikForm):
    """Asked first, so that one person stays one record."""


class SamePersonForm(HouseForm):
    """The NIK of somebody of a proposal, and whether one that says otherwise than the record was compared."""

    nik = Text(most=30)
    compared = Tick()


class WalkInForm(ProfileBoxes, _NikForm):
    """Everything a walk-in is registered from. `jobs` are resolved to codes by the page."""

    sex = Choice(options=tuple(map(str, Sex)))
    compared = Tick()  # the NIK says otherwise than the boxes, and so does the card
    phone = Text(required=False, most=30)
    address = Text(required=False, most=250)
    other = Tick()  # staff saw the proposals: it is somebody else

    def validate(self, extra_validators: Any = None) -> bool:
        """Where the NIK says otherwise than the other boxes, it asks whether that was compared with the card."""
        right = super().validate(extra_validators)
        born = self.birth_on.data
        if self.compared.data or born is None or self.nik.errors or self.sex.errors:
            return right
        if found := warnings(self.nik.data, born, Sex(self.sex.data)):
            self.compared.errors = [".".join(found)]  # one problem, so that both parts are named
        return right and not found

    def profile(self, occupations: tuple[str, ...], available_from: Any) -> Profile:
        return Profile(
            education=self.education.data, experience_months=(self.years.data or 0) * 12, occupations=occupations,
            district_code=self.district_code.data, available_from=available_from,
        )  # fmt: skip


class CodeForForm(HouseForm):
    """The account that somebody at the counter wants a code for."""

    account = Text(most=254)


class SeenForm(HouseForm):
    """The officer has compared the card with the account."""

    seen = Tick(required=True)


class PersonCodeForm(HouseForm):
    """A telephone number for the account of somebody on record, or the e-mail address of the one they have; empty takes
    the recorded number."""

    phone = Text(required=False, most=254)
    seen = Tick(required=True)
