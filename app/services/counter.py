"""What the counter does for people who come in: an account for somebody on record, and codes to sign in with."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.account import TOKEN_LIFE, AccountKind, AccountStatus, TokenPurpose, readable_code
from app.domain.actor import Actor
from app.domain.clock import Clock
from app.domain.errors import InvalidFact, NotAllowed, NotFound
from app.extensions import db
from app.gateways.keyring import Keyring
from app.models import Account, Person
from app.policies.permission_map import Right, may
from app.services.events import event
from app.services.identity import ACCOUNT_PHONE, PHONE, sealed_nik, sealed_phone
from app.services.sign_in import find_account
from app.services.tokens import issue_code
from app.services.transaction import transaction


@dataclass(frozen=True)
class Slip:
    """What somebody takes home: a code, shown once. `claims`: the account is active already, and the code connects it
    with the record of the person; otherwise it activates the account or sets its password."""

    code: str
    until: datetime
    claims: bool


def account_of(name: str, actor: Actor, keyring: Keyring) -> int:
    """The account that a code may be handed out for. Raises NotAllowed, and InvalidFact on `account`: unknown, or
    other_way for officers and companies, whose owners are reached by letter."""
    if not may(actor, Right.HAND_OUT_CODE):
        raise NotAllowed(f"{actor.kind} may not hand out codes")
    _, account = find_account(db.session(), name, keyring)
    if account is None or account.status not in (AccountStatus.ACTIVE, AccountStatus.PENDING):
        raise InvalidFact("account", "unknown")
    _refuse_other_kinds(account)
    return account.id


def hand_out_code(account_id: int, actor: Actor, clock: Clock, keyring: Keyring) -> Slip:
    """Make a code for an account whose owner stands at the counter. Raises NotAllowed, NotFound, and InvalidFact on
    `account`: other_way."""
    if not may(actor, Right.HAND_OUT_CODE):
        raise NotAllowed(f"{actor.kind} may not hand out codes")
    with transaction() as session:
        account = session.get(Account, account_id, with_for_update=True)
        if account is None or account.status not in (AccountStatus.ACTIVE, AccountStatus.PENDING):
            raise NotFound("account")
        _refuse_other_kinds(account)
        return _slip(session, account, actor, clock, keyring)


def account_for_person(person_id: int, phone: str, actor: Actor, clock: Clock, keyring: Keyring) -> Slip:
    """Give somebody on record an account of their own, or a code for the one they have. Without a `phone` the recorded
    one is taken. Raises NotAllowed, NotFound, and InvalidFact on `phone`: missing, invalid, foreign, other_person,
    other_way, suspended."""
    _allow(actor)
    with transaction() as session:
        person = session.get(Person, person_id, with_for_update=True)
        if person is None:
            raise NotFound("person")
        account = session.scalar(select(Account).where(Account.person_id == person_id).with_for_update())
        if account is None:
            account = _account_by_phone(session, person, _phone_of(person, phone, keyring), actor, clock, keyring)
        if account.status not in (AccountStatus.ACTIVE, AccountStatus.PENDING):
            raise InvalidFact("phone", "suspended")
        return _slip(session, account, actor, clock, keyring)


def complete_nik(person_id: int, nik: str, actor: Actor, clock: Clock, keyring: Keyring) -> None:
    """Note the NIK of somebody on record without one: the card was seen. Raises NotAllowed, NotFound, and InvalidFact
    on `nik`: its form, `taken`, or `other` when the person has another one."""
    _allow(actor)
    sealed = sealed_nik(keyring, nik)
    try:
        with transaction() as session:
            person = session.get(Person, person_id, with_for_update=True)
            if person is None:
                raise NotFound("person")
            if person.nik_index == sealed["nik_index"]:
                return
            if person.nik_index is not None:
                raise InvalidFact("nik", "other")
            person.nik_cipher, person.nik_index = sealed["nik_cipher"], sealed["nik_index"]
            person.updated_at = clock.now()
            session.flush()
            session.add(event("person", person_id, "complete_nik", actor, clock, fields="nik"))
    except IntegrityError:
        raise InvalidFact("nik", "taken") from None


def _account_by_phone(
    session: Session, person: Person, phone: str, actor: Actor, clock: Clock, keyring: Keyring
) -> Account:
    """The account of a number. One that waits becomes the person's: the owner stands here. One that is in use stays as
    it is until its owner connects it with the code. A number without an account gets one."""
    sealed = sealed_phone(keyring, phone, ACCOUNT_PHONE)
    account = session.scalar(select(Account).where(Account.phone_index == sealed["phone_index"]).with_for_update())
    if account is None:
        account = Account(
            kind=AccountKind.JOBSEEKER, status=AccountStatus.PENDING, name=person.name, person_id=person.id,
            created_at=clock.now(), updated_at=clock.now(), **sealed,
        )  # fmt: skip
        session.add(account)
        session.flush()
        session.add(event("account", account.id, "open", actor, clock, new=account.status))
        return account
    if account.person_id is not None:
        raise InvalidFact("phone", "other_person")
    if account.kind != AccountKind.JOBSEEKER or account.roles:
        raise InvalidFact("phone", "other_way")
    if account.status == AccountStatus.PENDING:
        account.person_id, account.name, account.updated_at = person.id, person.name, clock.now()
        session.add(event("account", account.id, "link_person", actor, clock, fields="person_id"))
    return account


def _phone_of(person: Person, typed: str, keyring: Keyring) -> str:
    if typed.strip():
        return typed
    if person.phone_cipher is None:
        raise InvalidFact("phone", "missing")
    return keyring.decrypt(person.phone_cipher, PHONE)


def _slip(session: Session, account: Account, actor: Actor, clock: Clock, keyring: Keyring) -> Slip:
    code = issue_code(session, account.id, clock, keyring, actor.account_id)
    session.add(event("account", account.id, "hand_out_code", actor, clock))
    claims = account.status == AccountStatus.ACTIVE and account.person_id is None
    return Slip(readable_code(code), clock.now() + TOKEN_LIFE[TokenPurpose.COUNTER_CODE], claims)


def _refuse_other_kinds(account: Account) -> None:
    """A code stands in for the password, so only accounts that see nobody else's data get one at the counter."""
    if account.kind != AccountKind.JOBSEEKER or account.roles or account.membership is not None:
        raise InvalidFact("account", "other_way")


def _allow(actor: Actor) -> None:
    if not may(actor, Right.REGISTER_WALK_IN):
        raise NotAllowed(f"{actor.kind} may not keep people")
