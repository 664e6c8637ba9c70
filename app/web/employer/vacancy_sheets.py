"""The vacancy form between browser and draft: what was sent, what may be chosen, how complete it is."""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import abort, request

from app.domain.completeness import Completeness, measure
from app.domain.drafts import WINDOW_KEY, Sheet
from app.domain.moderation.facts import Minimum
from app.extensions import db
from app.forms.base import squeezed
from app.forms.vacancy_form import Lists, PlaceAnswer, VacancyForm
from app.forms.vacancy_sheet import stated, typed_of
from app.models import Employer, Vacancy
from app.queries.industries import industry_title
from app.queries.moderation_facts import minimum_wage
from app.queries.occupation_choices import OccupationChoice, occupation_choices
from app.queries.own_vacancy import draft_of, pending_revision
from app.queries.place_reader import candidates, place_reader
from app.queries.reference import reference
from app.queries.vacancy_facts import facts_of, revised
from app.web.context import clock, settings
from app.web.employer.code_suggestions import LONGEST
from app.web.visitor import visitor

Typed = Mapping[str, Sequence[str]]
_NAMES = VacancyForm.names()


@dataclass(frozen=True)
class Draft:
    """A form's texts and where they come from: a kept draft has a version and the time it was kept."""

    typed: Typed
    version: int = 0
    saved_at: datetime | None = None
    window: str = ""  # of a page that is drawn again without having been kept, with the saves it has counted
    step: int = 0


@dataclass(frozen=True)
class WageHint:
    """The general minimum and the one for the field of business; None where no table has any."""

    general: Minimum | None
    sector: Minimum | None


def sent(*, by_button: bool) -> Sheet:
    """What this request sent of the form, exactly as typed."""
    values = {name: request.form.getlist(name) for name in sorted(_NAMES) if name in request.form}
    if code := request.form.get("occupation_choice"):  # of the list that is there without script
        values["occupation"] = [code]
    return Sheet(
        values=values,
        title=squeezed(request.form.get("title")),
        window=request.form.get("window", "")[:WINDOW_KEY],
        step=_number("step"),
        version=_number("version"),
        by_button=by_button,
    )


def _number(name: str) -> int:
    text = request.form.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def new_key() -> str:
    """A key for one rendered page."""
    return secrets.token_urlsafe(32)


def own_employer() -> Employer:
    """The company of who is signed in."""
    who = visitor()
    found = db.session().get(Employer, who.employer_id) if who and who.employer_id else None
    if found is None:
        abort(404)
    return found


def lists() -> Lists:
    """What the form chooses from. Readers are made when a text needs them."""
    session = db.session()
    known = reference(session)
    return Lists(
        districts=tuple(known.children(settings().office.region_code)),
        regions=known.regions,
        read_place=_read_place,
        read_occupation=lambda text: occupation_choices(session).code_of(text),
        industry=lambda code: industry_title(session, code),
        today=clock().today(),
        schemes=known.scheme_names,
    )


def _read_place(line: str) -> PlaceAnswer:
    reader, home = place_reader(db.session()), settings().office.region_code
    codes = reader.read(line.strip())
    return PlaceAnswer(codes) if codes else PlaceAnswer(candidates=candidates(reader, line, home))


def blank(employer: Employer) -> Draft:
    """What an empty form begins with."""
    return Draft({"industry": [employer.industry_code or ""], "apply_via": ["office"]})


def kept(vacancy: Vacancy) -> Draft:
    """What the form of a vacancy opens with: what was typed last, else its waiting proposal, else what it says."""
    draft = draft_of(db.session(), vacancy.id)
    if draft is not None:
        return Draft(json.loads(draft.data), draft.version, draft.saved_at)
    revision = pending_revision(db.session(), vacancy.id)
    if vacancy.closes_on is None or not vacancy.employment_types:  # begun by a command, never filled in
        return Draft({"title": [vacancy.title]})
    command = revised(vacancy, revision) if revision else facts_of(vacancy)
    return Draft(typed_of(command, _occupation_title))


def copied(vacancy: Vacancy) -> Typed:
    """The texts of a copy: everything but what belongs to the one advert, its last day and its Karirhub report."""
    typed = kept(vacancy).typed
    return {name: texts for name, texts in typed.items() if name not in ("closes_on", "karirhub_number", "karirhub_on")}


def _occupation_title(code: str) -> str:
    return reference(db.session()).occupations.get(code, "")


def sought_occupations(typed: Typed) -> tuple[OccupationChoice, ...]:
    """Codes for what stands in the field of the code, else for the title."""
    choices = occupation_choices(db.session())
    texts = (squeezed(next(iter(typed.get(name, ())), ""))[:LONGEST] for name in ("occupation", "title"))
    return next((found for text in texts if text and (found := choices.find(text))), ())


def judged(typed: Typed) -> VacancyForm:
    """The form with everything that is wrong with it."""
    form = VacancyForm(typed, lists())
    form.validate()
    return form


def completeness(form: VacancyForm, employer: Employer) -> Completeness:
    """How complete a judged form is, together with what the company's profile says."""
    facts = set(stated(form))
    if employer.address and employer.industry_code:
        facts.add("employer")
    return measure(facts)


def wage_hint(typed: Typed, employer: Employer) -> WageHint:
    """The minimum wages of the office's region, for the form's field of business too where that has one of its own."""
    session, home, year = db.session(), settings().office.region_code, clock().today().year
    industry = squeezed(next(iter(typed.get("industry", ())), "")) or employer.industry_code or ""
    return WageHint(minimum_wage(session, (home,), None, year), minimum_wage(session, (home,), industry, year))


def minimum_for(form: VacancyForm, employer: Employer) -> Minimum | None:
    """The minimum wage that a judged form's places and field of business have."""
    places = form.all_places or (settings().office.region_code,)
    industry = form.industry.data or employer.industry_code
    return minimum_wage(db.session(), places, industry, clock().today().year)
