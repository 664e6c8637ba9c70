"""A company with everything it registers with, and a browser in which one of its team is signed in."""

from typing import Any

from app.models import Employer
from app.services.employer_identity import put
from tests.factories.accounts import client_as, member
from tests.factories.employers import employer
from tests.support.keys import KEYRING
from tests.support.pages import PageClient
from tests.support.site import Site

PHONE = "+6281298765432"


def company(site: Site, role: str = "admin", **facts: Any) -> tuple[Employer, PageClient]:
    """Stored; `facts` are columns of the employer."""
    mine = employer(**({"contact_name": "Sari Contoh", "contact_position": "HRD"} | facts))
    put(mine, "npwp", npwp_of(mine), KEYRING)
    put(mine, "contact_phone", PHONE, KEYRING)
    return mine, client_as(site, member(mine, role))


def npwp_of(mine: Employer) -> str:
    """16 digits that no other company of the tests has."""
    return f"00{mine.nib}9"
