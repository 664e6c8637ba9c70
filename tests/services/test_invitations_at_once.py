"""An invitation is worth what its inviter may still give, also in the very moment in which the right ends."""

import threading
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.account import MemberRole
from app.domain.errors import InvalidFact
from app.extensions import db
from app.models import Account, Membership
from app.services import invitations, staffing, teams
from tests.factories.accounts import acting, officer
from tests.services.test_teams import _company, _join, _roles
from tests.support.keys import KEYRING
from tests.support.letters import secret_of
from tests.support.site import Site


def _accepting(site: Site, token: str) -> tuple[threading.Thread, list[str]]:
    """Somebody accepts an invitation elsewhere; what came of it is said in the list."""
    said: list[str] = []

    def accept() -> None:
        with site.app.app_context():
            try:
                invitations.accept(token, "Sari Contoh", "empat kuda terbang rendah", "", site.clock)
                said.append("done")
            except InvalidFact as error:
                said.append(str(error))
            finally:
                db.session.remove()

    thread = threading.Thread(target=accept)
    thread.start()
    return thread, said


def test_an_invitation_waits_for_the_end_of_the_right_to_give_it(
    site: Site, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The inviter is taken out in the very moment in which the invitation is accepted: it does not slip through."""
    key = _company(site)
    (place, inviter), (_, other) = _join(site, key), _join(site, key)
    teams.invite(key, "sari@contoh.test", MemberRole.ADMIN, inviter, site.clock, KEYRING)
    token = secret_of(site, "invite_member").rpartition("/")[2]
    keep, begun = teams._keep_an_admin, list[tuple[threading.Thread, list[str]]]()

    def slowly(writing: Session, leaving: Membership) -> None:
        begun.append(_accepting(site, token))
        begun[0][0].join(timeout=1.0)
        assert begun[0][1] == [], "it waits"
        keep(writing, leaving)

    monkeypatch.setattr(teams, "_keep_an_admin", slowly)
    teams.remove(key, place, other, site.clock)
    begun[0][0].join()
    assert begun[0][1] == ["token: ended"]
    assert _roles(session, key) == ["admin"]


def test_an_officers_invitation_waits_too(site: Site, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    inviter, other = officer("admin"), officer("admin")
    first, second = acting(site, inviter), acting(site, other)
    staffing.invite("sari@contoh.test", ["moderator"], first, site.clock, KEYRING)
    token = secret_of(site, "invite_staff").rpartition("/")[2]
    keep, begun = staffing._keep_an_admin, list[tuple[threading.Thread, list[str]]]()

    def slowly(*given: Any) -> None:
        begun.append(_accepting(site, token))
        begun[0][0].join(timeout=1.0)
        assert begun[0][1] == [], "it waits"
        keep(*given)

    monkeypatch.setattr(staffing, "_keep_an_admin", slowly)
    staffing.change_roles(inviter.id, ["moderator"], second, site.clock)
    begun[0][0].join()
    assert begun[0][1] == ["token: ended"]
    session.rollback()
    assert session.scalar(select(Account.id).where(Account.email == "sari@contoh.test")) is None
