"""The demo's people in the tables, on every database."""

import hashlib
from collections import Counter, defaultdict
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.demo.people import DemoPerson, demo_people
from app.demo.people_homes import Village
from app.domain.actor import OPERATOR
from app.domain.certificate import CertificateStatus, Issuer, NewCertificate
from app.domain.clock import Clock
from app.domain.worker import NewWorker, Profile, Sex
from app.indexing.worker_documents import all_documents
from app.models import Certificate, Consent, Event, Person, Region, SearchJob, Vacancy, Worker, WorkerOccupation
from app.services import workers
from app.services.certificates import record_certificate, revoke_certificate, verify_certificate
from app.services.identity import ADDRESS, NIK, PHONE
from app.services.seeding import NotEmpty, seed_demo
from app.services.seeding_people import CONSENT_TEXT, seed_people
from app.services.workers import give_consent, register_worker, withdraw_consent
from tests.support.clock import Hands, frozen_clock
from tests.support.databases import REFERENCE
from tests.support.keys import KEYRING
from tests.support.leaks import everything, hunt_for_everybody
from tests.support.site import Site


@pytest.fixture
def clock() -> Clock:
    return frozen_clock(Hands())


def count(session: Session, *conditions: Any) -> int:
    return session.scalar(select(func.count()).where(*conditions)) or 0


def people(session: Session, clock: Clock) -> list[DemoPerson]:
    """What the tables should hold."""
    villages: dict[str, list[Village]] = {}
    for row in session.scalars(select(Region).where(Region.level == "village").order_by(Region.code)):
        villages.setdefault(str(row.parent_code), []).append(Village(row.code, row.name))
    return demo_people(clock, villages)


def verbs(session: Session, noun: str, key: int) -> list[tuple[str, str | None, str | None]]:
    found = session.execute(
        select(Event.verb, Event.old_state, Event.new_state)
        .where(Event.noun == noun, Event.noun_id == key)
        .order_by(Event.id)
    )
    return [tuple(row) for row in found]


def columns(thing: Any, *left_out: str) -> dict[str, Any]:
    """What is stored of it, but for what chance or the clock gives."""
    own = {"id", "created_at", "updated_at", *left_out}
    return {key: getattr(thing, key) for key in thing.__table__.columns.keys() if key not in own}  # noqa: SIM118


def test_the_regency_is_stored_with_its_outbox(session: Session, clock: Clock) -> None:
    assert seed_people(clock, KEYRING) == 4_100
    assert count(session, Person.id > 0) == count(session, Worker.id > 0) == 4_100
    assert session.scalar(select(func.count(Certificate.worker_id.distinct()))) == 1_600
    assert count(session, Consent.withdrawn_at.is_(None)) == 1_100
    assert count(session, Consent.withdrawn_at.is_not(None)) == 100
    assert set(session.scalars(select(Certificate.status))) == set(CertificateStatus)
    # The outbox leads to the catalogue.
    waiting = set(session.scalars(select(SearchJob.record_id).where(SearchJob.index_name == "workers")))
    shown = {document.id for document in all_documents(session, clock)}
    assert 800 < len(shown) < 1_000
    assert shown <= waiting
    touched = {one.number for one in people(session, clock) if one.consent or one.certificates}
    assert waiting == touched


def test_identities_are_sealed_and_found_by_their_keyed_hash(session: Session, clock: Clock) -> None:
    seed_people(clock, KEYRING)
    expected = {one.number: one.facts for one in people(session, clock)}
    for person in session.scalars(select(Person).where(Person.id % 41 == 0)):
        facts = expected[person.id]
        assert person.nik_cipher
        assert KEYRING.decrypt(person.nik_cipher, NIK) == facts.nik
        assert person.nik_index == KEYRING.blind_index(str(facts.nik), NIK)
        assert (person.phone_cipher and KEYRING.decrypt(person.phone_cipher, PHONE)) == facts.phone
        assert person.address_cipher
        assert KEYRING.decrypt(person.address_cipher, ADDRESS) == facts.address
        plain = str(facts.nik).encode()
        assert plain not in person.nik_cipher
        assert person.nik_index != hashlib.sha256(plain).digest()


def test_a_dump_without_keys_gives_no_number_and_no_address(session: Session, clock: Clock) -> None:
    """Everything in every table; of what identifies people only the name is there to be read, in its one column."""
    seed_people(clock, KEYRING)
    hunt = hunt_for_everybody(session, KEYRING)
    assert len(hunt.people) == 4_100
    found: dict[str, set[str]] = defaultdict(set)
    for column, value in everything(session.connection(), left_out=REFERENCE):
        content = value if isinstance(value, bytes) else str(value).encode()
        found[column] |= {leak.partition(" of ")[0] for leak in hunt.in_bytes(content)}
    assert {column: kinds for column, kinds in found.items() if kinds} == {"person.name": {"name"}}


def test_the_services_would_have_stored_the_same(session: Session, clock: Clock) -> None:
    """Somebody who withdrew, and somebody with a revoked certificate: once by the demo and once by the verbs."""
    seed_people(clock, KEYRING)
    drawn = people(session, clock)
    withdrew = next(one for one in drawn if one.consent and one.consent.withdrawn_at and one.certificates)
    revoked = next(one for one in drawn if any(held.revoked_at and held.verified_at for held in one.certificates))
    seeded = {one.number: _stored(session, one.number) for one in (withdrew, revoked)}
    for one in (withdrew, revoked):
        seed_people(clock, KEYRING, 1, replace=True)  # an empty table but for a stranger
        assert _stored(session, _by_the_verbs(one, clock)) == seeded[one.number]


_DATED = ("verified_at", "evidence_on", "revoked_at")


def _by_the_verbs(one: DemoPerson, clock: Clock) -> int:
    key = register_worker(one.facts, OPERATOR, clock, KEYRING)
    if one.consent:
        give_consent(key, one.consent.level, CONSENT_TEXT, one.consent.via, OPERATOR, clock)
    if one.consent and one.consent.withdrawn_at:
        withdraw_consent(key, OPERATOR, clock)
    if one.hidden_at:
        workers.hide(key, OPERATOR, clock)
    for held in one.certificates:
        object.__setattr__(held.facts, "worker_id", key)
        certificate = record_certificate(held.facts, OPERATOR, clock)
        if held.verified_at:
            verify_certificate(certificate, held.verified_note, OPERATOR, clock)
        if held.revoked_at:
            revoke_certificate(certificate, held.revoke_reason, OPERATOR, clock)
    return key


def _stored(session: Session, key: int) -> dict[str, Any]:
    """A worker as far as neither chance nor the clock decides."""
    session.rollback()
    worker = session.get_one(Worker, key)
    ciphers = {"nik_cipher", "phone_cipher", "address_cipher"}
    held = session.scalars(select(Certificate).where(Certificate.worker_id == key).order_by(Certificate.id)).all()
    return {
        "person": columns(worker.person, *ciphers),
        "sealed": {name for name in ciphers if getattr(worker.person, name)},
        "worker": columns(worker, "person_id", "public_id", "hidden_at") | {"hidden": worker.hidden_at is not None},
        "occupations": [(row.occupation_code, row.position) for row in worker.occupations],
        "consents": [
            columns(row, "person_id", "given_at", "withdrawn_at") | {"live": row.withdrawn_at is None}
            for row in worker.person.consents
        ],
        "certificates": [
            columns(row, "worker_id", "token", "verified_at", "evidence_on", "revoked_at") for row in held
        ],
        "events": [verbs(session, "worker", key), *(verbs(session, "certificate", row.id) for row in held)],
    }


def test_tokens_and_public_ids_are_random(session: Session, clock: Clock) -> None:
    def drawn() -> tuple[set[str], set[str]]:
        return set(session.scalars(select(Certificate.token))), set(session.scalars(select(Worker.public_id)))

    seed_people(clock, KEYRING, 300)
    first = drawn()
    seed_people(clock, KEYRING, 300, replace=True)
    again = drawn()
    assert len(again[1]) == 300
    assert not first[0] & again[0]
    assert not first[1] & again[1]


def test_people_never_mix_with_people_but_stand_beside_vacancies(session: Session, clock: Clock) -> None:
    vacancies = seed_demo(clock)
    seed_people(clock, KEYRING, 20)
    with pytest.raises(NotEmpty):
        seed_people(clock, KEYRING)
    with pytest.raises(NotEmpty):
        seed_people(clock, KEYRING, 10)
    nouns = Counter(session.scalars(select(Event.noun)))
    seed_people(clock, KEYRING, 10, replace=True)
    assert count(session, Vacancy.id > 0) == vacancies
    assert Counter(session.scalars(select(Event.noun)))["vacancy"] == nouns["vacancy"] > 0
    assert count(session, SearchJob.index_name == "vacancies") == 300
    workers_events = count(session, Event.noun == "worker")
    seed_demo(clock, 50, replace=True)
    assert count(session, Event.noun == "worker") == workers_events > 0
    assert count(session, Person.id > 0) == 10


def test_a_large_demo_replaces_all_and_tells_how_far_it_is(session: Session, clock: Clock) -> None:
    seed_people(clock, KEYRING, 5)
    heard: list[int] = []
    assert seed_people(clock, KEYRING, 2_500, replace=True, told=heard.append) == 2_500
    assert heard == [2_000, 2_500]
    assert count(session, Person.id > 0) == count(session, Worker.id > 0) == 2_500
    assert count(session, WorkerOccupation.id > 0) >= 2_500
    assert count(session, SearchJob.id > 0) == 0  # the caller rebuilds the index
    assert len(list(all_documents(session, clock))) > 0.78 * 2_500


def test_ids_given_later_follow_the_demo(session: Session, clock: Clock) -> None:
    """PostgreSQL counts ids apart from the rows; the next person must not collide."""
    seed_people(clock, KEYRING, 30)
    profile = Profile(education="smk", experience_months=0, occupations=("721201",), district_code="63.11.06")
    someone = NewWorker("Budi Percobaan", date(1990, 1, 2), Sex.MALE, profile)
    key = register_worker(someone, OPERATOR, clock, KEYRING)
    assert key == 31
    scheme = NewCertificate(key, "rigger", Issuer.KEMNAKER, "nomor percobaan", date(2026, 1, 2))
    before = session.scalar(select(func.max(Certificate.id))) or 0
    session.rollback()
    assert record_certificate(scheme, OPERATOR, clock) == before + 1


def test_the_command_adds_what_is_missing_and_fills_both_indexes(site: Site) -> None:
    runner = site.app.test_cli_runner()
    with site.session():
        seed_demo(site.clock)  # as a site from before there were people
    done = runner.invoke(args=["seed"])
    assert done.exit_code == 0, done.output
    assert "4100 pencari kerja" in done.output
    engines = site.app.extensions["search"]
    assert engines.vacancies.health().documents == 300
    assert 800 < engines.workers.health().documents < 1_000
    again = runner.invoke(args=["seed"])
    assert again.exit_code == 1
    assert "Sudah ada lowongan dan pencari kerja" in again.output


def test_the_command_scales_workers_alone(site: Site) -> None:
    runner = site.app.test_cli_runner()
    done = runner.invoke(args=["seed", "--scale-workers", "150"])
    assert done.exit_code == 0, done.output
    assert "150 pencari kerja" in done.output
    assert site.app.extensions["search"].workers.health().documents > 80
    refused = runner.invoke(args=["seed", "--scale-workers", "150"])
    assert refused.exit_code == 1
    assert "--replace" in refused.output
    assert runner.invoke(args=["seed", "--scale-workers", "20", "--replace"]).exit_code == 0
    with site.session() as session:
        assert count(session, Person.id > 0) == 20
        assert count(session, Vacancy.id > 0) == 0
