"""A company's team: never without an admin, whoever comes first."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.account import MemberRole
from app.domain.actor import Actor
from app.domain.errors import DomainError, InvalidFact, NotAllowed, NotFound
from app.extensions import db
from app.models import Account, AccountToken, Event, Mail, Membership, Notice
from app.services import invitations, staffing, teams
from app.services.messages import SECRET
from tests.factories.accounts import account, acting, member, officer
from tests.factories.employers import employer
from tests.support.clock import NOW
from tests.support.keys import KEYRING
from tests.support.letters import letters, secret_of
from tests.support.site import Site


def _company(site: Site) -> int:
    mine = employer()
    site.save(mine)
    return mine.id


def _join(site: Site, key: int, role: str = "admin", **facts: Any) -> tuple[int, Actor]:
    """A new member of the team; the id of the membership and the actor."""
    place = Membership(employer_id=key, role=role, created_at=site.clock.now())
    one = account(kind="employer", membership=place, **facts)
    who = acting(site, one)
    return place.id, who


def _roles(session: Session, key: int) -> list[str]:
    session.rollback()
    return list(session.scalars(select(Membership.role).where(Membership.employer_id == key).order_by(Membership.id)))


def test_an_invitation_is_a_letter_with_a_link_that_nobody_else_can_read(site: Site, session: Session) -> None:
    key = _company(site)
    _, admin = _join(site, key)
    teams.invite(key, " Sari@Contoh.TEST ", MemberRole.MEMBER, admin, site.clock, KEYRING)
    token, letter = session.scalars(select(AccountToken)).one(), session.scalars(select(Mail)).one()
    assert (token.email, token.roles, token.employer_id) == ("sari@contoh.test", "member", key)
    assert (letter.recipient, letter.template) == ("sari@contoh.test", "invite_member")
    assert letter.secret_cipher is not None
    assert KEYRING.decrypt(letter.secret_cipher, SECRET).startswith("/undangan/")
    assert "undangan" not in letter.facts
    teams.invite(key, "sari@contoh.test", MemberRole.ADMIN, admin, site.clock, KEYRING)
    assert [one.roles for one in session.scalars(select(AccountToken))] == ["admin"]


def test_whom_nobody_invites(site: Site, session: Session) -> None:
    key = _company(site)
    _, admin = _join(site, key)
    _join(site, key, "member", email="ani@contoh.test")
    for email, problem in (("", "missing"), ("bukan alamat", "invalid"), ("ani@contoh.test", "member")):
        with pytest.raises(InvalidFact) as refused:
            teams.invite(key, email, MemberRole.MEMBER, admin, site.clock, KEYRING)
        assert (refused.value.field, refused.value.problem) == ("email", problem)
    # Of somebody with an account elsewhere nothing is told.
    site.save(account(email="orang@contoh.test"))
    teams.invite(key, "orang@contoh.test", MemberRole.MEMBER, admin, site.clock, KEYRING)


def test_a_team_is_no_post_office(site: Site, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    key = _company(site)
    _, admin = _join(site, key)
    monkeypatch.setattr(teams, "INVITATIONS", 3)
    for number in range(3):
        teams.invite(key, f"a{number}@contoh.test", MemberRole.MEMBER, admin, site.clock, KEYRING)
    with pytest.raises(InvalidFact, match="too_often"):
        teams.invite(key, "b@contoh.test", MemberRole.MEMBER, admin, site.clock, KEYRING)
    site.hands.move(days=1, seconds=1)
    teams.invite(key, "b@contoh.test", MemberRole.MEMBER, admin, site.clock, KEYRING)
    monkeypatch.setattr(teams, "MOST", 5)
    with pytest.raises(InvalidFact, match="too_many"):
        teams.invite(key, "c@contoh.test", MemberRole.MEMBER, admin, site.clock, KEYRING)


@pytest.mark.parametrize("status", ["pending", "returned", "rejected", "suspended"])
def test_a_company_that_nobody_verified_writes_to_nobody(site: Site, session: Session, status: str) -> None:
    """The office's own letter would carry a name that a stranger chose."""
    facts = {"suspended_at": site.clock.now()} if status == "suspended" else {}
    of = employer(status=status, verified_at=None, **facts)
    who = acting(site, member(of))
    with pytest.raises(InvalidFact, match="not_active"):
        teams.invite(of.id, "orang@contoh.test", MemberRole.MEMBER, who, site.clock, KEYRING)


def test_an_invitation_is_taken_back(site: Site, session: Session) -> None:
    key, other = _company(site), _company(site)
    (_, admin), (_, stranger) = _join(site, key), _join(site, other)
    teams.invite(key, "sari@contoh.test", MemberRole.MEMBER, admin, site.clock, KEYRING)
    token = session.scalars(select(AccountToken.id)).one()
    with pytest.raises(NotFound):
        teams.withdraw_invitation(other, token, stranger, site.clock)
    teams.withdraw_invitation(key, token, admin, site.clock)
    assert session.scalars(select(AccountToken.id)).all() == []


def test_somebody_who_is_taken_out_of_a_team_is_told(site: Site, session: Session) -> None:
    """Not whoever leaves by themselves, and by letter only where there is somebody to read it."""
    mine = employer(name="CV Contoh")
    site.save(mine)
    (_, admin), (own, leaving) = _join(site, mine.id), _join(site, mine.id)
    (hers, her), (his, him) = _join(site, mine.id), _join(site, mine.id, status="suspended", suspended_at=NOW)
    for place in (hers, his):
        teams.remove(mine.id, place, admin, site.clock)
    teams.remove(mine.id, own, leaving, site.clock)
    notices = session.execute(select(Notice.account_id, Notice.kind).order_by(Notice.id)).all()
    assert [tuple(one) for one in notices] == [(one.account_id, "member_removed") for one in (her, him)]
    [letter] = letters(site, "member_removed")
    assert letter.recipient == session.get_one(Account, her.account_id).email
    assert letter.facts == {"company": "CV Contoh", "path": "/akun"}


def test_roles_change_and_people_leave(site: Site, session: Session) -> None:
    key = _company(site)
    mine, admin = _join(site, key)
    hers, _ = _join(site, key, "member")
    verbs: list[Callable[[], None]] = [
        lambda: teams.change_role(key, mine, MemberRole.MEMBER, admin, site.clock),
        lambda: teams.remove(key, mine, admin, site.clock),
    ]
    for verb in verbs:
        with pytest.raises(InvalidFact) as refused:
            verb()
        assert (refused.value.field, refused.value.problem) == ("role", "last_admin")
    teams.change_role(key, hers, MemberRole.ADMIN, admin, site.clock)
    teams.change_role(key, hers, MemberRole.ADMIN, admin, site.clock)
    teams.remove(key, mine, admin, site.clock)
    assert _roles(session, key) == ["admin"]
    told = list(session.scalars(select(Event.verb).where(Event.noun == "employer").order_by(Event.id)))
    assert told == ["change_role", "remove_member"]


def test_an_admin_who_cannot_sign_in_counts_for_nothing(site: Site, session: Session) -> None:
    key = _company(site)
    mine, admin = _join(site, key)
    _join(site, key, status="suspended", suspended_at=site.clock.now())
    with pytest.raises(InvalidFact, match="last_admin"):
        teams.remove(key, mine, admin, site.clock)


def test_whose_team_it_is_not(site: Site, session: Session) -> None:
    key, other = _company(site), _company(site)
    mine, _ = _join(site, key)
    _, stranger = _join(site, other)
    _, plain = _join(site, key, "member")
    for who in (stranger, plain, acting(site, officer("verifier")), acting(site, account())):
        with pytest.raises(NotAllowed):
            teams.invite(key, "a@contoh.test", MemberRole.ADMIN, who, site.clock, KEYRING)
        with pytest.raises(NotAllowed):
            teams.remove(key, mine, who, site.clock)
        with pytest.raises(NotAllowed):
            teams.change_role(key, mine, MemberRole.MEMBER, who, site.clock)
    with pytest.raises(NotFound):
        teams.remove(other, mine, stranger, site.clock)


def _at_once(site: Site, verbs: list[Callable[[], None]]) -> list[str]:
    """Run each in a thread of its own, started together; what became of each."""
    gate, said = threading.Barrier(len(verbs)), []

    def run(verb: Callable[[], None]) -> None:
        with site.app.app_context():
            gate.wait()
            try:
                verb()
                said.append("done")
            except DomainError as error:
                said.append(str(error))
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=(verb,)) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said)


@pytest.mark.parametrize("number", range(5))
def test_two_admins_who_remove_one_another_at_once(site: Site, session: Session, number: int) -> None:
    key = _company(site)
    (one, first), (two, second) = _join(site, key), _join(site, key)
    said = _at_once(
        site,
        [lambda: teams.remove(key, two, first, site.clock), lambda: teams.remove(key, one, second, site.clock)],
    )
    assert said == ["done", "role: last_admin"]
    assert _roles(session, key) == ["admin"]


def test_six_admins_who_all_step_down_at_once(site: Site, session: Session) -> None:
    key = _company(site)
    people = [_join(site, key) for _ in range(6)]
    said = _at_once(
        site,
        [
            lambda place=place, who=who: teams.change_role(key, place, MemberRole.MEMBER, who, site.clock)  # type: ignore[misc]
            for place, who in people
        ],
    )
    assert said.count("done") == 5
    assert _roles(session, key).count("admin") == 1


def test_nobody_is_left_behind_in_the_tables(site: Site, session: Session) -> None:
    key = _company(site)
    _, admin = _join(site, key)
    hers, _ = _join(site, key, "member", email="ani@contoh.test")
    teams.remove(key, hers, admin, site.clock)
    found = session.scalars(select(Account).where(Account.email == "ani@contoh.test")).one()
    assert found.membership is None
    assert found.status == "active"


@pytest.mark.parametrize("end", ["remove", "demote", "suspend"])
def test_an_invitation_ends_with_its_givers_place(site: Site, session: Session, end: str) -> None:
    key = _company(site)
    (place, leaving), (_, staying) = _join(site, key), _join(site, key)
    teams.invite(key, "sari@contoh.test", MemberRole.ADMIN, leaving, site.clock, KEYRING)
    token = secret_of(site, "invite_member").rpartition("/")[2]
    assert invitations.read(session, token, site.clock) is not None
    if end == "remove":
        teams.remove(key, place, staying, site.clock)
    elif end == "demote":
        teams.change_role(key, place, MemberRole.MEMBER, staying, site.clock)
    else:
        boss = acting(site, officer("admin"))
        staffing.suspend(leaving.account_id or 0, "Uji.", boss, site.clock)
    with pytest.raises(InvalidFact, match="ended"):
        invitations.accept(token, "Sari Contoh", "empat kuda terbang rendah", "", site.clock)
    assert session.scalar(select(Account.id).where(Account.email == "sari@contoh.test")) is None


def test_the_log_says_whom_a_change_was_about(site: Site, session: Session) -> None:
    key = _company(site)
    _, admin = _join(site, key)
    hers, other = _join(site, key, "member")
    teams.invite(key, "sari@contoh.test", MemberRole.MEMBER, admin, site.clock, KEYRING)
    letter = session.scalars(select(AccountToken.id)).one()
    teams.withdraw_invitation(key, letter, admin, site.clock)
    teams.change_role(key, hers, MemberRole.ADMIN, admin, site.clock)
    teams.remove(key, hers, admin, site.clock)
    lines = session.execute(
        select(Event.noun, Event.noun_id, Event.verb, Event.old_state, Event.new_state, Event.fields)
        .where(Event.noun.in_(("membership", "invitation")))
        .order_by(Event.id)
    )
    assert [tuple(one) for one in lines] == [
        ("invitation", letter, "invite_member", None, None, "member"),
        ("invitation", letter, "withdraw_invite", None, None, ""),
        ("membership", other.account_id, "change_role", "member", "admin", ""),
        ("membership", other.account_id, "remove_member", "admin", None, ""),
    ]
