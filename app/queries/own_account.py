"""What an account sees of itself: where it is signed in, and its news."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.paging import page_count
from app.models import Account, Notice, RecoveryCode, SignIn

PAGE = 20


def own_sign_in(session: Session, sign_in_id: int) -> SignIn | None:
    return session.get(SignIn, sign_in_id)


def own_notice(session: Session, notice_id: int) -> Notice | None:
    return session.get(Notice, notice_id)


def sign_ins(session: Session, account_id: int, now: datetime) -> list[SignIn]:
    """The browsers in which an account is signed in, the one used last first."""
    query = select(SignIn).where(SignIn.account_id == account_id, SignIn.expires_at > now)
    return list(session.scalars(query.order_by(SignIn.seen_at.desc(), SignIn.id.desc())))


def own_phone(session: Session, account_id: int, read_end: Callable[[bytes | None], str]) -> str:
    """The end of the number that an account is known by, empty without one. `read_end` reads the digits that may be
    shown."""
    return read_end(session.scalar(select(Account.phone_cipher).where(Account.id == account_id)))


def codes_left(session: Session, account_id: int) -> int:
    """How many codes on paper still work."""
    query = select(func.count(RecoveryCode.id)).where(
        RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None)
    )
    return session.scalar(query) or 0


def unread_notices(session: Session, account_id: int) -> int:
    query = select(func.count(Notice.id)).where(Notice.account_id == account_id, Notice.read_at.is_(None))
    return session.scalar(query) or 0


@dataclass(frozen=True)
class News:
    """One notice. `kind` names its words, `facts` fill them."""

    id: int
    kind: str
    facts: Mapping[str, Any]
    path: str
    created_at: datetime
    is_read: bool


@dataclass(frozen=True)
class NewsPage:
    items: tuple[News, ...]
    page: int
    pages: int


def news(session: Session, account_id: int, page: int) -> NewsPage:
    """A page of an account's notices, the newest first."""
    total = session.scalar(select(func.count(Notice.id)).where(Notice.account_id == account_id)) or 0
    pages = page_count(total, PAGE)
    query = select(Notice).where(Notice.account_id == account_id).order_by(Notice.created_at.desc(), Notice.id.desc())
    rows = session.scalars(query.limit(PAGE).offset((page - 1) * PAGE))
    return NewsPage(tuple(_news(row) for row in rows), page, pages)


def every_news(session: Session, account_id: int) -> tuple[News, ...]:
    """All of an account's notices, the newest first."""
    query = select(Notice).where(Notice.account_id == account_id).order_by(Notice.created_at.desc(), Notice.id.desc())
    return tuple(_news(row) for row in session.scalars(query))


def _news(row: Notice) -> News:
    return News(row.id, row.kind, json.loads(row.facts), row.path, row.created_at, row.read_at is not None)
