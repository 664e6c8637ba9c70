"""Certificates of workers. Whether one has expired is never stored: see `app.domain.certificate.state`."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.certificate import CertificateStatus, Issuer
from app.extensions import Base
from app.models.constraints import among
from app.models.scheme import Scheme

if TYPE_CHECKING:
    from app.models.worker import Worker


class Certificate(Base):
    """One certificate. `token` opens its public check at `/cek/<token>`. What was verified once may be revoked later
    and keeps its verification as history."""

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("issuer", "number"),
        CheckConstraint(among("issuer", Issuer), name="issuer"),
        CheckConstraint(among("status", CertificateStatus), name="status"),
        CheckConstraint(
            "status = 'revoked' OR (status = 'verified') = (verified_at IS NOT NULL)", name="verified_has_date"
        ),
        CheckConstraint("(verified_at IS NOT NULL) = (verified_note <> '')", name="verified_has_evidence"),
        CheckConstraint("evidence_on IS NULL OR verified_at IS NOT NULL", name="evidence_of_verified"),
        CheckConstraint("(status = 'revoked') = (revoked_at IS NOT NULL)", name="revoked_has_date"),
        CheckConstraint("(status = 'revoked') = (revoke_reason <> '')", name="revoked_has_reason"),
        CheckConstraint("valid_until IS NULL OR valid_until >= issued_on", name="validity_order"),
        CheckConstraint("kkni_level IS NULL OR kkni_level BETWEEN 1 AND 9", name="kkni_level"),
        CheckConstraint("number <> ''", name="number_stated"),
        CheckConstraint("length(token) = 43", name="token_length"),
        Index("ix_certificate_worker_id_status", "worker_id", "status", "valid_until"),
        Index("ix_certificate_status_valid_until", "status", "valid_until"),
        Index("ix_certificate_status_created_at", "status", "created_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id", ondelete="CASCADE"))
    scheme_code: Mapped[str] = mapped_column(ForeignKey("scheme.code"), index=True)
    issuer: Mapped[str] = mapped_column(String(8))
    lsp: Mapped[str] = mapped_column(String(120), default="")  # through which BNSP issues
    number: Mapped[str] = mapped_column(String(80))
    registration_number: Mapped[str] = mapped_column(String(80), default="")
    blank_number: Mapped[str] = mapped_column(String(80), default="")
    issued_on: Mapped[date]
    valid_until: Mapped[date | None]  # the last valid day; None never ends
    kkni_level: Mapped[int | None]
    status: Mapped[str] = mapped_column(String(10))
    verified_at: Mapped[datetime | None]
    verified_note: Mapped[str] = mapped_column(String(500), default="")
    evidence_on: Mapped[date | None]  # the day on which the evidence was seen or written
    revoked_at: Mapped[datetime | None]
    revoke_reason: Mapped[str] = mapped_column(String(500), default="")
    token: Mapped[str] = mapped_column(String(43), unique=True)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    scheme: Mapped[Scheme] = relationship()
    worker: Mapped["Worker"] = relationship(viewonly=True)
