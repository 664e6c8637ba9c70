"""What the counter does for people who come in: an account for somebody on record, and codes to sign in with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.account import TOKEN_LIFE, AccountKind, AccountStatus, TokenPurpose, readable_code
from app.domain.actor import Actor
from app.domain.clock import Clock
from app.domain.errors import InvalidFact, NotAllowed, NotFound
from app.domain.nik import normalise, warnings
from app.domain.worker import Sex
from app.extensions import db
from app.gateways.keyring import Keyring
from app.models import Account, Event, Person
from app.policies.permission_map import Right, may
from app.services.events import event
from app.services.identity import ACCOUNT_PHONE, PHONE, sealed_nik, sealed_phone
from app.services.own_matter import refuse_own
from app.services.sign_in import find_account
from app.services.tokens import issue_code, withdraw
from app.services.transaction import NO_KEY, transaction

_OPEN = (AccountStatus.ACTIVE, AccountStatus.PENDING)


@dataclass(frozen=True)
class Slip:
    """What somebody takes home: a code, shown once. `claims`: the account is active already, and the code connects it
    with the record of the person; otherwise it activates the account or sets its password."""

    code: str
    until: datetime
    claims: bool


def account_of(name: str, actor: Actor, clock: Clock, keyring: Keyring) -> int:
    """The account that a code may be handed out for; that it was looked at is written down. Raises NotAllowed, and
    InvalidFact on `account`: unknown, or other_way for officers and companies, whose owners are reached by letter."""
    if not may(actor, Right.HAND_OUT_CODE):
        raise NotAllowed(f"{actor.kind} may not hand out codes")
    _, account = find_account(db.session(), name, keyring)
    if account is None or account.status not in _OPEN:
        raise InvalidFact("account", "unknown")
    if not may_have_code(account):
        raise InvalidFact("account", "other_way")
    found = account.id
    with transaction() as session:  # whose name is shown next, to compare with a card (gate S11)
        session.add(event("account", found, "looked_up", actor, clock))
    return found


def may_have_code(account: Account) -> bool:
    """A code stands in for the password, so only accounts that see nobody else's data get one at the counter, or may
    use the one they have."""
    sees_others = account.kind != AccountKind.JOBSEEKER or account.roles or account.membership is not None
    return account.status in _OPEN and not sees_others


def hand_out_code(account_id: int, actor: Actor, clock: Clock, keyring: Keyring) -> Slip:
    """Make a code for an account whose owner stands at the counter; it connects no record. Raises NotAllowed, and
    NotFound also for an account that gets no code."""
    if not may(actor, Right.HAND_OUT_CODE):
        raise NotAllowed(f"{actor.kind} may not hand out codes")
    with transaction() as session:
        account = session.get(Account, account_id, with_for_update=True)
        if account is None or not may_have_code(account):
            raise NotFound("account")
        return _slip(session, account, None, actor, clock, keyring)


def account_for_person(person_id: int, phone: str, actor: Actor, clock: Clock, keyring: Keyring) -> Slip:
    """Give somebody on record an account of their own, or a code for the one they have, which they may name by its
    e-mail address too. Without a `phone` the recorded one is taken. Raises NotAllowed, NotFound, and InvalidFact on
    `phone`: missing, invalid, foreign, other_person, other_way, suspended, unproved, unknown; on `matter`: own."""
    _allow(actor)
    with transaction() as session:
        person = _locked(session, person_id, actor)
        account = session.scalar(select(Account).where(Account.person_id == person_id).with_for_update())
        if account is None:
            if "@" in phone:
                account = _account_by_email(session, phone, keyring)
            else:
                account = _account_by_phone(session, person, _phone_of(person, phone, keyring), actor, clock, keyring)
        if account.status not in _OPEN:
            raise InvalidFact("phone", "suspended")
        if not may_have_code(account):
            raise InvalidFact("phone", "other_way")
        return _slip(session, account, person_id, actor, clock, keyring)


def note_looks(person_ids: Iterable[int], actor: Actor, clock: Clock) -> None:
    """Write down that the counter looked people up (gate S11). Raises NotAllowed."""
    _allow(actor)
    with transaction() as session:
        session.add_all(event("person", key, "looked_up", actor, clock) for key in person_ids)


def complete_nik(
    person_id: int, nik: str, actor: Actor, clock: Clock, keyring: Keyring, *, compared: bool = False
) -> None:
    """Note the NIK of somebody on record without one: the card was seen. `compared`: it says otherwise than the record,
    and so does the card. Raises NotAllowed, NotFound, and InvalidFact on `nik`: its form, `taken`, or `other` when the
    person has another one; on `compared` with the warnings of `app.domain.nik`; on `matter`: own."""
    _allow(actor)
    sealed = sealed_nik(keyring, nik)
    try:
        with transaction() as session:
            person = _locked(session, person_id, actor)
            if person.nik_index == sealed["nik_index"]:
                return
            if person.nik_index is not None:
                raise InvalidFact("nik", "other")
            if not compared and (found := warnings(normalise(nik), person.birth_on, Sex(person.sex))):
                raise InvalidFact("compared", ".".join(found))
            person.nik_cipher, person.nik_index = sealed["nik_cipher"], sealed["nik_index"]
            person.updated_at = clock.now()
            session.flush()
            session.add(event("person", person_id, "complete_nik", actor, clock, fields="nik"))
    except IntegrityError:
        raise InvalidFact("nik", "taken") from None


def _locked(session: Session, person_id: int, actor: Actor) -> Person:
    """Somebody else than who acts. Raises NotFound, InvalidFact."""
    person = session.get(Person, person_id, with_for_update=NO_KEY)
    if person is None:
        raise NotFound("person")
    refuse_own(actor, person)
    return person


def _account_by_phone(
    session: Session, person: Person, phone: str, actor: Actor, clock: Clock, keyring: Keyring
) -> Account:
    """The account of a number. One that waits becomes the person's: the owner stands here, and whoever wrote an e-mail
    address beside the number has proved neither. One that is in use stays as it is until its owner connects it with the
    code. A number without an account gets one."""
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
    if account.status in _OPEN and not may_have_code(account):
        raise InvalidFact("phone", "other_way")
    if account.status == AccountStatus.ACTIVE and not _is_proved(session, account):
        raise InvalidFact("phone", "unproved")
    if account.status == AccountStatus.PENDING:
        account.person_id, account.name, account.email = person.id, person.name, None
        account.updated_at = clock.now()
        withdraw(session, account.id, TokenPurpose.CONFIRM_EMAIL)
        session.add(event("account", account.id, "link_person", actor, clock, fields="person_id"))
    return account


def _account_by_email(session: Session, email: str, keyring: Keyring) -> Account:
    """The active account of an address, which its letter has proved. Its owner connects it with the code."""
    _, account = find_account(session, email, keyring)
    if account is None or account.status == AccountStatus.PENDING:
        raise InvalidFact("phone", "unknown")
    if account.person_id is not None:
        raise InvalidFact("phone", "other_person")
    return account


def _is_proved(session: Session, account: Account) -> bool:
    """Whether the number of an active account was its owner's at the counter: a number alone becomes active by a code
    only, and beside an address it counts when a code came before the account was active."""
    if account.email is None:
        return True
    handed = select(Event.id).where(Event.noun == "account", Event.noun_id == account.id, Event.verb == "hand_out_code")
    return session.scalar(handed.where(Event.at.between(account.created_at, account.confirmed_at)).limit(1)) is not None


def _phone_of(person: Person, typed: str, keyring: Keyring) -> str:
    if typed.strip():
        return typed
    if person.phone_cipher is None:
        raise InvalidFact("phone", "missing")
    return keyring.decrypt(person.phone_cipher, PHONE)


def _slip(
    session: Session, account: Account, person_id: int | None, actor: Actor, clock: Clock, keyring: Keyring
) -> Slip:
    code = issue_code(session, account.id, clock, keyring, actor.account_id, person_id)
    session.add(event("account", account.id, "hand_out_code", actor, clock))
    claims = person_id is not None and account.person_id is None
    return Slip(readable_code(code), clock.now() + TOKEN_LIFE[TokenPurpose.COUNTER_CODE], claims)


def _allow(actor: Actor) -> None:
    if not may(actor, Right.REGISTER_WALK_IN):
        raise NotAllowed(f"{actor.kind} may not keep people")
