"""Companies and other employers registered with the office."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Base
from app.models.industry import KBLI_VERSION, Industry


class Employer(Base):
    """An employer is public while it is active. `verified_at` is when staff checked its NIB and address."""

    __tablename__ = "employer"
    __table_args__ = (
        CheckConstraint("status IN ('active', 'suspended')", name="status"),
        CheckConstraint("nib IS NULL OR length(nib) = 13", name="nib_length"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(160), index=True)
    slug: Mapped[str] = mapped_column(String(180))
    status: Mapped[str] = mapped_column(String(10), default="active")
    nib: Mapped[str | None] = mapped_column(String(13), unique=True)
    industry_code: Mapped[str | None] = mapped_column(ForeignKey("industry.code"))
    industry_version: Mapped[str] = mapped_column(String(4), default=KBLI_VERSION)
    region_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    address: Mapped[str] = mapped_column(String(250), default="")
    about: Mapped[str] = mapped_column(Text, default="")
    website: Mapped[str] = mapped_column(String(200), default="")
    is_mou_partner: Mapped[bool] = mapped_column(default=False)
    verified_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    industry: Mapped[Industry | None] = relationship()
