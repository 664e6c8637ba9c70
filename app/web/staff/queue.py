"""The office's queue: one page a tab, and what is done to several items at once."""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, request, url_for

from app.domain.errors import InvalidFact
from app.domain.queue import AIMED, Tab
from app.extensions import db
from app.forms.queue_filters import LARGEST_ID
from app.policies.permission_map import Right
from app.queries.queue import queue_page, tab_counts
from app.queries.reference import reference
from app.queries.service_times import service_time
from app.services import assignments, moderation
from app.services.assignments import DECIDES
from app.web.access import access
from app.web.context import clock, settings
from app.web.fragments import render_page_or_fragment
from app.web.paging import pages_of
from app.web.staff.blueprint import staff
from app.web.staff.queue_state import (
    REVIEWS,
    QueueAddresses,
    addresses_of,
    asking,
    choices,
    decides,
    late_before,
    open_tabs,
    state_of,
)
from app.web.visitor import actor


@staff.get("/antrean")
@access(Right.ENTER_OFFICE)
def queue() -> Any:
    """The first tab of whoever is signed in."""
    tabs = open_tabs()
    return redirect(url_for(f"staff.queue_{tabs[0]}" if tabs else "staff.home"), 303)


def _page(tab: Tab) -> Any:
    filters, unused = state_of(tab)
    addresses, session, now = QueueAddresses(filters), db.session(), clock().now()
    counts, found = tab_counts(session, open_tabs()), queue_page(session, filters, asking())
    pages = pages_of(found, addresses.path)
    return render_page_or_fragment(
        "staff/queue.html", address=addresses.here, status=pages.status, tab=tab, filters=filters, unused=unused,
        counts=counts, found=found, addresses=addresses, choices=choices(tab), pages=pages,
        places=reference(session).regions, times=service_time(session, tab, now), now=now, may_decide=decides(tab),
        late_before=late_before(now) if tab in AIMED else None, late_hours=settings().review_hours,
        me=actor().account_id,
    )  # fmt: skip


def _act(tab: Tab) -> Any:
    """`aksi` says what is done: take the next item, take or let go of some, or mark samples as looked at."""
    deed = _DEEDS.get(request.form.get("aksi", ""))
    if deed is None:
        abort(404)
    return redirect(deed(tab), 303)


def _take_next(tab: Tab) -> str:
    filters, _ = state_of(tab)
    addresses = QueueAddresses(filters)
    found = assignments.claim_next(filters.change(), actor(), clock())
    if found is None:
        flash("queue.none_free", "info")
        return addresses.here
    return addresses.item(found)


def _take_one(tab: Tab) -> str:
    """From the page of an item, back to it."""
    item = _only()
    if not assignments.claim(tab, [item], actor(), clock()):
        flash("queue.held", "warn")
    return addresses_of(tab).item(item)


def _take_over(tab: Tab) -> str:
    item = _only()
    assignments.take_over(tab, item, actor(), clock())
    return addresses_of(tab).item(item)


def _take_some(tab: Tab) -> str:
    chosen = _chosen()
    taken = assignments.claim(tab, chosen, actor(), clock())
    if not chosen:
        flash("queue.nothing_chosen", "warn")
    elif len(taken) < len(chosen):
        flash("queue.some_held", "warn")
    else:
        flash("queue.taken", "good")
    return addresses_of(tab).here


def _let_go(tab: Tab) -> str:
    chosen = _chosen()
    assignments.release(tab, chosen, actor())
    flash("queue.released" if chosen else "queue.nothing_chosen", "good" if chosen else "warn")
    return addresses_of(tab).here


def _looked_at(tab: Tab) -> str:
    if tab != Tab.VACANCIES:
        abort(404)
    try:
        marked = moderation.mark_reviewed(_chosen(), actor(), clock())
    except InvalidFact:
        flash("queue.own", "warn")
        return addresses_of(tab).here
    flash("queue.reviewed" if marked else "queue.no_samples", "good" if marked else "warn")
    return addresses_of(tab).here


def _only() -> int:
    chosen = _chosen()
    if len(chosen) != 1:
        abort(404)
    return chosen[0]


def _chosen() -> list[int]:
    """Ids that are ticked; a page holds twenty."""
    typed = (one for one in request.form.getlist("butir")[:100] if one.isascii() and one.isdigit() and len(one) < 11)
    return [number for number in map(int, typed) if number <= LARGEST_ID]


_DEEDS: dict[str, Callable[[Tab], str]] = {
    "berikutnya": _take_next,
    "kerjakan": _take_one,
    "ambil-alih": _take_over,
    "pegang": _take_some,
    "lepas": _let_go,
    "tinjau": _looked_at,
}


def _hang(tab: Tab) -> None:
    """A tab's two views: reading asks for the right to review, doing for the right to decide."""

    @staff.get(f"/antrean/{tab}", endpoint=f"queue_{tab}")
    @access(REVIEWS[tab])
    def read() -> Any:
        return _page(tab)

    @staff.post(f"/antrean/{tab}", endpoint=f"act_{tab}")
    @access(DECIDES[tab])
    def act() -> Any:
        return _act(tab)


for _tab in Tab:
    _hang(_tab)
