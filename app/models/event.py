"""The append-only log: every decision leaves a line, and the lines are sealed in a chain (gate S10)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.actor import ActorKind
from app.extensions import Base
from app.models.constraints import among


class Event(Base):
    """Who did what to which thing, from which state to which. Ids, verbs, states and names of fields, never a personal
    value: so a line outlives the person. The database refuses to change or delete a row (app.gateways.append_only)."""

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint(among("actor_kind", ActorKind), name="actor_kind"),
        CheckConstraint("(actor_kind = 'account') = (account_id IS NOT NULL)", name="account_named"),
        Index("ix_event_noun_noun_id", "noun", "noun_id"),
        # The log is searched by either, newest first.
        Index("ix_event_noun_at", "noun", "at"),
        Index("ix_event_verb_at", "verb", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_kind: Mapped[str] = mapped_column(String(8))
    account_id: Mapped[int | None] = mapped_column(index=True)
    noun: Mapped[str] = mapped_column(String(20))
    noun_id: Mapped[int]
    verb: Mapped[str] = mapped_column(String(20))
    old_state: Mapped[str | None] = mapped_column(String(20))
    new_state: Mapped[str | None] = mapped_column(String(20))
    fields: Mapped[str] = mapped_column(String(200), default="")  # names of changed fields, never their values

    reason: Mapped["EventReason | None"] = relationship()


class EventReason(Base):
    """Why, in somebody's own words. Apart from the line, because words may name people: it can be erased."""

    __tablename__ = "event_reason"
    __table_args__ = (CheckConstraint("text <> ''", name="text_stated"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    text: Mapped[str] = mapped_column(String(1000))


class EventSeal(Base):
    """A link of the chain: the keyed hash of an event and of the link before. Without the key nobody can forge the
    rest of the chain after a change. `position` counts without gaps."""

    __tablename__ = "event_seal"
    __table_args__ = (UniqueConstraint("event_id"), CheckConstraint("length(digest) = 32", name="digest_length"))

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))
