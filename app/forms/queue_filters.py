"""Reads the state of a tab of the queue from an address. What is not used is reported."""

from collections.abc import Collection, Mapping

from werkzeug.datastructures import MultiDict

from app.domain.queue import FILTERS, NAMES, QueueFilters, Tab
from app.forms.list_filters import Reader, Unused

LARGEST_ID = 2**31 - 1


def read_queue(
    tab: Tab, args: MultiDict[str, str], choices: Mapping[str, Collection[str]]
) -> tuple[QueueFilters, tuple[Unused, ...]]:
    """The state and what of the address was not used. `choices` holds the known codes of each filter of the tab, by
    query name; `perusahaan` is any number."""
    reader, known = Reader(args), FILTERS[tab]
    values: dict[str, str | int | None] = {
        NAMES[name]: reader.choice(name, choices[name]) or "" for name in known if name != "perusahaan"
    }
    if "perusahaan" in known:
        values["employer_id"] = reader.number("perusahaan", LARGEST_ID)
    filters = QueueFilters(tab, text=reader.text(), page=reader.page(), **values)  # type: ignore[arg-type]
    return filters, reader.left()
