"""Reads the state of the vacancy list from an address."""

from collections import defaultdict
from collections.abc import Container, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from app.domain.vacancy_filters import FACETS, IMPLIED, MOST_DAYS, READING, SORTS, VacancyFilters
from app.domain.wage import LARGEST
from app.forms.list_filters import Parsed, Problem, Reader

# What the panel showed as chosen because words of the text mean it, as "name:value". Only the panel's form sends it, so
# that a box which is checked of itself is no choice, and one that was cleared is.
SHOWN = "terbaca"


def parse(args: MultiDict[str, str], choices: Mapping[str, Container[str]]) -> Parsed[VacancyFilters]:
    """The state an address asks for. `choices` holds the known codes of each facet, by query name.

    Never fails: parse(build(state)) gives the state back, and everything else is reported in `unused`.
    """
    read = Reader(args, {**choices, **dict.fromkeys(READING, IMPLIED)})
    state: dict[str, Any] = {
        **read.facets(FACETS),
        **read.facets(READING),
        "wage_min": read.number("gaji_min", LARGEST),
    }
    _settle_shown(read, state)
    filters = VacancyFilters(
        text=read.text(),
        since_days=read.number("sejak", MOST_DAYS),
        sort=read.choice("urut", SORTS),
        page=read.page(),
        unfolded=read.choice("buka", FACETS),
        **state,
    )
    read.names({"gaji_min", "sejak", SHOWN, *READING, *FACETS})
    return Parsed(filters, tuple(read.unused))


def _settle_shown(read: Reader, state: dict[str, Any]) -> None:
    """Left as it was shown, a filter goes on being what the words mean; cleared, its words are to be read as words."""
    for name, shown in _shown(read).items():
        attribute = FACETS.get(name, "wage_min")
        chosen = state[attribute]
        sent = set(chosen) if name in FACETS else {str(chosen)} if chosen else set()
        if sent == shown:
            state[attribute] = () if name in FACETS else None
        elif not sent:
            state["literal"] = (*state["literal"], name)


def _shown(read: Reader) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for pair in read.args.getlist(SHOWN):
        name, _, value = pair.partition(":")
        if name in IMPLIED and value:
            found[name].add(value)
        elif pair:
            read.report(SHOWN, pair, Problem.UNKNOWN_VALUE)
    return found
