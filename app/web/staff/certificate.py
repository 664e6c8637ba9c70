"""The review of a certificate: what it says, the evidence, and the decision."""

from collections.abc import Mapping
from typing import Any

from flask import abort, make_response, render_template, request
from werkzeug.datastructures import CombinedMultiDict

from app.domain.certificate import CERTIFICATE_LIFECYCLE
from app.domain.decisions import DecidedMeanwhile
from app.domain.employer import DocumentKind
from app.domain.errors import InvalidFact
from app.domain.queue import Tab
from app.domain.reasons import REASONS
from app.extensions import db
from app.forms.decision import CertificateForm
from app.policies.ownership import impartial, is_own_matter
from app.policies.permission_map import Right, may
from app.queries.certificate_review import CertificateReview, certificate_review
from app.queries.timeline import last_event_id
from app.services import certificates
from app.services.documents import Owner, store_document
from app.web.access import access
from app.web.context import clock, storage
from app.web.staff.blueprint import NUMBER, staff
from app.web.staff.deciding import onwards, reason_of, tried, way
from app.web.staff.queue_state import decides
from app.web.uploads import takes_upload
from app.web.visitor import actor

VERBS: Mapping[str, str] = {"verifikasi": "verify", "cabut": "revoke"}


@staff.get(f"/sertifikat/<{NUMBER}:certificate_id>")
@access(Right.REVIEW_CERTIFICATES)
def certificate(certificate_id: int) -> Any:
    form = CertificateForm(data={"tanggal": clock().today()})
    return _page(_review(certificate_id), form, 200)


@staff.post(f"/sertifikat/<{NUMBER}:certificate_id>")
@access(Right.DECIDE_CERTIFICATE)
@takes_upload
def decide_certificate(certificate_id: int) -> Any:
    form = CertificateForm(CombinedMultiDict((request.files, request.form)))
    going = way(Tab.CERTIFICATES, certificate_id)
    form.keputusan.options, form.alasan.options = tuple(VERBS), _reasons()
    review = _review(certificate_id)
    status = tried(form, lambda: _decide(certificate_id, form))
    if not status:
        return onwards(going, certificate_id, VERBS[form.keputusan.data], review.certificate.scheme.title)
    return _page(_review(certificate_id), form, status)


def _decide(certificate_id: int, form: CertificateForm) -> None:
    """The copy of the evidence is kept first: a decision never rests on a file that is not there."""
    who, seen = actor(), form.dilihat.data
    verb = VERBS[form.keputusan.data]
    allowed = REASONS[f"certificate_{verb}"]
    form.alasan.data = [code for code in form.alasan.data if code in allowed]
    if not reason_of(form):
        raise InvalidFact("reason", "missing")
    if verb == "revoke":
        certificates.revoke_certificate(certificate_id, reason_of(form), who, clock(), seen)
        return
    if form.tanggal.data is None:
        raise InvalidFact("evidence_on", "missing")
    if form.bukti.data is not None:
        if seen is not None and last_event_id(db.session(), "certificate", certificate_id) != seen:
            raise DecidedMeanwhile("certificate", certificate_id)
        store_document(
            Owner(certificate_id=certificate_id), DocumentKind.EVIDENCE, form.bukti.data.filename or "",
            form.bukti.data.stream, who, clock(), storage(),
        )  # fmt: skip
    certificates.verify_certificate(certificate_id, reason_of(form), who, clock(), form.tanggal.data, seen)


def _review(certificate_id: int) -> CertificateReview:
    with_name = may(actor(), Right.DECIDE_CERTIFICATE)
    found = certificate_review(db.session(), certificate_id, clock(), with_name=with_name)
    if found is None:
        abort(404)
    if with_name and request.method == "GET":
        certificates.note_name_read(found.person_id, actor(), clock())
    return found


def _reasons() -> tuple[str, ...]:
    return (*REASONS["certificate_verify"], *REASONS["certificate_revoke"])


def _page(review: CertificateReview, form: CertificateForm, status: int) -> Any:
    form.alasan.options = _reasons()
    one, who = review.certificate, actor()
    verbs = {row.verb for row in CERTIFICATE_LIFECYCLE.open_to(one.status, impartial(who, one).roles)}
    buttons = [name for name, verb in VERBS.items() if verb in verbs] if decides(Tab.CERTIFICATES) else []
    page = render_template(
        "staff/certificate.html", review=review, certificate=one, form=form, buttons=buttons, tab=Tab.CERTIFICATES,
        me=who.account_id, meanwhile=status == 409, going=way(Tab.CERTIFICATES, one.id), verify_reasons=
        REASONS["certificate_verify"], revoke_reasons=REASONS["certificate_revoke"],
        may_read=may(who, Right.READ_DOCUMENT), own=is_own_matter(who, one),
    )  # fmt: skip
    return make_response(page, status)
