"""The append-only log: every decision leaves a line."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.actor import ActorKind
from app.extensions import Base


class Event(Base):
    """Who did what to which thing, from which state to which, and why. Rows are never changed or deleted."""

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint(f"actor_kind IN ({', '.join(repr(str(kind)) for kind in ActorKind)})", name="actor_kind"),
        CheckConstraint("(actor_kind = 'account') = (account_id IS NOT NULL)", name="account_named"),
        Index("ix_event_noun_noun_id", "noun", "noun_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor_kind: Mapped[str] = mapped_column(String(8))
    account_id: Mapped[int | None]
    noun: Mapped[str] = mapped_column(String(20))
    noun_id: Mapped[int]
    verb: Mapped[str] = mapped_column(String(20))
    old_state: Mapped[str | None] = mapped_column(String(20))
    new_state: Mapped[str | None] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(500), default="")
    fields: Mapped[str] = mapped_column(String(200), default="")  # names of changed fields, never their values
