"""What the office's review of vacancies rests on: revisions, drafts, flags, samples, reports and who is on what."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.models.vacancy import Vacancy

_PENDING = text("status = 'pending'")


class VacancyDraft(Base):
    """A vacancy's form exactly as typed (JSON of query names to lists of texts), so that nothing is lost before it is
    right: of a draft, of a returned vacancy, or of the next revision of a published one."""

    __tablename__ = "vacancy_draft"

    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id", ondelete="CASCADE"), primary_key=True)
    data: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)  # counts saves: two windows cannot overwrite each other unseen
    saved_at: Mapped[datetime]
    saved_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    window_key: Mapped[str] = mapped_column(String(43), default="")  # the page that saved last
    window_step: Mapped[int] = mapped_column(default=0)  # its saves so far: one that arrives late is let go


class VacancyRevision(Base):
    """A proposed change of a published vacancy. The public version stays until staff decide."""

    __tablename__ = "vacancy_revision"
    __table_args__ = (
        CheckConstraint("status IN ('pending', 'accepted', 'refused', 'withdrawn')", name="status"),
        CheckConstraint("(status = 'pending') = (decided_at IS NULL)", name="decided_has_date"),
        Index(
            "uq_vacancy_revision_pending", "vacancy_id", unique=True, sqlite_where=_PENDING, postgresql_where=_PENDING
        ),
        Index("ix_vacancy_revision_status_created_at", "status", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id", ondelete="CASCADE"))
    status: Mapped[str] = mapped_column(String(9))
    data: Mapped[str] = mapped_column(Text)  # JSON of the vacancy's facts after the change
    fields: Mapped[str] = mapped_column(String(400))  # names of the changed facts, separated by spaces
    created_at: Mapped[datetime]
    created_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    decided_at: Mapped[datetime | None]


class VacancySample(Base):
    """A vacancy of a trusted employer, drawn to be looked at after it went on the board."""

    __tablename__ = "vacancy_sample"

    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id", ondelete="CASCADE"), primary_key=True)
    drawn_at: Mapped[datetime]
    reviewed_at: Mapped[datetime | None] = mapped_column(index=True)


class VacancyViews(Base):
    """How often a vacancy's page was opened on an office day. Nothing about who opened it."""

    __tablename__ = "vacancy_views"
    __table_args__ = (CheckConstraint("views > 0", name="views_positive"),)

    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    views: Mapped[int]


class Report(Base):
    """Somebody says that a vacancy is wrong. How to reach them is encrypted like a person's phone."""

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint("status IN ('open', 'upheld', 'dismissed')", name="status"),
        CheckConstraint("(status = 'open') = (decided_at IS NULL)", name="decided_has_date"),
        CheckConstraint("form_key IS NULL OR length(form_key) = 32", name="form_key_length"),
        UniqueConstraint("form_key"),
        Index("ix_report_status_created_at", "status", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id", ondelete="CASCADE"), index=True)
    status: Mapped[str] = mapped_column(String(9))
    reason: Mapped[str] = mapped_column(String(20))  # code of app.domain.report
    text: Mapped[str] = mapped_column(String(1000), default="")
    contact_cipher: Mapped[bytes | None] = mapped_column(LargeBinary)
    form_key: Mapped[bytes | None] = mapped_column(LargeBinary(32))  # SHA-256 of the form's own number: kept once
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]

    vacancy: Mapped[Vacancy] = relationship(viewonly=True)


class Assignment(Base):
    """Who is on what in the queue. It lapses by itself (see app.domain.queue)."""

    __tablename__ = "assignment"

    noun: Mapped[str] = mapped_column(String(20), primary_key=True)
    noun_id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    taken_at: Mapped[datetime]
