"""The demo's people in the tables, with the ciphertexts, events and outbox rows that the verbs would have left."""

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import cast

from sqlalchemy import Table, delete, select, update
from sqlalchemy.orm import Session

from app.demo.people import DemoConsent, DemoPerson, demo_people, scaled_people
from app.demo.people_certificates import DemoCertificate
from app.demo.people_homes import Village
from app.demo.people_tables import homes
from app.domain.actor import OPERATOR
from app.domain.clock import Clock
from app.domain.public_id import new_public_id
from app.gateways.keyring import Keyring
from app.indexing.outbox import enqueue
from app.models import Account, Certificate, Consent, Event, Person, Region, Scheme, SearchJob, Worker, WorkerOccupation
from app.services.bulk import Row, write
from app.services.certificates import TOKEN_BYTES
from app.services.events import forget_events
from app.services.identity import sealed_address, sealed_nik, sealed_phone
from app.services.seeding import SEED, NotEmpty, places
from app.services.transaction import transaction
from app.services.workers import INDEX

LARGEST = 500_000  # people
CONSENT_TEXT = "2026-01"  # version of the wording that the demo's people agreed to
_PERSON, _WORKER, _OCCUPATION, _CONSENT, _CERTIFICATE, _EVENT = (
    cast(Table, model.__table__) for model in (Person, Worker, WorkerOccupation, Consent, Certificate, Event)
)


def seed_people(
    clock: Clock,
    keyring: Keyring,
    scale: int | None = None,
    *,
    replace: bool = False,
    office: str = "63.11",
    told: Callable[[int], None] = lambda done: None,
) -> int:
    """Write the demo's 4,100 people, or `scale` people for measuring, and return how many were written.

    `replace` first deletes every person with all that hangs on them. `office` is the region code whose districts are
    prominent in a large demo. `told` hears the number written so far. The regency's people leave outbox rows; after a
    large demo the caller rebuilds the index. Raises NotEmpty.
    """
    with transaction() as session:
        if replace:
            _delete_all(session)
        elif session.scalar(select(Person.id).limit(1)) is not None:
            raise NotEmpty("people exist")
        ledger = _Ledger(keyring, dict(session.execute(select(Scheme.code, Scheme.kkni_level)).all()))
        if not scale:
            people = demo_people(clock, _villages(session), SEED)
            ledger.write(session, people)
            touched = [one.number for one in people if one.consent or one.certificates]
            enqueue(session, INDEX, touched, clock.now())
            return len(people)
        spread = places(session)
    written = 0
    for chunk in scaled_people(scale, clock, spread, office, SEED):
        with transaction() as session:
            ledger.write(session, chunk)
        written += len(chunk)
        told(written)
    return written


def _delete_all(session: Session) -> None:
    session.execute(delete(SearchJob).where(SearchJob.index_name == INDEX))
    forget_events(session, ("worker", "certificate"))
    session.execute(update(Account).values(person_id=None))
    for table in (_CERTIFICATE, _CONSENT, _OCCUPATION, _WORKER, _PERSON):
        session.execute(delete(table))


def _villages(session: Session) -> dict[str, list[Village]]:
    """The villages of the districts the demo's people live in."""
    found: dict[str, list[Village]] = defaultdict(list)
    query = select(Region.parent_code, Region.code, Region.name).where(Region.parent_code.in_(homes().districts))
    for district, code, name in session.execute(query.order_by(Region.code)):
        found[str(district)].append(Village(code, name))
    return found


@dataclass
class _Ledger:
    """Writes people into empty tables: a person's number is the id of both person and worker. `levels` are KKNI levels
    by scheme: a certificate without one of its own has its scheme's."""

    keyring: Keyring
    levels: dict[str, int | None]
    certificate_ids: Iterator[int] = field(default_factory=lambda: count(1))
    public_ids: set[str] = field(default_factory=set)

    def write(self, session: Session, people: Sequence[DemoPerson]) -> None:
        numbered = [(next(self.certificate_ids), held) for one in people for held in one.certificates]
        write(session, _PERSON, [self._person(one) for one in people])
        write(session, _WORKER, [self._worker(one) for one in people])
        write(session, _OCCUPATION, [row for one in people for row in _occupations(one)])
        write(session, _CONSENT, [_consent(one.number, one.consent) for one in people if one.consent])
        write(session, _CERTIFICATE, [self._certificate(key, one) for key, one in numbered])
        events = [row for one in people for row in _worker_events(one)]
        events += [row for key, one in numbered for row in _certificate_events(key, one)]
        write(session, _EVENT, sorted(events, key=lambda row: row["at"]))

    def _person(self, one: DemoPerson) -> Row:
        facts, keyring = one.facts, self.keyring
        sealed = sealed_nik(keyring, facts.nik) | sealed_phone(keyring, facts.phone)
        return sealed | sealed_address(keyring, facts.address) | {
            "id": one.number, "name": facts.name, "birth_on": facts.birth_on, "sex": facts.sex,
            "village_code": facts.village_code, "created_at": one.registered_at, "updated_at": one.registered_at,
        }  # fmt: skip

    def _worker(self, one: DemoPerson) -> Row:
        profile = one.facts.profile
        noted = [row["at"] for row in _worker_events(one)]
        return {
            "id": one.number, "person_id": one.number, "public_id": self._public_id(),
            "education": profile.education, "experience_months": profile.experience_months, "skills": profile.skills,
            "district_code": profile.district_code, "available_from": profile.available_from,
            "hidden_at": one.hidden_at, "created_at": one.registered_at, "updated_at": max(noted),
        }  # fmt: skip

    def _certificate(self, key: int, one: DemoCertificate) -> Row:
        facts = one.facts
        return {
            "id": key, "worker_id": facts.worker_id, "scheme_code": facts.scheme_code, "issuer": facts.issuer,
            "lsp": facts.lsp, "number": facts.number, "registration_number": facts.registration_number,
            "blank_number": facts.blank_number, "issued_on": facts.issued_on, "valid_until": facts.valid_until,
            "kkni_level": facts.kkni_level if facts.kkni_level is not None else self.levels[facts.scheme_code],
            "status": one.status, "verified_at": one.verified_at, "verified_note": one.verified_note,
            "evidence_on": one.verified_at.date() if one.verified_at else None,
            "revoked_at": one.revoked_at, "revoke_reason": one.revoke_reason,
            "token": secrets.token_urlsafe(TOKEN_BYTES), "created_at": one.recorded_at,
            "updated_at": one.revoked_at or one.verified_at or one.recorded_at,
        }  # fmt: skip

    def _public_id(self) -> str:
        while (found := new_public_id()) in self.public_ids:
            pass
        self.public_ids.add(found)
        return found


def _occupations(one: DemoPerson) -> Iterable[Row]:
    for position, code in enumerate(one.facts.profile.occupations):
        yield {"worker_id": one.number, "occupation_code": code, "position": position}


def _consent(number: int, consent: DemoConsent) -> Row:
    return {
        "person_id": number, "level": consent.level, "text_version": CONSENT_TEXT, "recorded_via": consent.via,
        "given_at": consent.given_at, "withdrawn_at": consent.withdrawn_at,
    }  # fmt: skip


def _worker_events(one: DemoPerson) -> Iterable[Row]:
    about = _about("worker", one.number)
    yield about | {"verb": "register", "at": one.registered_at}
    if one.consent:
        yield about | {"verb": "give_consent", "at": one.consent.given_at, "new_state": one.consent.level}
        if one.consent.withdrawn_at:
            yield about | {
                "verb": "withdraw_consent", "at": one.consent.withdrawn_at, "old_state": one.consent.level,
            }  # fmt: skip
    if one.hidden_at:
        yield about | {"verb": "hide", "at": one.hidden_at}


def _certificate_events(key: int, one: DemoCertificate) -> Iterable[Row]:
    about = _about("certificate", key)
    yield about | {"verb": "record", "at": one.recorded_at, "new_state": "unverified"}
    if one.verified_at:
        yield about | {
            "verb": "verify", "at": one.verified_at, "old_state": "unverified", "new_state": "verified",
        }  # fmt: skip
    if one.revoked_at:
        old = "verified" if one.verified_at else "unverified"
        yield about | {"verb": "revoke", "at": one.revoked_at, "old_state": old, "new_state": "revoked"}


def _about(noun: str, key: int) -> Row:
    """The columns of an event that its verb does not set."""
    return {
        "actor_kind": OPERATOR.kind, "account_id": None, "noun": noun, "noun_id": key, "old_state": None,
        "new_state": None, "fields": "",
    }  # fmt: skip
