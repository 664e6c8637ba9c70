"""The verbs of a company's team: invite, take an invitation back, change a role, remove. An admin always stays. Each
leaves a line about the company and one about whom: `membership` by the number of the account, or `invitation`."""

from datetime import timedelta

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from app.domain import email as addresses
from app.domain.account import AccountStatus, MemberRole, TokenPurpose
from app.domain.actor import Actor
from app.domain.clock import Clock
from app.domain.employer import EmployerStatus
from app.domain.errors import InvalidFact, NotAllowed, NotFound
from app.gateways.keyring import Keyring
from app.models import Account, AccountToken, Employer, Membership
from app.policies.permission_map import Right, may
from app.services.employers import locked_employer
from app.services.events import event
from app.services.messages import queue_mail, tell
from app.services.throttles import allow
from app.services.tokens import issue
from app.services.transaction import transaction

MOST = 50  # people and invitations of one company
INVITATIONS, INVITATION_WINDOW = 20, timedelta(days=1)  # letters that a company can cause in a day


def invite(employer_id: int, email: str, role: MemberRole, actor: Actor, clock: Clock, keyring: Keyring) -> None:
    """Write to somebody who shall join the team. Whether the address has an account is not told. A second invitation of
    one address takes the place of the first.

    Raises NotFound, NotAllowed, InvalidFact on `email`: missing, invalid, member, not_active, too_many,
    too_often.
    """
    address = addresses.normalise(email)
    with transaction() as session:
        employer = _kept(session, employer_id, actor)
        if employer.status != EmployerStatus.ACTIVE:
            # The letter carries the company's name in the office's own: nobody unknown writes to strangers with it.
            raise InvalidFact("email", "not_active")
        if session.scalar(_members(employer_id).join(Account).where(Account.email == address)) is not None:
            raise InvalidFact("email", "member")
        if _size(session, employer_id, clock) >= MOST:
            raise InvalidFact("email", "too_many")
        allowed = allow(session, ("invite", str(employer_id)), INVITATIONS, INVITATION_WINDOW, clock, keyring)
        if allowed:
            token = issue(
                session, TokenPurpose.INVITE_MEMBER, clock, employer_id=employer_id, email=address, roles=role,
                created_by=actor.account_id,
            )  # fmt: skip
            facts = {"company": employer.name, "role": str(role)}
            queue_mail(session, address, "invite_member", clock, facts, secret=f"/undangan/{token}", keyring=keyring)
            session.flush()
            invited = select(AccountToken.id).where(AccountToken.email == address).order_by(AccountToken.id.desc())
            session.add(event("employer", employer_id, "invite_member", actor, clock))
            session.add(event("invitation", session.scalar(invited) or 0, "invite_member", actor, clock, fields=role))
    if not allowed:
        raise InvalidFact("email", "too_often")


def withdraw_invitation(employer_id: int, token_id: int, actor: Actor, clock: Clock) -> None:
    """The link in the letter works no more. Raises NotFound, NotAllowed."""
    with transaction() as session:
        _kept(session, employer_id, actor)
        waiting = delete(AccountToken).where(
            AccountToken.id == token_id, AccountToken.employer_id == employer_id, AccountToken.used_at.is_(None)
        )
        if session.execute(waiting).rowcount == 0:  # type: ignore[attr-defined]
            raise NotFound("invitation")
        session.add(event("employer", employer_id, "withdraw_invite", actor, clock))
        session.add(event("invitation", token_id, "withdraw_invite", actor, clock))


def change_role(employer_id: int, membership_id: int, role: MemberRole, actor: Actor, clock: Clock) -> None:
    """Make somebody an admin of the team, or no longer one; no change, no event. Raises NotFound, NotAllowed, and
    InvalidFact on `role` with `last_admin`."""
    with transaction() as session:
        _kept(session, employer_id, actor)
        member = _member(session, employer_id, membership_id)
        if member.role == role:
            return
        if role != MemberRole.ADMIN:
            _keep_an_admin(session, member)
        old, member.role = member.role, role
        session.add(event("employer", employer_id, "change_role", actor, clock, new=role))
        session.add(event("membership", member.account_id, "change_role", actor, clock, old=old, new=role))


def remove(employer_id: int, membership_id: int, actor: Actor, clock: Clock) -> None:
    """Take somebody out of the team, and tell them: with the next request the account can do nothing for the company.
    Raises NotFound, NotAllowed, and InvalidFact on `role` with `last_admin`."""
    with transaction() as session:
        employer = _kept(session, employer_id, actor)
        member = _member(session, employer_id, membership_id)
        _keep_an_admin(session, member)
        session.delete(member)
        session.add(event("employer", employer_id, "remove_member", actor, clock))
        session.add(event("membership", member.account_id, "remove_member", actor, clock, old=member.role))
        if member.account_id != actor.account_id:
            _tell_removed(session, member.account, employer, clock)


def _tell_removed(session: Session, account: Account, employer: Employer, clock: Clock) -> None:
    facts = {"company": employer.name}
    tell(session, [account.id], "member_removed", clock, facts, "/akun")
    if account.email and account.status == AccountStatus.ACTIVE:
        queue_mail(session, account.email, "member_removed", clock, {**facts, "path": "/akun"})


def _kept(session: Session, employer_id: int, actor: Actor) -> Employer:
    """The company, locked: of two changes of one team the second sees what the first has done."""
    if not (may(actor, Right.KEEP_TEAM) and employer_id in actor.employer_ids):
        raise NotAllowed(f"{actor.kind} may not keep the team of employer {employer_id}")
    return locked_employer(session, employer_id)


def _member(session: Session, employer_id: int, membership_id: int) -> Membership:
    member = session.scalar(
        select(Membership).where(Membership.id == membership_id, Membership.employer_id == employer_id)
    )
    if member is None:
        raise NotFound("membership")
    return member


def _keep_an_admin(session: Session, leaving: Membership) -> None:
    """Somebody else must be left who is an admin and can sign in."""
    others = (
        _members(leaving.employer_id)
        .join(Account)
        .where(Membership.role == MemberRole.ADMIN, Membership.id != leaving.id, Account.status == AccountStatus.ACTIVE)
    )
    if leaving.role == MemberRole.ADMIN and session.scalar(others.limit(1)) is None:
        raise InvalidFact("role", "last_admin")


def _members(employer_id: int) -> Select[int]:
    return select(Membership.id).where(Membership.employer_id == employer_id)


def _size(session: Session, employer_id: int, clock: Clock) -> int:
    invited = select(func.count(AccountToken.id)).where(
        AccountToken.employer_id == employer_id, AccountToken.used_at.is_(None), AccountToken.expires_at > clock.now()
    )
    members = select(func.count(Membership.id)).where(Membership.employer_id == employer_id)
    return (session.scalar(members) or 0) + (session.scalar(invited) or 0)
