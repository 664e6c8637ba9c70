"""A row of a board's file becomes a Posting, or is refused with a reason."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.reading.gazetteer import Gazetteer, RegionName
from app.domain.reading.occupation import OccupationReader
from app.domain.reading.places import PlaceReader
from app.domain.reading.posting import ImportRules, PostingReader, RowProblem, posted_on
from app.domain.vacancy import EmploymentType, Origin
from app.domain.wage import WageKind
from tests.support.clock import frozen_clock

TODAY = date(2026, 11, 25)
REGISTER = [
    ("7212", "Pekerja Pengelasan", "Welders and flamecutters"),
    ("3122", "Supervisor Manufaktur", "Manufacturing supervisors"),
]
REGIONS = [RegionName("63", "Kalimantan Selatan", "province"), RegionName("63.71", "Kota Banjarmasin", "regency")]


def reader(shift: int = 0, grace: int | None = 14) -> PostingReader:
    rules = ImportRules(clock=frozen_clock(), days=60, shift=timedelta(days=shift), grace=grace)
    return PostingReader(PlaceReader(Gazetteer(REGIONS)), OccupationReader(REGISTER), rules)


def row(**changes: Any) -> dict[str, Any]:
    return {
        "id": "a-1", "title": "Juru Las", "company": "PT Contoh", "location": "Banjarmasin", "description": "min. SMK",
        "salary_min": 3_000_000, "salary_max": 4_000_000, "employment_type": "Kontrak", "category": "Teknik",
        "posted_at": "2026-11-20", "source": "pemilik/berkas (Papan Kerja, Mar 2024)",
    } | changes  # fmt: skip


def test_row_is_read() -> None:
    reading = reader().read(row(title="  Juru   Las (Magang) "))
    posting = reading.posting
    assert (posting.title, posting.source, posting.source_id) == ("Juru Las (Magang)", "Papan Kerja", "a-1")
    assert posting.places == (("63.71", Origin.STATED),)
    assert posting.education == (("smk", Origin.READ),)
    assert posting.employment_types == (
        (EmploymentType.CONTRACT, Origin.STATED),
        (EmploymentType.INTERNSHIP, Origin.READ),
    )
    assert posting.wage is not None
    assert posting.wage.kind == WageKind.ALLOWANCE
    assert posting.closes_on == date(2027, 1, 19)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("x/y (JobStreet 2021-22, Kaggle)", "JobStreet"),
        ("x/y (MagangHub Kemnaker, Nov 2025)", "MagangHub Kemnaker"),
        ("x/y (jobs.id, May 2019)", "jobs.id"),
        ("Karirhub", "Karirhub"),
    ],
)
def test_source_is_the_boards_name(text: str, name: str) -> None:
    assert reader().read(row(source=text)).posting.source == name


def test_dates_move_and_closing_is_never_too_near() -> None:
    posting = reader(shift=5).read(row()).posting
    assert frozen_clock().day_of(posting.published_at) == TODAY
    old = reader().read(row(posted_at="2025-01-01")).posting
    assert old.closes_on == TODAY + timedelta(days=14)
    kept = reader(grace=None).read(row(posted_at="2025-01-01")).posting
    assert kept.closes_on == date(2025, 3, 2)


def test_no_date_is_the_day_of_import() -> None:
    assert frozen_clock().day_of(reader(shift=5).read(row(posted_at=None)).posting.published_at) == TODAY


def test_turned_wage_is_set_right_and_zero_is_unsaid() -> None:
    reading = reader().read(row(salary_min=5_000_000, salary_max=4_000_000))
    assert reading.wage_turned
    assert reading.posting.wage is not None
    assert (reading.posting.wage.minimum, reading.posting.wage.maximum) == (4_000_000, 5_000_000)
    assert reader().read(row(salary_min=0, salary_max=None)).posting.wage is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"id": None}, "missing"), ({"id": "x" * 81}, "too_long"), ({"title": " "}, "missing"),
        ({"title": "x" * 201}, "too_long"), ({"title": 7}, "wrong_type"), ({"source": ""}, "missing"),
        ({"description": ["x"]}, "wrong_type"), ({"description": "x" * 50_001}, "too_long"),
        ({"company": "\ud800"}, "bad_characters"), ({"salary_min": "3 juta"}, "wage_not_number"),
        ({"salary_min": True}, "wage_not_number"), ({"salary_min": -1}, "wage_out_of_range"),
        ({"salary_max": float("inf")}, "wage_out_of_range"), ({"salary_max": 10**12}, "wage_out_of_range"),
        ({"posted_at": "kemarin"}, "date_unreadable"), ({"posted_at": "2026-02-31"}, "date_unreadable"),
        ({"posted_at": 20261120}, "wrong_type"), ({"posted_at": "1970-01-01"}, "date_out_of_range"),
        ({"posted_at": "2026-11-26"}, "date_future"), ({"posted_at": "2099-01-01"}, "date_out_of_range"),
    ],
)  # fmt: skip
def test_unusable_row_is_refused(changes: dict[str, Any], code: str) -> None:
    with pytest.raises(RowProblem) as refused:
        reader().read(row(**changes))
    assert refused.value.code == code


def test_a_row_that_is_no_object_is_refused() -> None:
    with pytest.raises(RowProblem, match="not_object"):
        reader().read(["a"])


def test_control_characters_do_not_reach_the_database() -> None:
    assert reader().read(row(description="a\x00b\r\nc")).posting.description == "a b\nc"


def test_instants_are_read_by_their_day() -> None:
    assert posted_on("2026-11-20T08:00:00+07:00", TODAY) == date(2026, 11, 20)


def test_occupation_is_read_where_it_is_sure() -> None:
    assert reader().read(row()).posting.occupation_code == "7212"
    assert reader().read(row(title="Zzzz", category="Qqqq")).posting.occupation_code is None
    assert reader().read(row(title="Apoteker")).posting.occupation_code is None  # the register given lacks its code
