"""A record is put right once, the second officer is told, and so is its owner (gate R4)."""

import json
from datetime import date
from itertools import count
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actor import OPERATOR
from app.domain.consent import ConsentLevel, RecordedVia
from app.domain.correction import CorrectedMeanwhile
from app.domain.errors import InvalidFact
from app.models import Account, Consent, Mail, Notice, Worker
from app.queries.person_record import last_change
from app.services import workers
from app.services.corrections import note_read
from app.services.counter import complete_nik
from tests.factories.accounts import account
from tests.factories.corrections import NIK_TEXT, ONE, correct, grounds, lines, somebody
from tests.support.at_once import MANY, at_once
from tests.support.keys import KEYRING
from tests.support.site import Site


def test_the_second_of_two_officers_is_told(site: Site, session: Session) -> None:
    key = somebody(site)
    correct(site, key, name="Siti Rahayu")
    with pytest.raises(CorrectedMeanwhile) as caught:
        correct(site, key, grounds(*ONE), education="d3")
    assert caught.value.fields == {"name"}
    assert str(key) in str(caught.value)
    with pytest.raises(InvalidFact, match="record: unchanged"):
        correct(site, key)
    seen = last_change(session, key)
    session.rollback()
    correct(site, key, grounds(*ONE, seen=seen), education="d3")
    assert [fields for _, _, fields in lines(session)] == ["name", "education"]


def test_other_verbs_that_change_the_record_are_noticed_and_looks_are_not(site: Site, session: Session) -> None:
    key = somebody(site, nik=None)
    note_read(key, OPERATOR, site.clock)
    correct(site, key, name="Siti Rahayu")
    seen = last_change(session, key)
    complete_nik(key, NIK_TEXT, OPERATOR, site.clock, KEYRING)
    with pytest.raises(CorrectedMeanwhile, match=str(key)):
        correct(site, key, grounds(*ONE, seen=seen), name="Siti R")
    seen, held = last_change(session, key), session.scalars(select(Worker)).one()
    profile = workers.Profile("d3", 40, ("721201",), held.district_code)
    workers.change_profile(held.id, profile, OPERATOR, site.clock)
    with pytest.raises(CorrectedMeanwhile) as caught:
        correct(site, key, grounds(*ONE, seen=seen), name="Siti R")
    assert "education" in caught.value.fields


def test_the_same_form_twenty_times_is_one_correction(site: Site, session: Session) -> None:
    key = somebody(site)
    site.save(account(person_id=key))
    found = at_once(site, lambda: correct(site, key, name="Siti Rahayu", phone="081100001234"))
    assert found == [None] * MANY
    assert len(lines(session)) == 1
    assert [session.query(kind).count() for kind in (Notice, Mail)] == [1, 1]


def test_of_many_different_ones_at_once_one_is_written(site: Site, session: Session) -> None:
    key, names = somebody(site), iter([f"Siti Nomor {number}" for number in range(MANY)])
    found = at_once(site, lambda: correct(site, key, name=next(names)))
    assert found.count(None) == 1
    assert sum(isinstance(one, CorrectedMeanwhile) for one in found) == MANY - 1
    assert len(lines(session)) == 1


def test_the_owner_may_decide_on_the_card_meanwhile(site: Site, session: Session) -> None:
    key = somebody(site)
    [held] = session.scalars(select(Worker.id)).all()
    session.rollback()
    names, turns = iter([f"Siti Nomor {number}" for number in range(MANY)]), count()

    def deed() -> None:
        if next(turns) % 2:
            correct(site, key, name=next(names))
        else:
            workers.give_consent(held, ConsentLevel.CARD, "1", RecordedVia.COUNTER, OPERATOR, site.clock)

    found = at_once(site, deed)
    assert all(isinstance(one, CorrectedMeanwhile | None) for one in found)
    session.rollback()
    assert len(session.scalars(select(Consent).where(Consent.withdrawn_at.is_(None))).all()) == 1


def test_the_owner_of_the_account_hears_what_was_changed_and_not_to_what(site: Site, session: Session) -> None:
    key = somebody(site)
    mine = account(person_id=key, name="Siti Rahasia", email="siti@contoh.test")
    site.save(mine)
    correct(site, key, grounds(*ONE, words="Namanya Siti Rahayu."), name="Siti Rahayu", phone="081100001234")
    [notice], [letter] = session.query(Notice).all(), session.query(Mail).all()
    assert (notice.account_id, notice.kind, notice.path) == (mine.id, "person_correct", "/akun/data")
    assert (letter.recipient, letter.template) == ("siti@contoh.test", "person_correct")
    for facts in (notice.facts, letter.facts):
        assert json.loads(facts)["fields"] == ["name", "phone"]
        assert "Rahayu" not in facts
        assert "0811" not in facts
    assert session.get_one(Account, mine.id).name == "Siti Rahayu"  # it bore the name of the record


@pytest.mark.parametrize(
    ("facts", "letters"),
    [({"email": None, "phone": "081100001234"}, 0), ({"status": "pending"}, 0), ({"name": "Ibu Siti"}, 1)],
)
def test_letters_go_to_proved_addresses_and_a_chosen_name_stays(
    site: Site, session: Session, facts: dict[str, Any], letters: int
) -> None:
    key = somebody(site)
    mine = account(**({"person_id": key} | facts))
    site.save(mine)
    before = mine.name
    correct(site, key, name="Siti Rahayu")
    assert (session.query(Notice).count(), session.query(Mail).count()) == (1, letters)
    assert session.get_one(Account, mine.id).name == before


def test_somebody_who_turns_out_to_be_a_minor_is_gone_from_the_catalogue(site: Site, session: Session) -> None:
    """The consent ends too: it was no consent, and must not bring the card back at eighteen."""
    key = somebody(site)
    correct(site, key, grounds(*ONE, compared=True), birth_on=date(2009, 3, 17))
    assert session.scalars(select(Consent.withdrawn_at)).one() == site.clock.now()
    assert [verb for _, verb, _ in lines(session)] == ["withdraw_consent", "correct"]
    site.sync()
    assert site.engines.workers.ids() == set()


def test_the_consent_of_somebody_who_was_grown_up_then_stays(site: Site, session: Session) -> None:
    key = somebody(site)
    correct(site, key, grounds(*ONE, compared=True), birth_on=date(1996, 3, 17))
    assert session.scalars(select(Consent.withdrawn_at)).one() is None
