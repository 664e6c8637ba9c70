"""What a company says about itself, and what the office says about that."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from app.domain.employer import EmployerStatus, ProfileChanged
from app.domain.errors import InvalidFact, TransitionRefused
from app.domain.phone import shown
from app.extensions import db
from app.forms.employer_profile import EmployerForm
from app.models import Employer
from app.policies.permission_map import Right
from app.queries.employer_desk import last_reason, own_company
from app.queries.industries import industry_title, is_whole_code
from app.queries.reference import reference
from app.queries.timeline import TimelineEntry, timeline
from app.queries.vacancy_page import place_in_full
from app.services import employers
from app.services.employer_identity import held, proposed, version, written
from app.web.access import access
from app.web.context import clock, keyring
from app.web.employer.blueprint import employer
from app.web.employer.own import company_head, own_id
from app.web.regions import region_choices
from app.web.visitor import actor

# What changes the facts that the form shows.
PROFILE_VERBS = ("change_profile", "propose_identity", "drop_proposal", "refuse_identity", "verify")


@employer.get("/perusahaan")
@access(Right.ENTER_EMPLOYER)
def company() -> Any:
    head = company_head()
    found = head["company"]
    assert isinstance(found, Employer)
    waiting = proposed(found, keyring())
    return render_template(
        "employer/company.html",
        **head,
        facts=held(found, keyring()) | {"contact_phone": _phone(found)},
        place=place_in_full(reference(db.session()), found.region_code) if found.region_code else "",
        waiting=waiting,
        waiting_industry=industry_title(db.session(), waiting.get("industry_code", "")),
        history=timeline(db.session(), "employer", found.id),
    )


@employer.get("/perusahaan/ubah")
@access(Right.KEEP_EMPLOYER)
def company_form() -> Any:
    found = own_company(db.session(), own_id())
    form = EmployerForm(None, region_choices(found.region_code), _written(found))
    return _form_page(form, version(found, keyring()))


@employer.post("/perusahaan/ubah")
@access(Right.KEEP_EMPLOYER)
def change_company() -> Any:
    own, seen = own_company(db.session(), own_id()), request.form.get("versi", "")
    form = _sent(own)
    if form.validate():
        try:
            waits = employers.change_profile(own.id, form.command, actor(), clock(), keyring(), seen)
        except InvalidFact as error:
            form.accept(error)
        except TransitionRefused:
            form.form_errors.append("closed")
        except ProfileChanged as meanwhile:
            return _form_page(form, meanwhile.version, meanwhile.names), 409
        else:
            flash("profile_waits" if waits else "profile_saved", "good")
            return redirect(url_for("employer.company"), 303)
    return _form_page(form, seen), 422


def _sent(own: Employer) -> EmployerForm:
    kept = {own.industry_code, proposed(own, keyring()).get("industry_code")}  # a division, where that is all we know
    return EmployerForm(
        request.form, region_choices(own.region_code),
        is_industry=lambda code: code in kept or is_whole_code(db.session(), code),
    )  # fmt: skip


@employer.post("/perusahaan/ajukan")
@access(Right.KEEP_EMPLOYER)
def resubmit_company() -> Any:
    """Hand the corrected papers in again. A second click finds them handed in."""
    try:
        employers.resubmit(own_id(), actor(), clock())
    except TransitionRefused:
        flash("not_returned", "warn")
    else:
        flash("resubmitted", "good")
    return redirect(url_for("employer.company"), 303)


def _phone(found: Employer) -> str:
    number = held(found, keyring())["contact_phone"]
    return shown(number) if number else ""


def _written(found: Employer) -> dict[str, Any]:
    """What the company last wrote, as its form shows it."""
    return written(found, keyring()) | {"contact_phone": _phone(found)}


def _form_page(form: EmployerForm, seen: str, differs: tuple[str, ...] = ()) -> str:
    """The form as typed; `differs` names what somebody else wrote otherwise meanwhile."""
    title = industry_title(db.session(), form.industry_code.data or "")
    head = company_head()
    found = head["company"]
    assert isinstance(found, Employer)
    reason = last_reason(db.session(), found.id) if found.status == EmployerStatus.RETURNED else ""
    return render_template(
        "employer/company_form.html", form=form, industry_title=title, reason=reason, version=seen, differs=differs,
        written=_written(found) if differs else {}, last=_last_saved(found) if differs else None, **head,
    )  # fmt: skip


def _last_saved(found: Employer) -> TimelineEntry | None:
    """Who last changed what the form shows, and when."""
    steps = timeline(db.session(), "employer", found.id)
    return next((step for step in steps if step.verb in PROFILE_VERBS), None)
