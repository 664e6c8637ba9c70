"""Worker profiles: what a person offers to employers."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.education import EDUCATION_LEVELS
from app.extensions import Base
from app.models.certificate import Certificate
from app.models.occupation import Occupation
from app.models.person import Person

_LEVELS = ", ".join(repr(level.code) for level in EDUCATION_LEVELS)


class Worker(Base):
    """A profile. Whether it is public follows from the person, the consent and the certificates: see
    `app.domain.worker.is_in_catalogue`. `public_id` is random and stored without TK and dashes."""

    __tablename__ = "worker"
    __table_args__ = (
        CheckConstraint("length(public_id) = 8", name="public_id_length"),
        CheckConstraint(f"education IN ({_LEVELS})", name="education"),
        CheckConstraint("experience_months >= 0", name="experience_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), unique=True)
    public_id: Mapped[str] = mapped_column(String(8), unique=True)
    education: Mapped[str] = mapped_column(String(13))
    experience_months: Mapped[int] = mapped_column(default=0)
    skills: Mapped[str] = mapped_column(Text, default="")  # never public
    district_code: Mapped[str] = mapped_column(ForeignKey("region.code"), index=True)  # of residence
    available_from: Mapped[date | None] = mapped_column(index=True)  # None: not looking for work
    hidden_at: Mapped[datetime | None]  # the worker hid the card
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    person: Mapped[Person] = relationship()
    occupations: Mapped[list["WorkerOccupation"]] = relationship(
        cascade="all, delete-orphan", order_by="WorkerOccupation.position"
    )
    certificates: Mapped[list[Certificate]] = relationship(cascade="all, delete-orphan", order_by=Certificate.id)


class WorkerOccupation(Base):
    """A wanted occupation. The one at position 0 heads the card."""

    __tablename__ = "worker_occupation"
    __table_args__ = (
        UniqueConstraint("worker_id", "occupation_code"),
        UniqueConstraint("worker_id", "position"),
        CheckConstraint("position >= 0", name="position_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id", ondelete="CASCADE"))
    occupation_code: Mapped[str] = mapped_column(ForeignKey("occupation.code"))
    position: Mapped[int] = mapped_column(default=0)

    occupation: Mapped[Occupation] = relationship()
