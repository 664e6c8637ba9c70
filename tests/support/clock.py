"""Time that stands still until a test moves it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from app.domain.clock import Clock

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)  # a Wednesday, 10.00 in Balangan
WITA = ZoneInfo("Asia/Makassar")


@dataclass
class Hands:
    """What a frozen clock reads."""

    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        """Move by days, hours, seconds: the words of timedelta."""
        self.at += timedelta(**by)


def frozen_clock(hands: Hands | None = None, zone: ZoneInfo = WITA) -> Clock:
    return Clock(zone, hands or Hands())
