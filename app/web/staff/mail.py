"""The letters of the site: what failed and why, what became of one, and sending again."""

from collections.abc import Sequence
from typing import Any

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for

from app.domain.email import normalise
from app.domain.errors import InvalidFact, TransitionRefused
from app.extensions import db
from app.forms.letters import FindLettersForm
from app.forms.list_filters import Reader, Unused
from app.policies.permission_map import Right
from app.queries.letters import LetterFilters, LetterState, Mailbag, letter_state, mailbag, masked, templates_in_use
from app.services.letters import note_search, retry
from app.web.access import access
from app.web.context import clock
from app.web.paging import Pages, pages_of
from app.web.staff.blueprint import NUMBER, staff
from app.web.visitor import actor


@staff.get("/surat")
@access(Right.READ_MAIL)
def mail() -> Any:
    read, templates = Reader(request.args), templates_in_use(db.session())
    state, template = read.choice("keadaan", set(LetterState)), read.choice("surat", templates) or ""
    filters = LetterFilters(LetterState(state) if state else None, template, read.day("hari"))
    found = mailbag(db.session(), filters, read.page(), clock())
    here = url_for("staff.mail", keadaan=state, surat=template or None, hari=filters.day)
    return _list(found, pages_of(found, here), filters, FindLettersForm(None), read.left())


@staff.post("/surat")
@access(Right.READ_MAIL)
def find_mail() -> Any:
    """The letters to one address. It is sent as a form, so that no address of a page and no log names anybody."""
    form, read, filters = FindLettersForm(request.form), Reader(request.form), LetterFilters()
    if form.validate():
        try:
            filters = LetterFilters(recipient=normalise(form.email.data))
            note_search(filters.recipient, actor(), clock())
        except InvalidFact as error:
            form.accept(error)
    found = mailbag(db.session(), filters, read.page() if filters.recipient else 1, clock())
    pages = pages_of(found, url_for("staff.find_mail"), {"email": filters.recipient} if filters.recipient else {})
    return _list(found, pages, filters, form, tuple(read.unused))


@staff.post(f"/surat/<{NUMBER}:mail_id>/kirim-ulang")
@access(Right.READ_MAIL)
def retry_mail(mail_id: int) -> Any:
    try:
        retry(mail_id, actor(), clock())
    except TransitionRefused:
        abort(409)
    flash("mail_queued", "good")
    return redirect(url_for("staff.mail"), 303)


def _list(
    found: Mailbag, pages: Pages, filters: LetterFilters, form: FindLettersForm, unused: Sequence[Unused] = ()
) -> Response:
    page = render_template(
        "staff/mail.html", found=found, pages=pages, filters=filters, form=form, masked=masked, state_of=letter_state,
        states=list(LetterState), templates=templates_in_use(db.session()), unused=unused,
    )  # fmt: skip
    return make_response(page, 422 if form.errors else pages.status)
