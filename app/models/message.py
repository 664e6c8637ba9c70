"""What the site tells people: letters on their way, and notices inside the site."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class Mail(Base):
    """A letter in the outbox, written in the transaction that it tells of. `facts` (JSON) fill its template and hold no
    personal value; a link that opens something is `secret_cipher`. Both are dropped once it is sent."""

    __tablename__ = "mail"
    __table_args__ = (
        CheckConstraint("status IN ('queued', 'sent', 'dead')", name="status"),
        CheckConstraint("(status = 'sent') = (sent_at IS NOT NULL)", name="sent_has_date"),
        CheckConstraint("status <> 'sent' OR secret_cipher IS NULL", name="sent_has_no_secret"),
        Index("ix_mail_status_next_try_at", "status", "next_try_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    recipient: Mapped[str] = mapped_column(String(254))
    template: Mapped[str] = mapped_column(String(40))
    facts: Mapped[str] = mapped_column(Text, default="{}")
    secret_cipher: Mapped[bytes | None] = mapped_column(LargeBinary)
    status: Mapped[str] = mapped_column(String(6), default="queued")
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime]
    last_error: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class Notice(Base):
    """A line in an account's list of news. `kind` names its words in the templates, `facts` (JSON) fill them."""

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_account_id_read_at", "account_id", "read_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(40))
    facts: Mapped[str] = mapped_column(Text, default="{}")
    path: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
