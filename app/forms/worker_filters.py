"""Reads the state of the catalogue of workers from an address."""

from collections.abc import Container, Mapping

from werkzeug.datastructures import MultiDict

from app.domain.worker_filters import SORTS, WorkerFilters
from app.forms.list_filters import Parsed, StateReader


def parse(args: MultiDict[str, str], choices: Mapping[str, Container[str]]) -> Parsed[WorkerFilters]:
    """The state an address asks for. `choices` holds the known codes of each facet, by query name.

    Never fails: parse(build(state)) gives the state back, and everything else is reported in `unused`.
    """
    read = StateReader(args, choices=choices, of=WorkerFilters)
    return Parsed(WorkerFilters(**read.state(SORTS)), read.left())
