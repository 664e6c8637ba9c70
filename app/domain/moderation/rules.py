"""The rules, read from `rules/*.toml` once per process: patterns, exceptions, source, and the words for people.

A file has a table `words` of named parts, which patterns name as `{part}`, and a list `rule`. In every pattern a space
stands for one to three characters that are neither letters, digits nor line ends, a space and a question mark for none
to three. Case does not count.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.domain.moderation.flags import Field, FlagKind, Severity

FOLDER = Path(__file__).parent / "rules"
TEXTS = tuple(Field)[:7]  # the fields a visitor reads as text
_KEYS = {
    "id", "kind", "severity", "source", "title", "explanation", "advice", "patterns", "unless", "unless_before",
    "unless_after", "fields",
}  # fmt: skip
_GAP, _NO_GAP = r"[^\w\n]{1,3}", r"[^\w\n]{0,3}"
_PART = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Rule:
    """One rule. `title`, `explanation` (to the moderator) and `advice` (to the employer) are Indonesian; `source` names
    the law or the line of `domain.md` it rests on. A rule without patterns is applied by a reader of this package.

    A hit does not count where `unless` is found in its clause, `unless_before` in what leads up to it, or
    `unless_after` in what follows it, both within the clause.
    """

    id: str
    kind: FlagKind
    severity: Severity
    source: str
    title: str
    explanation: str
    advice: str
    patterns: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    unless_before: re.Pattern[str] | None
    unless_after: re.Pattern[str] | None
    fields: frozenset[Field]


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its id. Raises ValueError where a file is wrong."""
    found: dict[str, Rule] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        for entry in document.get("rule", ()):
            rule = _rule(entry, document.get("words", {}))
            if rule.id in found:
                raise ValueError(f"{path.name}: {rule.id} stands twice")
            found[rule.id] = rule
    return found


@cache
def settings(name: str) -> Mapping[str, Any]:
    """The table `name` that a reader of this package is set by: word lists and thresholds. Raises KeyError."""
    for path in sorted(FOLDER.glob("*.toml")):
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        if name in document:
            return {key: _named_parts(value, document) for key, value in document[name].items()}
    raise KeyError(name)


@cache
def expression(table: str, name: str) -> re.Pattern[str]:
    """A pattern of a settings table, ready to search with."""
    return compiled(str(settings(table)[name]), {})


def compiled(pattern: str, parts: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern with its parts put in and its spaces read. Raises ValueError."""
    try:
        return re.compile(_filled(pattern, parts).replace(" ?", _NO_GAP).replace(" ", _GAP), re.IGNORECASE)
    except (re.error, KeyError) as error:
        raise ValueError(f"{pattern}: {error}") from error


def _named_parts(value: Any, document: Mapping[str, Any]) -> Any:
    return _filled(value, document.get("words", {})) if isinstance(value, str) else value


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    while _PART.search(pattern):
        pattern = _PART.sub(lambda found: f"(?:{parts[found[1]]})", pattern)
    return pattern


def _rule(entry: Mapping[str, Any], parts: Mapping[str, str]) -> Rule:
    if unknown := entry.keys() - _KEYS:
        raise ValueError(f"{entry.get('id')}: unknown {', '.join(sorted(unknown))}")

    def optional(name: str) -> re.Pattern[str] | None:
        return compiled(entry[name], parts) if name in entry else None

    return Rule(
        id=entry["id"],
        kind=FlagKind(entry["kind"]),
        severity=Severity(entry["severity"]),
        source=entry["source"],
        title=entry["title"],
        explanation=entry["explanation"],
        advice=entry["advice"],
        patterns=tuple(compiled(pattern, parts) for pattern in entry.get("patterns", ())),
        unless=optional("unless"),
        unless_before=optional("unless_before"),
        unless_after=optional("unless_after"),
        fields=frozenset(Field(name) for name in entry.get("fields", TEXTS)),
    )
