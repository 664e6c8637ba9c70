"""The shipped reference data reaches the database once and stays as shipped."""

import pytest
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.models import Industry, MinimumWage, Occupation, Region, Scheme
from app.queries.reference import _load
from app.reference import tables
from app.services.reference import load_reference, reference_is_current, stored_digest
from app.services.transaction import transaction


def test_balangan_has_its_districts_and_villages(session: Session) -> None:
    def count(level: str) -> int:
        query = select(func.count()).where(Region.level == level, Region.code.like("63.11.%"))
        return session.scalar(query) or 0

    assert (count("district"), count("village")) == (8, 157)


def test_whole_country_and_the_villages_of_kalimantan(session: Session) -> None:
    counts = dict(map(tuple, session.execute(select(Region.level, func.count()).group_by(Region.level))))
    assert counts == {"province": 38, "regency": 514, "district": 7285, "village": 7252}
    assert session.scalar(select(func.count()).select_from(Occupation)) == 2766
    assert session.scalar(select(func.count()).select_from(Industry)) == 2712


def test_codes_name_their_parents() -> None:
    for rows in (tables.regions(), tables.occupations(), tables.industries()):
        codes = {row.code for row in rows}
        assert len(codes) == len(rows)
        assert all(row.parent_code is None or row.parent_code in codes for row in rows)


def test_minimum_wages_of_2026(session: Session) -> None:
    wages = {row.industry_code: row.monthly for row in session.scalars(select(MinimumWage)) if row.year == 2026}
    assert wages == {"": 3_725_000, "05100": 3_770_000}
    assert _load(session).minimum_wage("63.11", 2026) == 3_725_000


def test_the_25_types_of_training_have_their_schemes(session: Session) -> None:
    schemes = session.scalars(select(Scheme)).all()
    assert len(schemes) == 25
    occupations = {row.code for row in tables.occupations()}
    assert all(len(one.occupation_code or "") == 6 and one.occupation_code in occupations for one in schemes)
    assert {one.sector for one in schemes} >= {"B", "F", "G", "I", "C"}  # the five sectors of the region


def test_a_new_file_reaches_a_prepared_site(session: Session) -> None:
    with transaction() as writing:
        writing.execute(delete(Scheme))
    assert not reference_is_current(session)
    assert load_reference(session)["scheme"] == 25
    assert reference_is_current(session)


def test_second_load_changes_nothing_and_a_drift_is_set_right(session: Session) -> None:
    assert reference_is_current(session)
    assert set(load_reference(session).values()) == {0}
    session.connection(execution_options={"write": True})
    session.execute(update(Region).where(Region.code == "63.11").values(name="Balangan?"))
    session.commit()
    assert not reference_is_current(session)
    assert load_reference(session)["region"] == 1
    assert session.scalar(select(Region.name).where(Region.code == "63.11")) == "Kabupaten Balangan"


def test_the_shipped_digest_is_that_of_the_shipped_rows(session: Session) -> None:
    """Else each start compares all rows. After a change of the files, app/reference/data/DIGEST holds the new one."""
    assert tables.digest() == stored_digest(session)


def test_a_start_reads_no_shipped_file(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_rows", None)
    assert reference_is_current(session)


def test_a_row_that_is_no_longer_shipped_makes_no_drift(session: Session) -> None:
    session.connection(execution_options={"write": True})
    session.execute(insert(Region).values(code="99", name="Dahulu", level="province"))
    session.commit()
    assert stored_digest(session) != tables.digest()
    assert reference_is_current(session)
