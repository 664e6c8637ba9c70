"""The review of one company, and its papers."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import abort, make_response, render_template, request

from app.domain.employer import EMPLOYER_LIFECYCLE
from app.domain.phone import shown
from app.domain.queue import Tab
from app.domain.reasons import REASONS
from app.extensions import db
from app.forms.decision import DecisionForm
from app.models import Employer
from app.policies.employer import can_perform
from app.policies.ownership import impartial, is_own_matter
from app.policies.permission_map import Right, may
from app.queries.employer_desk import document_by_id
from app.queries.employer_review import EmployerReview, employer_review
from app.queries.industries import industry_title
from app.services import employer_decisions
from app.services.documents import note_read
from app.services.employer_identity import held, proposed
from app.web.access import access
from app.web.attachment import attachment
from app.web.context import clock, keyring
from app.web.staff.blueprint import NUMBER, staff
from app.web.staff.deciding import onwards, reason_of, tried, way
from app.web.visitor import actor

# The buttons' values and the verbs behind them, in the order of the page.
VERBS: Mapping[str, str] = {
    "verifikasi": "verify",
    "kembalikan": "send_back",
    "tolak": "reject",
    "tolak-perubahan": "refuse_identity",
    "percaya": "trust",
    "cabut-percaya": "distrust",
    "pulihkan": "reinstate",
    "tangguhkan": "suspend",
}
# Which canned reasons a verb takes.
_GROUPS: Mapping[str, str] = {
    "verify": "employer_verify",
    "suspend": "employer_suspend",
    "send_back": "employer",
    "reject": "employer",
    "refuse_identity": "employer",
}


@staff.get(f"/perusahaan/<{NUMBER}:employer_id>")
@access(Right.REVIEW_EMPLOYERS)
def employer(employer_id: int) -> Any:
    review = _review(employer_id)
    return _page(review, DecisionForm(data={"dilihat": review.seen}), 200)


@staff.post(f"/perusahaan/<{NUMBER}:employer_id>")
@access(Right.DECIDE_EMPLOYER)
def decide_employer(employer_id: int) -> Any:
    review, form, going = _review(employer_id), DecisionForm(request.form), way(Tab.EMPLOYERS, employer_id)
    form.keputusan.options, form.alasan.options = tuple(VERBS), _reasons()
    status = tried(form, lambda: _decide(employer_id, form))
    if not status:
        return onwards(going, employer_id, VERBS[form.keputusan.data], review.employer.name)
    return _page(_review(employer_id) if status == 409 else review, form, status)


@staff.get(f"/dokumen/<{NUMBER}:document_id>")
@access(Right.READ_DOCUMENT)
def document(document_id: int) -> Any:
    found = document_by_id(db.session(), document_id)
    if found is None:
        abort(404)
    answer = attachment(found)
    note_read(document_id, actor(), clock())
    return answer


def _decide(employer_id: int, form: DecisionForm) -> None:
    verb, who, seen = VERBS[form.keputusan.data], actor(), form.dilihat.data
    allowed = REASONS[_GROUPS[verb]] if verb in _GROUPS else ()
    form.alasan.data = [code for code in form.alasan.data if code in allowed]
    if verb == "verify":
        employer_decisions.verify(employer_id, reason_of(form), who, clock(), keyring(), seen)
        return
    deed: Callable[..., None] = getattr(employer_decisions, verb)
    deed(employer_id, reason_of(form), who, clock(), seen)


def _review(employer_id: int) -> EmployerReview:
    found = employer_review(db.session(), employer_id, clock())
    if found is None:
        abort(404)
    return found


def _reasons() -> tuple[str, ...]:
    groups = ("employer_verify", "employer", "employer_suspend")
    return tuple(dict.fromkeys(code for group in groups for code in REASONS[group]))


def _open(one: Employer) -> list[str]:
    """The buttons that this officer may press now; none that would change nothing."""
    who = impartial(actor(), one)
    rows = {row.verb: row for row in EMPLOYER_LIFECYCLE.open_to(one.status, who.roles)}
    idle = {
        "verify": one.verified_at is not None and one.status == "active" and one.change_cipher is None,
        "refuse_identity": one.change_cipher is None,
        "trust": one.verified_at is None or one.trusted_at is not None,
        "distrust": one.trusted_at is None,
    }
    return [
        name for name, verb in VERBS.items()
        if verb in rows and not idle.get(verb) and can_perform(who, rows[verb], one)
    ]  # fmt: skip


def _page(review: EmployerReview, form: DecisionForm, status: int) -> Any:
    one, who = review.employer, actor()
    facts, waiting = held(one, keyring()), proposed(one, keyring())
    decides = may(who, Right.DECIDE_EMPLOYER)
    page = render_template(
        "staff/employer.html", review=review, company=one, facts=facts, waiting=waiting, form=form,
        waiting_industry=industry_title(db.session(), waiting.get("industry_code", "")),
        phone=shown(facts["contact_phone"]) if facts["contact_phone"] and decides else "",
        buttons=_open(one), decides=decides, may_read=may(who, Right.READ_DOCUMENT), me=who.account_id,
        going=way(Tab.EMPLOYERS, one.id), meanwhile=status == 409, tab=Tab.EMPLOYERS, reasons=REASONS,
        own=is_own_matter(who, one),
    )  # fmt: skip
    return make_response(page, status)
