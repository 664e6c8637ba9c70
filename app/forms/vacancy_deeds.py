"""Small forms for what a company does with a vacancy that it has."""

from app.forms.base import Day, HouseForm, LongText


class ExtendForm(HouseForm):
    """A new last day. Problems: missing, not_a_day, past, too_far, not_later."""

    closes_on = Day()


class WithdrawForm(HouseForm):
    """Why a vacancy is taken back, if the company wants to say."""

    reason = LongText(required=False, most=500)
