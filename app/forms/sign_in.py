"""Signing in, and the second step."""

from app.forms.base import HouseForm, Secret, Text


class SignInForm(HouseForm):
    account = Text(most=254)
    password = Secret()


class SecondStepForm(HouseForm):
    code = Text(most=40)
