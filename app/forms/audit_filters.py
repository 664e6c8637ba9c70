"""What the audit log is searched by."""

from typing import Any

from app.forms.base import Choice, Day, HouseForm, Number


class AuditFiltersForm(HouseForm):
    """The search form of the log; everything may be left out. `officers`, `nouns` and `verbs` are the known values."""

    pelaku = Choice(required=False)
    benda = Choice(required=False)
    nomor = Number(required=False, low=1, high=2_147_483_647)
    perbuatan = Choice(required=False)
    dari = Day(required=False)
    sampai = Day(required=False)
    halaman = Number(required=False, low=1, high=10_000, default=1)

    def __init__(self, formdata: Any, actors: dict[str, str], nouns: list[str], verbs: list[str]) -> None:
        super().__init__(formdata)
        self.pelaku.options, self.benda.options, self.perbuatan.options = actors, nouns, verbs
