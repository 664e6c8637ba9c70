"""Flags laid out for a reader: numbered findings, one a rule, and texts cut into pieces that carry those numbers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.moderation.facts import VacancyFacts
from app.domain.moderation.flags import Field, Flag, Severity, in_order
from app.domain.moderation.rules import Rule, rules

# The texts that a review shows, in its order: a finding's link leads to the first of its places.
SHOWN = (Field.DESCRIPTION, Field.SKILLS, Field.CONDITIONS, Field.BENEFITS, Field.APPLY_NOTE)


@dataclass(frozen=True)
class Finding:
    """A rule and everything it found. Numbers count from one, heavy findings first."""

    number: int
    rule: Rule
    severity: Severity
    flags: tuple[Flag, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Each wording once, in the order of the vacancy."""
        return tuple(dict.fromkeys(" ".join(flag.words.split()) for flag in self.flags if flag.words.strip()))

    @property
    def is_heavy(self) -> bool:
        return self.severity == Severity.HEAVY


@dataclass(frozen=True)
class Piece:
    """A stretch of a text. `number` is that of the finding it belongs to; `is_first` marks where its link leads."""

    text: str
    number: int | None = None
    is_heavy: bool = False
    is_first: bool = False


def findings(flags: Iterable[Flag]) -> tuple[Finding, ...]:
    """One finding a rule."""
    by_rule: dict[str, list[Flag]] = {}
    for flag in in_order(flags):
        by_rule.setdefault(flag.rule_id, []).append(flag)
    return tuple(
        Finding(number, rules()[rule_id], found[0].severity, tuple(found))
        for number, (rule_id, found) in enumerate(by_rule.items(), 1)
    )


def marked_lines(text: str, field: Field, found: Sequence[Finding], linked: set[int]) -> list[list[Piece]]:
    """A text line by line, each line in pieces. Where findings overlap, the graver one has the words. `linked` holds
    the numbers whose words were met in an earlier field; those met here are added."""
    owners: list[Finding | None] = [None] * len(text)
    for finding in reversed(found):
        for flag in finding.flags:
            if flag.field == field:
                owners[flag.start : flag.end] = [finding] * (min(flag.end, len(text)) - min(flag.start, len(text)))
    lines, position = [], 0
    for line in text.split("\n"):
        lines.append(list(_pieces(line, owners[position : position + len(line)], linked)))
        position += len(line) + 1
    return lines


def _pieces(line: str, owners: Sequence[Finding | None], linked: set[int]) -> Iterator[Piece]:
    start = 0
    for end in range(1, len(line) + 1):
        if end < len(line) and owners[end] is owners[start]:
            continue
        owner, words = owners[start], line[start:end]
        start = end
        if owner is None or not words.strip():
            yield Piece(words)
            continue
        yield Piece(words, owner.number, owner.is_heavy, owner.number not in linked)
        linked.add(owner.number)


@dataclass(frozen=True)
class Layout:
    """A judged vacancy as its review shows it: the findings, each text in marked lines by the name of its field, and
    the numbers whose words stand in a text."""

    findings: tuple[Finding, ...]
    texts: Mapping[str, list[list[Piece]]]
    linked: frozenset[int]

    @property
    def heavy(self) -> int:
        return sum(finding.is_heavy for finding in self.findings)


def laid_out(facts: VacancyFacts, flags: Iterable[Flag]) -> Layout:
    """The findings of a vacancy, and its texts with their words marked."""
    found, linked = findings(flags), set[int]()
    texts = {str(name): marked_lines(facts.text(name), name, found, linked) for name in SHOWN}
    return Layout(found, texts, frozenset(linked))
