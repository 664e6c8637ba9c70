"""The tables that invented people are composed from, as shipped in `data/people_*.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.demo.tables import DATA
from app.domain.certificate import Issuer
from app.domain.worker import Sex


@dataclass(frozen=True, slots=True)
class Assessor:
    """An invented LSP. `number` is what its registrations carry."""

    field: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Training:
    """One training type and the scheme it ends with; see the head of `people_trainings.toml`.

    `issuers` gives the weight and the years of validity (0: no end) of each issuer; `number` the industry code and the
    letters that begin its certificate and registration numbers.
    """

    code: str
    group: str
    weight: float
    women: float
    kbji: tuple[str, ...]
    level: int
    issuers: Mapping[Issuer, tuple[int, int]]
    assessors: tuple[Assessor, ...]
    number: tuple[str, str]
    school: tuple[str, ...]
    months: tuple[int, int]
    skills: tuple[str, ...]

    def share(self, sex: Sex) -> float:
        """How many of those who take it are of this sex."""
        return self.women if sex == Sex.FEMALE else 1 - self.women


@dataclass(frozen=True, slots=True)
class Names:
    first: tuple[str, ...]
    middle: tuple[str, ...]
    last: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Homes:
    """Weights of districts of residence by code, and of places of first registration by the first digits of a NIK."""

    districts: Mapping[str, float]
    registered: Mapping[str, float]
    streets: tuple[str, ...]


@cache
def assessors() -> tuple[Assessor, ...]:
    return tuple(Assessor(**row) for row in _read("assessors")["lsp"])


@cache
def trainings() -> tuple[Training, ...]:
    return tuple(_training(row) for row in _read("trainings")["training"])


@cache
def names(sex: Sex) -> Names:
    raw = _read("names")[sex]
    return Names(tuple(raw["first"]), tuple(raw["middle"]), tuple(raw["last"]))


@cache
def homes() -> Homes:
    raw = _read("places")
    return Homes(raw["districts"] | raw["neighbours"], raw["registered"], tuple(raw["streets"]))


def _training(raw: dict[str, Any]) -> Training:
    lists = {key: tuple(raw[key]) for key in ("kbji", "school", "skills")}
    return Training(
        code=raw["code"], group=raw["group"], weight=raw["weight"], women=raw["women"], level=raw["level"],
        issuers={Issuer(code): (weight, years) for code, (weight, years) in raw["issuers"].items()},
        assessors=tuple(one for one in assessors() if one.field in raw["lsp"]),
        number=(raw["number"][0], raw["number"][1]), months=(raw["months"][0], raw["months"][1]), **lists,
    )  # fmt: skip


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"people_{name}.toml").read_text(encoding="utf-8"))
