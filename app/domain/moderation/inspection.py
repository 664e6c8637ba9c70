"""Everything the assistant finds in a vacancy."""

from collections.abc import Iterator

from app.domain.moderation.ages import age_flags
from app.domain.moderation.contacts import contact_flags
from app.domain.moderation.duties import content_flags
from app.domain.moderation.facts import VacancyFacts
from app.domain.moderation.flags import Field, Flag, FlagKind, in_order
from app.domain.moderation.matching import pattern_flags
from app.domain.moderation.rules import rules
from app.domain.moderation.sexes import sex_flags
from app.domain.moderation.wages import wage_flags


def inspect(facts: VacancyFacts) -> tuple[Flag, ...]:
    """The flags of a vacancy, heavy ones first. Without texts and facts there is only what is missing."""
    by_pattern = list(pattern_flags((rule for rule in rules().values() if rule.patterns), facts))
    return in_order(
        [
            *_told_apart(by_pattern),
            *age_flags(facts),
            *sex_flags(facts),
            *wage_flags(facts),
            *contact_flags(facts),
            *content_flags(facts),
            *_twin_flags(facts),
        ]
    )


def _told_apart(flags: list[Flag]) -> Iterator[Flag]:
    """Work abroad with a licence named is one notice, wherever the licence stands."""
    licensed = any(one.rule_id == "overseas.licensed" for one in flags)
    for one in flags:
        if one.kind != FlagKind.OVERSEAS or licensed == (one.rule_id == "overseas.licensed"):
            yield one


def _twin_flags(facts: VacancyFacts) -> Iterator[Flag]:
    for twin in facts.twins:
        rule = rules()["duplicate.same_employer" if twin.same_employer else "duplicate.other_employer"]
        figures: dict[str, int | str] = {
            "vacancy_id": twin.vacancy_id, "title": twin.title, "company": twin.company, "likeness": twin.likeness,
        }  # fmt: skip
        yield Flag(rule.kind, rule.severity, rule.id, Field.TITLE, 0, 0, "", figures)
