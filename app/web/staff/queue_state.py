"""What the pages of the queue and of its items share: the tab's state in the address, and the way to each item."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from flask import request, url_for
from werkzeug.datastructures import MultiDict

from app.domain.certificate import Issuer
from app.domain.moderation.flags import FlagKind
from app.domain.queue import FILTERS, KINDS, WAITED_HOURS, Gravity, Held, QueueFilters, Tab
from app.domain.report import ReportReason
from app.extensions import db
from app.forms.list_filters import Unused
from app.forms.queue_filters import read_queue
from app.policies.permission_map import Right, may
from app.queries.employer_review import EmployerTab
from app.queries.queue_candidates import Asking
from app.queries.reference import reference
from app.services.assignments import DECIDES
from app.web.context import clock, settings
from app.web.visitor import actor

REVIEWS: Mapping[Tab, Right] = {
    Tab.VACANCIES: Right.REVIEW_VACANCIES,
    Tab.REVISIONS: Right.REVIEW_VACANCIES,
    Tab.EMPLOYERS: Right.REVIEW_EMPLOYERS,
    Tab.CERTIFICATES: Right.REVIEW_CERTIFICATES,
    Tab.REPORTS: Right.REVIEW_REPORTS,
}
# Where an item is reviewed: the endpoint and the name of its id.
PAGES: Mapping[Tab, tuple[str, str]] = {
    Tab.VACANCIES: ("staff.vacancy", "vacancy_id"),
    Tab.REVISIONS: ("staff.revision", "revision_id"),
    Tab.EMPLOYERS: ("staff.employer", "employer_id"),
    Tab.CERTIFICATES: ("staff.certificate", "certificate_id"),
    Tab.REPORTS: ("staff.report", "report_id"),
}


@dataclass(frozen=True)
class QueueAddresses:
    """Addresses of one state of a tab. `listed`: an item was opened from the list of companies instead, in this state
    of it."""

    filters: QueueFilters
    listed: str = ""

    @property
    def path(self) -> str:
        return url_for(f"staff.queue_{self.filters.tab}")

    @property
    def here(self) -> str:
        """The list that an item was opened from."""
        return url_for("staff.employers", status=self.listed) if self.listed else _with(self.path, self.filters)

    @property
    def deeds(self) -> str:
        """Where items of this state are taken and let go."""
        return self._with_way(url_for(f"staff.act_{self.filters.tab}"))

    def page(self, number: int) -> str:
        return _with(self.path, self.filters.change(page=number))

    def item(self, item_id: int) -> str:
        """The review of an item; the state goes along, so that the next item comes from the same list."""
        endpoint, name = PAGES[self.filters.tab]
        values: dict[str, Any] = {name: item_id}
        return self._with_way(url_for(endpoint, **values))

    def _with_way(self, path: str) -> str:
        address = _with(path, self.filters.change())
        return f"{address}{'&' if '?' in address else '?'}dari={self.listed}" if self.listed else address


def _with(path: str, filters: QueueFilters) -> str:
    return f"{path}?{filters.query_string()}" if filters.pairs else path


def addresses_of(tab: Tab) -> QueueAddresses:
    """Of the state in this request's address, with the list that led to an item."""
    listed = request.args.get("dari", "") if tab == Tab.EMPLOYERS else ""
    return QueueAddresses(state_of(tab)[0], listed if listed in set(EmployerTab) else "")


def open_tabs() -> list[Tab]:
    """The tabs that whoever is signed in may read."""
    who = actor()
    return [tab for tab, right in REVIEWS.items() if may(who, right)]


def decides(tab: Tab) -> bool:
    return may(actor(), DECIDES[tab])


def asking() -> Asking:
    return Asking(actor(), clock().now())


def state_of(tab: Tab) -> tuple[QueueFilters, tuple[Unused, ...]]:
    """The state of a tab in this request's address."""
    return read_queue(tab, MultiDict(request.args), choices(tab))


def choices(tab: Tab) -> dict[str, Collection[str]]:
    """The known codes of each filter of a tab, by query name."""
    known = _fixed() | {
        "jenis": tuple(map(str, KINDS.get(tab, ()))),
        "lokasi": reference(db.session()).children(settings().office.region_code),
    }
    return {name: known[name] for name in FILTERS[tab] if name in known}


@cache
def _fixed() -> dict[str, Collection[str]]:
    return {
        "tanda": tuple(map(str, FlagKind)),
        "tingkat": tuple(map(str, Gravity)),
        "alasan": tuple(map(str, ReportReason)),
        "penerbit": tuple(map(str, Issuer)),
        "petugas": tuple(map(str, Held)),
        "lama": WAITED_HOURS,
    }


def late_before(now: datetime) -> datetime:
    """What was put forward earlier has waited longer than the office aims at."""
    return now - timedelta(hours=settings().review_hours)
