"""The rules as data: complete, with a source, and refused where they are wrong."""

from pathlib import Path

import pytest

from app.domain.moderation import rules as module
from app.domain.moderation.flags import FlagKind
from app.domain.moderation.rules import Rule, compiled, rules, settings

SOURCES = ("Tanda lowongan palsu", "SE Menaker M/6/HK.04/V/2025", "Perpres 57/2023", "UU 27/2022", "Upah minimum")
GOOD = """
[words]
drink = "kopi|teh"
[[rule]]
id = "a"
kind = "fee"
severity = "heavy"
source = "Tanda lowongan palsu"
title = "T"
explanation = "E"
advice = "A"
patterns = ['uang {drink}']
"""


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.id)
def test_a_rule_names_its_source_and_speaks_to_both(rule: Rule) -> None:
    assert rule.source.startswith(SOURCES)
    assert all(text.strip().endswith(".") for text in (rule.explanation, rule.advice))
    assert rule.title.strip(". ") == rule.title


def test_every_kind_has_a_rule() -> None:
    assert {rule.kind for rule in rules().values()} == set(FlagKind)


def read(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, Rule]:
    (folder / "x.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "FOLDER", folder)
    return dict(rules.__wrapped__())


def test_parts_and_gaps_are_put_into_a_pattern(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [pattern] = read(tmp_path, GOOD, monkeypatch)["a"].patterns
    assert pattern.search("UANG, teh")
    assert not pattern.search("uang\nteh")
    assert not pattern.search("uangteh")
    assert compiled("foto ?copy", {}).search("fotocopy")


@pytest.mark.parametrize(
    "spoiled",
    [
        GOOD.replace("uang {drink}", "uang {food}"), GOOD.replace("uang {drink}", "uang ("),
        GOOD.replace('kind = "fee"', 'kind = "tax"'), GOOD + 'unles = "x"\n',
        GOOD + GOOD[GOOD.index("[[rule]]") :],
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoiled: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read(tmp_path, spoiled, monkeypatch)


def test_a_table_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        settings("no_such_table")
