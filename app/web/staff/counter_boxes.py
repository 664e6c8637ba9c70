"""Boxes that the counter's forms share: jobs as people say them, and where somebody lives."""

from collections.abc import Iterable

from app.extensions import db
from app.forms.base import HouseForm
from app.queries.occupation_choices import OccupationChoice, occupation_choices
from app.queries.reference import reference
from app.web.context import settings


def jobs_of(form: HouseForm, names: Iterable[str]) -> tuple[str, ...]:
    """The codes of the jobs as typed; a text that means none surely is a fault of its field."""
    known, codes = occupation_choices(db.session()), list[str]()
    for name in names:
        field = form[name]
        if field.errors or not field.data:
            continue
        sure = next((one.code for one in known.find(field.data) if one.likely), None)
        code = known.code_of(field.data) or sure
        if code is None:
            field.errors = [*field.errors, "unknown"]
        elif code not in codes:
            codes.append(code)
    return tuple(codes)


def job_hints(form: HouseForm, names: Iterable[str]) -> list[OccupationChoice]:
    """What comes near the jobs that were not understood."""
    known = occupation_choices(db.session())
    return [one for name in names if "unknown" in form[name].errors for one in known.find(form[name].data or "")]


def office_districts() -> dict[str, str]:
    """The office's own districts."""
    known, office = reference(db.session()), settings().office.region_code
    return {code: known.regions[code] for code in known.children(office)}
