"""Links and codes that work once. Of a link's token only the SHA-256 is kept, of a typed code a keyed hash."""

import secrets
from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.domain.account import (
    CODE_SIGNS,
    COUNTER_CODE_LENGTH,
    COUNTER_CODE_TRIES,
    RESET_LINKS,
    TOKEN_LIFE,
    TokenPurpose,
    typed_code,
)  # fmt: skip
from app.domain.clock import Clock
from app.domain.errors import InvalidFact
from app.extensions import db
from app.gateways.keyring import Keyring
from app.models import Account, AccountToken
from app.queries.signed_in import token_hash
from app.services.transaction import transaction

TOKEN_BYTES = 32
KEPT = timedelta(days=30)  # after its end, for questions
COLUMN = "account_token.token_hash"


def issue(
    session: Session,
    purpose: TokenPurpose,
    clock: Clock,
    *,
    account_id: int | None = None,
    employer_id: int | None = None,
    email: str | None = None,
    roles: str = "",
    created_by: int | None = None,
) -> str:
    """Make a token for a link, in the caller's transaction. An older one for the same purpose stops working: of the
    same account, or of the same invited address. Of links for a new password the newest RESET_LINKS work on."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    _lock(session, created_by if account_id is None else account_id)
    _drop_older(session, purpose, account_id, email, employer_id)
    session.add(
        AccountToken(
            purpose=purpose, token_hash=token_hash(token), account_id=account_id, employer_id=employer_id, email=email,
            roles=roles, created_by=created_by, created_at=clock.now(), expires_at=clock.now() + TOKEN_LIFE[purpose],
        )
    )  # fmt: skip
    return token


def use(session: Session, token: str, purposes: tuple[TokenPurpose, ...], clock: Clock) -> AccountToken:
    """Use a link's token up, in the caller's transaction, and return its row. Of two that come at once one is refused.
    Raises InvalidFact on `token`: ended."""
    named = (AccountToken.token_hash == token_hash(token), AccountToken.purpose.in_(purposes))
    _lock(session, session.scalar(select(AccountToken.account_id).where(*named)))
    row = session.scalar(select(AccountToken).where(*named).with_for_update().execution_options(populate_existing=True))
    if row is None or row.used_at is not None or row.expires_at <= clock.now():
        raise InvalidFact("token", "ended")
    row.used_at = clock.now()
    session.flush()
    return row


def _lock(session: Session, account_id: int | None) -> None:
    """Lock the account of a token before its tokens: whoever changes a password locks it first and then takes them
    away, and of the two one must wait for the other, not each for each."""
    if account_id is not None:
        session.execute(select(Account.id).where(Account.id == account_id).with_for_update()).all()


def issue_code(
    session: Session,
    account_id: int,
    clock: Clock,
    keyring: Keyring,
    created_by: int | None = None,
    person_id: int | None = None,
) -> str:
    """Make a code that somebody takes home from the counter, in the caller's transaction: for the account alone, or for
    the person on record whose card was seen. An older one stops working."""
    code = "".join(secrets.choice(CODE_SIGNS) for _ in range(COUNTER_CODE_LENGTH))
    purpose = TokenPurpose.COUNTER_CODE
    _lock(session, account_id)
    _drop_older(session, purpose, account_id, None, None)
    session.add(
        AccountToken(
            purpose=purpose, token_hash=_code_hash(account_id, code, keyring), account_id=account_id,
            person_id=person_id, created_by=created_by, created_at=clock.now(),
            expires_at=clock.now() + TOKEN_LIFE[purpose],
        )
    )  # fmt: skip
    return code


def try_code(
    session: Session, account_id: int, code: str, clock: Clock, keyring: Keyring, persons: Collection[int | None]
) -> bool:
    """Whether a typed code is the account's and was made for one of `persons` (None: for the account alone), and use it
    up, in the caller's transaction, which is committed either way. A wrong one counts against it, and so does a right
    one for another person; after COUNTER_CODE_TRIES it is dead."""
    row = session.scalar(
        select(AccountToken)
        .where(AccountToken.account_id == account_id, AccountToken.purpose == TokenPurpose.COUNTER_CODE)
        .with_for_update()
    )
    if row is None or row.used_at is not None or row.expires_at <= clock.now() or row.tries >= COUNTER_CODE_TRIES:
        return False
    if not (secrets.compare_digest(row.token_hash, _code_hash(account_id, code, keyring)) and row.person_id in persons):
        session.execute(update(AccountToken).where(AccountToken.id == row.id).values(tries=AccountToken.tries + 1))
        return False
    row.used_at = clock.now()
    session.flush()
    return True


def withdraw(session: Session, account_id: int, *purposes: TokenPurpose) -> None:
    """Let the unused tokens of an account for these purposes work no more."""
    session.execute(
        delete(AccountToken).where(
            AccountToken.account_id == account_id, AccountToken.purpose.in_(purposes), AccountToken.used_at.is_(None)
        )
    )


def _code_hash(account_id: int, code: str, keyring: Keyring) -> bytes:
    return keyring.blind_index(f"{account_id}\0{typed_code(code)}", COLUMN)


def _drop_older(
    session: Session, purpose: TokenPurpose, account_id: int | None, email: str | None, employer_id: int | None
) -> None:
    old = delete(AccountToken).where(AccountToken.purpose == purpose)
    if purpose == TokenPurpose.RESET_PASSWORD:
        mine = select(AccountToken.id).where(AccountToken.purpose == purpose, AccountToken.account_id == account_id)
        newest = session.scalars(mine.order_by(AccountToken.id.desc()).limit(RESET_LINKS - 1)).all()
        session.execute(old.where(AccountToken.account_id == account_id, AccountToken.id.not_in(newest)))
    elif account_id is not None:
        session.execute(old.where(AccountToken.account_id == account_id))
    elif email is not None:
        session.execute(
            old.where(
                AccountToken.email == email, AccountToken.employer_id == employer_id, AccountToken.used_at.is_(None)
            )
        )


def forget_old(clock: Clock) -> int:
    """Delete links and codes that ended a while ago, with the addresses they were sent to; returns how many."""
    old = AccountToken.expires_at < clock.now() - KEPT
    if db.session.scalar(select(AccountToken.id).where(old).limit(1)) is None:
        return 0
    with transaction() as session:
        return int(session.execute(delete(AccountToken).where(old)).rowcount)  # type: ignore[attr-defined]
