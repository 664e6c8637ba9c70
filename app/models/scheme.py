"""Certification schemes: what a certificate attests. Shipped as reference data."""

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class Scheme(Base):
    """A type of training and its certificate. `sector` is a KBLI section."""

    __tablename__ = "scheme"
    __table_args__ = (CheckConstraint("kkni_level IS NULL OR kkni_level BETWEEN 1 AND 9", name="kkni_level"),)

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    title: Mapped[str] = mapped_column(String(160))
    short_title: Mapped[str] = mapped_column(String(60))
    occupation_code: Mapped[str | None] = mapped_column(ForeignKey("occupation.code"))
    kkni_level: Mapped[int | None]
    sector: Mapped[str | None] = mapped_column(ForeignKey("industry.code"))
