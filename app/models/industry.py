"""Industries: KBLI, a company's business. Never mixed with occupations."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base

KBLI_VERSION = "2020"  # KBLI 2025 is replacing it; rows and employers name the version they were coded in


class Industry(Base):
    """One KBLI code: a section letter, or 2 to 5 digits below it."""

    __tablename__ = "industry"

    code: Mapped[str] = mapped_column(String(5), primary_key=True)
    version: Mapped[str] = mapped_column(String(4), default=KBLI_VERSION)
    title: Mapped[str] = mapped_column(String(250))
    section: Mapped[str] = mapped_column(String(1), index=True)
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("industry.code"), index=True)
