"""The review of a change of a published vacancy."""

from collections.abc import Mapping
from typing import Any

from flask import abort, make_response, render_template, request

from app.domain.decisions import DecidedMeanwhile
from app.domain.errors import NotFound
from app.domain.queue import Tab
from app.domain.reasons import REASONS
from app.extensions import db
from app.forms.decision import DecisionForm
from app.policies.ownership import is_own_matter
from app.policies.permission_map import Right
from app.queries.revision_review import RevisionReview, revision_review
from app.services import assignments, revisions
from app.services.seen import check_reason
from app.web.access import access
from app.web.context import clock
from app.web.staff.blueprint import NUMBER, staff
from app.web.staff.deciding import onwards, reason_of, tried, way
from app.web.staff.marking import marks_of_change
from app.web.staff.queue_state import decides
from app.web.visitor import actor

VERBS: Mapping[str, str] = {"terima": "accept_revision", "tolak": "refuse_revision"}


@staff.get(f"/perubahan/<{NUMBER}:revision_id>")
@access(Right.REVIEW_VACANCIES)
def revision(revision_id: int) -> Any:
    review = _review(revision_id)
    return _page(review, DecisionForm(data={"dilihat": review.seen}), 200)


@staff.post(f"/perubahan/<{NUMBER}:revision_id>")
@access(Right.DECIDE_VACANCY)
def decide_revision(revision_id: int) -> Any:
    review, form, going = _review(revision_id), DecisionForm(request.form), way(Tab.REVISIONS, revision_id)
    form.keputusan.options, form.alasan.options = tuple(VERBS), REASONS["vacancy"]
    status = tried(form, lambda: _decide(review, form))
    if not status:
        return onwards(going, revision_id, VERBS[form.keputusan.data], review.vacancy.title)
    return _page(_review(revision_id), form, status)


def _decide(review: RevisionReview, form: DecisionForm) -> None:
    """The same decision of the same officer, sent twice, was made already."""
    key, vacancy_id, verb = review.revision.id, review.vacancy.id, VERBS[form.keputusan.data]
    who = actor()
    try:
        if verb == "accept_revision":
            # Ticked reasons speak against it; only what the officer wrote goes along.
            revisions.accept_revision(vacancy_id, key, who, clock(), form.catatan.data)
        else:
            check_reason(reason_of(form))
            revisions.refuse_revision(vacancy_id, key, reason_of(form), who, clock())
    except NotFound:
        last = _review(key).steps[0]
        if (last.verb, last.account_id) != (verb, who.account_id):
            raise DecidedMeanwhile("revision", key) from None
    assignments.release(Tab.REVISIONS, [key], who)


def _review(revision_id: int) -> RevisionReview:
    found = revision_review(db.session(), revision_id, clock())
    if found is None:
        abort(404)
    return found


def _page(review: RevisionReview, form: DecisionForm, status: int) -> Any:
    form.alasan.options = REASONS["vacancy"]
    own = is_own_matter(actor(), review.vacancy)
    buttons = list(VERBS) if review.can_decide and decides(Tab.REVISIONS) and not own else []
    page = render_template(
        "staff/revision.html", review=review, vacancy=review.vacancy, form=form, buttons=buttons, tab=Tab.REVISIONS,
        me=actor().account_id, meanwhile=status == 409, going=way(Tab.REVISIONS, review.revision.id),
        marks=marks_of_change(review.vacancy, review.revision) if review.can_decide else None,
        justification=review.justification, own=own,
    )  # fmt: skip
    return make_response(page, status)
