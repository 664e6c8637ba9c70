"""The shipped reference tables as rows. The files hold codes and names; levels and parents follow from the codes."""

import csv
import gzip
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"
_LEVELS = ("province", "regency", "district", "village")
_OCCUPATION_PARENT = {2: 1, 3: 2, 4: 3, 6: 4}  # digits of a code: digits of its parent (KBJI 2014)


class RegionRow(NamedTuple):
    """A Kemendagri region."""

    code: str
    name: str
    level: str
    parent_code: str | None


class OccupationRow(NamedTuple):
    """A KBJI 2014 code of 1 to 6 digits, written without the dot. `title_en` is the ISCO-08 title or empty."""

    code: str
    title_id: str
    title_en: str
    parent_code: str | None


class IndustryRow(NamedTuple):
    """A KBLI 2020 section letter or code of 2 to 5 digits."""

    code: str
    title: str
    section: str
    parent_code: str | None


class MinimumWageRow(NamedTuple):
    """Rupiah a month; an empty industry code is the general minimum."""

    year: int
    region_code: str
    industry_code: str
    monthly: int
    source: str


class SchemeRow(NamedTuple):
    """A certification scheme. `kkni_level` stands where the scheme itself names one; `sector` is a KBLI section."""

    code: str
    title: str
    short_title: str
    occupation_code: str | None
    kkni_level: int | None
    sector: str | None


def regions() -> list[RegionRow]:
    """Provinces, regencies and districts of the country, and the villages of Kalimantan, parents first."""
    rows = [
        RegionRow(code, name, _LEVELS[code.count(".")], code.rpartition(".")[0] or None)
        for code, name in _rows("regions.csv.gz")
    ]
    return sorted(rows, key=lambda row: (len(row.code), row.code))


def occupations() -> list[OccupationRow]:
    """KBJI 2014, parents first."""
    rows = [
        OccupationRow(code, title, english, code[: _OCCUPATION_PARENT[len(code)]] if len(code) > 1 else None)
        for code, title, english in _rows("occupations.csv.gz")
    ]
    return sorted(rows, key=lambda row: (len(row.code), row.code))


def industries() -> list[IndustryRow]:
    """KBLI 2020, parents first: a section holds two-digit divisions, and so on digit by digit."""
    rows = []
    for code, title, section in _rows("industries.csv.gz"):
        parent = section if len(code) == 2 else code[:-1]
        rows.append(IndustryRow(code, title, section, parent or None))
    return sorted(rows, key=lambda row: (len(row.code), row.code))


def minimum_wages() -> list[MinimumWageRow]:
    """Minimum wages with the source of each figure."""
    return [
        MinimumWageRow(int(year), region, industry, int(monthly), source)
        for year, region, industry, monthly, source in _rows("minimum_wages.csv")
    ]


def schemes() -> list[SchemeRow]:
    """The office's types of training that end in a certificate."""
    return [
        SchemeRow(code, title, short, occupation or None, int(level) if level else None, sector or None)
        for code, title, short, occupation, level, sector in _rows("schemes.csv")
    ]


def digest() -> str:
    """Of all shipped rows as the database holds them; `tests/services/test_reference.py` says what it must be."""
    return (DATA / "DIGEST").read_text(encoding="ascii").strip()


def _rows(name: str) -> Iterator[list[str]]:
    raw = (DATA / name).read_bytes()
    text = gzip.decompress(raw) if name.endswith(".gz") else raw
    reader = csv.reader(io.StringIO(text.decode("utf-8"), newline=""))
    next(reader)
    return reader
