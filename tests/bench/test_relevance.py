"""The judge of relevance judges what it is shown, and known items are derived alike each time."""

from pathlib import Path

import pytest

from app.domain.reading.folding import fold
from bench.relevance import known_items
from bench.relevance.__main__ import QUERIES
from bench.relevance.figures import answered, by_kind, figures, known_figures, verdicts, worst
from bench.relevance.judge import Folded, Raw, folded, judge, queries

ENTRY = """
[[query]]
text = "supir"
kind = "variant"
title = 'driver|sopir|supir'
not_title = 'sales'
must = ["sopir|supir"]
never = ["developer"]
also = [{words = 'sim b2', wage = 4_000_000}]
"""
TITLES = ["Juru Las Pipa", "Operator Alat Berat", "Kasir", "Admin Gudang Suku Cadang", "Perawat Gigi", "Ob"]


def posting(key: int, title: str, text: str = "", place: str = "", wage: int | None = None) -> Folded:
    return folded(Raw(key, title, "Kategori", "PT Contoh", text, place, "kontrak", wage))


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "queries.toml"
    path.write_text(ENTRY, encoding="utf-8")
    return path


def test_a_posting_fits_by_all_patterns_of_one_answer(written: Path) -> None:
    [query] = queries(written)
    assert query.fits(posting(1, "Sopir Truk"))
    assert not query.fits(posting(2, "Sales Driver"))  # ruled out
    assert not query.fits(posting(3, "Drivers"))  # whole words only
    assert query.fits(posting(4, "Pengangkut", text="Punya SIM B-2? SIM B2 wajib.", wage=4_000_000))
    assert not query.fits(posting(5, "Pengangkut", text="SIM B2", wage=3_999_999))
    assert not query.fits(posting(6, "Pengangkut", text="SIM B2"))


def test_precision_is_of_as_many_as_can_be_right(written: Path) -> None:
    [query] = queries(written)
    driver, seller = posting(1, "Driver"), posting(2, "Penjual")
    assert judge(query, [driver, seller, driver], 2).precision == 0.5  # of the first two
    assert judge(query, [driver], 40).precision == 0.1  # of ten
    assert judge(query, [seller, driver], 2).first_right is False
    assert judge(query, [], 2).precision == 0
    with pytest.raises(ValueError, match="nothing"):
        judge(query, [driver], 0)


def test_words_that_must_and_must_not_occur_are_looked_for_in_the_first_ten(written: Path) -> None:
    [query] = queries(written)
    found = judge(query, [posting(1, "Driver"), posting(2, "Developer")], 9)
    assert len(found.missing) == len(found.forbidden) == 1
    late = [posting(key, "Driver") for key in range(10)] + [posting(11, "Sopir")]
    assert judge(query, late, 9).missing
    kept = judge(query, [posting(1, "Sopir", place="Paringin")], 9)
    assert kept.missing == kept.forbidden == ()


def test_figures_are_means_over_queries(written: Path) -> None:
    rows = {1: posting(1, "Sopir"), 2: posting(2, "Penjual")}
    asked = answered(queries(written), rows.values())
    good, bad = verdicts(asked, rows, lambda _: [1, 2]), verdicts(asked, rows, lambda _: [2, 1])
    assert (good[0].precision, bad[0].precision) == (1, 0)
    both = figures([*good, *bad])
    assert (both.precision, both.first_right, both.queries) == (0.5, 0.5, 2)
    assert by_kind(good)["variant"].words_kept == 1
    assert worst([*good, *bad], 1) == bad


@pytest.mark.parametrize("spoiled", ["tittle = 'x'", "title = '('", "wage = 1"])
def test_an_entry_that_is_not_understood_is_refused(tmp_path: Path, spoiled: str) -> None:
    path = tmp_path / "queries.toml"
    path.write_text(f"[[query]]\ntext = 'x'\nkind = 'x'\nmust = ['x']\nnever = []\n{spoiled}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="'x'"):
        queries(path)


def test_the_queries_are_150_and_each_has_words_that_must_and_must_not_occur() -> None:
    every = queries(QUERIES)
    assert len(every) == len({one.text for one in every}) == 150
    assert sum(one.held for one in every) == 50
    assert all(one.must and one.never for one in every)


def test_known_items_are_the_same_for_the_same_titles() -> None:
    items = known_items.derive(TITLES, 3)
    assert items == known_items.derive(reversed(TITLES), 3)
    assert items != known_items.derive(TITLES, 3, seed=1)
    assert {item.kind for item in items} == {"exact", "one typo", "a word dropped", "words swapped"}
    assert {item.title for item in items} <= {fold(title) for title in TITLES}


def test_known_items_are_spoiled_as_their_kind_says() -> None:
    for item in known_items.derive(TITLES, 5):
        words, typed = item.title.split(), fold(item.text).split()
        if item.kind == "exact":
            assert typed == words
        elif item.kind == "a word dropped":
            assert len(typed) == len(words) - 1 >= 2
            assert set(typed) < set(words)
        elif item.kind == "words swapped":
            assert typed != words
            assert sorted(typed) == sorted(words)
        else:
            changed = [(one, other) for one, other in zip(words, typed, strict=True) if one != other]
            assert len(changed) == 1
            assert len(changed[0][0]) >= known_items.SHORTEST_TYPO


def test_a_known_item_is_first_or_among_ten_or_lost() -> None:
    titles = dict(enumerate(TITLES))
    items = known_items.derive(TITLES, 6)

    def exact(text: str) -> list[int]:
        return [key for key, title in titles.items() if fold(title) == fold(text)]

    best = known_figures(items, titles, exact)
    assert (best["exact"].first, best["exact"].first_ten, best["exact"].lost) == (1, 1, ())
    assert best["one typo"].first_ten == 0
    assert len(best["one typo"].lost) == best["one typo"].queries
    last = known_figures(items, titles, lambda _: range(len(TITLES)))
    assert last["exact"].first_ten == 1
    assert len(last["exact"].lost) == len(TITLES) - 1  # only the first of the page is first
