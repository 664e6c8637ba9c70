"""Who is signed in: the account behind a session's token, as an actor."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.account import AccountKind, AccountStatus, MemberRole
from app.domain.actor import Actor, ActorKind, Role, staff_roles
from app.domain.employer import EmployerStatus
from app.models import Account, Membership, SignIn


@dataclass(frozen=True)
class SignedIn:
    """What pages may know of who is signed in. `waiting`: the account has a second step, or is an officer's, who needs
    one, and it has not been taken in this session; until then `actor` is somebody with an account and no more."""

    actor: Actor
    sign_in_id: int
    account_id: int
    kind: AccountKind
    name: str
    email: str | None
    has_second_factor: bool  # enrolled
    second_factor_done: bool  # in this session
    is_officer: bool  # the office gave the account a role, whether or not `actor` may use it yet
    waiting: bool
    employer_id: int | None
    seen_at: datetime  # the session's last use, to the hour


def token_hash(token: str) -> bytes:
    """What is kept of a session's or link's random token."""
    return hashlib.sha256(token.encode()).digest()


def signed_in(session: Session, token: str, now: datetime) -> SignedIn | None:
    """Who a session's token stands for; None when it has ended or the account may not sign in any more."""
    found = session.scalar(
        select(SignIn)
        .where(SignIn.token_hash == token_hash(token), SignIn.expires_at > now)
        .options(
            joinedload(SignIn.account).options(
                selectinload(Account.roles), joinedload(Account.membership).joinedload(Membership.employer)
            )
        )
    )
    if found is None or found.account.status != AccountStatus.ACTIVE:
        return None
    account, done = found.account, found.second_factor_at is not None
    officer = frozenset(Role(row.role) for row in account.roles)
    return SignedIn(
        actor=actor_of(account, second_factor=done), sign_in_id=found.id, account_id=account.id,
        kind=AccountKind(account.kind), name=account.name, email=account.email,
        has_second_factor=account.totp_confirmed_at is not None, second_factor_done=done,
        is_officer=bool(officer), waiting=is_second_step_due(account, done), seen_at=found.seen_at,
        employer_id=account.membership.employer_id if account.membership else None,
    )  # fmt: skip


def is_second_step_due(account: Account, done: bool) -> bool:
    """Whether the account may do nothing of its own before the second step (gate S4)."""
    return not done and (account.totp_confirmed_at is not None or bool(account.roles))


def actor_of(account: Account, *, second_factor: bool) -> Actor:
    """The capacities of an account. Where the second step is due it has none but that of being signed in."""
    if is_second_step_due(account, second_factor):
        return Actor(ActorKind.ACCOUNT, account_id=account.id, roles=frozenset({Role.ACCOUNT}))
    roles = {Role.ACCOUNT}
    if account.kind == AccountKind.JOBSEEKER:
        roles.add(Role.JOBSEEKER)
    roles |= staff_roles(frozenset(Role(row.role) for row in account.roles))
    member = account.membership
    if member is not None:
        roles |= _team_roles(member)
    return Actor(
        ActorKind.ACCOUNT,
        account_id=account.id,
        roles=frozenset(roles),
        employer_ids=frozenset({member.employer_id}) if member else frozenset(),
        person_id=account.person_id,
    )


def _team_roles(member: Membership) -> set[Role]:
    roles = {Role.EMPLOYER_MEMBER}
    if member.role == MemberRole.ADMIN:
        roles.add(Role.EMPLOYER_ADMIN)
    if member.employer.status == EmployerStatus.ACTIVE and member.employer.trusted_at is not None:
        roles.add(Role.TRUSTED_MEMBER)
    return roles
