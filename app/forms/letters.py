"""Whose letters are looked for."""

from app.forms.base import HouseForm, Text


class FindLettersForm(HouseForm):
    """A whole e-mail address: a part of one would list people."""

    email = Text(most=254)
