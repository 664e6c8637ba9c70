"""KBJI codes offered for a title that somebody types."""

import pytest

from app.queries.occupation_choices import OccupationChoice, occupation_choices
from tests.support.site import Site


def found(site: Site, text: str) -> tuple[OccupationChoice, ...]:
    with site.session() as session:
        return occupation_choices(session).find(text)


@pytest.mark.parametrize("text", ["Tukang las", "juru las", "admin", "operator dump truck", "guru sd"])
def test_no_title_is_offered_twice(site: Site, text: str) -> None:
    titles = [one.title for one in found(site, text)]
    assert titles
    assert len(titles) == len(set(titles)), titles


@pytest.mark.parametrize("text", ["Tukang las", "juru las"])
def test_a_whole_word_is_not_continued_to_another(site: Site, text: str) -> None:
    """Where "las" stands as a word, nobody asked for "lash"."""
    choices = found(site, text)
    assert choices[0] == ("721201", "Pekerja Pengelasan", True)
    assert "Perawat Kecantikan/Beautician" not in {one.title for one in choices}


def test_a_word_that_is_begun_is_still_continued(site: Site) -> None:
    assert found(site, "perawat keca")[0].code == "5142"
    assert found(site, "operator dump")[0].code == "8332"


def test_a_typed_code_keeps_the_code_itself(site: Site) -> None:
    assert [one.code for one in found(site, "7212")][:2] == ["7212", "721201"]
