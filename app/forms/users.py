"""What admins of the office do with accounts."""

from collections.abc import Iterable
from typing import Self

from app.domain.account import AccountStatus
from app.forms.base import Choices, HouseForm, LongText, Text

ROLES = ("moderator", "verifier", "counsellor", "training_officer", "admin", "head")  # in the order of the pages
STATUSES = (AccountStatus.ACTIVE, AccountStatus.PENDING, AccountStatus.SUSPENDED)
KINDS = (*ROLES, "staff", "employer", "jobseeker")


class FindUserForm(HouseForm):
    text = Text(most=100, least=2)


class InviteForm(HouseForm):
    email = Text(most=254)
    roles = Choices(options=ROLES)


class RolesForm(HouseForm):
    """`dilihat` are the roles that the page showed."""

    roles = Choices(options=ROLES, required=False)
    dilihat = Text(required=False, most=200)

    @classmethod
    def of(cls, held: Iterable[str]) -> Self:
        """The form to begin with, of an account that has these roles."""
        return cls(None, data={"roles": list(held), "dilihat": " ".join(held)})

    @property
    def seen(self) -> frozenset[str] | None:
        """What the page showed, None where no page was seen."""
        return frozenset((self.dilihat.data or "").split()) if self.dilihat.raw_data else None


class ReasonForm(HouseForm):
    reason = LongText(most=500)


class ResetForm(HouseForm):
    """Why the second step is taken off: it stands on the page of the other reason, so it has a name of its own."""

    why = LongText(most=500)
