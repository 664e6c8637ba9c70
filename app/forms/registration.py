"""Opening an account: somebody who seeks work, or a company with its person in charge."""

from collections.abc import Callable, Mapping
from typing import Any

from app.domain import email, phone
from app.domain.employer import NewEmployer
from app.domain.registration import NAME_MAX, NewAccount
from app.forms.base import Choice, HouseForm, Secret, Text, Tick, judged
from app.forms.employer_profile import EmployerForm


class JobseekerForm(HouseForm):
    """A name, and an e-mail address or a telephone number."""

    name = Text(most=NAME_MAX)
    email = Text(required=False, most=254)
    phone = Text(required=False, most=30)

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not (self.email.data or self.phone.data):
            self.email.errors = ["one_of"]
        judged(self, {"email": email.normalise} if self.email.data else {"phone": phone.normalise})
        return not self.errors

    @property
    def command(self) -> NewAccount:
        return NewAccount(self.name.data, self.email.data or "", self.phone.data or "")


class EmployerRegistrationForm(EmployerForm):
    """A company and the account of its person in charge. Who does not know the KBLI code chooses a division."""

    division = Choice(required=False)
    email = Text(most=254)
    authorised = Tick(required=True)

    def __init__(
        self, sent: Any, regions: Mapping[str, str], divisions: Mapping[str, str], is_industry: Callable[[str], bool]
    ) -> None:
        super().__init__(sent, regions, is_industry=is_industry)
        self.division.options = divisions
        self.industry_code.validators, self.industry_code.flags.required = [], False

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        judged(self, {"email": email.normalise})
        if not (self.industry_code.data or self.division.data):
            self.industry_code.errors = ["missing"]
        return not self.errors

    @property
    def company(self) -> NewEmployer:
        own = ("email", "authorised", "division", "industry_code")
        facts = {field.name: field.data or "" for field in self if field.name not in own}
        return NewEmployer(industry_code=self.industry_code.data or self.division.data, **facts)

    @property
    def person(self) -> NewAccount:
        return NewAccount(self.contact_name.data, self.email.data)


class EmailForm(HouseForm):
    email = Text(most=254)


class ForgottenForm(EmailForm):
    """An address to write to. A telephone number is told apart (`number`): its account is helped at the counter."""

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if phone.is_like_a_number(self.email.data or ""):
            self.email.errors = ["number"]
        return not self.errors


class NewPasswordForm(HouseForm):
    """A password to begin with, or a new one."""

    password = Secret()


class ActivationForm(HouseForm):
    """A code from the counter, for a telephone number or an e-mail address."""

    account = Text(most=254)
    code = Text(most=20)
    password = Secret()


class InvitedForm(HouseForm):
    """Somebody who was invited."""

    name = Text(most=NAME_MAX)
    password = Secret()
