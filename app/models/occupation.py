"""Occupations: KBJI 2014, a person's job. Never mixed with industries."""

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class Occupation(Base):
    """One KBJI code of 1, 2, 3, 4 or 6 digits, with its Indonesian and, where ISCO-08 has one, its English title."""

    __tablename__ = "occupation"
    __table_args__ = (CheckConstraint("length(code) IN (1, 2, 3, 4, 6)", name="code_length"),)

    code: Mapped[str] = mapped_column(String(6), primary_key=True)
    title_id: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200), default="")
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("occupation.code"), index=True)
