"""What the public will see, and the step that puts it forward."""

import secrets
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from app.domain.drafts import DraftConflict, DraftDiscarded
from app.domain.errors import InvalidFact, TransitionRefused
from app.domain.moderation.flags import has_heavy
from app.domain.moderation.inspection import inspect
from app.domain.vacancy import NewVacancy, VacancyStatus
from app.extensions import db
from app.models import Employer, Vacancy
from app.policies.permission_map import Right
from app.queries.moderation_facts import proposed_facts
from app.queries.own_vacancy import own_vacancy
from app.queries.reference import reference
from app.queries.vacancy_page import place_in_full
from app.queries.vacancy_preview import previewed
from app.services import drafting, revisions
from app.web.access import access, guarded
from app.web.context import clock, settings
from app.web.employer.advice import advice
from app.web.employer.blueprint import NUMBER, employer
from app.web.employer.vacancy_sheets import judged, kept, minimum_for, own_employer
from app.web.visitor import actor

REVISE = "revise"  # value of the button `deed`
_WORDED = {("employer", "not_verified"): "not_verified", ("revision", "unchanged"): "unchanged"}


@employer.get(f"/lowongan/<{NUMBER}:vacancy_id>/pratinjau")
@access(Right.KEEP_VACANCY, thing=own_vacancy)
def vacancy_preview(vacancy_id: int) -> Any:
    vacancy: Vacancy = guarded()
    if vacancy.status not in drafting.WRITABLE:
        return redirect(url_for("employer.vacancy", vacancy_id=vacancy_id), 303)
    draft, company = kept(vacancy), own_employer()
    form = judged(draft.typed)
    if form.wrong:
        return redirect(url_for("employer.vacancy_form", vacancy_id=vacancy_id, periksa=1), 303)
    command = form.command(company.id)
    return render_template(
        "employer/vacancy_form/preview.html",
        vacancy=vacancy,
        company=company,
        version=draft.version,
        may_go_live=_may_go_live(vacancy, company),
        is_held=_may_go_live(vacancy, company) and _is_heavy(vacancy, command),
        advice=advice(form, company, minimum_for(form, company)),
        shown=_shown(vacancy, command),
        employer_place=place_in_full(reference(db.session()), company.region_code) if company.region_code else "",
    )


def _may_go_live(vacancy: Vacancy, company: Employer) -> bool:
    """Whether it goes on the board at once, unless its words are a sign of harm."""
    return company.trusted_at is not None and vacancy.status == VacancyStatus.DRAFT


def _is_heavy(vacancy: Vacancy, command: NewVacancy) -> bool:
    return has_heavy(inspect(proposed_facts(db.session(), vacancy, command, clock().today())))


def _shown(vacancy: Vacancy, command: NewVacancy) -> Any:
    return previewed(db.session(), vacancy, command, own_employer(), clock())


@employer.post(f"/lowongan/<{NUMBER}:vacancy_id>/kirim")
@access(Right.KEEP_VACANCY, thing=own_vacancy)
def submit_vacancy(vacancy_id: int) -> Any:
    """Put forward what was previewed. Sent twice it is put forward once."""
    vacancy: Vacancy = guarded()
    draft = kept(vacancy)
    form = judged(draft.typed)
    if draft.version and request.form.get("version") != str(draft.version):
        return _again(vacancy_id, "changed")
    if form.wrong and vacancy.status in drafting.WRITABLE:
        return redirect(url_for("employer.vacancy_form", vacancy_id=vacancy_id, periksa=1), 303)
    try:
        flash(_put_forward(vacancy, draft.version, form.wrong or form.command(own_employer().id)), "good")
    except DraftConflict:
        return _again(vacancy_id, "changed")
    except InvalidFact as error:
        return _again(vacancy_id, _WORDED.get((error.field, error.problem), "refused"))
    except DraftDiscarded:
        flash("thrown_away", "warn")
    except TransitionRefused:
        flash("past_writing", "warn")
    return redirect(url_for("employer.vacancy", vacancy_id=vacancy_id), 303)


def _put_forward(vacancy: Vacancy, version: int, command: Any) -> str:
    """The verb that the button named; returns what it led to, in a word that the page knows."""
    if drafting.is_discarded(vacancy):
        raise DraftDiscarded
    if not isinstance(command, NewVacancy):  # put forward before, and its time has run out since
        return "sent"
    if request.form.get("deed") == REVISE:
        revisions.revise(vacancy.id, command, version, actor(), clock())
        return "revised"
    may_go_live = _may_go_live(vacancy, own_employer())
    state = drafting.submit_draft(vacancy.id, command, version, actor(), clock(), _is_drawn)
    if state == VacancyStatus.PUBLISHED:
        return "published"
    return "held" if may_go_live else "sent"


def _is_drawn() -> bool:
    return secrets.randbelow(100) < settings().sample_percent


def _again(vacancy_id: int, problem: str) -> Any:
    flash(problem, "warn")
    return redirect(url_for("employer.vacancy_preview", vacancy_id=vacancy_id), 303)
