"""The filter panel of the vacancy list: which values each facet shows, in which order, with which counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import groupby
from typing import NamedTuple

from app.domain.education import EDUCATION_LEVELS
from app.domain.vacancy import EmploymentType
from app.domain.vacancy_filters import FACETS, VacancyFilters
from app.queries.reference import Reference
from search.vacancies import UNKNOWN

LARGEST = 10  # values a long facet shows before the link to the rest
EDUCATION = tuple(level.code for level in EDUCATION_LEVELS)
EMPLOYMENT = tuple(str(kind) for kind in EmploymentType)


class Option(NamedTuple):
    """A value to choose. `label` is empty where templates word the code. Without a search engine `hits` is None."""

    value: str
    label: str
    hits: int | None
    checked: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Options under a heading; `name` is a code that templates word, or the heading itself when `is_label`."""

    options: Sequence[Option]
    name: str = ""
    is_label: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """`has_more`: values with hits are left out, and a link shows them. `unfolded`: the link was followed."""

    name: str
    groups: Sequence[Group]
    has_more: bool = False
    unfolded: bool = False


@dataclass(frozen=True)
class _Values:
    """One facet's state: its counts and what is chosen."""

    counts: Mapping[str, int] | None
    chosen: frozenset[str]
    labels: Mapping[str, str] = field(default_factory=dict)

    def count(self, value: str) -> int | None:
        return None if self.counts is None else self.counts.get(value, 0)

    def option(self, value: str) -> Option:
        return Option(value, self.labels.get(value, ""), self.count(value), value in self.chosen)

    def options(self, values: Iterable[str]) -> list[Option]:
        return [self.option(value) for value in values]

    def largest(self, values: Iterable[str]) -> list[str]:
        """The largest that have hits, and what is chosen beside them; the value for unknown stands last."""
        counts = self.counts or {}
        found = [value for value in values if counts.get(value)]
        shown = nlargest(LARGEST, found, key=counts.__getitem__)
        rest = sorted(self.chosen.difference(shown), key=lambda value: -counts.get(value, 0))
        return _unknown_last(shown + rest)

    def filled(self, values: Iterable[str]) -> list[str]:
        """Every value, and the one for unknown where it has hits or is chosen."""
        shown = list(values)
        if UNKNOWN in self.chosen or (self.counts or {}).get(UNKNOWN):
            shown.append(UNKNOWN)
        return shown + sorted(self.chosen.difference(shown))


def _unknown_last(values: list[str]) -> list[str]:
    return sorted(values, key=UNKNOWN.__eq__)


def facets(
    filters: VacancyFilters, counts: Mapping[str, Mapping[str, int]] | None, known: Reference, office_code: str
) -> list[Facet]:
    """Every facet of the panel, in its order."""

    def values(name: str, labels: Mapping[str, str]) -> _Values:
        chosen = frozenset(getattr(filters, FACETS[name]))
        return _Values(None if counts is None else counts[name], chosen, labels)

    return [
        _places(values("lokasi", known.regions), known, office_code, filters.unfolded == "lokasi"),
        Facet("jenis", [Group(_short(values("jenis", {}), EMPLOYMENT))]),
        _education(values("pendidikan", {}), filters.unfolded == "pendidikan"),
        _long("jabatan", values("jabatan", known.occupations), known.occupation_groups, filters.unfolded),
        _long("sektor", values("sektor", known.sectors), tuple(known.sectors), filters.unfolded),
    ]


def _short(values: _Values, codes: Sequence[str]) -> list[Option]:
    return values.options(values.filled(codes))


def _long(name: str, values: _Values, codes: Sequence[str], open_facet: str | None) -> Facet:
    unfolded = open_facet == name
    whole = values.filled(codes)
    if values.counts is None and not unfolded:
        shown = _unknown_last(sorted(values.chosen))
        return Facet(name, [Group(values.options(shown))], has_more=True)
    shown = whole if unfolded else values.largest(whole)
    groups = [Group(values.options(shown))] if shown else []
    return Facet(name, groups, _hides(values, whole, shown), unfolded)


def _hides(values: _Values, whole: Iterable[str], shown: Sequence[str]) -> bool:
    """Whether some value with hits is not shown."""
    counts, visible = values.counts or {}, set(shown)
    return any(counts.get(value) and value not in visible for value in whole)


def _education(values: _Values, unfolded: bool) -> Facet:
    whole = values.filled(EDUCATION)
    everything = unfolded or values.counts is None
    wanted = set(whole if everything else values.largest(whole))
    groups = [
        Group(values.options(level.code for level in levels), heading, is_label=True)
        for heading, levels in groupby(
            (level for level in EDUCATION_LEVELS if level.code in wanted), key=lambda level: level.group
        )
    ]
    if UNKNOWN in wanted:
        groups.append(Group([values.option(UNKNOWN)]))
    return Facet("pendidikan", groups, _hides(values, whole, list(wanted)), unfolded)


def _places(values: _Values, known: Reference, office_code: str, unfolded: bool) -> Facet:
    """The office's own places, all of them; then where else there are hits, if anywhere."""
    own = known.children(office_code)
    chosen = values.chosen.difference(own, [office_code])
    others = _Values(values.counts, chosen, values.labels)
    nearest_first = sorted(known.children(""), key=lambda code: not office_code.startswith(code))
    provinces = [found for code in nearest_first if (found := _province(code, others, known, office_code))]
    rest = [UNKNOWN] if values.count(UNKNOWN) or UNKNOWN in chosen else []
    everywhere = [office_code] if provinces or rest or office_code in values.chosen else []
    groups = [Group(values.options([*everywhere, *own]))]
    if unfolded:
        rest += sorted(chosen.difference(rest, *provinces))
        groups += [Group(values.options(codes), "" if index else "elsewhere") for index, codes in enumerate(provinces)]
        groups += [Group(values.options(rest), "" if provinces else "elsewhere")] if rest else []
        return Facet("lokasi", groups, has_more=False, unfolded=True)
    telling = [
        code for codes in provinces for code in codes if code.count(".") or _stands_alone(codes, values, office_code)
    ]
    if shown := others.largest([*telling, *rest]):
        groups.append(Group(values.options(shown), "elsewhere"))
    return Facet("lokasi", groups, has_more=bool(set().union(*provinces).difference(shown)))


def _province(code: str, values: _Values, known: Reference, office_code: str) -> list[str]:
    """A province and its regencies, those with hits outside the office's region, the largest first."""
    counts = values.counts or {}
    if code == office_code or counts.get(code, 0) <= _inside(code, values, office_code):
        return []
    regencies = [child for child in known.children(code) if counts.get(child) and child != office_code]
    return [code, *sorted(regencies, key=counts.__getitem__, reverse=True)]


def _inside(code: str, values: _Values, office_code: str) -> int:
    """The hits of a province that lie in the office's region, which stands apart."""
    return (values.counts or {}).get(office_code, 0) if office_code.startswith(code) else 0


def _stands_alone(codes: Sequence[str], values: _Values, office_code: str) -> bool:
    """Whether most postings of a province name no regency, so that only the province finds them."""
    counts = values.counts or {}
    outside = counts.get(codes[0], 0) - _inside(codes[0], values, office_code)
    return outside > 2 * sum(counts[code] for code in codes[1:])
