"""Forms of a company: what it says about itself, its papers, its team."""

from collections.abc import Callable, Mapping
from typing import Any

from app.domain import phone
from app.domain.account import MemberRole
from app.domain.employer import ABOUT_LIMIT, LIMITS, DocumentKind, NewEmployer, nib, npwp, web_address
from app.forms.base import Choice, HouseForm, LongText, Text, Upload, judged

KBLI_LENGTH = 5  # digits of the codes that a NIB lists
RULES = {"nib": nib, "npwp": npwp, "website": web_address, "contact_phone": phone.normalise}


class EmployerForm(HouseForm):
    """What a company says about itself. `regions` maps the codes to choose from to their names; `is_industry` tells a
    KBLI code that may be typed. The rules of each fact are the domain's: all of them are judged here, so that one
    answer tells everything that is wrong; the service judges again, and reports by the same names."""

    name = Text(most=LIMITS["name"])
    nib = Text(most=30)
    npwp = Text(most=30)
    industry_code = Text(most=10)
    region_code = Choice()
    address = Text(most=LIMITS["address"])
    website = Text(required=False, most=LIMITS["website"])
    about = LongText(required=False, most=ABOUT_LIMIT)
    contact_name = Text(most=LIMITS["contact_name"])
    contact_position = Text(most=LIMITS["contact_position"])
    contact_phone = Text(most=30)

    def __init__(
        self,
        sent: Any,
        regions: Mapping[str, str],
        data: Mapping[str, Any] | None = None,
        is_industry: Callable[[str], bool] = bool,
    ) -> None:
        super().__init__(sent, data=data)
        self.region_code.options, self.is_industry = regions, is_industry

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        judged(self, RULES)
        code = self.industry_code
        if code.data and not code.errors and not self.is_industry(code.data):
            whole = len(code.data) == KBLI_LENGTH and code.data.isdecimal()
            code.errors = ["unknown" if whole else "wrong_length"]
        return not self.errors

    @property
    def command(self) -> NewEmployer:
        return NewEmployer(**{field.name: field.data or "" for field in self})


class PapersForm(HouseForm):
    """Papers to hand in, any number at once; the fields are named as kinds of app.domain.employer. Problem: `nib`
    missing, when there is none at all."""

    nib = Upload(required=False)
    npwp = Upload(required=False)
    authority = Upload(required=False)
    deed = Upload(required=False)
    other = Upload(required=False)

    @property
    def chosen(self) -> dict[DocumentKind, Any]:
        """The files that were sent, by what they are."""
        return {DocumentKind(field.name): field.data for field in self if field.data is not None}

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not self.chosen:
            self.nib.errors = ["missing"]
        return not self.errors


class InvitationForm(HouseForm):
    """Somebody to join the team."""

    email = Text(most=254)
    role = Choice(options=tuple(MemberRole))
