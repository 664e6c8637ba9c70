"""What admins of the office do with accounts."""

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
    roles = Choices(options=ROLES, required=False)


class ReasonForm(HouseForm):
    reason = LongText(most=500)


class ResetForm(HouseForm):
    """Why the second step is taken off: it stands on the page of the other reason, so it has a name of its own."""

    why = LongText(most=500)
