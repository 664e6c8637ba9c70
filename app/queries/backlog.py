"""How far the search index is behind."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import SearchJob

_ANY = select(SearchJob.__table__.c.id).limit(1)  # made once: every list page asks


def index_behind(session: Session) -> bool:
    """Whether some change has not reached the index yet; counts are then approximate."""
    return session.connection().scalar(_ANY) is not None


def backlog(session: Session) -> tuple[int, datetime | None]:
    """Jobs waiting, and when the oldest was written."""
    count, oldest = session.execute(select(func.count(SearchJob.id), func.min(SearchJob.created_at))).one()
    return count, oldest
