"""The papers of a company: handed in, downloaded, taken back."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.datastructures import CombinedMultiDict

from app.domain.errors import InvalidFact
from app.domain.throttling import PAPER, TooManyAttempts
from app.extensions import db
from app.forms.employer_profile import PapersForm
from app.models import Document
from app.policies.permission_map import Right
from app.queries.employer_desk import document_by_id, papers_of
from app.services.documents import Owner, remove_document, store_document
from app.services.throttles import attempt_all
from app.web.access import access, guarded
from app.web.attachment import attachment
from app.web.context import clock, keyring, storage
from app.web.employer.blueprint import NUMBER, employer
from app.web.employer.own import company_head, own_id
from app.web.uploads import takes_upload
from app.web.visitor import actor


@employer.get("/dokumen")
@access(Right.ENTER_EMPLOYER)
def documents() -> Any:
    return _page(PapersForm(None))


@employer.post("/dokumen")
@takes_upload
@access(Right.KEEP_EMPLOYER)
def add_document() -> Any:
    form = PapersForm(CombinedMultiDict((request.files, request.form)))
    status = _keep(form) if form.validate() else 422
    if status:
        return _page(form), status
    return redirect(url_for("employer.documents"), 303)


def _keep(form: PapersForm) -> int:
    """Keep each paper that can be kept and return 0, or the status of the page that says which could not."""
    owner, status = Owner(employer_id=own_id()), 0
    for kind, sent in form.chosen.items():
        try:
            attempt_all([(PAPER, str(actor().account_id))], clock(), keyring())
            store_document(owner, kind, sent.filename or "", sent.stream, actor(), clock(), storage())
        except InvalidFact as error:
            form.accept(InvalidFact(kind, error.problem))
            status = 422
        except TooManyAttempts:
            form.accept(InvalidFact(kind, "too_often"))
            return 429
        else:
            flash(f"kept.{kind}", "good")
    return status


@employer.get(f"/dokumen/<{NUMBER}:document_id>")
@access(Right.READ_EMPLOYER_DOCUMENT, thing=document_by_id)
def document(document_id: int) -> Any:
    found: Document = guarded()
    return attachment(found)


@employer.post(f"/dokumen/<{NUMBER}:document_id>/hapus")
@access(Right.KEEP_EMPLOYER_DOCUMENT, thing=document_by_id)
def drop_document(document_id: int) -> Any:
    try:
        remove_document(document_id, actor(), clock(), storage())
    except InvalidFact:
        flash("document_decided", "warn")
    else:
        flash("document_gone", "good")
    return redirect(url_for("employer.documents"), 303)


def _page(form: PapersForm) -> str:
    return render_template(
        "employer/documents.html", form=form, papers=papers_of(db.session(), own_id()), **company_head()
    )
