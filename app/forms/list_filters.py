"""Reads the state of a list from an address. Nothing is dropped in silence: what is not used is reported."""

import re
from collections import defaultdict
from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from werkzeug.datastructures import MultiDict

from app.domain.list_filters import LONGEST_TEXT, MOST_PAGES, ListFilters, tidy
from app.forms.base import read_day

_NUMBER = re.compile(r"[0-9]{1,12}")
_VILLAGE = re.compile(r"([0-9]{2}\.[0-9]{2}\.[0-9]{2})\.[0-9]{4}")
_TRACKING = re.compile(r"utm_\w*|[a-z]*clid|_[a-z]+|mc_[a-z]+|igsh(id)?|ref|source")
MOST_VALUES = 60  # of one filter; each may cost a search
_SHOWN = 40  # characters of a value that a notice repeats
_MOST = 8  # notices one page carries
# What the panel showed as chosen because words of the text mean it, as "name:value". Only the panel's form sends it, so
# that a box which is checked of itself is no choice, and one that was cleared is.
SHOWN = "terbaca"
_YEARS = range(2000, 3000)  # of days that a list can be narrowed to

State = TypeVar("State", bound=ListFilters)


class Problem(StrEnum):
    """Why a value was not used as it stands. Templates word it."""

    UNKNOWN_VALUE = "unknown_value"
    UNKNOWN_NAME = "unknown_name"
    REPEATED = "repeated"  # a name that takes one value came with several: the first counts
    SHORTENED = "shortened"
    VILLAGE = "village"  # searched as its district
    TOO_MANY = "too_many"  # values of one filter: the first MOST_VALUES count


@dataclass(frozen=True)
class Unused:
    """One thing of the address that was not used, or not as it stands."""

    name: str
    value: str
    problem: Problem


@dataclass(frozen=True)
class Parsed(Generic[State]):
    filters: State
    unused: tuple[Unused, ...] = ()


@dataclass
class Reader:
    """Reads values out of an address, and knows which names it was asked for."""

    args: MultiDict[str, str]
    unused: dict[Unused, None] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    def report(self, name: str, value: str, problem: Problem) -> None:
        if len(self.unused) < _MOST:
            shown = tidy(value).strip()
            shown = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
            self.unused[Unused(tidy(name)[:_SHOWN].strip(), shown, problem)] = None

    def single(self, name: str) -> str:
        """The one value of a name; an empty one, which a form sends for "any", is no value."""
        self.asked.add(name)
        values = list(dict.fromkeys(value for value in self.args.getlist(name) if value))
        for value in values[1:]:
            self.report(name, value, Problem.REPEATED)
        return values[0] if values else ""

    def number(self, name: str, most: int) -> int | None:
        value = self.single(name)
        if not value:
            return None
        if _NUMBER.fullmatch(value) and 1 <= int(value) <= most:
            return int(value)
        self.report(name, value, Problem.UNKNOWN_VALUE)
        return None

    def choice(self, name: str, known: Container[str]) -> str | None:
        value = self.single(name)
        if value and value not in known:
            self.report(name, value, Problem.UNKNOWN_VALUE)
            return None
        return value or None

    def day(self, name: str) -> date | None:
        value = self.single(name)
        try:
            found = read_day(value)
        except ValueError:
            found = None
        if value and (found is None or found.year not in _YEARS):
            self.report(name, value, Problem.UNKNOWN_VALUE)
            return None
        return found

    def text(self) -> str:
        value = self.single("q")
        if len(" ".join(value.split())) > LONGEST_TEXT:
            self.report("q", value, Problem.SHORTENED)
        return value

    def words(self) -> str:
        """What was typed, tidied up for a list that matches it as it stands."""
        return tidy(self.text()).strip()

    def page(self) -> int:
        return self.number("halaman", MOST_PAGES) or 1

    def left(self) -> tuple[Unused, ...]:
        """All that was not used, with every name that nobody asked for. Names that trackers hang on shared links are
        not worth a report."""
        for name in self.args:
            if name not in self.asked and not _TRACKING.fullmatch(name):
                self.report(name, "", Problem.UNKNOWN_NAME)
        return tuple(self.unused)


@dataclass
class StateReader(Reader):
    """Reads the state of a list with facets. `choices` holds the known codes of each facet, by query name."""

    choices: Mapping[str, Container[str]] = field(default_factory=dict)
    of: type[ListFilters] = ListFilters

    def several(self, name: str, known: Container[str]) -> tuple[str, ...]:
        self.asked.add(name)
        found = dict[str, None]()
        for value in self.args.getlist(name):
            village = _VILLAGE.fullmatch(value) if name == "lokasi" and value not in known else None
            code = village[1] if village else value
            if code not in known:
                if value:
                    self.report(name, value, Problem.UNKNOWN_VALUE)
            elif code not in found and len(found) == MOST_VALUES:
                self.report(name, str(MOST_VALUES), Problem.TOO_MANY)
            else:
                found[code] = None
                if village:
                    self.report(name, value, Problem.VILLAGE)
        return tuple(found)

    def state(self, sorts: Collection[str], largest: Mapping[str, int] | None = None) -> dict[str, Any]:
        """The whole state by attribute; `largest` holds the largest value of each filter by a number."""
        of = self.of
        found: dict[str, Any] = {
            **{attribute: self.several(name, self.choices[name]) for name, attribute in of.FACETS.items()},
            "literal": self.several("harfiah", of.IMPLIED),
            "included": self.several("termasuk", of.UNKNOWABLE),
            **{attribute: self.number(name, (largest or {})[name]) for name, attribute in of.NUMBERS.items()},
        }
        self._settle_shown(found)
        found |= {"text": self.text(), "sort": self.choice("urut", sorts), "page": self.page()}
        found["unfolded"] = self.choice("buka", of.FACETS)
        return found

    def _settle_shown(self, state: dict[str, Any]) -> None:
        """Left as it was shown, a filter goes on being what the words mean; cleared, its words are read as words."""
        attributes = {**self.of.FACETS, **self.of.NUMBERS}
        for name, shown in self._shown().items():
            chosen = state[attributes[name]]
            sent = set(chosen) if isinstance(chosen, tuple) else {str(chosen)} if chosen else set()
            if sent == shown:
                state[attributes[name]] = () if isinstance(chosen, tuple) else None
            elif not sent:
                state["literal"] = (*state["literal"], name)

    def _shown(self) -> Mapping[str, set[str]]:
        self.asked.add(SHOWN)
        found: dict[str, set[str]] = defaultdict(set)
        for pair in self.args.getlist(SHOWN):
            name, _, value = pair.partition(":")
            if name in self.of.IMPLIED and value:
                found[name].add(value)
            elif pair:
                self.report(SHOWN, pair, Problem.UNKNOWN_VALUE)
        return found
