"""Signed-in browsers: rows that hold the SHA-256 of a random token. Deleting a row ends its session at once."""

import secrets
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.account import (
    SIGN_IN_LIFE,
    SIGN_IN_LONGEST,
    STAFF_SIGN_IN_LIFE,
    STAFF_SIGN_IN_LONGEST,
    STAFF_TOUCH_EVERY,
    TOUCH_EVERY,
)
from app.domain.actor import VISITOR, Actor, ActorKind
from app.domain.clock import Clock
from app.domain.errors import NotFound
from app.extensions import db
from app.gateways.keyring import Keyring
from app.models import Account, SignIn
from app.queries.signed_in import SignedIn, token_hash
from app.services.events import event
from app.services.throttles import allow
from app.services.transaction import transaction

TOKEN_BYTES = 32
NOUN = "session"  # in the event log, by the number of the account; 0 is nobody's
UNKNOWN_LINES, UNKNOWN_WINDOW = 500, timedelta(hours=1)  # lines about nobody's account that strangers can cause


def open_session(session: Session, account: Account, clock: Clock, device: str, *, second_factor: bool = False) -> str:
    """Sign an account in, in the caller's transaction; returns the token for the cookie."""
    token, now = secrets.token_urlsafe(TOKEN_BYTES), clock.now()
    account.signed_in_at = now
    session.add(event(NOUN, account.id, "sign_in", Actor(ActorKind.ACCOUNT, account_id=account.id), clock))
    session.add(
        SignIn(
            account_id=account.id, token_hash=token_hash(token), created_at=now, seen_at=now,
            expires_at=now + life(bool(account.roles)), second_factor_at=now if second_factor else None,
            device=device[:60],
        )
    )  # fmt: skip
    return token


def renew(session: Session, sign_in_id: int, clock: Clock, *, second_factor: bool = False) -> str:
    """Give a session another token, in the caller's transaction: what somebody knew of it before is worth nothing now.
    Raises NotFound when it has ended."""
    row = session.scalar(select(SignIn).where(SignIn.id == sign_in_id).with_for_update())
    if row is None:
        raise NotFound("sign_in")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row.token_hash, row.seen_at = token_hash(token), clock.now()
    if second_factor:
        row.second_factor_at = clock.now()
    return token


def note_refused(account_id: int | None, verb: str, clock: Clock, keyring: Keyring) -> None:
    """Write down that somebody was not let in, and why by the verb. For a name that is nobody's it takes as long."""
    with transaction() as session:
        allowed = allow(session, ("unknown_lines",), UNKNOWN_LINES, UNKNOWN_WINDOW, clock, keyring)
        if account_id is not None or allowed:
            session.add(event(NOUN, account_id or 0, verb, VISITOR, clock))


def end(sign_in_id: int, who: SignedIn, clock: Clock) -> None:
    """Sign one browser of an account out. Once it is out, nothing changes."""
    with transaction() as session:
        gone = session.execute(delete(SignIn).where(SignIn.id == sign_in_id, SignIn.account_id == who.account_id))
        if gone.rowcount:  # type: ignore[attr-defined]
            verb = "leave" if sign_in_id == who.sign_in_id else "sign_out"
            session.add(event(NOUN, who.account_id, verb, who.actor, clock))


def end_all(session: Session, account_id: int, *, but: int | None = None) -> int:
    """Sign every browser of an account out, `but` one, in the caller's transaction; returns how many."""
    gone = delete(SignIn).where(SignIn.account_id == account_id)
    if but is not None:
        gone = gone.where(SignIn.id != but)
    return int(session.execute(gone).rowcount)  # type: ignore[attr-defined]


def sign_out_everywhere(who: SignedIn, clock: Clock) -> None:
    """`end_all` as a deed of its own."""
    with transaction() as session:
        if end_all(session, who.account_id):
            session.add(event(NOUN, who.account_id, "sign_out_all", who.actor, clock))


def is_stale(who: SignedIn, clock: Clock) -> bool:
    """Whether the session's last use is worth writing down."""
    return clock.now() - who.seen_at >= (STAFF_TOUCH_EVERY if who.is_officer else TOUCH_EVERY)


def touch(who: SignedIn, clock: Clock) -> None:
    """Write the session's last use down: it lives on from now, but not longer than a session may in all."""
    longest, now = STAFF_SIGN_IN_LONGEST if who.is_officer else SIGN_IN_LONGEST, clock.now()
    with transaction() as session:
        row = session.scalar(select(SignIn).where(SignIn.id == who.sign_in_id).with_for_update())
        if row is not None:
            row.seen_at, row.expires_at = now, min(now + life(who.is_officer), row.created_at + longest)


def life(is_officer: bool) -> timedelta:
    """How long a session lives from its last use."""
    return STAFF_SIGN_IN_LIFE if is_officer else SIGN_IN_LIFE


def forget_ended(clock: Clock) -> int:
    """Delete sessions that have ended by themselves; returns how many."""
    ended = SignIn.expires_at <= clock.now()
    if db.session.scalar(select(SignIn.id).where(ended).limit(1)) is None:
        return 0
    with transaction() as session:
        return int(session.execute(delete(SignIn).where(ended)).rowcount)  # type: ignore[attr-defined]
