"""Changing how one signs in."""

from app.forms.base import HouseForm, Secret, Text


class ChangePasswordForm(HouseForm):
    old = Secret()
    password = Secret()


class ChangeEmailForm(HouseForm):
    email = Text(most=254)
    old = Secret()


class PasswordForm(HouseForm):
    """The password once more, before what cannot be taken back."""

    old = Secret()
