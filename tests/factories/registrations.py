"""A company that registers, who decides about it, and what was decided."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actor import VISITOR, Actor
from app.domain.employer import NewEmployer
from app.models import Employer, Event, Membership
from app.services import employers
from app.services.transaction import transaction
from tests.factories.accounts import account, acting, officer
from tests.support.keys import KEYRING
from tests.support.site import Site

COMMAND = NewEmployer(
    name="PT  Bara Contoh ", nib="9120 0012 34567", npwp="01.234.567.8-912.000", industry_code="05100",
    region_code="63.11.06", address="Jalan Contoh 1", contact_name="Sari Contoh", contact_position="HRD",
    contact_phone="0812-9876-5432", about="Tambang.", website="bara.contoh.test",
)  # fmt: skip
NOTE = "NIB dan alamat dicek."


def registered(site: Site, **facts: Any) -> int:
    with transaction() as session:
        return employers.register(session, replace(COMMAND, **facts), VISITOR, site.clock, KEYRING).id


def staff(site: Site) -> Actor:
    return acting(site, officer("verifier"))


def admin_of(site: Site, of: Employer | int, role: str = "admin") -> Actor:
    key = of if isinstance(of, int) else of.id
    place = Membership(employer_id=key, role=role, created_at=site.clock.now())
    return acting(site, account(kind="employer", membership=place))


def verbs(session: Session, noun: str = "employer") -> list[tuple[str, str | None, str | None]]:
    rows = session.scalars(select(Event).where(Event.noun == noun).order_by(Event.id))
    return [(row.verb, row.old_state, row.new_state) for row in rows]
