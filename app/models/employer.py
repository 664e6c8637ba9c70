"""Companies and other employers registered with the office."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.employer import EmployerStatus
from app.extensions import Base
from app.models.constraints import among, together
from app.models.industry import KBLI_VERSION, Industry

_HELD = text("status <> 'rejected'")  # a refused registration must not keep the real company's numbers


class Employer(Base):
    """An employer is public while it is active. `verified_at` is when staff verified it."""

    __tablename__ = "employer"
    __table_args__ = (
        CheckConstraint(among("status", EmployerStatus), name="status"),
        CheckConstraint("nib IS NULL OR length(nib) = 13", name="nib_length"),
        CheckConstraint(together("npwp_cipher", "npwp_index"), name="npwp_whole"),
        CheckConstraint("(status = 'suspended') = (suspended_at IS NOT NULL)", name="suspended_has_date"),
        CheckConstraint("trusted_at IS NULL OR verified_at IS NOT NULL", name="trusted_is_verified"),
        CheckConstraint("status <> 'pending' OR submitted_at IS NOT NULL", name="pending_has_date"),
        CheckConstraint("change_cipher IS NULL OR status IN ('active', 'suspended')", name="change_of_active"),
        Index("uq_employer_nib", "nib", unique=True, sqlite_where=_HELD, postgresql_where=_HELD),
        Index("uq_employer_npwp_index", "npwp_index", unique=True, sqlite_where=_HELD, postgresql_where=_HELD),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(160), index=True)
    slug: Mapped[str] = mapped_column(String(180))
    status: Mapped[str] = mapped_column(String(10), default="active", index=True)
    nib: Mapped[str | None] = mapped_column(String(13))
    industry_code: Mapped[str | None] = mapped_column(ForeignKey("industry.code"))
    industry_version: Mapped[str] = mapped_column(String(4), default=KBLI_VERSION)
    region_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    address: Mapped[str] = mapped_column(String(250), default="")
    about: Mapped[str] = mapped_column(Text, default="")
    website: Mapped[str] = mapped_column(String(200), default="")
    is_mou_partner: Mapped[bool] = mapped_column(default=False)
    # A sole owner's NPWP is the owner's NIK, so it is kept like one.
    npwp_cipher: Mapped[bytes | None] = mapped_column(LargeBinary)
    npwp_index: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    contact_name: Mapped[str] = mapped_column(String(120), default="")  # the person in charge; never public
    contact_position: Mapped[str] = mapped_column(String(80), default="")
    contact_phone_cipher: Mapped[bytes | None] = mapped_column(LargeBinary)
    change_cipher: Mapped[bytes | None] = mapped_column(LargeBinary)  # JSON of the identity that waits for staff
    submitted_at: Mapped[datetime | None]  # its papers last went to staff
    verified_at: Mapped[datetime | None]
    trusted_at: Mapped[datetime | None]  # since then its vacancies go on the board at once and are sampled
    suspended_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    industry: Mapped[Industry | None] = relationship()
