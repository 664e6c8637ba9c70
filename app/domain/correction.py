"""Putting somebody's record right at the counter: the right of correction of UU 27/2022, for people without an account
too, and what proves it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from app.domain.errors import DomainError
from app.domain.worker import Sex

# Papers of the civil register, among the canned reasons of a correction.
PAPERS = frozenset({"ktp-asli", "kartu-keluarga", "surat-dukcapil"})
IDENTITY = frozenset({"name", "birth_on", "sex", "nik"})  # what such a paper says


@dataclass(frozen=True, repr=False)
class Correction:
    """What is to be put right, as typed; None stays as it is. An empty `phone` or `address` comes off the record."""

    name: str | None = None
    birth_on: date | None = None
    sex: Sex | None = None
    nik: str | None = None
    phone: str | None = None
    address: str | None = None
    education: str | None = None
    experience_months: int | None = None
    occupations: tuple[str, ...] | None = None
    district_code: str | None = None


@dataclass(frozen=True, repr=False)
class Grounds:
    """Why: the canned reasons, their words with what the officer added, and whether a NIK that says otherwise than the
    record was compared with its paper. `seen` is the newest change of the record on the officer's page."""

    codes: tuple[str, ...]
    words: str
    compared: bool
    seen: int


class CorrectedMeanwhile(DomainError):
    """Somebody else changed the record since the officer's page was drawn. Nothing was written. `fields` are the names
    of what they changed."""

    def __init__(self, person_id: int, fields: frozenset[str]) -> None:
        super().__init__(f"person {person_id} changed meanwhile")
        self.fields = fields


def papers_due(fields: Collection[str], *, replaces_nik: bool) -> int:
    """How many papers of the civil register must have been seen. A NIK finds one person for every office: another one
    in its place takes two, so that no single forged or borrowed card moves a record to somebody else."""
    if replaces_nik:
        return 2
    return 1 if IDENTITY & set(fields) else 0
