"""The verbs of a worker, on every database."""

from datetime import date, timedelta
from itertools import product

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.actor import OPERATOR, SYSTEM
from app.domain.consent import ConsentLevel, RecordedVia
from app.domain.errors import InvalidFact, NotAllowed, NotFound
from app.domain.worker import NewWorker, Profile, Sex, is_in_catalogue
from app.models import Consent, Event, Person, SearchJob, Worker
from app.queries.catalogue import in_catalogue
from app.services import workers
from app.services.identity import NIK, PHONE
from app.services.transaction import transaction
from tests.factories.workers import certificate, given, person, worker
from tests.support.clock import NOW
from tests.support.keys import KEYRING
from tests.support.site import Site

TODAY = date(2026, 11, 25)
PROFILE = Profile("smk", 40, ("721201", "834202"), "63.11.06", TODAY, "Biasa kerja malam.")
NIK_TEXT = "6311061703950001"


def _command(**changes: object) -> NewWorker:
    plain = {
        "name": " Siti  Rahasia ", "birth_on": date(1995, 3, 17), "sex": Sex.FEMALE, "profile": PROFILE,
        "nik": "631106 170395 0001", "phone": "0812-3456-7890", "address": "Jalan  Rahasia 1",
        "village_code": "63.11.06.1019",
    }  # fmt: skip
    return NewWorker(**(plain | changes))  # type: ignore[arg-type]


def _register(site: Site, **changes: object) -> int:
    return workers.register_worker(_command(**changes), OPERATOR, site.clock, KEYRING)


def _events(session: Session) -> list[tuple[str, str | None, str | None, str]]:
    session.rollback()
    rows = session.execute(select(Event.verb, Event.old_state, Event.new_state, Event.fields).order_by(Event.id))
    return [tuple(row) for row in rows]  # type: ignore[misc]


def _jobs(session: Session) -> int:
    return session.scalar(select(func.count(SearchJob.id)).where(SearchJob.index_name == "workers")) or 0


def _public(session: Session) -> set[int]:
    session.rollback()
    return set(session.scalars(select(Worker.id).join(Person).where(*in_catalogue(TODAY))))


def test_a_registered_worker_is_findable_by_nik_and_not_public(site: Site, session: Session) -> None:
    key = _register(site)
    found = session.scalars(select(Person).where(Person.nik_index == KEYRING.blind_index(NIK_TEXT, NIK))).one()
    assert (found.name, found.sex, found.created_at) == ("Siti Rahasia", "female", NOW)
    assert KEYRING.decrypt(found.nik_cipher or b"", NIK) == NIK_TEXT
    assert KEYRING.decrypt(found.phone_cipher or b"", PHONE) == "+6281234567890"
    held = session.get_one(Worker, key)
    assert [row.occupation_code for row in held.occupations] == ["721201", "834202"]
    assert len(held.public_id) == 8
    assert _public(session) == set()
    assert (_events(session), _jobs(session)) == ([("register", None, None, "")], 0)


def test_one_person_is_one_record(site: Site, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    _register(site)
    with pytest.raises(InvalidFact, match="nik: taken"):
        _register(site, nik="63.11.06.170395.0001")
    monkeypatch.setattr(workers, "_refuse_known", lambda *_: None)  # both clerks looked before either wrote
    with pytest.raises(InvalidFact, match="nik: taken") as caught:
        _register(site)
    assert caught.value.__suppress_context__
    _register(site, nik=None)
    _register(site, nik=None)
    assert session.scalar(select(func.count(Person.id))) == 3


@pytest.mark.parametrize(
    ("changes", "field", "problem"),
    [
        ({"name": " "}, "name", "missing"),
        ({"birth_on": TODAY + timedelta(days=1)}, "birth_on", "impossible"),
        ({"birth_on": date(1899, 12, 31)}, "birth_on", "impossible"),
        ({"nik": "631106170395000"}, "nik", "wrong_length"),
        ({"nik": ""}, "nik", "missing"),
        ({"phone": "12"}, "phone", "invalid"),
        ({"village_code": "63.11.06"}, "village_code", "unknown"),
        ({"profile": Profile("s9", 1, ("721201",), "63.11.06")}, "education", "unknown"),
        ({"profile": Profile("smk", -1, ("721201",), "63.11.06")}, "experience_months", "out_of_range"),
        ({"profile": Profile("smk", 1, (), "63.11.06")}, "occupations", "missing"),
        ({"profile": Profile("smk", 1, ("721201", "721201"), "63.11.06")}, "occupations", "too_many_or_twice"),
        ({"profile": Profile("smk", 1, ("999999",), "63.11.06")}, "occupations", "unknown"),
        ({"profile": Profile("smk", 1, ("721201",), "63.11")}, "district_code", "unknown"),
    ],
)
def test_what_is_refused(site: Site, session: Session, changes: dict[str, object], field: str, problem: str) -> None:
    with pytest.raises(InvalidFact) as caught:
        _register(site, **changes)
    assert (caught.value.field, caught.value.problem) == (field, problem)
    assert session.scalar(select(func.count(Person.id))) == 0


def test_a_changed_profile_leaves_the_names_of_its_fields(site: Site, session: Session) -> None:
    key = _register(site)
    changed = Profile("d3", 40, ("834202", "721201"), "63.11.06", TODAY, "Kata rahasia.")
    workers.change_profile(key, changed, OPERATOR, site.clock)
    workers.change_profile(key, changed, OPERATOR, site.clock)
    held = session.get_one(Worker, key)
    assert (held.education, [row.occupation_code for row in held.occupations]) == ("d3", ["834202", "721201"])
    assert _events(session)[1:] == [("change_profile", None, None, "education skills occupations")]
    assert _jobs(session) == 1


def test_consent_makes_public_and_its_withdrawal_ends_it(site: Site, session: Session) -> None:
    [key] = site.save(worker(consent=None))
    assert _public(session) == set()
    workers.give_consent(key, ConsentLevel.CARD, "2026-01", RecordedVia.COUNTER, OPERATOR, site.clock)
    assert _public(session) == {key}
    site.hands.move(days=1)
    workers.give_consent(key, ConsentLevel.CONTACT, "2026-01", RecordedVia.PAPER, OPERATOR, site.clock)
    workers.withdraw_consent(key, OPERATOR, site.clock)
    assert _public(session) == set()
    assert [(row.level, row.withdrawn_at is None) for row in session.scalars(select(Consent).order_by(Consent.id))] == [
        ("card", False), ("contact", False),
    ]  # fmt: skip
    assert _events(session) == [
        ("give_consent", None, "card", ""), ("give_consent", "card", "contact", ""),
        ("withdraw_consent", "contact", None, ""),
    ]  # fmt: skip
    with pytest.raises(NotFound):
        workers.withdraw_consent(key, OPERATOR, site.clock)


def test_a_minor_has_no_consent_to_give(site: Site, session: Session) -> None:
    [key] = site.save(worker(of=person(birth_on=TODAY.replace(year=2008) + timedelta(days=1))))
    with pytest.raises(InvalidFact, match="birth_on: minor"):
        workers.give_consent(key, ConsentLevel.CARD, "2026-01", RecordedVia.COUNTER, OPERATOR, site.clock)


def test_a_hidden_worker_is_gone_at_once_although_the_index_still_has_him(site: Site, session: Session) -> None:
    """Gate R6, the half below the pages."""
    [key] = site.save(worker())
    workers.hide(key, OPERATOR, site.clock)
    workers.hide(key, OPERATOR, site.clock)
    assert site.engines.workers.ids() == {key}
    assert _public(session) == set()
    site.sync()
    assert site.engines.workers.ids() == set()
    workers.show(key, OPERATOR, site.clock)
    assert _public(session) == {key}
    assert [verb for verb, *_ in _events(session)] == ["hide", "show"]


def test_only_the_office_keeps_workers(site: Site, session: Session) -> None:
    [key] = site.save(worker())
    with pytest.raises(NotAllowed):
        workers.register_worker(_command(), SYSTEM, site.clock, KEYRING)
    with pytest.raises(NotAllowed):
        workers.change_profile(key, PROFILE, SYSTEM, site.clock)
    for verb in (workers.hide, workers.show, workers.withdraw_consent):
        with pytest.raises(NotAllowed):
            verb(key, SYSTEM, site.clock)
    with pytest.raises(NotAllowed):
        workers.give_consent(key, ConsentLevel.CARD, "2026-01", RecordedVia.COUNTER, SYSTEM, site.clock)
    with pytest.raises(NotFound):
        workers.hide(999, OPERATOR, site.clock)


def test_the_rule_of_the_catalogue_in_sql_is_the_rule_in_python(site: Site, session: Session) -> None:
    births = (TODAY.replace(year=2008), TODAY.replace(year=2008) + timedelta(days=1))
    consents = ([], [given()], [given(withdrawn=True)], [given(withdrawn=True), given("contact")])
    statuses = ([], ["unverified"], ["revoked"], ["verified"], ["revoked", "verified"])
    expected = {}
    for birth_on, agreed, hidden_at, held in product(births, consents, (None, NOW), statuses):
        one = worker(
            of=person(birth_on=birth_on, consents=[_copy(consent) for consent in agreed]),
            hidden_at=hidden_at, certificates=[certificate(status=status) for status in held],
        )  # fmt: skip
        live = any(consent.withdrawn_at is None for consent in agreed)
        [key] = site.save(one, indexed=False)
        expected[key] = is_in_catalogue(birth_on, live, hidden_at, held, TODAY)
    assert _public(session) == {key for key, public in expected.items() if public}
    assert 0 < sum(expected.values()) < len(expected)


def _copy(consent: Consent) -> Consent:
    return given(consent.level, withdrawn=consent.withdrawn_at is not None)


@pytest.mark.parametrize(
    "lie",
    [
        "UPDATE person SET nik_index = NULL",
        "UPDATE person SET phone_cipher = NULL",
        "UPDATE person SET sex = 'x'",
        "UPDATE person SET name = ''",
        "UPDATE consent SET level = 'all'",
        "UPDATE consent SET text_version = ''",
        "UPDATE consent SET withdrawn_at = '2020-01-01 00:00:00'",
        "INSERT INTO consent (person_id, level, text_version, recorded_via, given_at)"
        " SELECT person_id, level, text_version, recorded_via, given_at FROM consent",
        "UPDATE worker SET experience_months = -1",
        "UPDATE worker SET education = 'tk'",
        "UPDATE worker SET public_id = 'KURANG'",
        "UPDATE worker_occupation SET position = -1",
        "UPDATE certificate SET verified_at = NULL, verified_note = ''",
        "UPDATE certificate SET verified_note = ''",
        "UPDATE certificate SET status = 'unverified'",
        "UPDATE certificate SET status = 'revoked'",
        "UPDATE certificate SET status = 'revoked', revoked_at = verified_at",
        "UPDATE certificate SET revoke_reason = 'x'",
        "UPDATE certificate SET valid_until = '2001-01-01'",
        "UPDATE certificate SET kkni_level = 10",
        "UPDATE certificate SET issuer = 'saya'",
        "UPDATE certificate SET number = ''",
        "UPDATE certificate SET token = 'pendek'",
    ],
)
def test_the_database_refuses_lies(site: Site, session: Session, lie: str) -> None:
    site.save(worker(of=person(nik=NIK_TEXT, phone="081234567890", consents=[given()])), indexed=False)
    with pytest.raises(IntegrityError), transaction() as writing:
        writing.execute(text(lie))
    session.rollback()
