"""A facet of a filter panel: which of its values show, in which order, with which counts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import groupby
from typing import NamedTuple

from app.domain.education import EDUCATION_CODES, EDUCATION_LEVELS
from app.domain.list_filters import ListFilters
from search.vacancies import UNKNOWN

LARGEST = 10  # values a long facet shows before the link to the rest


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


class Values(NamedTuple):
    """One facet's state: its query name, its counts, what is chosen, and whether all values are wanted."""

    name: str
    counts: Mapping[str, int] | None
    chosen: frozenset[str]
    labels: Mapping[str, str]
    unfolded: bool = False

    def hits(self, value: str) -> int | None:
        return None if self.counts is None else self.counts.get(value, 0)

    def options(self, values: Iterable[str]) -> list[Option]:
        label, hits, chosen = self.labels.get, self.hits, self.chosen
        return [Option(value, label(value, ""), hits(value), value in chosen) for value in values]

    def largest(self, values: Iterable[str]) -> list[str]:
        """The largest that have hits, and what is chosen beside them; the value for unknown stands last."""
        counts = self.counts or {}
        found = [value for value in values if counts.get(value)]
        shown = nlargest(LARGEST, found, key=counts.__getitem__)
        rest = sorted(self.chosen.difference(shown), key=lambda value: -counts.get(value, 0))
        return unknown_last(shown + rest)

    def filled(self, values: Iterable[str]) -> list[str]:
        """Every value, and the one for unknown where it has hits or is chosen."""
        shown = list(values)
        if UNKNOWN in self.chosen or (self.counts or {}).get(UNKNOWN):
            shown.append(UNKNOWN)
        return shown + sorted(self.chosen.difference(shown))


def unknown_last(values: list[str]) -> list[str]:
    return sorted(values, key=UNKNOWN.__eq__)


def reader(
    filters: ListFilters, counts: Mapping[str, Mapping[str, int]] | None
) -> Callable[[str, Mapping[str, str]], Values]:
    """Reads one facet's state out of a page's; `counts` holds hits by query name and value, None without an engine."""

    def values(name: str, labels: Mapping[str, str]) -> Values:
        chosen = frozenset(getattr(filters, filters.FACETS[name]))
        return Values(name, None if counts is None else counts[name], chosen, labels, filters.unfolded == name)

    return values


def short(values: Values, codes: Iterable[str]) -> Facet:
    """Up to a dozen values, all shown whether they have hits or not."""
    return Facet(values.name, [Group(values.options(values.filled(codes)))])


def long(values: Values, codes: Iterable[str]) -> Facet:
    """The largest and the chosen ones, until it is unfolded."""
    whole = values.filled(codes)
    if values.counts is None and not values.unfolded:
        shown = unknown_last(sorted(values.chosen))
        return Facet(values.name, [Group(values.options(shown))], has_more=True)
    shown = whole if values.unfolded else values.largest(whole)
    groups = [Group(values.options(shown))] if shown else []
    return Facet(values.name, groups, _hides(values, whole, shown), values.unfolded)


def education(values: Values) -> Facet:
    """Levels of education under the names of their groups."""
    whole = values.filled(EDUCATION_CODES)
    everything = values.unfolded or values.counts is None
    wanted = set(whole if everything else values.largest(whole))
    groups = [
        Group(values.options(level.code for level in levels), heading, is_label=True)
        for heading, levels in groupby(
            (level for level in EDUCATION_LEVELS if level.code in wanted), key=lambda level: level.group
        )
    ]
    if UNKNOWN in wanted:
        groups.append(Group(values.options([UNKNOWN])))
    return Facet(values.name, groups, _hides(values, whole, list(wanted)), values.unfolded)


def _hides(values: Values, whole: Iterable[str], shown: Sequence[str]) -> bool:
    """Whether some value with hits is not shown."""
    counts, visible = values.counts or {}, set(shown)
    return any(counts.get(value) and value not in visible for value in whole)
