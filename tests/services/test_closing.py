"""Deleting an account: what goes, what stays, and who may not yet (UU 27/2022, gate S11)."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import InvalidFact
from app.domain.worker import latest_adult_birth
from app.extensions import db
from app.models import (
    Account,
    AccountToken,
    Consent,
    Event,
    EventReason,
    Mail,
    Membership,
    Notice,
    Person,
    Report,
    SearchJob,
    SignIn,
    Worker,
)
from app.queries.catalogue import in_catalogue
from app.queries.signed_in import SignedIn, signed_in
from app.services import audit
from app.services.closing import close_account
from app.services.letters import SENT_KEPT, forget_sent
from app.services.sessions import open_session
from app.services.staffing import reactivate, suspend
from app.services.transaction import transaction
from tests.factories.accounts import PASSWORD, account, acting, member, officer
from tests.factories.employers import employer
from tests.factories.review import report
from tests.factories.vacancies import vacancy
from tests.factories.workers import certificate, given, person, worker
from tests.support.at_once import at_once
from tests.support.clock import NOW
from tests.support.keys import KEYRING
from tests.support.letters import letters
from tests.support.site import Site


def entered(site: Site, who: Account) -> SignedIn:
    """Somebody in a browser."""
    if who.id is None:
        site.save(who)
    with site.app.app_context():
        with transaction() as session:
            token = open_session(session, session.get_one(Account, who.id), site.clock, "Chrome", second_factor=True)
        found = signed_in(db.session(), token, site.clock.now())
        db.session.remove()
    assert found is not None
    return found


def close(site: Site, who: SignedIn, password: str = PASSWORD) -> None:
    close_account(who, password, who.actor, site.clock, KEYRING)


def on_record(site: Site, **facts: Any) -> Account:
    whom = person(name="Budi Contoh", consents=[given()])
    site.save(worker(certificate(), of=whom))
    return account(name="Budi Contoh", email="budi@contoh.test", person_id=whom.id, **facts)


def shown(session: Session, site: Site) -> list[int]:
    session.rollback()
    today = site.clock.today()
    return list(session.scalars(select(Worker.id).join_from(Worker, Person).where(*in_catalogue(today))))


def test_nothing_of_the_account_is_left_but_its_number(site: Site, session: Session) -> None:
    mine, other = on_record(site, phone="084000999888"), account(email="orang@contoh.test")
    who, stranger = entered(site, mine), entered(site, other)
    close(site, who)
    session.rollback()
    row = session.get_one(Account, mine.id)
    kept = {name: value for name, value in vars(row).items() if not name.startswith("_") and value}
    assert set(kept) == {"id", "kind", "status", "created_at", "updated_at"}
    assert row.status == "closed"
    assert [one.account_id for one in session.scalars(select(SignIn))] == [stranger.account_id]
    assert session.get_one(Account, other.id).email == "orang@contoh.test"


def test_the_card_is_gone_at_once_and_the_record_stays(site: Site, session: Session) -> None:
    who = entered(site, on_record(site))
    assert len(shown(session, site)) == 1
    close(site, who)
    assert shown(session, site) == []
    assert session.scalars(select(Consent)).one().withdrawn_at == site.clock.now()
    assert [(one.index_name, one.record_id) for one in session.scalars(select(SearchJob))] == [("workers", 1)]
    assert session.scalars(select(Person)).one().name == "Budi Contoh"
    site.sync()
    assert site.engines.workers.ids() == set()


def test_the_log_keeps_numbers_and_its_chain(site: Site, session: Session) -> None:
    who = entered(site, on_record(site))
    audit.seal_events(session, KEYRING)
    close(site, who)
    audit.seal_events(session, KEYRING)
    assert audit.check_chain(session, KEYRING).broken_at is None
    lines = session.execute(select(Event.noun, Event.verb, Event.account_id, Event.old_state, Event.new_state))
    assert [tuple(one) for one in lines][-2:] == [
        ("worker", "withdraw_consent", who.account_id, "card", None),
        ("account", "close", who.account_id, "active", "closed"),
    ]


def test_the_old_address_gets_one_last_letter_and_is_forgotten(site: Site, session: Session) -> None:
    mine = on_record(site)
    sent = {"status": "sent", "sent_at": NOW, "template": "account_reset", "next_try_at": NOW, "created_at": NOW}
    site.save(mine, Mail(recipient="budi@contoh.test", **sent), Mail(recipient="orang@contoh.test", **sent))
    close(site, entered(site, mine))
    found = [(one.recipient, one.template) for one in letters(site)]
    assert found == [("orang@contoh.test", "account_reset"), ("budi@contoh.test", "account_closed")]
    with transaction() as writing:
        farewell = writing.scalars(select(Mail).where(Mail.template == "account_closed")).one()
        farewell.status = "dead"
    site.hands.move(days=SENT_KEPT.days, minutes=1)
    forget_sent(site.clock)
    session.rollback()
    assert list(session.scalars(select(Mail))) == []


@pytest.mark.parametrize("template", ["account_closed", "vacancy_approve"])
def test_no_letter_on_its_way_is_taken_and_none_that_never_arrives_stays(
    site: Site, session: Session, template: str
) -> None:
    waits = {"template": template, "next_try_at": NOW, "created_at": NOW}
    site.save(account(email="budi@contoh.test"), Mail(recipient="budi@contoh.test", status="dead", **waits))
    site.save(Mail(recipient="pergi@contoh.test", **waits))
    site.hands.move(days=SENT_KEPT.days, minutes=1)
    assert forget_sent(site.clock) == 0
    with transaction() as writing:
        writing.scalars(select(Mail).where(Mail.status == "queued")).one().status = "dead"
    assert forget_sent(site.clock) == 1
    session.rollback()
    assert [one.recipient for one in session.scalars(select(Mail))] == ["budi@contoh.test"]


def test_what_lies_beside_goes_too(site: Site, session: Session) -> None:
    mine, admin = account(), acting(site, officer("admin"))
    [key] = site.save(vacancy())
    site.save(mine)
    site.save(
        Notice(account_id=mine.id, kind="roles_changed", created_at=NOW),
        AccountToken(
            purpose="change_email", token_hash=bytes(32), account_id=mine.id, email="baru@contoh.test",
            created_at=NOW, expires_at=NOW + timedelta(days=1),
        ),
        AccountToken(
            purpose="invite_staff", token_hash=b"a" * 32, email=mine.email, roles="verifier",
            created_at=NOW, expires_at=NOW + timedelta(days=1),
        ),
        report(key, account_id=mine.id, contact_cipher=b"x"), report(key, contact_cipher=b"y"),
    )  # fmt: skip
    suspend(mine.id, "Diduga bukan Rahmat.", admin, site.clock)
    reactivate(mine.id, "Ternyata Rahmat.", admin, site.clock)
    close(site, entered(site, mine))
    session.rollback()
    for table in (Notice, AccountToken, EventReason):
        assert session.scalars(select(table)).all() == []
    reports = session.scalars(select(Report).order_by(Report.id)).all()
    assert [(one.account_id, one.contact_cipher, bool(one.text)) for one in reports] == [
        (None, None, True), (None, b"y", True),
    ]  # fmt: skip


def test_a_wrong_password_changes_nothing(site: Site, session: Session) -> None:
    who = entered(site, on_record(site))
    with pytest.raises(InvalidFact, match="old: wrong"):
        close(site, who, "bukan ini")
    assert len(shown(session, site)) == 1
    assert session.get_one(Account, who.account_id).status == "active"


def test_a_member_leaves_the_team_and_the_company_stays(site: Site, session: Session) -> None:
    mine = employer()
    site.save(mine)
    admin = member(mine, "admin")
    one, other = entered(site, member(mine, "member")), entered(site, admin)
    close(site, one)
    session.rollback()
    assert [row.account_id for row in session.scalars(select(Membership))] == [other.account_id]
    lines = session.execute(select(Event.noun, Event.noun_id, Event.old_state).where(Event.verb == "leave_team"))
    assert [tuple(row) for row in lines] == [
        ("employer", mine.id, None), ("membership", one.account_id, "member"),
    ]  # fmt: skip
    with pytest.raises(InvalidFact, match="account: last_admin"):
        close(site, other)


def test_a_rejected_company_holds_nobody(site: Site, session: Session) -> None:
    """It may invite nobody who could take its last admin's place."""
    mine = employer(status="rejected")
    site.save(mine)
    close(site, entered(site, member(mine, "admin")))
    session.rollback()
    assert session.scalars(select(Membership)).all() == []


def test_of_two_admins_who_go_at_once_one_stays(site: Site, session: Session) -> None:
    mine = employer()
    site.save(mine)
    waiting = [entered(site, member(mine, "admin")) for _ in range(2)]
    ids = {one.account_id for one in waiting}
    found = at_once(site, lambda: close(site, waiting.pop()), 2)
    assert sorted(map(str, found)) == ["None", "account: last_admin"]
    session.rollback()
    [left] = session.scalars(select(Membership.account_id))
    assert left in ids
    assert session.get_one(Account, left).status == "active"


def test_pressed_often_at_once_it_is_done_once(site: Site, session: Session) -> None:
    who = entered(site, on_record(site))
    found = at_once(site, lambda: close(site, who), 6)
    assert sorted(map(str, found))[0] == "None"
    assert found.count(None) == 1
    verbs = list(session.scalars(select(Event.verb).where(Event.verb.in_(("close", "withdraw_consent")))))
    assert sorted(verbs) == ["close", "withdraw_consent"]
    assert [one.template for one in letters(site)] == ["account_closed"]


def test_an_officer_asks_the_admin_first(site: Site, session: Session) -> None:
    who = entered(site, officer("verifier"))
    with pytest.raises(InvalidFact, match="account: officer"):
        close(site, who)
    former = entered(site, account(kind="staff"))
    close(site, former)
    session.rollback()
    assert session.get_one(Account, former.account_id).status == "closed"


def test_a_minor_without_a_card_closes_alike(site: Site, session: Session) -> None:
    young = person(birth_on=latest_adult_birth(site.clock.today()) + timedelta(days=9))
    site.save(worker(of=young))
    who = entered(site, account(person_id=young.id))
    close(site, who)
    session.rollback()
    assert session.scalars(select(Consent)).all() == []
    assert session.get_one(Account, who.account_id).person_id is None
