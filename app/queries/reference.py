"""Reference data read once per process: labels and hierarchies without a query per page."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.codes import common_name
from app.models import Industry, MinimumWage, Occupation, Region, Scheme


class SchemeTitle(NamedTuple):
    full: str
    short: str


@dataclass(frozen=True, eq=False)
class Reference:
    """Regions down to districts (villages stay in the table), occupations at every depth from two digits, industry
    sections, certification schemes, and general minimum wages. Each mapping is in the order of its codes, schemes in
    that of their short titles. One is equal to itself alone, so that what is made of it can be kept by it."""

    regions: Mapping[str, str]
    occupations: Mapping[str, str]
    sectors: Mapping[str, str]
    schemes: Mapping[str, SchemeTitle]
    minimum_wages: Mapping[tuple[str, int], int]  # (region code, year) to rupiah a month
    english_occupations: Mapping[str, str] = field(default_factory=dict)  # where ISCO-08 has the group

    def place_label(self, code: str) -> str:
        """The name of a region; a code that is not known, such as a village's, is named by what it lies in."""
        while code:
            if label := self.regions.get(code):
                return label
            code = code.rpartition(".")[0]
        return ""

    @cached_property
    def _below(self) -> Mapping[str, tuple[str, ...]]:
        below: dict[str, list[str]] = defaultdict(list)
        for code in self.regions:
            below[code.rpartition(".")[0]].append(code)
        return {code: tuple(children) for code, children in below.items()}

    @cached_property
    def scheme_names(self) -> Mapping[str, str]:
        """Short titles by code."""
        return {code: title.short for code, title in self.schemes.items()}

    def scheme_title(self, code: str | None) -> str:
        """The full title; "" for none."""
        found = self.schemes.get(code or "")
        return found.full if found else ""

    def children(self, code: str) -> tuple[str, ...]:
        """The codes one level below a region: an office's districts, a province's regencies; "" gives the provinces."""
        return self._below.get(code, ())

    @cached_property
    def occupations_in_english(self) -> Mapping[str, str]:
        """Every occupation of `occupations`, in Indonesian where ISCO-08 has no such group."""
        return {**self.occupations, **self.english_occupations}

    def in_english(self, code: str) -> str:
        """The English title of an occupation, or of the nearest wider group that has one; "" for none."""
        while code and code not in self.english_occupations:
            code = code[:-1]
        return self.english_occupations.get(code, "")

    @cached_property
    def occupation_groups(self) -> tuple[str, ...]:
        """The two-digit groups of KBJI."""
        return tuple(code for code in self.occupations if len(code) == 2)

    def minimum_wage(self, region_code: str, year: int) -> int | None:
        """The general minimum of a region, else of its province, in the given year or the latest before it."""
        for code in (region_code, region_code.split(".")[0]):
            years = [known for region, known in self.minimum_wages if region == code and known <= year]
            if years:
                return self.minimum_wages[code, max(years)]
        return None


_loaded: WeakKeyDictionary[object, Reference] = WeakKeyDictionary()


def reference(session: Session) -> Reference:
    """The reference data of the session's database. It changes with a release only, so each process reads it once; an
    empty database, which is about to be filled, is not remembered."""
    database = session.get_bind()
    if (known := _loaded.get(database)) is None:
        known = _load(session)
        if known.regions:
            _loaded[database] = known
    return known


def _load(session: Session) -> Reference:
    regions = select(Region.code, Region.name).where(Region.level != "village").order_by(Region.code)
    titles = select(Occupation.code, Occupation.title_id, Occupation.title_en).order_by(Occupation.code)
    sectors = select(Industry.code, Industry.title).where(Industry.parent_code.is_(None)).order_by(Industry.code)
    schemes = select(Scheme.code, Scheme.title, Scheme.short_title).order_by(Scheme.short_title)
    general = MinimumWage.industry_code == ""
    occupations = session.execute(titles).all()
    wages = select(MinimumWage.region_code, MinimumWage.year, MinimumWage.monthly).where(general)
    return Reference(
        regions={code: common_name(name) for code, name in session.execute(regions)},
        occupations={code: _plain(title) for code, title, _ in occupations if len(code) > 1},
        sectors=dict(session.execute(sectors).all()),
        schemes={code: SchemeTitle(title, short) for code, title, short in session.execute(schemes)},
        minimum_wages=_by_region_and_year(session.execute(wages)),
        english_occupations={code: english for code, _, english in occupations if len(code) > 1 and english},
    )


def _plain(title: str) -> str:
    """KBJI ends many titles with "dan YBDI" (yang berhubungan dengan itu, "and related"), which says nothing."""
    return title.replace(" dan YBDI", "")


def _by_region_and_year(rows: Iterable[tuple[str, int, int]]) -> dict[tuple[str, int], int]:
    return {(region, year): monthly for region, year, monthly in rows}
