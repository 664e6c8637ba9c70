"""The review of what people reported of a vacancy."""

from collections.abc import Mapping
from typing import Any

from flask import abort, current_app, make_response, render_template, request

from app.domain.errors import InvalidFact
from app.domain.queue import Tab
from app.domain.reasons import REASONS
from app.extensions import db
from app.forms.decision import ReportDecisionForm
from app.gateways.keyring import Keyring
from app.policies.ownership import is_own_matter
from app.policies.permission_map import Right
from app.queries.report_review import ReportReview, report_review
from app.services import reports
from app.web.access import access
from app.web.context import clock
from app.web.staff.blueprint import NUMBER, staff
from app.web.staff.deciding import onwards, reason_of, tried, way
from app.web.staff.marking import marks_of
from app.web.staff.queue_state import decides
from app.web.visitor import actor

VERBS: Mapping[str, str] = {"benarkan": "uphold", "tepis": "dismiss"}


@staff.get(f"/laporan/<{NUMBER}:report_id>")
@access(Right.REVIEW_REPORTS)
def report(report_id: int) -> Any:
    review = _review(report_id)
    return _page(review, ReportDecisionForm(data={"laporan": [str(one.id) for one in review.open]}), 200)


@staff.post(f"/laporan/<{NUMBER}:report_id>")
@access(Right.DECIDE_REPORT)
def decide_report(report_id: int) -> Any:
    review, form = _review(report_id), ReportDecisionForm(request.form)
    going = way(Tab.REPORTS, review.item_id)
    known = [*review.open, *review.decided]
    form.keputusan.options, form.alasan.options = tuple(VERBS), _reasons()
    form.laporan.options = tuple(str(one.id) for one in known)
    status = tried(form, lambda: _decide(form))
    if not status:
        return onwards(going, report_id, VERBS[form.keputusan.data], review.detail.vacancy.title)
    return _page(_review(report_id), form, status)


@staff.post(f"/laporan/<{NUMBER}:report_id>/kontak")
@access(Right.DECIDE_REPORT)
def report_contact(report_id: int) -> Any:
    """Show how to reach who reported. That somebody looked leaves a line."""
    review, keyring = _review(report_id), _keyring()
    form = ReportDecisionForm(data={"laporan": [str(one.id) for one in review.open]})
    try:
        contact = reports.read_contact(report_id, actor(), clock(), keyring)
    except InvalidFact as error:
        form.accept(error)
        return _page(review, form, 422)
    return _page(_review(report_id), form, 200, {report_id: contact})


def _decide(form: ReportDecisionForm) -> None:
    if not form.laporan.data:
        raise InvalidFact("laporan", "missing")
    upheld = VERBS[form.keputusan.data] == "uphold"
    allowed = REASONS["vacancy_suspend" if upheld else "report_dismiss"]
    form.alasan.data = [code for code in form.alasan.data if code in allowed]
    deed = reports.uphold if upheld else reports.dismiss
    deed([int(one) for one in form.laporan.data], reason_of(form), actor(), clock())


def _review(report_id: int) -> ReportReview:
    found = report_review(db.session(), report_id, clock())
    if found is None:
        abort(404)
    return found


def _reasons() -> tuple[str, ...]:
    return (*REASONS["vacancy_suspend"], *REASONS["report_dismiss"])


def _keyring() -> Keyring:
    found: Keyring = current_app.extensions["keyring"]
    return found


def _page(
    review: ReportReview, form: ReportDecisionForm, status: int, contacts: Mapping[int, str] | None = None
) -> Any:
    form.alasan.options = _reasons()
    own = is_own_matter(actor(), review.detail.vacancy)
    may_decide = decides(Tab.REPORTS) and not own
    page = render_template(
        "staff/report.html", review=review, detail=review.detail, vacancy=review.detail.vacancy, form=form,
        buttons=list(VERBS) if review.open and may_decide else [], tab=Tab.REPORTS, me=actor().account_id,
        meanwhile=status == 409, going=way(Tab.REPORTS, review.item_id), contacts=contacts or {}, may_read=may_decide,
        uphold_reasons=REASONS["vacancy_suspend"], dismiss_reasons=REASONS["report_dismiss"],
        marks=marks_of(review.detail.vacancy), justification=review.detail.vacancy.justification, own=own,
    )  # fmt: skip
    return make_response(page, status)
