"""Wages that a text names: an amount or a range near a word for a wage, with its period."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from app.domain.moderation.clauses import SCANNED
from app.domain.moderation.matching import Span
from app.domain.moderation.rules import compiled, expression, settings
from app.domain.wage import WagePeriod

_UNITS = {"k": 1_000, "r": 1_000, "j": 1_000_000, "m": 1_000_000}
_LABEL = 10  # characters of a line that only names a grade: "Senior: Rp…"
_LEAD, _TAIL = 48, 28  # characters before and behind an amount that can say what it is
_SMALLEST, _LARGEST = 5_000, 2_000_000_000
_SMALLEST_DAY = 20_000  # below it only an hour's wage is one
_DAILY_BELOW = 400_000  # a "gaji" without a period and below this is a day's
_MOST = 40  # wages of one text
_WEEKS, _MONTHS = 52 / 12, 12
_WHOLE = re.compile(r"\d[.,]\d{3}")
_HEADING = re.compile(r"(?:[:=\-–|]\s*|\brp\.?\s*)?$", re.I)


@dataclass(frozen=True)
class StatedWage:
    """A wage as a text names it. Bounds are rupiah in the `period`, `monthly_*` their equivalents of a full month.
    `is_promise`: an income that one may reach, not a wage that one gets."""

    span: Span
    low: int | None
    high: int | None
    period: WagePeriod
    is_promise: bool
    is_part_time: bool

    @property
    def monthly_low(self) -> int | None:
        return None if self.low is None else _monthly(self.low, self.period)

    @property
    def monthly_high(self) -> int | None:
        return None if self.high is None else _monthly(self.high, self.period)


def stated_wages(text: str) -> list[StatedWage]:
    """The wages a text names, the first forty in their order. Bonuses, allowances, targets and prices are none."""
    return list(islice(_stated(text[:SCANNED]), _MOST))


def _monthly(amount: int, period: WagePeriod) -> int:
    return amount * {WagePeriod.DAY: 25, WagePeriod.HOUR: 126}.get(period, 1)


@cache
def _amounts() -> re.Pattern[str]:
    one = str(settings("wage")["amount"])
    two = re.sub(r"\?P<(\w+)>", r"?P<\g<1>2>", one)
    return compiled(rf"(?<![\w.,])\$?{one}(?:{settings('wage')['ranged']}{two})?", {})


def _stated(text: str) -> Iterator[StatedWage]:
    is_part_time = bool(expression("wage", "part_time_post").search(text))
    for hit in _amounts().finditer(text):
        if (bounds := _bounds(hit)) is None or not _SMALLEST <= max(bounds) <= _LARGEST:
            continue
        line = text.rfind("\n", 0, hit.start()) + 1
        before = text[max(line, hit.start() - _LEAD) : hit.start()]
        if line and len(before.strip(" :-=•*|\t")) <= _LABEL:  # the heading stands on a line above
            before = text[max(0, hit.start() - _LEAD) : hit.start()]
        behind = text[hit.end() : hit.end() + _TAIL].partition("\n")[0]
        promise = _cue(before, behind)
        if promise is None or expression("wage", "not_money_after").match(behind):
            continue
        wage = _wage(hit.span(), bounds, before, behind, promise, text)
        wage = replace(wage, is_part_time=wage.is_part_time or is_part_time)
        if wage.period == WagePeriod.HOUR or max(bounds) >= _SMALLEST_DAY:
            yield wage


def _bounds(hit: re.Match[str]) -> tuple[int, ...] | None:
    """One amount or two, in rupiah; None for a number that is no money."""
    marked = hit["unit"] or hit["unit2"] or hit["cur"] or hit["cur2"] or hit[0].startswith("$")
    if not marked and not _WHOLE.search(hit[0]):
        return None
    low_unit, high_unit = hit["unit"], hit["unit2"]
    if hit["low2"] is None:
        return (_rupiah(hit["low"], low_unit),)
    # "2-3 juta": the first number takes the unit of the second; "2.500.000" needs none.
    low = _rupiah(hit["low"], low_unit or (None if _WHOLE.search(hit["low"]) else high_unit))
    high = _rupiah(hit["low2"], high_unit or (None if _WHOLE.search(hit["low2"]) else low_unit))
    if low > high:
        return (low,)
    return low, high


def _rupiah(digits: str, unit: str | None) -> int:
    scale = _UNITS[unit[0].lower()] if unit else 1
    plain = re.sub(r"\s", "", digits)
    if re.search(r"[.,]\d{3}(?!\d)", plain):
        return int(re.sub(r"[.,]", "", plain)) * (1 if scale == 1_000_000 else scale)
    return int(float(plain.replace(",", ".")) * scale)


def _cue(before: str, behind: str) -> bool | None:
    """False: a wage; True: a promised income; None: no wage at all. The nearest word before the amount decides."""
    if expression("wage", "duty_before").search(before):
        return None
    nearest: tuple[int, bool | None] = (-1, None)
    for name, meaning in (("wage_cue", False), ("promise_cue", True), ("other_cue", None)):
        for word in expression("wage", name).finditer(before):
            if word.start() > nearest[0]:
                nearest = (word.start(), meaning)
    if nearest[0] >= 0:
        return nearest[1]
    alone = _HEADING.search(before) and not before.strip(" :-=•*|(\t\n")
    return False if alone and expression("wage", "month").match(behind) and "/" not in before else None


def _wage(span: Span, bounds: tuple[int, ...], before: str, behind: str, promise: bool, text: str) -> StatedWage:
    period, scale = WagePeriod.MONTH, 1.0
    if expression("wage", "month").match(behind):
        pass
    elif expression("wage", "hour").match(behind):
        period = WagePeriod.HOUR
    elif expression("wage", "week").match(behind):
        scale = _WEEKS
    elif expression("wage", "year").match(behind):
        scale = 1 / _MONTHS
    elif (
        expression("wage", "day").match(behind)
        or expression("wage", "day_before").search(before)
        or max(bounds) < _DAILY_BELOW
    ):
        period = WagePeriod.DAY
    low, high = int(bounds[0] * scale), int(bounds[-1] * scale)
    only_upper = len(bounds) == 1 and bool(expression("wage", "upper_before").search(before))
    line = text.rfind("\n", 0, span[0]) + 1
    around = text[max(line, span[0] - 100) : span[1] + 60].partition("\n")[0]
    part_time = expression("wage", "part_time").search(around)
    return StatedWage(span, None if only_upper else low, high, period, promise, bool(part_time))
