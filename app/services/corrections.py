"""Putting somebody's record right at the counter, when they ask for it (UU 27/2022, right of correction)."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import nik as niks
from app.domain.account import AccountStatus
from app.domain.actor import Actor
from app.domain.clock import Clock
from app.domain.correction import PAPERS, CorrectedMeanwhile, Correction, Grounds, papers_due
from app.domain.errors import InvalidFact, NotAllowed, NotFound
from app.domain.worker import Profile, Sex, latest_adult_birth
from app.gateways.keyring import Keyring
from app.indexing.outbox import enqueue
from app.models import Account, Consent, Person, Worker
from app.policies.permission_map import Right, may
from app.queries.person_record import changed_since
from app.services.events import event
from app.services.identity import ADDRESS, NIK, sealed_address, sealed_nik, sealed_phone
from app.services.messages import queue_mail, tell
from app.services.own_matter import refuse_own
from app.services.seen import check_reason
from app.services.transaction import NO_KEY, transaction
from app.services.worker_records import check_birth, check_profile, fill_profile, flush_person, held_profile, tidy_name

NOUN, VERB = "person", "correct"
_SEALS: Mapping[str, Callable[[Keyring, str], dict[str, bytes | None]]] = {
    "nik": sealed_nik, "phone": sealed_phone, "address": sealed_address,
}  # fmt: skip
_LONG_NUMBER = re.compile(r"(?:\d[ .-]?){9}")  # a NIK, a phone number
_PROFILE = ("education", "experience_months", "occupations", "district_code")
_PUBLIC = frozenset({"birth_on", *_PROFILE})  # who is in the catalogue, and what a card says


def note_read(person_id: int, actor: Actor, clock: Clock) -> None:
    """Write down that somebody's record was opened to be put right (gate S11). Raises NotAllowed."""
    _allow(actor)
    with transaction() as session:
        session.add(event(NOUN, person_id, "read", actor, clock))


def correct_person(
    person_id: int, correction: Correction, grounds: Grounds, actor: Actor, clock: Clock, keyring: Keyring
) -> None:
    """Put the record right, tell the person's account, and let the catalogue follow. Sent twice, it is right already.

    Raises NotAllowed, NotFound, CorrectedMeanwhile, and InvalidFact: on a field of the correction; on `grounds` with
    `paper` or `papers` when too few papers were seen; on `reason` with `missing`, `too_long` or `personal`; on
    `compared` with the warnings of `app.domain.nik`; on `record` with `unchanged`; on `matter` with `own`.
    """
    _allow(actor)
    typed = _typed(correction, clock, keyring)
    check_reason(grounds.words)
    with transaction() as session:
        person, worker = _locked(session, person_id)
        refuse_own(actor, person)
        changed = _different(person, worker, typed, keyring)
        meanwhile = changed_since(session, person_id, grounds.seen)
        if not changed and typed and meanwhile:
            return
        if not changed:
            raise InvalidFact("record", "unchanged")
        if meanwhile:
            raise CorrectedMeanwhile(person_id, meanwhile)
        _check_grounds(changed, grounds, person)
        old_name = person.name
        _put(session, person, worker, changed)
        _check_nik(person, changed, grounds, keyring)
        _follow(session, person, worker, changed, old_name, actor, clock)
        names = " ".join(changed)
        session.add(event(NOUN, person_id, VERB, actor, clock, fields=names, reason=grounds.words))


def _typed(correction: Correction, clock: Clock, keyring: Keyring) -> dict[str, Any]:
    """What was typed, by name, checked as far as it can be without the record; what is sealed as its columns."""
    typed = {name: value for name, value in vars(correction).items() if value is not None}
    if "name" in typed:
        typed["name"] = tidy_name(typed["name"])
    if "birth_on" in typed:
        check_birth(typed["birth_on"], clock)
    for name in typed.keys() & _SEALS.keys():
        typed[name] = _SEALS[name](keyring, typed[name])
    return typed


def _locked(session: Session, person_id: int) -> tuple[Person, Worker | None]:
    person = session.get(Person, person_id, with_for_update=NO_KEY)
    if person is None:
        raise NotFound(NOUN)
    return person, session.scalar(select(Worker).where(Worker.person_id == person_id).with_for_update())


def _different(person: Person, worker: Worker | None, typed: Mapping[str, Any], keyring: Keyring) -> dict[str, Any]:
    """What was typed and stands otherwise on the record."""
    held: dict[str, Any] = held_profile(worker) if worker else {}
    held |= {name: getattr(person, name) for name in ("name", "birth_on", "sex")}
    found = {name: value for name, value in typed.items() if name in held and value != held[name]}
    for name in ("nik", "phone"):
        if name in typed and typed[name][f"{name}_index"] != getattr(person, f"{name}_index"):
            found[name] = typed[name]
    if "address" in typed:
        new, old = (
            keyring.decrypt(cipher, ADDRESS) if cipher else ""
            for cipher in (typed["address"]["address_cipher"], person.address_cipher)
        )
        found |= {"address": typed["address"]} if new != old else {}
    return found


def _check_grounds(changed: Collection[str], grounds: Grounds, person: Person) -> None:
    if not grounds.words.strip():
        raise InvalidFact("reason", "missing")
    if _LONG_NUMBER.search(grounds.words):  # the log holds no personal data
        raise InvalidFact("reason", "personal")
    due = papers_due(changed, replaces_nik="nik" in changed and person.nik_index is not None)
    if len(PAPERS & set(grounds.codes)) < due:
        raise InvalidFact("grounds", "papers" if due > 1 else "paper")


def _check_nik(person: Person, changed: Collection[str], grounds: Grounds, keyring: Keyring) -> None:
    """A NIK may say otherwise than the record, as registrars have made mistakes; then somebody has compared them."""
    if grounds.compared or person.nik_cipher is None or not {"nik", "birth_on", "sex"} & set(changed):
        return
    found = niks.warnings(keyring.decrypt(person.nik_cipher, NIK), person.birth_on, Sex(person.sex))
    if found:
        raise InvalidFact("compared", ".".join(found))  # one problem, so that both parts are named


def _put(session: Session, person: Person, worker: Worker | None, changed: dict[str, Any]) -> None:
    """Write it. A village outside the new district is the record's no more."""
    parts = [name for name in _PROFILE if name in changed]
    if worker is not None and parts:
        profile = replace(Profile(**held_profile(worker)), **{name: changed[name] for name in parts})
        check_profile(session, profile)
        fill_profile(session, worker, profile, parts)
        village = person.village_code if "district_code" in changed else None
        if village and not village.startswith(f"{worker.district_code}."):
            person.village_code = changed["village_code"] = None
    for name in {"name", "birth_on", "sex"} & changed.keys():
        setattr(person, name, changed[name])
    for name in _SEALS.keys() & changed.keys():
        for column, value in changed[name].items():
            setattr(person, column, value)
    flush_person(session)


def _follow(
    session: Session,
    person: Person,
    worker: Worker | None,
    changed: Collection[str],
    old_name: str,
    actor: Actor,
    clock: Clock,
) -> None:
    """What follows from the change: the times, the consent of a minor, the index, the account."""
    person.updated_at = clock.now()
    if worker is not None:
        if "birth_on" in changed:
            _end_minors_consent(session, person, worker, actor, clock)
        if _PUBLIC & set(changed):
            worker.updated_at = clock.now()
            enqueue(session, "workers", [worker.id], clock.now())
    _tell_account(session, person, changed, old_name, clock)
    session.flush()


def _end_minors_consent(session: Session, person: Person, worker: Worker, actor: Actor, clock: Clock) -> None:
    """A consent that was given under 18, as is now known, is none: the card must not come back by itself later."""
    live = select(Consent).where(Consent.person_id == person.id, Consent.withdrawn_at.is_(None))
    consent = session.scalar(live.with_for_update())
    if consent is not None and person.birth_on > latest_adult_birth(clock.day_of(consent.given_at)):
        consent.withdrawn_at = clock.now()
        session.add(event("worker", worker.id, "withdraw_consent", actor, clock, old=consent.level))


def _tell_account(session: Session, person: Person, changed: Collection[str], old_name: str, clock: Clock) -> None:
    """Whoever did not ask for it must hear of it: names of facts only, never what they say. An account that bears the
    name of the record keeps bearing it."""
    account = session.scalar(select(Account).where(Account.person_id == person.id).with_for_update())
    if account is None:
        return
    if account.name == old_name != person.name:
        account.name, account.updated_at = person.name, clock.now()
    facts = {"fields": list(changed)}
    tell(session, [account.id], "person_correct", clock, facts, "/akun/data")
    if account.email and account.status == AccountStatus.ACTIVE:
        queue_mail(session, account.email, "person_correct", clock, {**facts, "path": "/akun/data"})


def _allow(actor: Actor) -> None:
    if not may(actor, Right.CORRECT_PERSON):
        raise NotAllowed(f"{actor.kind} may not correct records")
