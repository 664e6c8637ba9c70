"""Time as the office sees it. Instants are UTC; days, deadlines and months are the office's."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clock:
    """The only source of "now". Tests pass a frozen `now`."""

    zone: ZoneInfo
    now: Callable[[], datetime] = utc_now

    def today(self) -> date:
        """The office's calendar day at this instant."""
        return self.now().astimezone(self.zone).date()

    def day_of(self, instant: datetime) -> date:
        return instant.astimezone(self.zone).date()

    def start_of(self, day: date) -> datetime:
        """The first instant of an office day, in UTC."""
        return datetime.combine(day, time.min, self.zone).astimezone(UTC)

    def deadline(self, day: date) -> datetime:
        """The last second of an office day, 23.59.59, in UTC: a vacancy that closes that day is open until then."""
        return self.start_of(day + timedelta(days=1)) - timedelta(seconds=1)
