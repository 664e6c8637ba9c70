"""Findings are numbered by rule, and texts are cut where their words begin and end."""

from dataclasses import replace

from app.domain.moderation.flags import Field, Flag, FlagKind, Severity
from app.domain.moderation.inspection import inspect
from app.domain.moderation.marks import findings, laid_out, marked_lines
from tests.domain.moderation.test_facts import FINE

TEXT = "Wanita usia maks 25 tahun.\nMembayar biaya seragam Rp100.000, usia maks 25 tahun."


def flag(start: int, end: int, rule: str = "age.limit", kind: FlagKind = FlagKind.AGE) -> Flag:
    severity = Severity.HEAVY if rule.startswith("fee") else Severity.NOTICE
    return Flag(kind, severity, rule, Field.DESCRIPTION, start, end, TEXT[start:end])


def test_one_finding_a_rule_heavy_first_and_each_wording_once() -> None:
    judged = replace(FINE, texts={**FINE.texts, Field.DESCRIPTION: f"{TEXT}\nMelayani pembeli."})
    found = findings(inspect(judged))
    assert [(one.number, one.rule.id, one.is_heavy) for one in found] == [
        (1, "fee.asked", True), (2, "age.limit", False), (3, "sex.limit", False),
    ]  # fmt: skip
    assert found[1].words == ("usia maks 25 tahun",)
    assert len(found[1].flags) == 2


def test_a_text_keeps_every_letter_and_marks_its_words() -> None:
    found = findings([flag(7, 25), flag(36, 60, "fee.asked", FlagKind.FEE)])
    lines = marked_lines(TEXT, Field.DESCRIPTION, found, set())
    assert "\n".join("".join(piece.text for piece in line) for line in lines) == TEXT
    assert [(piece.text, piece.number) for line in lines for piece in line if piece.number] == [
        ("usia maks 25 tahun", 2), ("biaya seragam Rp100.000,", 1),
    ]  # fmt: skip


def test_where_findings_overlap_the_graver_one_has_the_words() -> None:
    found = findings([flag(0, 20), flag(7, 12, "fee.asked", FlagKind.FEE)])
    [first, *_] = marked_lines(TEXT, Field.DESCRIPTION, found, set())
    assert [(piece.text, piece.number) for piece in first[:3]] == [("Wanita ", 2), ("usia ", 1), ("maks 25 ", 2)]


def test_words_over_a_line_end_and_past_the_text_are_cut() -> None:
    lines = marked_lines(TEXT, Field.DESCRIPTION, findings([flag(20, 500)]), set())
    assert [piece.number for piece in lines[0]] == [None, 1]
    assert {piece.number for piece in lines[1]} == {1}


def test_a_link_leads_to_the_first_place_of_a_finding() -> None:
    judged = replace(
        FINE, texts={**FINE.texts, Field.SKILLS: "Usia maks 30 tahun.", Field.BENEFITS: "Usia maks 30 tahun."}
    )
    layout = laid_out(judged, inspect(judged))
    firsts = [piece.is_first for text in layout.texts.values() for line in text for piece in line if piece.number]
    assert firsts == [True, False]
    assert (layout.linked, layout.heavy) == (frozenset({1}), 0)


def test_a_finding_of_a_field_has_nowhere_to_lead() -> None:
    judged = replace(FINE, age_max=30)
    assert laid_out(judged, inspect(judged)).linked == frozenset()
