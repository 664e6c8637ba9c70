"""The office's own accounts: who is an officer, as what, and who may not sign in. Everything holds from the next
request on."""

from collections.abc import Collection, Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain import email as emails
from app.domain.account import AccountStatus, TokenPurpose
from app.domain.actor import OFFICERS, Actor, Role
from app.domain.clock import Clock
from app.domain.decisions import DecidedMeanwhile
from app.domain.errors import InvalidFact, NotAllowed, NotFound
from app.gateways.keyring import Keyring
from app.models import Account, AccountRole, AccountToken
from app.policies.permission_map import Right, may
from app.services.events import event
from app.services.messages import queue_mail, tell
from app.services.second_factor import forget_second_step, forget_waiting_secret
from app.services.sessions import end_all
from app.services.tokens import issue, withdraw
from app.services.transaction import transaction

NOUN = "account"


def invite(email: str, roles: Iterable[str], actor: Actor, clock: Clock, keyring: Keyring) -> str:
    """Invite somebody to be an officer, by letter; returns the path in it. A second invitation of one address takes the
    place of the first. Raises NotAllowed, and InvalidFact on `email` (missing, invalid, officer) and `roles` (missing,
    unknown)."""
    _allow(actor)
    address, wanted = emails.normalise(email), _known(roles)
    with transaction() as session:
        account = session.scalar(select(Account).where(Account.email == address))
        if account is not None and account.roles:
            raise InvalidFact("email", "officer")
        if account is not None and account.status not in (AccountStatus.ACTIVE, AccountStatus.PENDING):
            raise InvalidFact("email", "suspended")
        token = issue(
            session, TokenPurpose.INVITE_STAFF, clock, email=address, roles=" ".join(wanted),
            created_by=actor.account_id,
        )  # fmt: skip
        path = f"/undangan/{token}"
        queue_mail(session, address, "invite_staff", clock, secret=path, keyring=keyring)
        session.flush()
        row = session.scalar(
            select(AccountToken.id).where(AccountToken.email == address).order_by(AccountToken.id.desc())
        )
        session.add(event("invitation", row or 0, "invite_staff", actor, clock, fields=" ".join(wanted)))
        return path


def withdraw_invitation(token_id: int, actor: Actor, clock: Clock) -> None:
    """The link in the letter works no more. Raises NotAllowed, NotFound."""
    _allow(actor)
    with transaction() as session:
        gone = session.execute(
            delete(AccountToken).where(
                AccountToken.id == token_id,
                AccountToken.purpose == TokenPurpose.INVITE_STAFF,
                AccountToken.used_at.is_(None),
            )
        )
        if not gone.rowcount:  # type: ignore[attr-defined]
            raise NotFound("invitation")
        session.add(event("invitation", token_id, "withdraw_invite", actor, clock))


def change_roles(
    account_id: int, roles: Iterable[str], actor: Actor, clock: Clock, *, seen: Collection[str] | None = None
) -> None:
    """Give an account exactly these officer roles; no change, no event. Without any it is no officer's. `seen` are the
    roles on the admin's page, None where no page was seen. Raises NotFound, NotAllowed, DecidedMeanwhile when it has
    others by now, and InvalidFact on `roles`: unknown, own_admin, own_roles, last_admin, not_active."""
    _allow(actor)
    wanted = set(_known(roles, none=True))
    with transaction() as session:
        account = _locked(session, account_id)
        held = {row.role for row in account.roles}
        if wanted == held:
            return
        if seen is not None and set(seen) != held:
            raise DecidedMeanwhile(NOUN, account_id)
        if Role.ADMIN in held - wanted:
            _keep_an_admin(session, account, actor, "roles")
        if wanted - held and account_id == actor.account_id:
            raise InvalidFact("roles", "own_roles")  # two people see what an admin may do beside
        if wanted - held and account.status != AccountStatus.ACTIVE:
            raise InvalidFact("roles", "not_active")
        account.roles = [row for row in account.roles if row.role in wanted] + [
            AccountRole(role=role) for role in sorted(wanted - held)
        ]
        account.updated_at = clock.now()
        forget_waiting_secret(account)
        withdraw(session, account_id, TokenPurpose.COUNTER_CODE)  # an officer's way in is the letter
        if account_id != actor.account_id:
            end_all(session, account_id)  # officers have shorter sessions and a second step
        tell(session, [account_id], "roles_changed", clock)
        session.add(event(NOUN, account_id, "change_roles", actor, clock, fields=" ".join(sorted(wanted ^ held))))


def suspend(account_id: int, reason: str, actor: Actor, clock: Clock) -> None:
    """Keep an account out, from its next request on. Raises NotFound, NotAllowed, and InvalidFact: `reason` missing,
    `account` own_account, last_admin, or not_active."""
    _allow(actor)
    if not reason.strip():
        raise InvalidFact("reason", "missing")
    with transaction() as session:
        account = _locked(session, account_id)
        if account.status not in (AccountStatus.ACTIVE, AccountStatus.PENDING):
            raise InvalidFact("account", "not_active")
        if account_id == actor.account_id:
            raise InvalidFact("account", "own_account")
        if any(row.role == Role.ADMIN for row in account.roles):
            _keep_an_admin(session, account, actor, "account")
        old, account.status = account.status, AccountStatus.SUSPENDED
        account.suspended_at = account.updated_at = clock.now()
        end_all(session, account_id)
        session.add(event(NOUN, account_id, "suspend", actor, clock, old=old, new=account.status, reason=reason))


def reactivate(account_id: int, reason: str, actor: Actor, clock: Clock) -> None:
    """Let a suspended account in again. Raises NotFound, NotAllowed, and InvalidFact: `reason` missing, `account`
    not_suspended."""
    _allow(actor)
    if not reason.strip():
        raise InvalidFact("reason", "missing")
    with transaction() as session:
        account = _locked(session, account_id)
        if account.status != AccountStatus.SUSPENDED:
            raise InvalidFact("account", "not_suspended")
        account.status = AccountStatus.ACTIVE if account.confirmed_at else AccountStatus.PENDING
        account.suspended_at, account.updated_at = None, clock.now()
        session.add(
            event(NOUN, account_id, "reinstate", actor, clock, old="suspended", new=account.status, reason=reason)
        )


def sign_out(account_id: int, actor: Actor, clock: Clock) -> None:
    """Sign every browser of an account out. Raises NotFound, NotAllowed."""
    _allow(actor)
    with transaction() as session:
        _locked(session, account_id)
        end_all(session, account_id)
        session.add(event(NOUN, account_id, "sign_out", actor, clock))


def reset_second_step(account_id: int, reason: str, actor: Actor, clock: Clock) -> None:
    """Take the second step off the account of somebody who lost telephone and paper, after they were seen. Raises
    NotFound, NotAllowed, and InvalidFact: `reason` missing, `account` own_account."""
    _allow(actor)
    if not reason.strip():
        raise InvalidFact("reason", "missing")
    if account_id == actor.account_id:
        raise InvalidFact("account", "own_account")
    with transaction() as session:
        account = _locked(session, account_id)
        forget_second_step(session, account, clock)
        end_all(session, account_id)
        if account.email:
            queue_mail(session, account.email, "account_second_step_off", clock, {"path": "/akun/keamanan"})
        session.add(event(NOUN, account_id, "drop_second_step", actor, clock, reason=reason))


def note_read(account_id: int, actor: Actor, clock: Clock) -> None:
    """Write down that an admin opened somebody else's account (gate S11). Raises NotAllowed."""
    _allow(actor)
    if account_id != actor.account_id:
        with transaction() as session:
            session.add(event(NOUN, account_id, "read", actor, clock))


def _allow(actor: Actor) -> None:
    if not may(actor, Right.KEEP_USERS):
        raise NotAllowed(f"{actor.kind} may not keep accounts")


def _known(roles: Iterable[str], *, none: bool = False) -> list[str]:
    wanted = sorted(set(roles))
    if not wanted and not none:
        raise InvalidFact("roles", "missing")
    if not set(wanted) <= OFFICERS:
        raise InvalidFact("roles", "unknown")
    return wanted


def _locked(session: Session, account_id: int) -> Account:
    """The row, locked. Before it those of all admins: of two admins who end one another's office one is left."""
    admins = select(AccountRole.account_id).where(AccountRole.role == Role.ADMIN)
    query = select(Account).where((Account.id == account_id) | Account.id.in_(admins))
    found = session.scalars(query.order_by(Account.id).with_for_update()).all()
    account = next((one for one in found if one.id == account_id), None)
    if account is None or account.status == AccountStatus.CLOSED:
        raise NotFound("account")
    return account


def _keep_an_admin(session: Session, leaving: Account, actor: Actor, field: str) -> None:
    """Nobody takes the office from themselves, and somebody else must be left who is an admin and can sign in."""
    if leaving.id == actor.account_id:
        raise InvalidFact(field, "own_admin")
    others = (
        select(Account.id)
        .join(AccountRole)
        .where(AccountRole.role == Role.ADMIN, Account.status == AccountStatus.ACTIVE, Account.id != leaving.id)
    )
    if session.scalar(others.limit(1)) is None:
        raise InvalidFact(field, "last_admin")
