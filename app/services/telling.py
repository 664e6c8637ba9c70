"""Who hears of a decision: the letters and notices that follow from a transition, in its transaction."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.domain.account import AccountStatus
from app.domain.actor import OFFICERS, Actor, ActorKind, Role
from app.domain.clock import Clock
from app.domain.lifecycle import Effect, Transition
from app.models import Account, AccountRole, Employer, Membership, Notice, Vacancy
from app.services.messages import queue_mail, tell

# Which officers hear of what is put forward, by noun.
_DECIDERS: Mapping[str, Role] = {"vacancy": Role.MODERATOR, "employer": Role.VERIFIER, "report": Role.MODERATOR}


def follow(
    session: Session, noun: str, thing: Any, row: Transition, actor: Actor, clock: Clock, reason: str = ""
) -> None:
    """Carry out the mail effects of a transition that has just been made. Whoever did it is not told, and what falls
    or rises with its employer is told by the employer's own letter. A registration is told by `tell_registered`."""
    if (actor.roles & OFFICERS and row.verb not in _NO_ANSWER) or row.verb == "suspend":
        _answer(session, noun, thing.id, clock)
    if row.verb == "register" and not actor.roles & OFFICERS:
        return
    if row.verb in ("suspend", "reinstate") and actor.kind == ActorKind.SYSTEM:
        return
    facts = _facts(thing) | {"reason": reason, "side": _side(actor)}
    if Effect.MAIL_STAFF in row.effects:
        told = _officers(session, _DECIDERS[noun], actor)
        _send(session, told, f"staff_{noun}_{row.verb}", clock, facts, f"/petugas/{_PATHS[noun]}/{thing.id}")
    if Effect.MAIL_EMPLOYER in row.effects and (employer_id := _employer_of(thing)) is not None:
        told = _team(session, employer_id, actor)
        path = f"/kelola/lowongan/{thing.id}" if isinstance(thing, Vacancy) else "/kelola/perusahaan"
        _send(session, told, f"{noun}_{row.verb}", clock, facts, path)


def _answer(session: Session, noun: str, noun_id: int, clock: Clock) -> None:
    """What the office was asked about a thing is answered: it is no news for any officer any more."""
    if noun in _PATHS:
        officers = select(AccountRole.account_id)
        asked = update(Notice).where(
            Notice.account_id.in_(officers),
            Notice.read_at.is_(None),
            Notice.path == f"/petugas/{_PATHS[noun]}/{noun_id}",
        )
        session.execute(asked.values(read_at=clock.now()))


def tell_registered(session: Session, employer: Employer, actor: Actor, clock: Clock) -> None:
    """Tell the office of a company whose person in charge has answered the letter: before, it may be anybody's joke."""
    told = _officers(session, _DECIDERS["employer"], actor)
    _send(session, told, "staff_employer_register", clock, _facts(employer), f"/petugas/perusahaan/{employer.id}")


_PATHS = {"vacancy": "lowongan", "employer": "perusahaan", "report": "laporan"}
_NO_ANSWER = frozenset({"trust", "distrust"})  # what a company asks for waits on


def _side(actor: Actor) -> str:
    """Whose act it was, for letters on what either may do: the `office`'s, the `team`'s, or nobody's to name."""
    if actor.kind != ActorKind.ACCOUNT:
        return ""
    return "office" if Role.STAFF in actor.roles else "team"


def _facts(thing: Any) -> dict[str, Any]:
    """What letters say of a thing: public words only."""
    if isinstance(thing, Vacancy):
        return {"title": thing.title, "company": thing.company, "closes_on": thing.closes_on}
    return {"company": thing.name} if isinstance(thing, Employer) else {}


def _employer_of(thing: Any) -> int | None:
    if isinstance(thing, Employer):
        return thing.id
    return thing.employer_id if isinstance(thing, Vacancy) and thing.source is None else None


def _team(session: Session, employer_id: int, actor: Actor) -> list[Account]:
    query = select(Account).join(Membership).where(Membership.employer_id == employer_id)
    return _active(session, query, actor)


def _officers(session: Session, role: Role, actor: Actor) -> list[Account]:
    return _active(session, select(Account).join(AccountRole).where(AccountRole.role == role), actor)


def _active(session: Session, query: Any, actor: Actor) -> list[Account]:
    found = session.scalars(query.where(Account.status == AccountStatus.ACTIVE).order_by(Account.id))
    return [account for account in found if account.id != actor.account_id]


def _send(
    session: Session, accounts: Iterable[Account], name: str, clock: Clock, facts: Mapping[str, Any], path: str
) -> None:
    accounts = list(accounts)
    tell(session, [account.id for account in accounts], name, clock, facts, path)
    for account in accounts:
        if account.email:
            queue_mail(session, account.email, name, clock, {**facts, "path": path})
