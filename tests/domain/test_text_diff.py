"""The pieces of a change."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.text_diff import word_diff


def test_only_the_words_that_changed_are_marked() -> None:
    old, new = word_diff("Upah Rp4.000.000 per bulan", "Upah Rp3.000.000 per bulan tetap")
    assert [piece.text for piece in old if piece.changed] == ["Rp4.000.000"]
    assert [piece.text for piece in new if piece.changed] == ["Rp3.000.000", " tetap"]


def test_the_same_text_has_no_change() -> None:
    assert not any(piece.changed for side in word_diff("a\nb", "a\nb") for piece in side)


@given(st.text(alphabet="ab \n", max_size=30), st.text(alphabet="ab \n", max_size=30))
def test_joined_pieces_are_the_texts(old: str, new: str) -> None:
    before, after = word_diff(old, new)
    assert "".join(piece.text for piece in before) == old
    assert "".join(piece.text for piece in after) == new
    assert any(piece.changed for piece in (*before, *after)) == (old != new)
