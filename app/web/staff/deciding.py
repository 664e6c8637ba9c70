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
from app.web.staff.queue_state import QueueAddresses, addresses_of, asking
from app.web.visitor import actor

FIELDS = {"reason": "catatan", "evidence_on": "tanggal", "file": "bukti"}


@dataclass(frozen=True)
class Way:
    """Where an item stands in the list it was opened from."""

    addresses: QueueAddresses
    place: QueuePlace

    @property
    def leads_on(self) -> bool:
        """It was opened from the queue: a filtered one may have lost it when it was taken."""
        return not self.addresses.listed and bool(self.place.position or self.filters.pairs)

    @property
    def filters(self) -> QueueFilters:
        return self.addresses.filters


def way(tab: Tab, item_id: int) -> Way:
    addresses = addresses_of(tab)
    return Way(addresses, place_in_queue(db.session(), addresses.filters, asking(), item_id))


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


def onwards(going: Way, item_id: int, verb: str, name: str) -> Response:
    """To the next item of the queue, which is then this officer's, else back to the queue; back to where it was opened
    from when that was not the queue. `verb` and `name` say what was decided on what."""
    tab, following = going.filters.tab, going.place.next_id
    if not going.leads_on:
        flash(("queue.decided", tab, verb, name, ""), "good")  # type: ignore[arg-type]
        return redirect(going.addresses.here if going.addresses.listed else going.addresses.item(item_id), 303)
    if following is None or not assignments.claim(tab, [following], actor(), clock()):
        following = assignments.claim_next(going.filters.change(), actor(), clock())
    if following is None:
        end = "last_of_filter" if going.filters.change().pairs else "last"
        flash(("queue.decided", tab, verb, name, end), "good")  # type: ignore[arg-type]
        return redirect(going.addresses.here, 303)
    flash(("queue.decided", tab, verb, name, "next"), "good")  # type: ignore[arg-type]
    return redirect(going.addresses.item(following), 303)
