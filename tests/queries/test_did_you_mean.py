"""A better spelling is offered where it helps, and only there."""

from collections.abc import Mapping

import pytest

from app.domain.vacancy_filters import VacancyFilters
from app.queries.did_you_mean import FEW, correction
from app.queries.wish import Wish
from search.language import Language
from tests.factories.vacancies import vacancy
from tests.support.site import Site

LANGUAGE = Language(spelled=frozenset({"forklift", "operator"}))
HITS: Mapping[str, int] = {"operator forklift": 4, '"korklift"': 2}


@pytest.mark.parametrize(
    ("text", "total", "expected"),
    [
        ("operator vorklift", 0, "operator forklift"),
        ("operator vorklift", 3, "operator forklift"),
        ("operator vorklift", 4, None),  # finds as much
        ("operator vorklift", FEW, None),  # found enough
        ("operator forklift", 0, None),  # nothing to put right
        ('"operator vorklift"', 0, None),  # meant as it stands
        ("kasir vorklift", 0, None),  # finds nothing either
        ("operator korklift", 0, None),  # a word of the texts
        ("", 0, None),
    ],
)
def test_only_where_it_helps(text: str, total: int, expected: str | None) -> None:
    filters = VacancyFilters(text=text, page=3)
    wish = Wish(filters, filters, content=((0, len(text)),))
    found = correction(wish, LANGUAGE, total, lambda state: HITS.get(state.text, 0))
    assert (found and found.filters.text) == expected
    if found:
        assert found.filters.page == 1
        assert found.total == HITS[found.filters.text]


def test_the_list_links_to_it(site: Site) -> None:
    site.save(vacancy(title="Juru Las"), vacancy(title="Welder Kapal"), vacancy(title="Pengelas Pipa Weldar"))
    page = site.client.get("/lowongan?q=weldar")
    [link] = page.select(".did-you-mean a")
    assert link.get("href") == "/lowongan?q=welder"
    assert page.select("#hasil .card")
    assert not site.client.get("/lowongan?q=welder").select(".did-you-mean")


def test_a_word_that_a_filter_stands_for_is_right() -> None:
    filters = VacancyFilters(text="operator vorklift")
    wish = Wish(filters, filters, content=((0, len("operator")),))
    assert correction(wish, LANGUAGE, 0, lambda state: HITS.get(state.text, 0)) is None
