"""Planted faults of the moderator's assistant."""

DOMAIN = "tests/domain/moderation"

FAULTS = (
    (
        "Flags: a promise of no fee is a flag",
        "app/domain/moderation/matching.py",
        "(rule.unless and",
        "(False and",
        DOMAIN,
    ),
    (
        "Flags: a word for both sexes is one",
        "app/domain/moderation/sexes.py",
        "len(one.sexes) == 1",
        "one.sexes",
        DOMAIN,
    ),
    (
        "Flags: eighteen is a limit",
        "app/domain/moderation/rules/conditions.toml",
        "lowest_free = 18",
        "lowest_free = 15",
        DOMAIN,
    ),
    (
        "Flags: a bonus is a wage",
        "app/domain/moderation/money.py",
        '("other_cue", None)',
        '("other_cue", False)',
        DOMAIN,
    ),
    (
        "Flags: part time is measured by a month",
        "app/domain/moderation/wages.py",
        "bears = not one.is_promise and not one.is_part_time and not shorter",
        "bears = not one.is_promise",
        DOMAIN,
    ),
    (
        "Flags: a text without a full stop is one clause",
        "app/domain/moderation/clauses.py",
        "_REACH = 240",
        "_REACH = 240_000",
        f"{DOMAIN}/test_clauses.py",
    ),
    (
        "Flags: the queue counts those of an older text",
        "app/services/flagging.py",
        "session.execute(delete(VacancyFlag).where(VacancyFlag.vacancy_id == vacancy.id))",
        "pass",
        "tests/services/test_flagging.py",
    ),
    (
        "Flags: the lighter finding hides the graver",
        "app/domain/moderation/marks.py",
        "for finding in reversed(found):",
        "for finding in found:",
        f"{DOMAIN}/test_marks.py",
    ),
)
