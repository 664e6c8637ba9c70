"""What the pages of decisions share: running the verb, saying why not, and going on to the next item."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, redirect
from werkzeug.wrappers import Response

from app.domain.decisions import DecidedMeanwhile
from app.domain.errors import InvalidFact, TransitionRefused
from app.domain.queue import QueueFilters, Tab
from app.extensions import db
from app.forms.decision import DecisionForm
from app.queries.queue import QueuePlace, place_in_queue
from app.services import assignments
from app.web.context import clock
from app.web.reasons import worded_reason
from app.web.staff.queue_state import QueueAddresses, asking, state_of
from app.web.visitor import actor

FIELDS = {"reason": "catatan", "evidence_on": "tanggal", "file": "bukti"}


@dataclass(frozen=True)
class Way:
    """Where an item stands in the list it was opened from."""

    addresses: QueueAddresses
    place: QueuePlace

    @property
    def filters(self) -> QueueFilters:
        return self.addresses.filters


def way(tab: Tab, item_id: int) -> Way:
    filters, _ = state_of(tab)
    return Way(QueueAddresses(filters), place_in_queue(db.session(), filters, asking(), item_id))


def reason_of(form: DecisionForm) -> str:
    return worded_reason(form.alasan.data, form.catatan.data)


def tried(form: DecisionForm, deed: Callable[[], object]) -> int:
    """Do it and return 0, or the status of the page that says why not, with everything typed still there: 409 when
    somebody else was first, 422 when the form is wrong."""
    if not form.validate():
        return 422
    try:
        deed()
    except (DecidedMeanwhile, TransitionRefused):
        return 409
    except InvalidFact as error:
        form.accept(InvalidFact(FIELDS.get(error.field, error.field), error.problem))
        return 422
    return 0


def onwards(going: Way) -> Response:
    """To the next item of the same list, which is then this officer's; else back to the list."""
    tab, following = going.filters.tab, going.place.next_id
    if following is None or not assignments.claim(tab, [following], actor(), clock()):
        following = assignments.claim_next(going.filters.change(), actor(), clock())
    if following is None:
        flash("queue.decided_last", "good")
        return redirect(going.addresses.here, 303)
    flash("queue.decided", "good")
    return redirect(going.addresses.item(following), 303)
