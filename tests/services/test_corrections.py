"""A record is put right on proof, and the log keeps names only (gates S6, S10)."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.domain.actor import SYSTEM
from app.domain.errors import InvalidFact, NotAllowed, NotFound
from app.domain.reasons import REASONS
from app.domain.worker import Sex
from app.models import EventReason, Person, SearchJob, Worker
from app.queries.person_record import last_change
from app.services.corrections import note_read
from app.services.identity import ADDRESS, NIK, PHONE, sealed_address
from tests.factories.accounts import acting, officer
from tests.factories.corrections import NIK_TEXT, ONE, OTHER_NIK, TWO, correct, grounds, lines, somebody
from tests.factories.workers import person
from tests.support.keys import KEYRING
from tests.support.site import Site


def test_a_village_stays_while_the_district_does(site: Site, session: Session) -> None:
    key = somebody(site)
    session.execute(update(Worker).values(district_code="63.11.07"))  # the village lies elsewhere, as on old records
    session.commit()
    correct(site, key, education="d3")
    assert session.get_one(Person, key).village_code is not None


@pytest.mark.parametrize("words", ["NIK lama 6311061703950001", "hubungi 0812-3456-789", "0812 3456 7890"])
def test_a_note_holds_no_long_number(site: Site, session: Session, words: str) -> None:
    key = somebody(site)
    with pytest.raises(InvalidFact, match="reason: personal"):
        correct(site, key, grounds(*ONE, words=words), name="Siti Rahayu")
    assert lines(session) == []


def jobs(session: Session) -> int:
    session.rollback()
    return session.query(SearchJob).filter_by(index_name="workers").count()


def test_everything_that_was_wrong_is_right_and_the_log_holds_names_only(site: Site, session: Session) -> None:
    key = somebody(site, phone="081100001234", **sealed_address(KEYRING, "Jalan Lama 1"))
    correct(
        site, key, grounds(*TWO, words="Salah ketik."), name=" Siti  Rahayu ", birth_on=date(1995, 3, 17), sex=Sex.MALE,
        nik="6311 0617 0395 0002", phone="0811-0000-9999", address="Jalan  Baru 2", education="d3",
        experience_months=60, occupations=("834202", "721201"), district_code="63.11.07",
    )  # fmt: skip
    held = session.get_one(Person, key)
    profile = session.scalars(select(Worker).where(Worker.person_id == key)).one()
    assert held.name == "Siti Rahayu"
    assert KEYRING.decrypt(held.nik_cipher or b"", NIK) == OTHER_NIK
    assert held.nik_index == KEYRING.blind_index(OTHER_NIK, NIK)
    assert KEYRING.decrypt(held.phone_cipher or b"", PHONE) == "+6281100009999"
    assert KEYRING.decrypt(held.address_cipher or b"", ADDRESS) == "Jalan Baru 2"
    assert (profile.education, profile.experience_months, profile.district_code) == ("d3", 60, "63.11.07")
    assert [row.occupation_code for row in profile.occupations] == ["834202", "721201"]
    assert held.village_code is None  # it lay in the old district
    [(noun, verb, fields)] = lines(session)
    assert (noun, verb) == ("person", "correct")
    assert set(fields.split()) == {
        "name", "nik", "phone", "address", "education", "experience_months", "occupations", "district_code",
        "village_code",
    }  # fmt: skip
    assert session.scalars(select(EventReason.text)).all() == ["Salah ketik."]
    site.sync()
    assert site.engines.workers.documents([profile.id])[profile.id].keywords["education"] == ("d3",)


@pytest.mark.parametrize(
    ("facts", "indexed"),
    [
        ({"name": "Siti Rahayu"}, 0), ({"phone": "081100001234"}, 0), ({"address": "Jalan Baru"}, 0),
        ({"education": "d3"}, 1), ({"district_code": "63.11.07"}, 1), ({"birth_on": date(1995, 3, 18)}, 1),
    ],
)  # fmt: skip
def test_the_catalogue_follows_what_is_public(
    site: Site, session: Session, facts: dict[str, Any], indexed: int
) -> None:
    key = somebody(site)
    correct(site, key, grounds(*ONE, compared=True), **facts)
    assert jobs(session) == indexed


def test_an_empty_phone_or_address_comes_off_the_record(site: Site, session: Session) -> None:
    key = somebody(site, phone="081100001234", **sealed_address(KEYRING, "Jalan Lama 1"))
    correct(site, key, grounds("keadaan-berubah"), phone="", address="")
    held = session.get_one(Person, key)
    assert (held.phone_index, held.phone_cipher, held.address_cipher) == (None, None, None)


@pytest.mark.parametrize(
    ("facts", "codes", "problem"),
    [
        ({"name": "Siti Rahayu"}, (), "paper"), ({"name": "Siti Rahayu"}, ("ijazah-asli",), "paper"),
        ({"name": "Siti Rahayu"}, ("kartu-keluarga",), ""), ({"education": "d3"}, (), ""),
        ({"nik": OTHER_NIK}, ("ktp-asli", "salah-ketik"), "papers"), ({"nik": OTHER_NIK}, TWO, ""),
        ({"nik": OTHER_NIK}, ("surat-dukcapil", "kartu-keluarga"), ""),
    ],
)  # fmt: skip
def test_identity_takes_a_paper_and_another_nik_takes_two(
    site: Site, session: Session, facts: dict[str, Any], codes: tuple[str, ...], problem: str
) -> None:
    key = somebody(site)
    if problem:
        with pytest.raises(InvalidFact, match=f"^grounds: {problem}$"):
            correct(site, key, grounds(*codes), **facts)
    else:
        correct(site, key, grounds(*codes), **facts)
    assert len(lines(session)) == (0 if problem else 1)
    assert set(codes) <= set(REASONS["person_correct"])


def test_a_missing_nik_takes_one_paper(site: Site, session: Session) -> None:
    key = somebody(site, nik=None)
    correct(site, key, grounds(*ONE), nik=NIK_TEXT)
    assert session.get_one(Person, key).nik_index is not None


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"nik": "6311061803950001"}, "other_date"), ({"nik": "6311065703950001"}, "other_sex"),
        ({"nik": "6311069903950001"}, "impossible_date.other_sex"), ({"birth_on": date(1995, 3, 18)}, "other_date"),
        ({"sex": Sex.FEMALE}, "other_sex"), ({"nik": "6311063102950001"}, "impossible_date"),
        ({"birth_on": date(1995, 3, 18), "sex": Sex.FEMALE}, "other_date.other_sex"),
    ],
)  # fmt: skip
def test_a_nik_that_says_otherwise_is_compared_first(
    site: Site, session: Session, facts: dict[str, Any], problem: str
) -> None:
    key = somebody(site)
    with pytest.raises(InvalidFact, match=f"^compared: {problem}$"):
        correct(site, key, grounds(*TWO), **facts)
    assert lines(session) == []
    correct(site, key, grounds(*TWO, compared=True), **facts)
    assert len(lines(session)) == 1


@pytest.mark.parametrize(
    ("facts", "field", "problem"),
    [
        ({"name": "  "}, "name", "missing"), ({"birth_on": date(2026, 11, 27)}, "birth_on", "impossible"),
        ({"nik": "123"}, "nik", "wrong_length"), ({"phone": "12"}, "phone", "invalid"),
        ({"education": "s9"}, "education", "unknown"), ({"occupations": ("999999",)}, "occupations", "unknown"),
        ({"district_code": "63.11"}, "district_code", "unknown"), ({}, "record", "unchanged"),
        ({"name": "Siti Rahasia", "nik": NIK_TEXT}, "record", "unchanged"),
    ],
)  # fmt: skip
def test_what_is_refused(site: Site, session: Session, facts: dict[str, Any], field: str, problem: str) -> None:
    key = somebody(site)
    with pytest.raises(InvalidFact) as caught:
        correct(site, key, grounds(*TWO), **facts)
    assert (caught.value.field, caught.value.problem) == (field, problem)
    assert lines(session) == []


def test_a_reason_is_due_and_not_endless(site: Site, session: Session) -> None:
    key = somebody(site)
    for words, problem in ((" ", "missing"), ("x" * 501, "too_long")):
        with pytest.raises(InvalidFact, match=f"^reason: {problem}$"):
            correct(site, key, grounds(*ONE, words=words), name="Siti Rahayu")


def test_a_nik_of_somebody_else_is_refused_by_the_database(site: Site, session: Session) -> None:
    key = somebody(site)
    site.save(person(nik=OTHER_NIK))
    with pytest.raises(InvalidFact, match=r"^nik: taken$") as caught:
        correct(site, key, grounds(*TWO), nik=OTHER_NIK, name="Siti Rahayu")
    assert caught.value.__suppress_context__  # the database's own words show the hash
    assert session.get_one(Person, key).name == "Siti Rahasia"
    assert lines(session) == []


def test_somebody_without_a_profile(site: Site, session: Session) -> None:
    one = person(name="Siti Rahasia")
    site.save(one)
    correct(site, one.id, name="Siti Rahayu")
    with pytest.raises(InvalidFact, match="record: unchanged"):
        correct(site, one.id, grounds(*ONE, seen=last_change(session, one.id)), education="d3")


def test_only_who_keeps_records_corrects_them(site: Site, session: Session) -> None:
    key = somebody(site)
    for who in (SYSTEM, *(acting(site, officer(role)) for role in ("moderator", "training_officer", "admin", "head"))):
        with pytest.raises(NotAllowed):
            correct(site, key, actor=who, name="Siti Rahayu")
        with pytest.raises(NotAllowed):
            note_read(key, who, site.clock)
    for role in ("counsellor", "verifier"):
        correct(site, key, grounds(*ONE, seen=2**31 - 1), acting(site, officer(role)), name=f"Siti {role}")
    with pytest.raises(NotFound):
        correct(site, 999, name="Siti Rahayu")
