"""The large demo: any number of vacancies, spread and worded with a long tail."""

from collections import Counter
from functools import cache

from app.demo.employers import DemoEmployer, demo_employers, more_employers
from app.demo.places import PROVINCES, Place
from app.demo.scaled import extra_employers, scaled_vacancies
from app.demo.vacancies import DemoVacancy
from app.reference import tables as shipped
from tests.support.clock import frozen_clock

TOTAL = 5_000
OFFICE = "63.11"


@cache
def places() -> list[Place]:
    rows = {row.code: row for row in shipped.regions()}
    found = [row for row in rows.values() if row.level == "district" and row.code[:2] in PROVINCES]
    return [Place(row.code, row.name, rows[row.code[:5]].name) for row in found]


def employers(seed: int = 1) -> list[DemoEmployer]:
    return [*demo_employers(), *more_employers(extra_employers(TOTAL), places(), seed)]


@cache
def drawn(total: int = TOTAL) -> list[DemoVacancy]:
    chunks = scaled_vacancies(total, frozen_clock(), employers(), places(), OFFICE, seed=1)
    return [one for chunk in chunks for one in chunk]


def test_it_gives_exactly_the_number_asked_for() -> None:
    assert len(drawn(2_001)) == 2_001
    assert len(drawn(7)) == 7


def test_two_runs_are_equal() -> None:
    assert employers() == employers()
    first = drawn(2_001)
    drawn.cache_clear()
    assert drawn(2_001) == first


def test_employers_grow_modestly() -> None:
    found = employers()
    assert len(found) == 62 + TOTAL // 200
    assert [one.number for one in found] == list(range(1, len(found) + 1))


def test_counts_have_a_long_tail() -> None:
    vacancies = drawn()
    titles = Counter(one.facts.title for one in vacancies)
    assert len(titles) > 1_500
    assert titles.most_common(1)[0][1] > 40
    provinces = Counter(one.facts.places[0][:2] for one in vacancies)
    assert set(provinces) == set(PROVINCES)
    own = sum(one.facts.places[0].startswith(OFFICE) for one in vacancies) / TOTAL
    assert 0.2 < own < 0.3
    places = Counter(one.facts.places[0] for one in vacancies)
    assert len(places) > 300
    assert sum(len(one.facts.places) > 1 for one in vacancies) / TOTAL < 0.05  # as in real postings


def test_no_placeholder_is_left_in_any_text() -> None:
    for one in drawn():
        facts = one.facts
        assert not set("{}") & set(facts.title + facts.description + facts.benefits + facts.requirements.skills)
        assert len(facts.title) <= 200
        assert len(facts.apply_note) <= 500
