"""The verbs of a worker: the person's record, the profile, and the consent that makes it public."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actor import Actor
from app.domain.clock import Clock
from app.domain.consent import ConsentLevel, RecordedVia
from app.domain.errors import InvalidFact, NotAllowed, NotFound
from app.domain.public_id import new_public_id
from app.domain.worker import NewWorker, Profile, latest_adult_birth
from app.gateways.keyring import Keyring
from app.indexing.outbox import enqueue
from app.models import Consent, Person, Worker
from app.policies.worker import can_consent, can_keep
from app.services.events import event
from app.services.identity import sealed_address, sealed_nik, sealed_phone
from app.services.own_matter import refuse_own
from app.services.transaction import transaction
from app.services.worker_records import (
    check_birth,
    check_profile,
    check_region,
    fill_profile,
    flush_person,
    held_profile,
    tidy_name,
)

INDEX = "workers"


def register_worker(command: NewWorker, actor: Actor, clock: Clock, keyring: Keyring) -> int:
    """Store a person with a profile and return the worker's id. The person is public only after a consent and a
    verified certificate. Raises NotAllowed, and InvalidFact: on `nik` with `taken` when the person is known."""
    _allow(actor)
    name = tidy_name(command.name)
    check_birth(command.birth_on, clock)
    sealed = sealed_nik(keyring, command.nik) | sealed_phone(keyring, command.phone)
    sealed |= sealed_address(keyring, command.address)
    now = clock.now()
    with transaction() as session:
        check_profile(session, command.profile)
        check_region(session, "village_code", command.village_code, "village")
        if sealed["nik_index"] is not None:
            _refuse_known(session, sealed["nik_index"])
        person = Person(
            name=name, birth_on=command.birth_on, sex=command.sex, village_code=command.village_code,
            created_at=now, updated_at=now, **sealed,
        )  # fmt: skip
        worker = Worker(person=person, public_id=_free_public_id(session), created_at=now, updated_at=now)
        fill_profile(session, worker, command.profile)
        session.add(worker)
        flush_person(session)
        session.add(event("worker", worker.id, "register", actor, clock))
        return worker.id


def change_profile(worker_id: int, profile: Profile, actor: Actor, clock: Clock) -> None:
    """Replace what a worker says about work; no change, no event. Raises NotFound, NotAllowed, InvalidFact."""
    _allow(actor)
    with transaction() as session:
        worker = _locked(session, worker_id)
        refuse_own(actor, worker)
        check_profile(session, profile)
        changed = [name for name, value in held_profile(worker).items() if value != getattr(profile, name)]
        if not changed:
            return
        fill_profile(session, worker, profile, changed)
        _note(session, worker, "change_profile", actor, clock, fields=" ".join(changed))


def hide(worker_id: int, actor: Actor, clock: Clock) -> None:
    """Take a worker's card out of the catalogue at once; a second time changes nothing."""
    _set_hidden(worker_id, True, actor, clock)


def show(worker_id: int, actor: Actor, clock: Clock) -> None:
    """Undo `hide`. The card returns if everything else allows it."""
    _set_hidden(worker_id, False, actor, clock)


def give_consent(
    worker_id: int, level: ConsentLevel, text_version: str, via: RecordedVia, actor: Actor, clock: Clock
) -> int:
    """Record a consent and return its id. A live one ends with it, so a change of level is a withdrawal and a new
    consent. Raises NotFound, NotAllowed, and InvalidFact for a minor: there is no catalogue entry under 18."""
    if not text_version.strip():
        raise InvalidFact("text_version", "missing")
    with transaction() as session:
        worker = _consenting(session, worker_id, actor)
        if worker.person.birth_on > latest_adult_birth(clock.today()):
            raise InvalidFact("birth_on", "minor")
        old = _live_consent(session, worker)
        if old is not None:
            old.withdrawn_at = clock.now()
            session.flush()
        consent = Consent(
            person_id=worker.person_id, level=level, text_version=text_version.strip(), recorded_via=via,
            given_at=clock.now(),
        )  # fmt: skip
        session.add(consent)
        session.flush()
        _note(session, worker, "give_consent", actor, clock, old=old and old.level, new=level)
        return consent.id


def withdraw_consent(worker_id: int, actor: Actor, clock: Clock) -> None:
    """End the live consent: the worker is absent from every public page at once. Raises NotFound, NotAllowed."""
    with transaction() as session:
        if not end_consent(session, _consenting(session, worker_id, actor), actor, clock):
            raise NotFound("consent")


def end_consent(session: Session, worker: Worker, actor: Actor, clock: Clock) -> bool:
    """End the live consent of a worker whose row is locked, in the caller's transaction; False when there is none."""
    consent = _live_consent(session, worker)
    if consent is None:
        return False
    consent.withdrawn_at = clock.now()
    _note(session, worker, "withdraw_consent", actor, clock, old=consent.level)
    return True


def hide_card(session: Session, worker: Worker, actor: Actor, clock: Clock) -> bool:
    """Hide the card of a worker whose row is locked, in the caller's transaction; False when it is hidden already."""
    if worker.hidden_at is not None:
        return False
    worker.hidden_at = clock.now()
    _note(session, worker, "hide", actor, clock)
    return True


def _allow(actor: Actor) -> None:
    if not can_keep(actor):
        raise NotAllowed(f"{actor.kind} may not keep workers")


def _consenting(session: Session, worker_id: int, actor: Actor) -> Worker:
    """The worker, locked, for whoever may say yes or no to the catalogue. Raises NotFound, NotAllowed."""
    worker = _locked(session, worker_id)
    if not can_consent(actor, worker):
        raise NotAllowed(f"{actor.kind} may not consent for worker {worker_id}")
    return worker


def _locked(session: Session, worker_id: int) -> Worker:
    worker = session.scalar(select(Worker).where(Worker.id == worker_id).with_for_update())
    if worker is None:
        raise NotFound("worker")
    return worker


def _live_consent(session: Session, worker: Worker) -> Consent | None:
    return session.scalar(
        select(Consent).where(Consent.person_id == worker.person_id, Consent.withdrawn_at.is_(None)).with_for_update()
    )


def _set_hidden(worker_id: int, hidden: bool, actor: Actor, clock: Clock) -> None:
    _allow(actor)
    with transaction() as session:
        worker = _locked(session, worker_id)
        refuse_own(actor, worker)
        if hidden:
            hide_card(session, worker, actor, clock)
        elif worker.hidden_at is not None:
            worker.hidden_at = None
            _note(session, worker, "show", actor, clock)


def _note(session: Session, worker: Worker, verb: str, actor: Actor, clock: Clock, **facts: Any) -> None:
    """The change's time, its event and its outbox row."""
    worker.updated_at = clock.now()
    session.add(event("worker", worker.id, verb, actor, clock, **facts))
    enqueue(session, INDEX, [worker.id], clock.now())
    session.flush()


def _refuse_known(session: Session, nik_index: bytes) -> None:
    if session.scalar(select(Person.id).where(Person.nik_index == nik_index)) is not None:
        raise InvalidFact("nik", "taken")


def _free_public_id(session: Session) -> str:
    while True:
        found = new_public_id()
        if session.scalar(select(Worker.id).where(Worker.public_id == found)) is None:
            return found
