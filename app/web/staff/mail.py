"""The letters of the site: what failed and why, what became of one, and sending again."""

from typing import Any

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for

from app.domain.email import normalise
from app.domain.errors import InvalidFact, TransitionRefused
from app.extensions import db
from app.forms.letters import FindLettersForm, LetterFiltersForm
from app.policies.permission_map import Right
from app.queries.letters import LetterFilters, LetterState, Mailbag, letter_state, mailbag, masked, templates_in_use
from app.services.letters import note_search, retry
from app.web.access import access
from app.web.context import clock
from app.web.staff.blueprint import NUMBER, staff
from app.web.visitor import actor


@staff.get("/surat")
@access(Right.READ_MAIL)
def mail() -> Any:
    form, filters = _filters(request.args), LetterFilters()
    if form.validate():
        state = LetterState(form.keadaan.data) if form.keadaan.data else None
        filters = LetterFilters(state, form.surat.data or "", form.hari.data)
    found = mailbag(db.session(), filters, form.halaman.data or 1, clock())
    if not form.errors and found.page > found.pages:
        abort(404)
    return _list(found, filters, form, FindLettersForm(None))


@staff.post("/surat")
@access(Right.READ_MAIL)
def find_mail() -> Any:
    """The letters to one address. It is sent as a form, so that no address of a page and no log names anybody."""
    form, filters = FindLettersForm(request.form), LetterFilters()
    if form.validate():
        try:
            filters = LetterFilters(recipient=normalise(form.email.data))
            note_search(filters.recipient, actor(), clock())
        except InvalidFact as error:
            form.accept(error)
    return _list(mailbag(db.session(), filters, 1, clock()), filters, _filters(None), form)


@staff.post(f"/surat/<{NUMBER}:mail_id>/kirim-ulang")
@access(Right.READ_MAIL)
def retry_mail(mail_id: int) -> Any:
    try:
        retry(mail_id, actor(), clock())
    except TransitionRefused:
        abort(409)
    flash("mail_queued", "good")
    return redirect(url_for("staff.mail"), 303)


def _filters(typed: Any) -> LetterFiltersForm:
    return LetterFiltersForm(typed, list(LetterState), templates_in_use(db.session()))


def _list(found: Mailbag, filters: LetterFilters, form: LetterFiltersForm, seek: FindLettersForm) -> Response:
    asked = {"keadaan": form.keadaan.data, "surat": form.surat.data, "hari": form.hari.data}
    page = render_template(
        "staff/mail.html", found=found, filters=filters, form=form, seek=seek, masked=masked, state_of=letter_state,
        asked={name: value for name, value in asked.items() if value},
    )  # fmt: skip
    return make_response(page, 422 if form.errors or seek.errors else 200)
