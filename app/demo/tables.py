"""The tables the demo is composed from: trades, companies, districts and shared sentences, as shipped in `data/`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
GROUPS = ("mining", "trade", "land", "people", "building", "office")  # files of trades, in the order they are mixed


@dataclass(frozen=True, slots=True)
class Title:
    """`focus` completes the sentences of its trade; `occupation` is KBJI 2014 of 4 or 6 digits; `tags` are those of the
    companies that hire for it."""

    text: str
    focus: str
    occupation: str
    tags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Piece:
    """Rupiah for one unit of output; `unit` says of what, and that a month never yields less than the minimum wage."""

    low: int
    high: int
    unit: str


@dataclass(frozen=True, slots=True)
class AgeRule:
    """An age limit the job itself needs, with the reason the law asks for. None leaves a side open."""

    low: int | None
    high: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Trade:
    """One kind of work. `pay` is thousand rupiah a month; `months` are choices of experience asked for.

    `hours` names the sentences on working hours. `types` are choices of employment type, where "piece" is daily work
    paid by output. `female` is the reason why the law has women only do it, `mixed` why at least one woman is needed;
    both are empty where sex does not matter.
    """

    key: str
    group: str
    role: str
    titles: tuple[Title, ...]
    intro: tuple[str, ...]
    duties: tuple[str, ...]
    needs: tuple[str, ...]
    gets: tuple[str, ...]
    schooling: tuple[tuple[str, ...], ...]
    months: tuple[int, ...]
    pay: tuple[int, int]
    heads: tuple[int, int]
    hours: str
    types: tuple[str, ...]
    piece: Piece | None = None
    age: AgeRule | None = None
    female: str = ""
    mixed: str = ""


@dataclass(frozen=True, slots=True)
class Company:
    """An invented employer. `number` counts from 1; `street` lies in `village` of `district` (a code)."""

    number: int
    name: str
    industry: str
    tags: frozenset[str]
    district: str
    village: str
    street: str
    also: tuple[str, ...]
    about: str
    mou: bool


@dataclass(frozen=True, slots=True)
class Districts:
    """`names` gives district and regency; `villages` the villages of the regency's districts, `urban` its kelurahan."""

    names: dict[str, tuple[str, str]]
    villages: dict[str, tuple[str, ...]]
    urban: frozenset[tuple[str, str]]


@cache
def trades() -> tuple[Trade, ...]:
    return tuple(_trade(raw, group) for group in GROUPS for raw in _read(f"trades_{group}.toml")["trade"])


@cache
def companies() -> tuple[Company, ...]:
    return tuple(_company(number, raw) for number, raw in enumerate(_read("companies.toml")["company"], start=1))


@cache
def districts() -> Districts:
    raw = _read("districts.toml")
    names = {code: (name, raw["regency"]) for code, name in raw["names"].items()}
    names |= {code: (pair[0], pair[1]) for code, pair in raw["neighbours"].items()}
    urban = frozenset((code, village) for code, villages in raw["urban"].items() for village in villages)
    return Districts(names, {code: tuple(found) for code, found in raw["villages"].items()}, urban)


@cache
def sentences(section: str) -> dict[str, tuple[str, ...]]:
    """The shared sentences of one section of `wording.toml`."""
    return {key: tuple(values) for key, values in _read("wording.toml")[section].items()}


def _trade(raw: dict[str, Any], group: str) -> Trade:
    piece, age = raw.get("piece"), raw.get("age")
    lists = {key: tuple(raw[key]) for key in ("intro", "duties", "needs", "gets", "months", "types")}
    return Trade(
        key=raw["key"], group=group, role=raw["role"], hours=raw["hours"],
        titles=tuple(_title(line, raw["kbji"], raw["tags"]) for line in raw["titles"]),
        schooling=tuple(tuple(levels) for levels in raw["schooling"]),
        pay=(raw["pay"][0], raw["pay"][1]), heads=(raw["heads"][0], raw["heads"][1]),
        piece=Piece(**piece) if piece else None,
        age=AgeRule(age.get("min"), age.get("max"), age["why"]) if age else None,
        female=raw.get("female", ""), mixed=raw.get("mixed", ""), **lists,
    )  # fmt: skip


def _title(line: str, occupation: str, tags: list[str]) -> Title:
    """ "title | focus", then what differs from the trade: an occupation, and after an @ the tags of those who hire."""
    text, focus, *own = (part.strip() for part in line.split("|"))
    for part in own:
        if part.startswith("@"):
            tags = part[1:].split()
        else:
            occupation = part
    return Title(text, focus, occupation, frozenset(tags))


def _company(number: int, raw: dict[str, Any]) -> Company:
    district, village, street = raw["at"]
    return Company(
        number=number, name=raw["name"], industry=raw["kbli"], tags=frozenset(raw["tags"]), district=district,
        village=village, street=street, also=tuple(raw.get("also", ())), about=raw["about"], mou=raw.get("mou", False),
    )  # fmt: skip


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))
