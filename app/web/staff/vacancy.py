"""The review of one vacancy."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import abort, make_response, render_template, request

from app.domain.queue import Tab
from app.domain.reasons import OF_FLAG, REASONS
from app.domain.vacancy import VACANCY_LIFECYCLE
from app.extensions import db
from app.forms.decision import DecisionForm
from app.policies.ownership import is_own_matter
from app.policies.permission_map import Right, may
from app.policies.vacancy import can_perform
from app.queries.vacancy_review import VacancyReview, vacancy_review
from app.services import moderation
from app.web.access import access
from app.web.context import clock
from app.web.staff.blueprint import NUMBER, staff
from app.web.staff.deciding import onwards, reason_of, tried, way
from app.web.staff.marking import marks_of
from app.web.visitor import actor

# The buttons' values and the verbs behind them, in the order of the page.
VERBS: Mapping[str, str] = {
    "setujui": "approve",
    "kembalikan": "send_back",
    "tolak": "reject",
    "pulihkan": "reinstate",
    "tangguhkan": "suspend",
    "cabut": "withdraw",
}
_REVIEWED = "ditinjau"  # a sample stands as it is


@staff.get(f"/lowongan/<{NUMBER}:vacancy_id>")
@access(Right.REVIEW_VACANCIES)
def vacancy(vacancy_id: int) -> Any:
    review = _review(vacancy_id)
    suggested = {OF_FLAG[kind] for kind, severity in review.flags.items() if severity == "heavy" and kind in OF_FLAG}
    return _page(review, DecisionForm(data={"alasan": sorted(suggested), "dilihat": review.seen}), 200)


@staff.post(f"/lowongan/<{NUMBER}:vacancy_id>")
@access(Right.DECIDE_VACANCY)
def decide_vacancy(vacancy_id: int) -> Any:
    review, form, going = _review(vacancy_id), DecisionForm(request.form), way(Tab.VACANCIES, vacancy_id)
    form.keputusan.options, form.alasan.options = (*VERBS, _REVIEWED), _reasons()
    status = tried(form, lambda: _decide(vacancy_id, form))
    if not status:
        verb = VERBS.get(form.keputusan.data, "review_sample")
        return onwards(going, vacancy_id, verb, review.detail.vacancy.title)
    return _page(_review(vacancy_id) if status == 409 else review, form, status)


def _decide(vacancy_id: int, form: DecisionForm) -> None:
    who, now, seen = actor(), clock(), form.dilihat.data
    if form.keputusan.data == _REVIEWED:
        moderation.mark_reviewed([vacancy_id], who, now)
        return
    verb = VERBS[form.keputusan.data]
    if verb == "approve":
        # Ticked reasons speak against it; only what the officer wrote goes along.
        moderation.approve(vacancy_id, who, now, form.catatan.data, seen)
        return
    deed: Callable[..., None] = getattr(moderation, verb)
    deed(vacancy_id, reason_of(form), who, now, seen)


def _review(vacancy_id: int) -> VacancyReview:
    found = vacancy_review(db.session(), vacancy_id, clock())
    if found is None:
        abort(404)
    return found


def _reasons() -> tuple[str, ...]:
    return tuple(dict.fromkeys((*REASONS["vacancy"], *REASONS["vacancy_suspend"])))


def _offered(status: str) -> tuple[str, ...]:
    """The canned reasons for what may be decided in this state. Reinstating has none."""
    if status == "suspended":
        return ()
    return REASONS["vacancy_suspend" if status == "published" else "vacancy"]


def _open(review: VacancyReview) -> list[str]:
    """The buttons that this officer may press now."""
    one, who = review.detail.vacancy, actor()
    if is_own_matter(who, one):
        return []
    rows = {row.verb: row for row in VACANCY_LIFECYCLE.open_to(one.status, who.roles)}
    found = [name for name, verb in VERBS.items() if verb in rows and can_perform(who, rows[verb], one)]
    return [_REVIEWED, *found] if found and review.sampled_at is not None and one.status == "published" else found


def _page(review: VacancyReview, form: DecisionForm, status: int) -> Any:
    form.alasan.options = _offered(review.detail.vacancy.status)
    page = render_template(
        "staff/vacancy/page.html", review=review, detail=review.detail, vacancy=review.detail.vacancy, form=form,
        apply_via=review.detail.vacancy.apply_via, buttons=_open(review), me=actor().account_id,
        going=way(Tab.VACANCIES, review.detail.vacancy.id), meanwhile=status == 409, tab=Tab.VACANCIES,
        me_links=may(actor(), Right.LINK_POSTING), marks=marks_of(review.detail.vacancy),
        justification=review.detail.vacancy.justification, own=is_own_matter(actor(), review.detail.vacancy),
    )  # fmt: skip
    return make_response(page, status)
