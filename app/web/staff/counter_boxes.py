"""Boxes that the counter's forms share: jobs as people say them, and where somebody lives."""

from collections.abc import Iterable, Iterator

from app.domain.codes import region_ancestry
from app.extensions import db
from app.forms.base import HouseForm
from app.forms.profile_boxes import ProfileBoxes
from app.queries.occupation_choices import OccupationChoice, occupation_choices
from app.queries.place_reader import candidates, place_reader
from app.queries.reference import reference
from app.web.context import settings

_DISTRICT = 2  # dots in a code


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


def district_choices(*kept: str) -> dict[str, str]:
    """The office's own districts, then those of its neighbours in the province. `kept` are districts that stay possible
    wherever in the country they lie: where somebody lives is not changed by what a box offers."""
    known, home = reference(db.session()), settings().office.region_code
    around = [code for code in known.children(home.rpartition(".")[0]) if code != home]
    found = {code: known.regions[code] for code in known.children(home)}
    further = [code for regency in around for code in known.children(regency)]
    stay = [one for one in kept if one in known.regions and one.count(".") == _DISTRICT]
    return found | {code: _with_regency(code) for code in (*further, *stay) if code not in found}


def settle_district(form: ProfileBoxes) -> None:
    """Put the district that was typed into the box to choose from. When several may be meant (a common name, or only a
    regency was named) they are offered there first; what is no district is a fault of its box."""
    typed, box = form.elsewhere, form.district_code
    if typed.errors or not typed.data:
        return
    meant = tuple(dict.fromkeys(_districts_meant(typed.data)))
    box.options = {code: _with_regency(code) for code in meant} | district_choices(box.data or "")
    box.errors = []
    if len(meant) == 1:
        box.data = meant[0]
    if box.data in meant:
        typed.data = ""
    else:
        typed.errors = ["several" if meant else "unknown"]


def _districts_meant(text: str) -> Iterator[str]:
    known, reader, home = reference(db.session()), place_reader(db.session()), settings().office.region_code
    for code in reader.read(text) or candidates(reader, text, home):
        if code.count(".") == _DISTRICT:
            yield code
        elif code.count(".") == _DISTRICT - 1:
            yield from known.children(code)


def _with_regency(code: str) -> str:
    known = reference(db.session()).regions
    return ", ".join(known[one] for one in reversed(region_ancestry(code)[1:]))
