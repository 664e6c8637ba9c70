"""How far the search index is behind."""

from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from app.models import SearchJob

_JOBS = SearchJob.__table__


def behind(index_name: str) -> Any:
    """The answer of `index_behind` as a column of a select of rows: a list asks the database once."""
    return exists().where(_JOBS.c.index_name == index_name).label("behind")


def index_behind(session: Session, index_name: str = "vacancies") -> bool:
    """Whether some change has not reached this index yet; its counts are then approximate."""
    return bool(session.connection().scalar(select(behind(index_name))))


def backlog(session: Session, index_name: str | None = None) -> tuple[int, datetime | None]:
    """Jobs waiting, of one index or of all, and when the oldest was written."""
    query = select(func.count(SearchJob.id), func.min(SearchJob.created_at))
    if index_name is not None:
        query = query.where(SearchJob.index_name == index_name)
    count, oldest = session.execute(query).one()
    return count, oldest
