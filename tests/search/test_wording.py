"""What a text asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language import collect, indonesian
from search.wording import MOST_WORDS, Wanted, read

STOP = {"di", "dan", "untuk"}


def wanted(text: str) -> list[str]:
    """The words of a query; an open one ends in a star, a quoted one stands in quotes."""
    return [f'"{w.text}"' if w.quoted else w.text + "*" * w.open for w in read(text, STOP).words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("juru las", ["juru", "las*"]),
        ("juru las ", ["juru", "las"]),
        ("juru las\n", ["juru", "las"]),
        ("juru las.", ["juru", "las"]),
        ("-juru –las", ["juru", "las*"]),
        ("guru di", ["guru"]),
        ("guru di ", ["guru"]),
        ("di dan", ["di", "dan*"]),
        ('"juru las" toko', ['"juru"', '"las"', "toko*"]),
        ("“juru las”", ['"juru"', '"las"']),
        ('guru "di"', ["guru", '"di"']),
        ('tv 32" baru', ["tv", "32", "baru*"]),
        ('""', []),
        ("c++", ["c++*"]),
        ("", []),
        ("\0", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert wanted(text) == expected


def test_phrases_are_spans_of_the_words() -> None:
    wording = read('guru "juru las" "dua" "di toko"', STOP)
    assert wording.phrases == ((1, 3), (4, 6))
    assert wording.typed == ("guru", "juru", "las", "dua", "di", "toko")


def test_two_phrases_side_by_side_stay_two() -> None:
    assert read('"juru las""alat berat"', STOP).phrases == ((0, 2), (2, 4))


def test_the_rest_is_named_and_the_tenth_is_whole() -> None:
    text = "di a b c d e f g h i j dan K-3"
    wording = read(text, STOP)
    assert len(wording.words) == MOST_WORDS
    assert wording.words[-1] == Wanted("j")
    assert wording.ignored == ("K", "3")


@given(st.text(alphabet='ab"“” -\0di.') | st.text())
def test_any_text_can_be_read(text: str) -> None:
    wording = read(text, STOP)
    assert len(wording.words) <= MOST_WORDS
    assert all(0 <= start < end <= len(wording.words) for start, end in wording.phrases)
    assert sum(word.open for word in wording.words) <= 1


def test_long_texts_are_read_quickly() -> None:
    assert len(read('"a" ' * 100_000, STOP).words) == MOST_WORDS


def test_the_languages_own_data() -> None:
    language = indonesian()
    assert "di" in language.stop_words
    assert not language.stop_words & {"umum", "bagian", "tengah", "it", "dua", "baru", "dr"}
    assert ("alat", "berat") in language.synonyms
    assert ("sopir",) in language.synonyms[("supir",)]
    assert ("tronton",) in language.synonyms[("truk",)]
    assert ("truk",) not in language.synonyms.get(("tronton",), ())
    assert language.longest >= 3
    assert len(language.synonyms) > 150


def test_synonym_lines() -> None:
    assert collect([("both", "A | b c", "")]) == {("a",): (("b", "c"),), ("b", "c"): (("a",),)}
    assert collect([("one", "a", "b | c", "hand")]) == {("a",): (("b",), ("c",))}
    for wrong in (("one", "a", ""), ("both", "a", "b"), ("each", "a | b", ""), ("both", "a | b", "c")):
        with pytest.raises(ValueError, match="synonyms"):
            collect([wrong])
