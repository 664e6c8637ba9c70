from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from app.domain.clock import Clock
from app.domain.vacancy import is_live

WITA = ZoneInfo("Asia/Makassar")


def _at(moment: str) -> Clock:
    instant = datetime.fromisoformat(moment).astimezone(UTC)
    return Clock(WITA, lambda: instant)


def test_the_last_second_of_the_day_is_still_that_day_on_a_utc_server() -> None:
    assert _at("2026-11-30T15:59:59+00:00").today() == date(2026, 11, 30)
    assert _at("2026-11-30T16:00:00+00:00").today() == date(2026, 12, 1)


def test_deadline_is_23_59_59_in_the_office() -> None:
    deadline = _at("2026-11-01T00:00:00+00:00").deadline(date(2026, 11, 30))
    assert deadline == datetime(2026, 11, 30, 15, 59, 59, tzinfo=UTC)
    assert deadline.astimezone(WITA).isoformat() == "2026-11-30T23:59:59+08:00"


def test_a_vacancy_is_live_to_the_end_of_its_last_day() -> None:
    closes = date(2026, 11, 30)
    assert is_live("published", closes, _at("2026-11-30T15:59:59+00:00").today())
    assert not is_live("published", closes, _at("2026-11-30T16:00:00+00:00").today())
    assert not is_live("expired", closes, date(2026, 11, 1))
    assert not is_live("published", None, date(2026, 11, 1))


def test_day_of_and_start_of_agree() -> None:
    clock = _at("2026-11-01T00:00:00+00:00")
    assert clock.start_of(date(2026, 11, 1)) == datetime(2026, 10, 31, 16, tzinfo=UTC)
    assert clock.day_of(clock.start_of(date(2026, 11, 1))) == date(2026, 11, 1)
