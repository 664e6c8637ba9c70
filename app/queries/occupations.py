"""The register of occupations for reading titles."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.reading.occupation import OccupationReader
from app.models import Occupation


def occupation_reader(session: Session) -> OccupationReader:
    """A reader over KBJI as the database holds it, so that no code is read that a row could not refer to."""
    rows = session.execute(select(Occupation.code, Occupation.title_id, Occupation.title_en))
    return OccupationReader((code, title, english) for code, title, english in rows)
