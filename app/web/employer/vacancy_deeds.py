"""What a company does with a vacancy that it has: copy, extend, take back, mark filled."""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from app.domain.drafts import WINDOW_KEY, DraftConflict, Sheet
from app.domain.errors import InvalidFact, NotFound, TransitionRefused
from app.domain.vacancy import VacancyStatus
from app.extensions import db
from app.forms.vacancy_deeds import ExtendForm, WithdrawForm
from app.models import Vacancy
from app.policies.permission_map import Right
from app.queries.own_vacancy import begun, own_vacancy
from app.services import drafting, revisions
from app.services import vacancies as verbs
from app.web.access import access, guarded
from app.web.context import clock
from app.web.employer.blueprint import NUMBER, employer
from app.web.employer.vacancies import open_verbs
from app.web.employer.vacancy_sheets import copied, new_key
from app.web.visitor import actor

_DEED = "employer/vacancies/deed.html"


@employer.post(f"/lowongan/<{NUMBER}:vacancy_id>/salin")
@access(Right.KEEP_VACANCY, thing=own_vacancy)
def copy_vacancy(vacancy_id: int) -> Any:
    """A new draft with the same texts. Sent twice it is copied once: the button carries a key."""
    mine: Vacancy = guarded()
    typed = copied(mine)
    title = next(iter(typed.get("title", ())), "")
    sheet = Sheet(typed, title, window=request.form.get("window", "")[:WINDOW_KEY] or new_key())
    try:
        saved = drafting.start_draft(mine.employer_id or 0, sheet, actor(), clock())
    except DraftConflict as conflict:  # copied before, and written on since
        return redirect(url_for("employer.vacancy_form", vacancy_id=conflict.vacancy_id), 303)
    except TransitionRefused:  # copied before, and put forward since
        return _already(begun(db.session(), mine.employer_id or 0, sheet.window) or vacancy_id)
    except InvalidFact:  # as many drafts as a company may keep
        flash("too_many_drafts", "warn")
        return redirect(url_for("employer.vacancy", vacancy_id=vacancy_id), 303)
    flash("copied", "good")
    return redirect(url_for("employer.vacancy_form", vacancy_id=saved.vacancy_id), 303)


@employer.route(f"/lowongan/<{NUMBER}:vacancy_id>/perpanjang", methods=["GET", "POST"])
@access(Right.KEEP_VACANCY, thing=own_vacancy)
def extend_vacancy(vacancy_id: int) -> Any:
    mine = _with("extend")
    form = ExtendForm(request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate() and form.closes_on.data:
        closes_on = form.closes_on.data
        try:
            return _tried(vacancy_id, "extended", lambda: verbs.extend(vacancy_id, closes_on, actor(), clock()))
        except InvalidFact as error:
            form.accept(error)
    return _asked(mine, "extend", form)


@employer.route(f"/lowongan/<{NUMBER}:vacancy_id>/tarik", methods=["GET", "POST"])
@access(Right.KEEP_VACANCY, thing=own_vacancy)
def withdraw_vacancy(vacancy_id: int) -> Any:
    mine = _with("withdraw")
    form = WithdrawForm(request.form if request.method == "POST" else None)
    if request.method == "POST" and form.validate():
        if mine.status == VacancyStatus.DRAFT:
            return _tried(vacancy_id, "discarded", lambda: drafting.discard(vacancy_id, actor(), clock()))
        reason = form.reason.data
        return _tried(vacancy_id, "withdrawn", lambda: verbs.withdraw(vacancy_id, actor(), clock(), reason))
    return _asked(mine, "discard" if mine.status == VacancyStatus.DRAFT else "withdraw", form)


@employer.route(f"/lowongan/<{NUMBER}:vacancy_id>/terisi", methods=["GET", "POST"])
@access(Right.KEEP_VACANCY, thing=own_vacancy)
def fill_vacancy(vacancy_id: int) -> Any:
    mine = _with("fill")
    if request.method == "POST":
        return _tried(vacancy_id, "filled", lambda: verbs.fill(vacancy_id, actor(), clock()))
    return _asked(mine, "fill", None)


@employer.route(f"/lowongan/<{NUMBER}:vacancy_id>/tarik-perubahan", methods=["GET", "POST"])
@access(Right.KEEP_VACANCY, thing=own_vacancy)
def withdraw_revision(vacancy_id: int) -> Any:
    mine = _with("withdraw_revision")
    if request.method == "POST":
        take_back = lambda: revisions.withdraw_revision(vacancy_id, actor(), clock())  # noqa: E731
        return _tried(vacancy_id, "revision_withdrawn", take_back)
    return _asked(mine, "withdraw_revision", None)


def _with(verb: str) -> Vacancy:
    """The vacancy, while the verb is open to it or has just been carried out by a first click."""
    mine: Vacancy = guarded()
    if request.method == "GET" and verb not in open_verbs(mine):
        abort(404)
    return mine


def _tried(vacancy_id: int, word: str, verb: Callable[[], None]) -> Any:
    """Carry out a verb; sent twice, the second finds it done and says where the vacancy stands."""
    try:
        verb()
    except (TransitionRefused, NotFound):
        return _already(vacancy_id)
    return _done(vacancy_id, word)


def _already(vacancy_id: int) -> Any:
    flash("already", "info")
    return redirect(url_for("employer.vacancy", vacancy_id=vacancy_id), 303)


def _done(vacancy_id: int, word: str) -> Any:
    flash(word, "good")
    if word == "discarded":
        return redirect(url_for("employer.vacancies"), 303)
    return redirect(url_for("employer.vacancy", vacancy_id=vacancy_id), 303)


def _asked(mine: Vacancy, deed: str, form: Any) -> Any:
    page = render_template(_DEED, vacancy=mine, deed=deed, form=form)
    return page, 422 if form is not None and (form.errors or form.form_errors) else 200
