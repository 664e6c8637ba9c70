"""Rules that are patterns, applied to the texts of a vacancy."""

from collections.abc import Iterable, Iterator
from itertools import islice

from app.domain.moderation.clauses import Clauses
from app.domain.moderation.facts import VacancyFacts
from app.domain.moderation.flags import Field, Flag
from app.domain.moderation.rules import Rule

Span = tuple[int, int]
_MOST = 40  # hits of a rule in one text


def flag(rule: Rule, name: Field, text: str, span: Span, **figures: int | str) -> Flag:
    """The finding of a rule at a place of a text."""
    start, end = span
    return Flag(rule.kind, rule.severity, rule.id, name, start, end, text[start:end], figures)


def pattern_flags(rules: Iterable[Rule], facts: VacancyFacts) -> Iterator[Flag]:
    """Every hit of the rules that have patterns; of hits of one kind that overlap, the first."""
    clauses = {name: Clauses(text) for name, text in facts.texts.items() if text.strip()}
    taken: dict[tuple[str, Field], list[Span]] = {}
    for rule in rules:
        for name, text in clauses.items():
            if name not in rule.fields:
                continue
            spans = taken.setdefault((rule.kind, name), [])
            for span in islice(_spans(rule, text), _MOST):
                if not any(span[0] < end and start < span[1] for start, end in spans):
                    spans.append(span)
                    yield flag(rule, name, text.text, span)


def _spans(rule: Rule, clauses: Clauses) -> Iterator[Span]:
    for pattern in rule.patterns:
        for hit in pattern.finditer(clauses.text):
            span = hit.span("words") if "words" in pattern.groupindex else hit.span()
            if span[0] < span[1] and not _excused(rule, clauses, span):
                yield span


def _excused(rule: Rule, clauses: Clauses, span: Span) -> bool:
    clause = clauses.around(*span)
    return bool(
        (rule.unless and rule.unless.search(clause.whole))
        or (rule.unless_before and rule.unless_before.search(clause.before))
        or (rule.unless_after and rule.unless_after.search(clause.after))
    )
