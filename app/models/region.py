"""Regions of Indonesia by Kemendagri code."""

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class Region(Base):
    """A province, regency (or city), district or village. Villages are kept for Kalimantan only."""

    __tablename__ = "region"
    __table_args__ = (CheckConstraint("level IN ('province', 'regency', 'district', 'village')", name="level"),)

    code: Mapped[str] = mapped_column(String(13), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    level: Mapped[str] = mapped_column(String(8), index=True)
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"), index=True)
