"""The rules of a person's record and of a profile, for every verb that writes them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.domain.education import EDUCATION_BY_CODE
from app.domain.errors import InvalidFact
from app.domain.worker import LONGEST_EXPERIENCE, Profile
from app.models import Occupation, Region, Worker, WorkerOccupation

OLDEST = 1900  # year of birth; an earlier one is a typing error
MOST_OCCUPATIONS = 5


def tidy_name(typed: str) -> str:
    """A name with its white space squeezed. Raises InvalidFact."""
    name = " ".join(typed.split())
    if not name:
        raise InvalidFact("name", "missing")
    return name


def check_birth(birth_on: date, clock: Clock) -> None:
    """Raises InvalidFact."""
    if birth_on.year < OLDEST or birth_on > clock.today():
        raise InvalidFact("birth_on", "impossible")


def check_profile(session: Session, profile: Profile) -> None:
    """Raises InvalidFact on a field of the profile."""
    if profile.education not in EDUCATION_BY_CODE:
        raise InvalidFact("education", "unknown")
    if not 0 <= profile.experience_months <= LONGEST_EXPERIENCE:
        raise InvalidFact("experience_months", "out_of_range")
    codes = set(profile.occupations)
    if not codes or len(codes) != len(profile.occupations) or len(codes) > MOST_OCCUPATIONS:
        raise InvalidFact("occupations", "missing" if not codes else "too_many_or_twice")
    if set(session.scalars(select(Occupation.code).where(Occupation.code.in_(codes)))) != codes:
        raise InvalidFact("occupations", "unknown")
    check_region(session, "district_code", profile.district_code, "district")


def check_region(session: Session, field: str, code: str | None, level: str) -> None:
    """Raises InvalidFact on `field` when there is no such region, or not of this level."""
    if code is None:
        return
    region = session.get(Region, code)
    if region is None or region.level != level:
        raise InvalidFact(field, "unknown")


def held_profile(worker: Worker) -> dict[str, Any]:
    """The profile as it is stored, by the names of Profile."""
    names = ("education", "experience_months", "district_code", "available_from", "skills")
    held = {name: getattr(worker, name) for name in names}
    return held | {"occupations": tuple(row.occupation_code for row in worker.occupations)}


def fill_profile(session: Session, worker: Worker, profile: Profile, names: Iterable[str] | None = None) -> None:
    """Write a profile, or those facts of it that `names` names, over the stored one."""
    for name in names or vars(profile):
        if name != "occupations":
            setattr(worker, name, getattr(profile, name))
            continue
        if worker.occupations:
            worker.occupations.clear()
            session.flush()  # the old rows must be gone before the new ones take their positions
        worker.occupations = [
            WorkerOccupation(occupation_code=code, position=place) for place, code in enumerate(profile.occupations)
        ]


def flush_person(session: Session) -> None:
    """Two records of one NIK at the same moment: the database decides, and InvalidFact is raised. Its own words would
    show the hash."""
    try:
        session.flush()
    except IntegrityError as error:
        if "nik_index" in str(error.orig):
            raise InvalidFact("nik", "taken") from None
        raise
