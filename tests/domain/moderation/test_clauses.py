"""The clause of a hit."""

from app.domain.moderation.clauses import Clauses


def test_a_text_without_a_full_stop_is_no_single_clause() -> None:
    """What denies a fee stands near it: far away it is about something else, and each hit would be read with it all."""
    found = Clauses("a" * 1_000 + "biaya" + "b" * 1_000).around(1_000, 1_005)
    assert (found.before, found.after) == ("a" * 240, "b" * 240)
    assert found.whole == found.before + "biaya" + found.after


def test_it_ends_at_a_full_stop_and_not_in_a_figure() -> None:
    text = "Gaji besar. Biaya Rp150.000 tidak ada"
    at = text.index("Biaya")
    assert Clauses(text).around(at, at + 5).whole == " Biaya Rp150.000 tidak ada"
