"""The terms of a demo vacancy: kind of employment, wage, headcount, experience, age."""

from dataclasses import dataclass
from random import Random

from app.demo.tables import AgeRule, Trade
from app.domain.vacancy import EmploymentType, Headcount
from app.domain.wage import Wage, WageKind, WagePeriod

MINIMUM = 3_725_000  # rupiah a month: the regency follows the province (UMP Kalimantan Selatan 2026)
COAL_MINIMUM = 3_770_000  # sector minimum; contractors of the mines keep to it too
COAL_INDUSTRIES = ("05100", "09900")
CITY_MINIMUM = 4_000_000  # safely above the city of Banjarmasin's own minimum
_INTERN_AGE = AgeRule(17, None, "Peserta pemagangan paling muda 17 tahun (Permenaker 6 Tahun 2020).")
_LED = ("Kepala", "SPV", "Danru", "Foreman", "Pengawas", "Asisten Afdeling", "Store Supervisor")


@dataclass(frozen=True, slots=True)
class Terms:
    """`kind` is the trade's word for the employment type and picks the sentences ("piece" is daily work by output)."""

    kind: str
    employment_type: EmploymentType
    wage: Wage
    headcount: Headcount
    contract_months: int | None
    experience_months: int
    schooling: tuple[str, ...]
    age: AgeRule | None
    justification: str


def minimum_wage(industry: str, district: str) -> int:
    """Rupiah a month below which no demo wage goes."""
    if district.startswith("63.7"):
        return CITY_MINIMUM
    return COAL_MINIMUM if industry in COAL_INDUSTRIES else MINIMUM


def draw_terms(rng: Random, trade: Trade, title: str, floor: int) -> Terms:
    """Terms for one vacancy of a trade. `floor` is the minimum wage that holds for it."""
    kind = rng.choice(trade.types)
    internship = kind == "magang"
    experience = 0 if internship or "Junior" in title else rng.choice(trade.months)
    if not internship and title.startswith(_LED):
        experience = max(experience, 24)
    age = _draw_age(rng, trade, internship)
    headcount, why = _draw_headcount(rng, trade)
    schooling = tuple(rng.choice(trade.schooling))
    if internship:
        schooling = tuple(level for level in schooling if level in ("sma", "smk", "ma", "d3", "d4", "s1")) or ("smk",)
    return Terms(
        kind=kind,
        employment_type=EmploymentType.DAILY if kind == "piece" else EmploymentType(kind),
        wage=_draw_wage(rng, trade, kind, experience, floor),
        headcount=headcount,
        contract_months=_draw_months(rng, kind),
        experience_months=experience,
        schooling=schooling,
        age=age,
        justification=" ".join(reason for reason in (age.why if age else "", why) if reason),
    )


def _draw_age(rng: Random, trade: Trade, internship: bool) -> AgeRule | None:
    if internship:
        return _INTERN_AGE if rng.random() < 0.25 else None
    return trade.age if trade.age and rng.random() < 0.5 else None


def _draw_headcount(rng: Random, trade: Trade) -> tuple[Headcount, str]:
    low, high = trade.heads
    total = min(rng.randint(low, high), rng.randint(low, high))  # small numbers are the usual ones
    if trade.female:
        return Headcount(female=total), trade.female
    if trade.mixed and total > 1 and rng.random() < 0.4:
        return Headcount(female=1, either=total - 1), trade.mixed
    return Headcount(either=total), ""


def _draw_months(rng: Random, kind: str) -> int | None:
    if kind == "kontrak":
        return rng.choice((6, 12, 12, 12, 24))
    return rng.choice((3, 4, 6, 6)) if kind == "magang" else None


def _draw_wage(rng: Random, trade: Trade, kind: str, experience: int, floor: int) -> Wage:
    if kind == "magang":
        allowance = rng.randrange(1_500_000, 2_900_000, 100_000)
        return Wage(allowance, allowance, WagePeriod.MONTH, WageKind.ALLOWANCE)
    if kind == "piece" and trade.piece:
        step = 100 if trade.piece.high < 10_000 else 500
        low = _up(trade.piece.low + rng.random() * (trade.piece.high - trade.piece.low) / 2, step)
        return Wage(low, _up(low + (trade.piece.high - low) * rng.random(), step), WagePeriod.PIECE)
    bottom, top = max(trade.pay[0] * 1_000, floor), max(trade.pay[1] * 1_000, floor + 200_000)
    start = min(0.2 * rng.random() + experience / 120, 0.6)
    low = max(floor, int(bottom + (top - bottom) * start) // 25_000 * 25_000)
    high = max(low, int(low + (top - low) * (0.2 + 0.7 * rng.random())) // 50_000 * 50_000)
    if kind in ("harian", "piece"):
        return Wage(_up(low / 25, 1_000), _up(high / 25, 1_000), WagePeriod.DAY)
    if kind == "paruh":
        return Wage(_up(low / 126, 500), _up(high / 126, 500), WagePeriod.HOUR)
    shape = rng.random()
    if shape < 0.06:
        return Wage(low, None)
    return Wage(low, low if shape < 0.2 else high)


def _up(amount: float, step: int) -> int:
    """Rounded up, so that a day's or an hour's wage never falls below its share of the month."""
    return int(-(-amount // step)) * step
