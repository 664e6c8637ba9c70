"""Minimum wages by year, region and, for a sector minimum, industry."""

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class MinimumWage(Base):
    """Rupiah a month. An empty industry code is the general minimum of the region."""

    __tablename__ = "minimum_wage"
    __table_args__ = (
        UniqueConstraint("year", "region_code", "industry_code"),
        CheckConstraint("monthly > 0", name="positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    industry_code: Mapped[str] = mapped_column(String(5), default="")
    monthly: Mapped[int]
    source: Mapped[str] = mapped_column(String(200))
