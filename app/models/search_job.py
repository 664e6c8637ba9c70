"""The outbox: what the search index has yet to hear of."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class SearchJob(Base):
    """Written in the transaction that changed the record. The worker reads the record as it then stands, so order and
    repetition do not matter."""

    __tablename__ = "search_job"

    id: Mapped[int] = mapped_column(primary_key=True)
    index_name: Mapped[str] = mapped_column(String(20))
    record_id: Mapped[int]
    created_at: Mapped[datetime]
