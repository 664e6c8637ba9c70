"""Words, folding and highlights."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text import LONGEST, fold, folded, highlight, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Juru Las", ["juru", "las"]),
        ("C++, C# dan C", ["c++", "c#", "dan", "c"]),
        ("C++/C#/F#", ["c++", "c#", "f#"]),
        ("C+++ c++11 A+", ["c", "c", "11", "a+"]),
        ("SMA+SMK #hiring 5jt++", ["sma", "smk", "hiring", "5jt"]),
        ("SMK/SMA", ["smk", "sma"]),
        ("K-3 3G e-commerce", ["k", "3", "3g", "e", "commerce"]),
        ("Rp1.500.000,- RP2", ["rp", "1", "500", "000", "rp", "2"]),
        ("Kafé Straße ﬁnance", ["kafe", "strasse", "finance"]),
        ("re\u0301sume\u0301 peker\u00adjaan ke\u200brja", ["resume", "pekerjaan", "kerja"]),
        ("𝐋𝐨𝐰𝐨𝐧𝐠𝐚𝐧 ＷＥＬＤＥＲ ①", ["lowongan", "welder", "1"]),
        ("node.js_dev Jum'at R&D", ["node", "js", "dev", "jum", "at", "r", "d"]),
        ("\u0301 \u200b -- ++ \0", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert folded(text) == expected


def test_a_word_has_an_end() -> None:
    assert folded("a" * 500) == ["a" * LONGEST]
    assert len(folded("é" * 500)[0]) == LONGEST


@given(st.text())
def test_words_stand_where_they_say(text: str) -> None:
    found = words(text)
    assert [word.text for word in found] == folded(text)
    assert all(fold(text[start:end]) == word for word, start, end in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


@given(st.text())
def test_folding_is_done_once(text: str) -> None:
    once = folded(text)
    assert folded(" ".join(once)) == [part for word in once for part in folded(word)]
    assert not any(unicodedata.combining(sign) for word in once for sign in word)


def test_highlight_marks_whole_words() -> None:
    assert highlight("Kafé <b> K-3", {"kafe", "3"}) == [("Kafé", True), (" <b> K-", False), ("3", True)]
    assert highlight("", {"x"}) == []
    assert highlight("Guru", set()) == [("Guru", False)]
    assert highlight("Welding dan welder", {"welder"}) == [("Welding dan ", False), ("welder", True)]


@given(st.text(), st.sets(st.text(max_size=3)))
def test_highlight_keeps_the_text(text: str, matched: set[str]) -> None:
    pieces = highlight(text, matched)
    assert "".join(piece for piece, _ in pieces) == text
    assert all(piece for piece, _ in pieces)
