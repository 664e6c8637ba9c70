"""The tokens of letters, read without being used."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.account import TokenPurpose
from app.models import AccountToken
from app.queries.signed_in import token_hash


def live_token(session: Session, token: str, purposes: tuple[TokenPurpose, ...], now: datetime) -> AccountToken | None:
    """The row of a token that still works; None for every other text."""
    return session.scalar(
        select(AccountToken).where(
            AccountToken.token_hash == token_hash(token),
            AccountToken.purpose.in_(purposes),
            AccountToken.used_at.is_(None),
            AccountToken.expires_at > now,
        )
    )
