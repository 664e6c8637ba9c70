"""Age limits in the words of a text and in the field. A lowest age up to 18 is what the law asks anyway and no flag."""

import re
from collections.abc import Iterator
from functools import cache

from app.domain.moderation.clauses import SCANNED
from app.domain.moderation.facts import VacancyFacts
from app.domain.moderation.flags import Field, Flag
from app.domain.moderation.matching import Span, flag
from app.domain.moderation.rules import TEXTS, compiled, expression, rules, settings

YOUNGEST, OLDEST = 14, 70  # years a limit can name
_GAP, _BEHIND = 30, 34  # characters between the word for age and its number, and from there to a second number
_NUMBER = r"(?<!\d)(?<!\d[.,])(\d{2})(?!\d|[.,]\d|\s?(?:cm|kg|orang|%|jam|bulan|hari|kali|menit|gb))"
_TO = r"(?:-|–|—|s\.?/?d\.?|sampai(?: dengan)?|hingga|to)"
_RANGE = re.compile(rf"{_NUMBER}\s*(?:th|thn|tahun)?\.?\s*{_TO}\s*(\d{{2}})(?!\d)", re.IGNORECASE)
_UPWARD = re.compile(r"\W{0,2}(?:ke ?atas|\+|and above|up\b)", re.IGNORECASE)
_ONE = re.compile(_NUMBER)
_ITEM = re.compile(r"\n|[-–•,;.(|]\s")  # what comes before belongs to another item of a list
_SECOND = re.compile(r"[^\d\n]{1,26}?(\d{2})(?!\d)")


def age_flags(facts: VacancyFacts) -> Iterator[Flag]:
    """Every limit stated in a text, and that of the field."""
    rule = rules()["age.limit"]
    for name in TEXTS:
        if text := facts.text(name)[:SCANNED]:
            for span in age_spans(text):
                yield flag(rule, name, text, span)
    if facts.age_max is not None or (facts.age_min or 0) > _lowest_free():
        figures = {"age_min": facts.age_min or 0, "age_max": facts.age_max or 0}
        yield Flag(rule.kind, rule.severity, rule.id, Field.AGE, figures=figures)


def age_spans(text: str) -> list[Span]:
    """Where a text limits the age of applicants, in order and without overlaps."""
    found: list[Span] = []
    for span in sorted([*_after_cue(text), *_without_cue(text)]):
        if not found or span[0] >= found[-1][1]:
            found.append(span)
    return found


def _lowest_free() -> int:
    return int(settings("age")["lowest_free"])


def _after_cue(text: str) -> Iterator[Span]:
    """ "usia maksimal 25 tahun", "maks. usia 25", "umur 18 s/d 30"."""
    for cue in expression("age", "cue").finditer(text):
        number = _ONE.search(text, cue.end(), cue.end() + _GAP)
        if number is None:
            continue
        gap, before = text[cue.end() : number.start()], text[max(0, cue.start() - 40) : cue.start()]
        before = before.rpartition("\n")[2]
        if expression("age", "gap_stops").search(gap) or expression("age", "not_person_before").search(before):
            continue
        if gap.count("\n") > 1 or "\n\n" in gap:
            continue
        lead = re.search(r"\w+\W{0,3}$", before)
        opened = lead.start() if lead and _either_cue().search(lead[0]) else len(before)
        start = cue.start() - (len(before) - opened)
        yield from _judged(text, start, number.start(), before[opened:] + gap)


def _without_cue(text: str) -> Iterator[Span]:
    """ "maks. 30 tahun", "18 - 30 Tahun", "pria, max 28": a number with years behind it, or behind a sex."""
    for pattern in _bare():
        for hit in pattern.finditer(text):
            number = _ONE.search(text, hit.start(), hit.end())
            item = _ITEM.split(text[max(0, hit.start() - 60) : hit.start()])[-1]
            tail = text[hit.end() : hit.end() + 30].partition("\n")[0]
            stopped = expression("age", "bare_stops_before").search(item)
            if number and not stopped and not expression("age", "bare_stops_after").search(tail):
                yield from _judged(text, hit.start(), number.start(), text[hit.start() : number.start()])


def _judged(text: str, start: int, at: int, lead: str) -> Iterator[Span]:
    """The span of a limit whose first number stands at `at`, unless it sets a lowest age that is free."""
    low = int(text[at : at + 2])
    if not YOUNGEST <= low <= OLDEST:
        return
    end, high = at + 2, None
    if ranged := _RANGE.match(text, at):
        end, high = ranged.end(), int(ranged[2])
    else:
        second = _SECOND.match(text, end, end + _BEHIND)
        # a number that is no higher is a limit of its own
        if second and int(second[1]) > low and expression("age", "max_cue").search(second[0]):
            end, high = second.end(), int(second[1])
    if years := re.compile(r"[^\w\n]{0,3}" + str(settings("age")["years"]), re.I).match(text, end):
        end = years.end()
    behind = text[end : end + 30].partition("\n")[0]
    lowest = high is None and not expression("age", "max_cue").search(lead) and _is_lowest(lead, behind)
    if lowest and (low <= _lowest_free() or expression("age", "welcome_after").search(behind)):
        return
    if high is not None and not low < high <= OLDEST + 10:
        return
    yield start, end


def _is_lowest(lead: str, behind: str) -> bool:
    return bool(expression("age", "min_cue").search(lead) or _UPWARD.match(behind))


@cache
def _either_cue() -> re.Pattern[str]:
    return compiled(f"(?:{settings('age')['max_cue']}|{settings('age')['min_cue']})", {})


@cache
def _bare() -> tuple[re.Pattern[str], ...]:
    years, most, least = (str(settings("age")[name]) for name in ("years", "max_cue", "min_cue"))
    sexes = "|".join(str(settings("sex")[name]) for name in ("male", "female"))
    return (
        compiled(rf"(?:{most})[^\w\n]{{0,3}}{_NUMBER}[^\w]{{0,3}}(?:{years})", {}),
        compiled(rf"{_NUMBER}(?: ?(?:th|thn|tahun))? ?(?:-|–|—|s/?d|sampai|hingga|to) ?\d{{2}} ?(?:{years})", {}),
        compiled(rf"(?:{sexes}|single|lajang)[^\w\n]{{0,4}}(?:{most})[^\w\n]{{0,3}}{_NUMBER}(?!\s*[\w%])", {}),
        compiled(rf"(?:{sexes}|single|lajang)[^\w\n]{{0,4}}(?:{least})[^\w\n]{{0,3}}{_NUMBER} ?(?:{years})", {}),
    )
