"""Reading one's news."""

from sqlalchemy import update

from app.domain.clock import Clock
from app.models import Notice
from app.services.transaction import transaction


def mark_read(notice_id: int, clock: Clock) -> None:
    """Note that a notice was read; a second time changes nothing."""
    with transaction() as session:
        unread = update(Notice).where(Notice.id == notice_id, Notice.read_at.is_(None))
        session.execute(unread.values(read_at=clock.now()))


def mark_all_read(account_id: int, clock: Clock) -> None:
    """Note that an account has read everything."""
    with transaction() as session:
        unread = update(Notice).where(Notice.account_id == account_id, Notice.read_at.is_(None))
        session.execute(unread.values(read_at=clock.now()))
