"""Uploaded files: what is known of each. The bytes lie outside the web root under a random name."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.employer import DocumentKind
from app.extensions import Base
from app.models.constraints import among


class Document(Base):
    """A paper of an employer, or the evidence for a certificate (gate S8)."""

    __tablename__ = "document"
    __table_args__ = (
        CheckConstraint(among("kind", DocumentKind), name="kind"),
        CheckConstraint("(employer_id IS NULL) <> (certificate_id IS NULL)", name="one_owner"),
        CheckConstraint("size > 0", name="size_positive"),
        CheckConstraint("length(sha256) = 32", name="sha256_length"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("employer.id", ondelete="CASCADE"), index=True)
    certificate_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(9))
    filename: Mapped[str] = mapped_column(String(120))  # as uploaded, tidied; for showing and downloading only
    media_type: Mapped[str] = mapped_column(String(20))  # by content
    size: Mapped[int]  # bytes, as stored
    sha256: Mapped[bytes] = mapped_column(LargeBinary(32))
    storage_name: Mapped[str] = mapped_column(String(43), unique=True)
    uploaded_by: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
