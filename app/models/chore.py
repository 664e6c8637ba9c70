"""Work that the calendar asks for."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class Chore(Base):
    """The office's day up to which a kind of calendar work is done: days the worker slept through are made up."""

    __tablename__ = "chore"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    done_on: Mapped[date]
