"""The labels hold ids and spans of drawn postings, and a flag is right by meeting one."""

import os
from collections import Counter
from pathlib import Path

import pytest

from app.domain.moderation.flags import FlagKind
from bench.moderation import __main__ as bench


def test_labels_are_spans_of_drawn_postings_and_hold_no_text() -> None:
    drawn = bench._rows("drawn.csv")
    assert Counter(one["part"] for one in drawn if one["drawn_by"] == "random") == {"a": 200, "b": 200}
    assert len({one["id"] for one in drawn}) == len(drawn)
    labels = bench._rows("labels.csv")
    assert {one["id"] for one in labels} <= {one["id"] for one in drawn}
    assert {tuple(one) for one in labels} == {("id", "kind", "start", "end")}
    assert all(0 <= int(one["start"]) < int(one["end"]) and FlagKind(one["kind"]) for one in labels)


def test_a_flag_meets_a_label_of_its_kind_that_it_overlaps() -> None:
    label = bench.Mark("age", 10, 20)
    assert label.meets(bench.Mark("age", 19, 30))
    assert not label.meets(bench.Mark("age", 20, 30))
    assert not label.meets(bench.Mark("sex", 10, 20))


def test_spans_count_from_the_title() -> None:
    posting = {"title": "Kasir", "description": "Melayani pembeli. Usia maks 25 tahun.", "employment_type": None}
    [mark] = bench.flagged(posting)
    whole = f"{posting['title']}\n{posting['description']}"
    assert (mark.kind, whole[mark.start : mark.end]) == ("age", "Usia maks 25 tahun")


def test_without_the_file_it_says_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["bench.moderation"])
    monkeypatch.setitem(os.environ, "POSTINGS_FILE", str(Path("nowhere")))
    bench.main()
    assert "POSTINGS_FILE" in capsys.readouterr().out
