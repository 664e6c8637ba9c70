"""Sex as a condition. Words for both sexes side by side ask for neither; customers and goods have a sex too."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.moderation.clauses import SCANNED
from app.domain.moderation.facts import VacancyFacts
from app.domain.moderation.flags import Field, Flag
from app.domain.moderation.matching import Span, flag
from app.domain.moderation.rules import TEXTS, expression, rules

_LEAD = 70  # characters looked at before a word


@dataclass
class _Group:
    """Words of one or both sexes that stand together."""

    start: int
    end: int
    sexes: set[str]


def sex_flags(facts: VacancyFacts) -> Iterator[Flag]:
    """Every place of a text that asks for one sex, and a headcount that leaves no room for the other."""
    rule = rules()["sex.limit"]
    for name in TEXTS:
        if text := facts.text(name)[:SCANNED]:
            for span in sex_spans(text, is_title=name == Field.TITLE):
                yield flag(rule, name, text, span)
    if not facts.either and bool(facts.male) != bool(facts.female):
        figures = {"male": facts.male, "female": facts.female}
        yield Flag(rule.kind, rule.severity, rule.id, Field.HEADCOUNT, figures=figures)


def sex_spans(text: str, is_title: bool = False) -> list[Span]:
    """Where a text asks for one sex only, or prefers one."""
    groups = _groups(text)
    measured = [one for one in groups if expression("sex", "measure_after").match(text[one.end : one.end + 40])]
    measured_at = {one.start for one in measured}
    both_measured = len({sex for one in measured for sex in one.sexes}) == 2
    both_named = any(len(one.sexes) == 2 for one in groups)
    return [
        (one.start, one.end)
        for one in groups
        if len(one.sexes) == 1
        and not (both_measured and one.start in measured_at)
        and not (both_named and re.match(r"\s?\(", text[one.end : one.end + 2]))
        and _is_asked(text, one, is_title)
    ]


def _groups(text: str) -> list[_Group]:
    words = sorted((*hit.span(), sex) for sex in ("male", "female") for hit in expression("sex", sex).finditer(text))
    groups: list[_Group] = []
    for start, end, sex in words:
        last = groups[-1] if groups else None
        if last and start >= last.end and _joins(text[last.end : start]):
            last.end = end
            last.sexes.add(sex)
        elif last is None or start >= last.end:
            groups.append(_Group(start, end, {sex}))
    return groups


def _joins(between: str) -> bool:
    """Words on two lines, or two items of a list, are apart: "1. Pria\\n2. Wanita" names two seats."""
    joint = expression("sex", "joint").fullmatch(between)
    return joint is not None and "\n" not in between and not re.search(r"\d\.|[.:]\s", between)


def _is_asked(text: str, group: _Group, is_title: bool) -> bool:
    before = text[max(0, group.start - _LEAD) : group.start].rpartition("\n")[2]
    after = text[group.end : group.end + 40]
    if expression("sex", "thing_before").search(before):
        return False
    if expression("sex", "for_before").search(before):
        kept = expression("sex", "for_kept_before").search(before) or expression("sex", "for_kept_after").match(after)
        return kept is not None
    if is_title:
        return bool(expression("sex", "title_after").match(after))
    if group.start and not expression("sex", "asked_before").search(before):
        return False
    return bool(expression("sex", "asked_after").match(after) or expression("sex", "preferred_before").search(before))
