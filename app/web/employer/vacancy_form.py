"""Writing a vacancy: the form, saved as it is typed."""

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import replace
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, url_for

from app.domain.drafts import DraftConflict, DraftDiscarded, Saved, Sheet
from app.domain.errors import InvalidFact, TransitionRefused
from app.extensions import db
from app.models import Vacancy
from app.policies.permission_map import Right
from app.queries.own_vacancy import begun, own_vacancy
from app.services import drafting
from app.web.access import access, guarded
from app.web.context import clock
from app.web.employer.blueprint import NUMBER, employer
from app.web.employer.vacancy_form_page import CHECK, OCCUPATION, form_page, meter, told
from app.web.employer.vacancy_sheets import Draft, blank, judged, kept, own_employer, sent
from app.web.visitor import actor

_ASKED = {CHECK: "periksa", OCCUPATION: "kode"}  # a deed that was asked for on the page of a new vacancy
SEPARATE, REPLACE = "separate", "replace"  # values of the button `deed` once two windows have met


@employer.get("/lowongan/baru")
@access(Right.POST_VACANCY)
def new_vacancy() -> Any:
    """An empty form. Nothing is stored until something is sent."""
    return form_page(blank(own_employer()), None)


@employer.post("/lowongan/baru")
@access(Right.POST_VACANCY)
def begin_vacancy() -> Any:
    """The form of a vacancy that may have been begun already: by a second click, by Back, by what was typed before."""
    return _sent_whole(None)


@employer.post("/lowongan/baru/draf")
@access(Right.POST_VACANCY)
def begin_draft() -> Any:
    """As begin_vacancy, for what is being typed: answers with what the page shows of it."""
    answer, saved = _sent_while_typing(None)
    if saved is not None:
        answer.headers["HX-Replace-Url"] = url_for("employer.vacancy_form", vacancy_id=saved.vacancy_id)
    return answer


@employer.get(f"/lowongan/<{NUMBER}:vacancy_id>/ubah")
@access(Right.KEEP_VACANCY, thing=own_vacancy)
def vacancy_form(vacancy_id: int) -> Any:
    vacancy: Vacancy = guarded()
    if vacancy.status not in drafting.WRITABLE:
        return redirect(url_for("employer.vacancy", vacancy_id=vacancy_id), 303)
    deed = next((deed for deed, name in _ASKED.items() if name in request.args), "")
    return form_page(kept(vacancy), vacancy, deed=deed)


@employer.post(f"/lowongan/<{NUMBER}:vacancy_id>/ubah")
@access(Right.KEEP_VACANCY, thing=own_vacancy)
def save_vacancy(vacancy_id: int) -> Any:
    return _sent_whole(vacancy_id)


@employer.post(f"/lowongan/<{NUMBER}:vacancy_id>/draf")
@access(Right.KEEP_VACANCY, thing=own_vacancy)
def save_draft(vacancy_id: int) -> Any:
    return _sent_while_typing(vacancy_id)[0]


def _save(vacancy_id: int | None, sheet: Sheet, deed: str = "") -> Saved:
    """Keep what was sent. A page that began a vacancy goes on with it, whoever was first; a page without a key begins
    one each time."""
    owner = own_employer().id
    if deed == SEPARATE:
        return drafting.start_draft(owner, _apart(sheet), actor(), clock())
    if vacancy_id is None:
        vacancy_id = begun(db.session(), owner, sheet.window)
    if vacancy_id is None:
        return drafting.start_draft(owner, sheet, actor(), clock())
    save = drafting.replace_draft if deed == REPLACE else drafting.save_draft
    return save(vacancy_id, sheet, actor(), clock())


def _apart(sheet: Sheet) -> Sheet:
    """The same texts for a vacancy of their own: its key follows from the page's, so that it too is begun once."""
    digest = hashlib.sha256(f"{sheet.window}/{SEPARATE}".encode()).digest()
    return replace(sheet, window=urlsafe_b64encode(digest).decode().rstrip("="), version=0)


def _sent_whole(vacancy_id: int | None) -> Any:
    """A form sent by one of its buttons. When it cannot be kept, nothing is written and nothing typed is lost: it comes
    back as it was sent, and says why."""
    sheet, deed = sent(by_button=True), request.form.get("deed", "")
    again = Draft(sheet.values, sheet.version, window=sheet.window, step=sheet.step)
    try:
        saved = _save(vacancy_id, sheet, deed)
    except DraftDiscarded:
        known = db.session().get(Vacancy, vacancy_id) if vacancy_id else None
        return form_page(again, known, discarded=True), 409
    except TransitionRefused:
        flash("past_writing", "warn")
        return redirect(url_for("employer.vacancies"), 303)
    except DraftConflict as conflict:
        row = db.session().get_one(Vacancy, conflict.vacancy_id)
        return form_page(again, row, conflict=conflict), 409
    except InvalidFact as refused:
        known = db.session().get(Vacancy, vacancy_id) if vacancy_id else None
        return form_page(again, known, refused=refused), 422
    return _after(saved, sheet, deed, is_new=vacancy_id is None)


def _after(saved: Saved, sheet: Sheet, deed: str, *, is_new: bool) -> Any:
    """Where a saved form leads: on to the preview when it is right, else back to itself, at the vacancy's own address.
    Every page drawn has a key of its own, so that what is typed on it next is never taken for something older."""
    is_wrong = deed == CHECK and bool(judged(sheet.values).wrong)
    if is_new and (is_wrong or deed == OCCUPATION):
        asked: dict[str, Any] = {_ASKED[deed]: 1}
        return redirect(url_for("employer.vacancy_form", vacancy_id=saved.vacancy_id, **asked), 303)
    if is_wrong or deed == OCCUPATION:
        draft = Draft(sheet.values, saved.version, saved.at)
        page = form_page(draft, db.session().get_one(Vacancy, saved.vacancy_id), deed=deed)
        return page, 422 if is_wrong else 200
    if deed == CHECK:
        return redirect(url_for("employer.vacancy_preview", vacancy_id=saved.vacancy_id), 303)
    flash("separate" if deed == SEPARATE else "saved", "good")
    return redirect(url_for("employer.vacancy_form", vacancy_id=saved.vacancy_id), 303)


def _sent_while_typing(vacancy_id: int | None) -> tuple[Response, Saved | None]:
    """What the page shows of a form that is being typed."""
    sheet = sent(by_button=False)
    try:
        saved = _save(vacancy_id, sheet)
    except (DraftConflict, TransitionRefused, InvalidFact) as error:
        conflict = error if isinstance(error, DraftConflict) else None
        shown = meter(judged(sheet.values), Draft(sheet.values)) | told(conflict)
        shown["discarded"] = isinstance(error, DraftDiscarded)
        shown["refused"] = error if isinstance(error, InvalidFact) else None
        return make_response(render_template("employer/vacancy_form/not_saved.html", **shown)), None
    draft = Draft(sheet.values, saved.version, saved.at)
    shown = meter(judged(draft.typed), draft) | {"version": saved.version}
    return make_response(render_template("employer/vacancy_form/saved.html", **shown)), saved
