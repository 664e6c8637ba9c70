"""People as the counter sees them: enough to tell them apart, and no more (gate S6)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.initials import initials
from app.domain.reading.folding import fold
from app.models import Account, Person, Worker
from app.queries.reference import reference

MOST = 10  # proposals
ReadEnd = Callable[[bytes | None], str]  # a NIK's ciphertext to the digits that may be shown


@dataclass(frozen=True)
class Known:
    """Somebody on record. `nik_end` are the last digits, empty without a NIK; `account` is the state of the person's
    account, empty without one. `same_nik`: the NIK that was typed is this person's."""

    person_id: int
    initials: str
    birth_on: date
    nik_end: str
    district: str
    has_phone: bool
    account_id: int | None
    account: str
    same_nik: bool = False


def seek(session: Session, nik_index: bytes, name: str, birth_on: date, read_end: ReadEnd) -> list[Known]:
    """Who this may be: the person of the NIK alone, if there is one; else people of the same day of birth with a word
    of the name in common."""
    if holder := known_by_nik(session, nik_index, read_end):
        return holder
    words = set(fold(name).split())
    same_day = session.scalars(select(Person).where(Person.birth_on == birth_on).order_by(Person.id))
    alike = [(len(words & set(fold(one.name).split())), one) for one in same_day]
    ranked = sorted((pair for pair in alike if pair[0]), key=lambda pair: (-pair[0], pair[1].id))
    return _known(session, [one for _, one in ranked[:MOST]], read_end)


def known_by_nik(session: Session, nik_index: bytes, read_end: ReadEnd) -> list[Known]:
    """The person of a NIK, alone; nobody when it is nobody's."""
    found = session.scalars(select(Person).where(Person.nik_index == nik_index))
    return _known(session, found, read_end, same_nik=True)


def known_person(session: Session, person_id: int, read_end: ReadEnd) -> Known | None:
    """One person; None when there is none."""
    person = session.get(Person, person_id)
    return _known(session, [person], read_end)[0] if person is not None else None


def _known(session: Session, people: Iterable[Person], read_end: ReadEnd, same_nik: bool = False) -> list[Known]:
    people, regions = list(people), reference(session)
    ids = [one.id for one in people]
    homes = dict(session.execute(select(Worker.person_id, Worker.district_code).where(Worker.person_id.in_(ids))).all())
    rows = session.execute(select(Account.person_id, Account.id, Account.status).where(Account.person_id.in_(ids)))
    accounts = {person_id: (key, status) for person_id, key, status in rows}
    return [
        Known(
            one.id, initials(one.name), one.birth_on,
            read_end(one.nik_cipher),
            regions.place_label(homes.get(one.id) or one.village_code or ""), one.phone_index is not None,
            accounts.get(one.id, (None, ""))[0], accounts.get(one.id, (None, ""))[1], same_nik,
        )
        for one in people
    ]  # fmt: skip


@dataclass(frozen=True)
class CodeFor:
    """An account that a code may be handed out for, as the counter compares it with an identity card."""

    account_id: int
    name: str
    status: str
    has_person: bool


def account_for_code(session: Session, account: Account) -> CodeFor:
    return CodeFor(account.id, account.name, account.status, account.person_id is not None)
