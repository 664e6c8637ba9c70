"""Wages below the minimum, and wages too good to be true."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.moderation.clauses import SCANNED
from app.domain.moderation.duties import lacks_duties
from app.domain.moderation.facts import Minimum, VacancyFacts
from app.domain.moderation.flags import Field, Flag
from app.domain.moderation.matching import Span
from app.domain.moderation.money import stated_wages
from app.domain.moderation.rules import TEXTS, Rule, expression, rules, settings
from app.domain.vacancy import EmploymentType
from app.domain.wage import Wage, WageKind, WagePeriod

_SHORTER = frozenset({EmploymentType.PART_TIME, EmploymentType.INTERNSHIP})  # a month's minimum does not apply
_PROFESSIONS = ("1", "2", "3")  # KBJI: managers, professionals, technicians


@dataclass(frozen=True)
class _Offer:
    """A wage of the field or of a text: equivalents of a full month, and where it stands."""

    field: Field
    span: Span
    words: str
    low: int | None
    high: int | None
    is_promise: bool
    bears_minimum: bool


def wage_flags(facts: VacancyFacts) -> Iterator[Flag]:
    """Judge the wage of the field and each wage that a text names."""
    offers = list(_offers(facts))
    multiple = _multiple(facts) if offers else 0
    for offer in offers:
        for rule, figures in _findings(facts, offer, multiple):
            yield Flag(rule.kind, rule.severity, rule.id, offer.field, *offer.span, offer.words, figures)


def _offers(facts: VacancyFacts) -> Iterator[_Offer]:
    part_time = expression("wage", "part_time").search(facts.text(Field.TITLE))
    shorter = bool(facts.employment_types & _SHORTER or part_time)
    if facts.wage is not None:
        low, high = _months(facts.wage)
        bears = facts.wage.kind == WageKind.WAGE and not (
            shorter and facts.wage.period in (WagePeriod.MONTH, WagePeriod.DAY)
        )
        yield _Offer(Field.WAGE, (0, 0), "", low, high, False, bears)
    for name in TEXTS:
        text = facts.text(name)
        for one in stated_wages(text):
            bears = not one.is_promise and not one.is_part_time and not shorter
            start, end = one.span
            yield _Offer(name, one.span, text[start:end], one.monthly_low, one.monthly_high, one.is_promise, bears)


def _months(wage: Wage) -> tuple[int | None, int | None]:
    factor = {WagePeriod.MONTH: 1, WagePeriod.DAY: 25, WagePeriod.HOUR: 126}.get(wage.period)
    if factor is None:
        return None, None
    return (
        None if wage.minimum is None else wage.minimum * factor,
        None if wage.maximum is None else wage.maximum * factor,
    )


def _findings(facts: VacancyFacts, offer: _Offer, multiple: int) -> Iterator[tuple[Rule, dict[str, int | str]]]:
    lowest = offer.low if offer.low is not None else offer.high
    minimum = facts.minimum
    if minimum and offer.bears_minimum and lowest is not None and lowest < minimum.monthly:
        yield rules()["wage.below_minimum"], _against(minimum, lowest)
    floor = minimum.monthly if minimum else int(settings("wage")["default_minimum"])
    highest = offer.high if offer.high is not None else offer.low
    if highest is None:
        return
    if highest >= floor * multiple:
        yield rules()["wage.fantastic"], {"highest": highest, "times": highest // floor}
    elif offer.low and _is_spread(offer.low, highest, floor):
        yield rules()["wage.spread"], {"lowest": offer.low, "highest": highest, "times": highest // offer.low}


def _is_spread(low: int, high: int, floor: int) -> bool:
    known = settings("wage")
    return high >= low * int(known["spread_multiple"]) and high >= floor * int(known["spread_floor_multiple"])


def _against(minimum: Minimum, lowest: int) -> dict[str, int | str]:
    return {
        "lowest": lowest,
        "gap": minimum.monthly - lowest,
        "minimum": minimum.monthly,
        "year": minimum.year,
        "region": minimum.region,
        "sector": minimum.sector,
    }


def _multiple(facts: VacancyFacts) -> int:
    """How many minimum wages are too many: fewest where no experience is asked, then where the work stays vague."""
    known = settings("wage")
    title, text = facts.text(Field.TITLE), " ".join(text[:SCANNED] for text in facts.texts.values())
    if expression("wage", "senior").search(title) or (facts.occupation_code or "").startswith(_PROFESSIONS):
        return int(known["senior_multiple"])
    if facts.experience_months == 0 or expression("wage", "no_experience").search(text):
        return int(known["open_multiple"])
    vague = lacks_duties(facts) and not expression("wage", "asks_experience").search(text)
    return int(known["vague_multiple" if vague else "plain_multiple"])
