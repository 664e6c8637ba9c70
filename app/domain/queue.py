"""The office's queue: what waits for a decision, who is on what, and the state of its list as an address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from app.domain.list_filters import tidy

PER_PAGE = 20
CLAIM_LIFE = timedelta(minutes=30)  # whoever took an item and does not decide lets go of it
FIGURES_DAYS = 30  # how far the figures of service look back


class Tab(StrEnum):
    """Parts of the queue: the last part of their addresses. Their nouns name what is assigned."""

    VACANCIES = "lowongan"
    REVISIONS = "perubahan"
    EMPLOYERS = "perusahaan"
    CERTIFICATES = "sertifikat"
    REPORTS = "pengaduan"

    @property
    def noun(self) -> str:
        return NOUNS[self]


NOUNS: Mapping[Tab, str] = {
    Tab.VACANCIES: "vacancy",
    Tab.REVISIONS: "revision",
    Tab.EMPLOYERS: "employer",
    Tab.CERTIFICATES: "certificate",
    Tab.REPORTS: "report",  # several open reports of one vacancy are one item: the oldest of them
}


# Where somebody waits for the office, so that its aim counts. A certificate waits for its holder to bring the evidence.
AIMED = frozenset(Tab) - {Tab.CERTIFICATES}


class ItemKind(StrEnum):
    """Why an item waits. Values are codes of the query name `jenis`."""

    NEW = "baru"
    SAMPLE = "contoh"  # of a trusted employer: on the board already, drawn to be looked at
    CHANGE = "perubahan"


class Held(StrEnum):
    """Who is on it. Values are codes of the query name `petugas`."""

    NOBODY = "kosong"
    MINE = "saya"
    OTHERS = "lain"


class Gravity(StrEnum):
    """The gravest flag. Values are codes of the query name `tingkat`."""

    HEAVY = "berat"
    NOTICE = "ringan"
    NONE = "tanpa"


WAITED_HOURS = ("4", "24", "72", "168")  # codes of the query name `lama`: at least so many hours

# Query name to attribute, in the order of the address.
NAMES: Mapping[str, str] = {
    "jenis": "kind",
    "tanda": "flag",
    "tingkat": "gravity",
    "alasan": "reason",
    "penerbit": "issuer",
    "lokasi": "place",
    "perusahaan": "employer_id",
    "petugas": "held",
    "lama": "waited",
}

# What each tab can be filtered by, beside the text, in the order of its form.
FILTERS: Mapping[Tab, tuple[str, ...]] = {
    Tab.VACANCIES: ("jenis", "tanda", "tingkat", "lokasi", "perusahaan", "petugas", "lama"),
    Tab.REVISIONS: ("tanda", "tingkat", "lokasi", "perusahaan", "petugas", "lama"),
    Tab.EMPLOYERS: ("jenis", "lokasi", "petugas", "lama"),
    Tab.CERTIFICATES: ("penerbit", "lokasi", "petugas", "lama"),
    Tab.REPORTS: ("alasan", "lokasi", "perusahaan", "petugas", "lama"),
}
KINDS: Mapping[Tab, tuple[ItemKind, ...]] = {
    Tab.VACANCIES: (ItemKind.NEW, ItemKind.SAMPLE),
    Tab.EMPLOYERS: (ItemKind.NEW, ItemKind.CHANGE),
}


@dataclass(frozen=True)
class QueueFilters:
    """One state of a tab. `waited` is a number of hours as a code, `employer_id` None for all."""

    tab: Tab
    text: str = ""
    kind: str = ""
    flag: str = ""
    gravity: str = ""
    reason: str = ""
    issuer: str = ""
    place: str = ""
    employer_id: int | None = None
    held: str = ""
    waited: str = ""
    page: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", tidy(self.text).strip())

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """The filters in force as pairs of query name and value, without the text."""
        values = ((name, getattr(self, attribute)) for name, attribute in NAMES.items())
        return tuple((name, str(value)) for name, value in values if value)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The whole state but the tab, in canonical order."""
        pairs = (*((("q", self.text),) if self.text else ()), *self.chosen)
        return pairs if self.page == 1 else (*pairs, ("halaman", str(self.page)))

    def query_string(self) -> str:
        return urlencode(self.pairs)

    def change(self, **changes: Any) -> "QueueFilters":
        """Another state, on its first page unless a page is given."""
        return replace(self, **{"page": 1, **changes})


def holds(taken_at: datetime | None, now: datetime) -> bool:
    """An assignment of this time still counts."""
    return taken_at is not None and taken_at > now - CLAIM_LIFE
