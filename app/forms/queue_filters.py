"""Reads the state of a tab of the queue from an address. What is not used is reported."""

from collections.abc import Collection, Mapping

from werkzeug.datastructures import MultiDict

from app.domain.list_filters import LONGEST_TEXT, MOST_PAGES, ListFilters
from app.domain.queue import FILTERS, NAMES, QueueFilters, Tab
from app.forms.list_filters import Problem, Reader, Unused

LARGEST_ID = 2**31 - 1


def read_queue(
    tab: Tab, args: MultiDict[str, str], choices: Mapping[str, Collection[str]]
) -> tuple[QueueFilters, tuple[Unused, ...]]:
    """The state and what of the address was not used. `choices` holds the known codes of each filter of the tab, by
    query name; `perusahaan` is any number."""
    reader = Reader(args, choices, ListFilters)
    text = reader.single("q")
    if len(text) > LONGEST_TEXT:
        reader.report("q", text, Problem.SHORTENED)
    known = FILTERS[tab]
    for name in args:
        if name not in (*known, "q", "halaman"):
            reader.report(name, args[name], Problem.UNKNOWN_NAME)
    values: dict[str, str | int | None] = {
        NAMES[name]: reader.choice(name, choices[name]) or "" for name in known if name != "perusahaan"
    }
    if "perusahaan" in known:
        values["employer_id"] = reader.number("perusahaan", LARGEST_ID)
    page = reader.number("halaman", MOST_PAGES) or 1
    filters = QueueFilters(tab, text=text, page=page, **values)  # type: ignore[arg-type]
    return filters, tuple(reader.unused)
