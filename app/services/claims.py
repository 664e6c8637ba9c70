"""Connecting an account with the person that the office knows: one person, one record, one account."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.domain import nik as niks
from app.domain.account import AccountKind
from app.domain.actor import Actor
from app.domain.clock import Clock
from app.domain.errors import InvalidFact, NotAllowed
from app.domain.throttling import COUNTER_CODE
from app.gateways.keyring import Keyring
from app.models import Account, Person
from app.policies.permission_map import Right, may
from app.services.events import event
from app.services.identity import NIK
from app.services.throttles import attempt_all, forgive
from app.services.tokens import try_code
from app.services.transaction import transaction
from app.services.worker_records import check_birth


def claim_person(nik: str, birth_on: date, code: str, actor: Actor, clock: Clock, keyring: Keyring) -> None:
    """Connect the account that acts with the person of a NIK and a date of birth. The code was given at the counter for
    this account and this person, whose card was seen. What is wrong is not told: `code` is `wrong` for a strange person
    too. Raises NotAllowed, TooManyAttempts, InvalidFact."""
    plain = niks.normalise(nik)
    check_birth(birth_on, clock)
    if not may(actor, Right.KEEP_OWN_PERSON) or actor.account_id is None:
        raise NotAllowed("only a jobseeker's account belongs to a person")
    attempt_all([(COUNTER_CODE, f"claim {actor.account_id}")], clock, keyring)
    right = False
    try:
        with transaction() as session:
            account = session.get_one(Account, actor.account_id, with_for_update=True)
            if account.person_id is not None or account.kind != AccountKind.JOBSEEKER:
                raise InvalidFact("code", "connected")
            index = keyring.blind_index(plain, NIK)
            person = session.scalar(select(Person).where(Person.nik_index == index, Person.birth_on == birth_on))
            # Tried in any case: a right code with a strange person takes as long, and counts too.
            right = try_code(session, account.id, code, clock, keyring, [person.id] if person is not None else ())
            if right and person is not None:
                account.person_id, account.updated_at = person.id, clock.now()
                session.flush()
                forgive(session, COUNTER_CODE, f"claim {actor.account_id}", keyring)
                session.add(event("account", account.id, "claim_person", actor, clock, fields="person_id"))
    except IntegrityError:
        raise InvalidFact("code", "wrong") from None  # the person has an account already
    if not right:
        raise InvalidFact("code", "wrong")
