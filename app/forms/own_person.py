"""Connecting an account with the person the office knows."""

from app.forms.base import Day, HouseForm, Text


class ClaimForm(HouseForm):
    nik = Text(most=30)
    birth_on = Day()
    code = Text(most=20)
