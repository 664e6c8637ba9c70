"""Wages: a range with a period and a kind. Filters and sorts compare a monthly equivalent."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import InvalidFact


class WagePeriod(StrEnum):
    MONTH = "month"
    DAY = "day"
    HOUR = "hour"
    PIECE = "piece"


class WageKind(StrEnum):
    WAGE = "wage"
    ALLOWANCE = "allowance"  # uang saku of an internship


# PP 36/2021 arts. 16-17: an hour is 1/126 of the month's wage; a day is 1/25 in a six-day week.
_MONTHLY_FACTOR = {WagePeriod.MONTH: 1, WagePeriod.DAY: 25, WagePeriod.HOUR: 126}

LARGEST = 2_000_000_000  # rupiah; beyond it a figure is a typing error


@dataclass(frozen=True)
class Wage:
    """Whole rupiah. One bound may be missing; both missing is no wage at all."""

    minimum: int | None
    maximum: int | None
    period: WagePeriod = WagePeriod.MONTH
    kind: WageKind = WageKind.WAGE

    def __post_init__(self) -> None:
        bounds = [bound for bound in (self.minimum, self.maximum) if bound is not None]
        if not bounds:
            raise InvalidFact("wage", "missing")
        if any(not 0 < bound <= LARGEST for bound in bounds):
            raise InvalidFact("wage", "out_of_range")
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise InvalidFact("wage", "upside_down")

    @property
    def monthly(self) -> int | None:
        """Rupiah a month: the upper wage, else the lower; None for piece work, which has no month."""
        factor = _MONTHLY_FACTOR.get(self.period)
        top = self.maximum if self.maximum is not None else self.minimum
        return None if factor is None or top is None else top * factor
