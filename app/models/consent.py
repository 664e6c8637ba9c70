"""Consents to the catalogue: given, and perhaps withdrawn. Rows are kept as evidence."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.consent import ConsentLevel, RecordedVia
from app.extensions import Base
from app.models.constraints import among

_LIVE = text("withdrawn_at IS NULL")


class Consent(Base):
    """A consent is live until it is withdrawn; a person has at most one live one. `text_version` names the wording that
    was agreed to."""

    __tablename__ = "consent"
    __table_args__ = (
        CheckConstraint(among("level", ConsentLevel), name="level"),
        CheckConstraint(among("recorded_via", RecordedVia), name="recorded_via"),
        CheckConstraint("text_version <> ''", name="text_version_stated"),
        CheckConstraint("withdrawn_at IS NULL OR withdrawn_at >= given_at", name="withdrawn_after_given"),
        Index("uq_consent_live", "person_id", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    level: Mapped[str] = mapped_column(String(9))
    text_version: Mapped[str] = mapped_column(String(20))
    recorded_via: Mapped[str] = mapped_column(String(7))
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
