"""What the letters of the site are searched by."""

from collections.abc import Collection
from typing import Any

from app.forms.base import Choice, Day, HouseForm, Number, Text


class LetterFiltersForm(HouseForm):
    """What narrows the list, in the address; everything may be left out. Whom a letter is for is not: that is sent as a
    form of its own."""

    keadaan = Choice(required=False)
    surat = Choice(required=False)
    hari = Day(required=False)
    halaman = Number(required=False, low=1, high=10_000, default=1)

    def __init__(self, formdata: Any, states: Collection[str], templates: Collection[str]) -> None:
        super().__init__(formdata)
        self.keadaan.options, self.surat.options = states, templates


class FindLettersForm(HouseForm):
    """A whole e-mail address: a part of one would list people."""

    email = Text(most=254)
