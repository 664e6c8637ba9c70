"""Flags of a vacancy for the queue's filters and counts. The words behind them are computed anew for each review."""

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class VacancyFlag(Base):
    """A kind of flag that the vacancy's text raised when it was last put forward."""

    __tablename__ = "vacancy_flag"
    __table_args__ = (CheckConstraint("severity IN ('heavy', 'notice')", name="severity"),)

    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(30), primary_key=True)
    severity: Mapped[str] = mapped_column(String(6))
