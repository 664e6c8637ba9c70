"""Reads the state of the vacancy list from an address."""

from collections.abc import Container, Mapping

from werkzeug.datastructures import MultiDict

from app.domain.vacancy_filters import MOST_DAYS, SORTS, VacancyFilters
from app.domain.wage import LARGEST
from app.forms.list_filters import Parsed, StateReader

_LARGEST = {"gaji_min": LARGEST, "sejak": MOST_DAYS}


def parse(args: MultiDict[str, str], choices: Mapping[str, Container[str]]) -> Parsed[VacancyFilters]:
    """The state an address asks for. `choices` holds the known codes of each facet, by query name.

    Never fails: parse(build(state)) gives the state back, and everything else is reported in `unused`.
    """
    read = StateReader(args, choices=choices, of=VacancyFilters)
    return Parsed(VacancyFilters(**read.state(SORTS, _LARGEST)), read.left())
