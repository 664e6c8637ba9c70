"""Places to choose from on forms: the office's own districts first, then every regency and city of the country."""

from app.domain.codes import region_ancestry
from app.extensions import db
from app.queries.reference import reference
from app.web.context import settings

_REGENCY = 2  # parts of a code


def region_choices(kept: str | None = None) -> dict[str, str]:
    """Codes and names in the order to show them; `kept` is a code that stays possible although it is none of them."""
    known, office = reference(db.session()), settings().office
    choices = {code: known.regions[code] for code in known.children(office.region_code)}
    home = office.region_code[:2]
    regencies = [code for code in known.regions if code.count(".") == _REGENCY - 1]
    for code in sorted(regencies, key=lambda one: (one[:2] != home, one)):
        if code != office.region_code:
            choices[code] = f"{known.regions[code]}, {known.regions[code[:2]]}"
    if kept and kept not in choices:
        named = [known.place_label(code) for code in reversed(region_ancestry(kept)) if code in known.regions]
        choices[kept] = ", ".join(named)
    return choices
