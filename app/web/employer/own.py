"""The company that these pages are about: always that of whoever is signed in, never one from the address."""

from flask import abort

from app.extensions import db
from app.models import Employer
from app.policies.permission_map import Right, may
from app.queries.employer_desk import own_company
from app.web.visitor import actor, visitor


def own_id() -> int:
    """The id of the company. The guard lets nobody in who belongs to none; a 404 all the same."""
    who = visitor()
    if who is None or who.employer_id is None:
        abort(404)
    return who.employer_id


def company_head() -> dict[str, object]:
    """What every page about the company shows of it."""
    found: Employer = own_company(db.session(), own_id())
    return {"company": found, "keeps": may(actor(), Right.KEEP_EMPLOYER), "keeps_team": may(actor(), Right.KEEP_TEAM)}
