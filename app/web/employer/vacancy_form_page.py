"""The page of the vacancy form, and what it shows beside the form."""

from typing import Any

from flask import render_template

from app.domain.drafts import DraftConflict
from app.domain.errors import InvalidFact
from app.extensions import db
from app.forms.vacancy_form import VacancyForm
from app.models import Vacancy
from app.queries.own_vacancy import asked_of, colleague
from app.queries.reference import reference
from app.queries.vacancy_page import place_in_full
from app.web.employer.advice import advice
from app.web.employer.vacancy_folds import folds
from app.web.employer.vacancy_sheets import (
    Draft,
    completeness,
    judged,
    lists,
    minimum_for,
    new_key,
    own_employer,
    sought_occupations,
    wage_hint,
)
from app.web.visitor import actor

CHECK, OCCUPATION = "check", "occupation"  # values of the button `deed`


def form_page(
    draft: Draft,
    vacancy: Vacancy | None,
    *,
    deed: str = "",
    conflict: DraftConflict | None = None,
    refused: InvalidFact | None = None,
    discarded: bool = False,
) -> str:
    """The form as typed. After a check it shows what is wrong; a conflict shows who saved meanwhile, `refused` why it
    could not be kept, `discarded` that its draft was let go meanwhile."""
    company, form = own_employer(), judged(draft.typed)
    shown = form if deed == CHECK else VacancyForm(draft.typed, lists())
    if refused is not None:
        shown.accept(refused)
    beside = meter(form, draft)
    wrong = [field.name for field in shown.wrong]
    beside["folds"] = folds(beside["completeness"], wrong, "occupation" if deed == OCCUPATION else "")
    return render_template(
        "employer/vacancy_form/page.html",
        form=shown,
        read_places=form.read_places,
        asked_back=form.asked_back,
        vacancy=vacancy,
        asked=asked_of(db.session(), vacancy) if vacancy else "",
        company=company,
        draft=draft,
        discarded=discarded,
        window=draft.window or new_key(),
        unknown_places=form.unknown_places,
        occupations=sought_occupations(draft.typed) if deed == OCCUPATION else None,
        known=reference(db.session()),
        place_in_full=place_in_full,
        wage_hint=wage_hint(draft.typed, company),
        **told(conflict),
        **beside,
    )


def told(conflict: DraftConflict | None) -> dict[str, Any]:
    """Who saved meanwhile: a colleague by name, oneself as such."""
    by = conflict.saved_by if conflict else None
    return {
        "conflict": conflict,
        "conflict_by": colleague(db.session(), by),
        "conflict_is_mine": by is not None and by == actor().account_id,
    }


def meter(form: VacancyForm, draft: Draft) -> dict[str, Any]:
    """How complete a judged form is, what to put right, when it was kept."""
    company = own_employer()
    whole = completeness(form, company)
    return {
        "completeness": whole,
        "folds": folds(whole),
        "advice": advice(form, company, minimum_for(form, company)),
        "saved_at": draft.saved_at,
    }
