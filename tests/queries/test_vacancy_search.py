"""U5, U6: the numbers of the list are the numbers of the database, by one rule."""

import random
from datetime import timedelta

import pytest
from sqlalchemy import func

from app.domain.vacancy_filters import SORTS, VacancyFilters
from app.models import Vacancy
from app.queries import vacancy_fallback, vacancy_search
from app.queries.vacancy_cards import cards
from app.queries.vacancy_fallback import matching
from app.queries.vacancy_search import PER_PAGE, VacancyPage
from search.engine import SearchUnavailable
from search.query import SearchQuery
from search.results import Hits
from search.vacancies import UNKNOWN
from tests.factories.employers import employer
from tests.factories.vacancies import TODAY, posting, vacancies, vacancy
from tests.support.clock import NOW
from tests.support.lists import assert_true_counts
from tests.support.site import Site

PLACES = ["63.11.01", "63.11.02", "63.11.03", "63.11", "63.09", "64.71", "31"]
VALUES = {
    "place": [*PLACES, "63", "63.11.08", UNKNOWN],
    "occupation": ["83", "8332", "72", "7212", "721", UNKNOWN],
    "sector": ["B", "G", "A", UNKNOWN],
    "education": ["smk", "s1", "sd", UNKNOWN],
    "employment_type": ["penuh", "kontrak", "magang", UNKNOWN],
}
WAGES = [None, (2_000_000, 3_000_000), (4_000_000, None), (None, 9_000_000)]


def board(site: Site, dice: random.Random, number: int = 120) -> None:
    """A board with something of everything, closed and overdue rows among it."""
    owners = [employer(), employer(), employer(status="suspended")]

    def some(values: list[str], most: int) -> list[str]:
        return dice.sample(values, dice.randint(0, most))

    def one(number: int) -> Vacancy:
        facts = {
            "places": some(PLACES, 3), "education": some(["smk", "s1", "sd"], 2),
            "types": some(["penuh", "kontrak"], 2), "wage": dice.choice(WAGES),
            "closes_on": TODAY + timedelta(days=dice.randint(-3, 40)),
            "published_at": NOW - timedelta(hours=dice.randint(0, 400)),
            "occupation_code": dice.choice(["8332", "7212", None]),
            "industry_code": dice.choice(["05100", "47111", None]),
        }  # fmt: skip
        title = f"{dice.choice(['Operator', 'Juru Las', 'Kasir'])} {number}"
        if number % 4 == 0:
            return posting(title, **facts)
        return vacancy(title, of=dice.choice(owners), status=dice.choice(["published"] * 5 + ["withdrawn"]), **facts)

    site.save(*owners, *(one(number) for number in range(number)))


def random_filters(dice: random.Random) -> VacancyFilters:
    facets = {name: tuple(dice.sample(VALUES[name], dice.choice([0, 0, 0, 1, 2]))) for name in VALUES}
    wage, days = dice.choice([None, None, 2_500_000, 5_000_000]), dice.choice([None, None, 1, 3, 7])
    return VacancyFilters(wage_min=wage, since_days=days, sort=dice.choice([None, *SORTS]), **facets)


def ask(site: Site, filters: VacancyFilters) -> VacancyPage:
    with site.session() as session:
        return vacancy_search.search(session, site.engine, filters, site.clock)


def sql_count(site: Site, filters: VacancyFilters) -> int:
    with site.session() as session:
        return session.scalar(matching(filters, site.clock, func.count(Vacancy.id))) or 0


def test_totals_and_facets_are_those_of_the_database(site: Site) -> None:
    dice = random.Random(7)
    board(site, dice)
    for _ in range(40):
        filters = random_filters(dice)
        assert_true_counts(ask(site, filters), VALUES, lambda state: sql_count(site, state))


def test_pages_hold_every_hit_once(site: Site) -> None:
    board(site, random.Random(8), 90)
    for sort in (None, "tutup", "gaji"):
        first = ask(site, VacancyFilters(sort=sort))
        found = [card.id for n in range(first.pages) for card in ask(site, VacancyFilters(sort=sort, page=n + 1)).cards]
        assert len(found) == len(set(found)) == first.total
    page = ask(site, VacancyFilters(text="operator "))
    assert all(card.title.startswith("Operator") for card in page.cards)
    assert page.matched == {"operator"}


def test_every_query_asks_for_open_vacancies(site: Site) -> None:
    site.save(vacancy(closes_on=TODAY), vacancy(closes_on=TODAY + timedelta(days=1)))
    assert ask(site, VacancyFilters()).total == 2
    site.hands.move(hours=14)  # 00.00 in Balangan: the last day of the first is over, and no job ran
    page = ask(site, VacancyFilters())
    assert (page.total, len(page.cards)) == (1, 1)


def test_cards_keep_rank_order_and_tell_the_facts(site: Site) -> None:
    owner = employer(name="PT Contoh")
    first, second, hidden = site.save(
        vacancy("Satu", of=owner, places=["63.11.03", "64.71"], closes_on=TODAY, published_at=NOW),
        posting("Dua", published_at=NOW - timedelta(days=3), places=[], education=["sma", "d3"]),
        vacancy("Tiga", status="suspended"),
    )
    with site.session() as session:
        two, one = cards(session, [second, hidden, first, 10_000], site.clock)
    assert (one.title, one.employer_name, one.places, one.days_left, one.is_new, one.verified) == (
        "Satu", "PT Contoh", ("Awayan", "Kota Balikpapan"), 0, True, True,
    )  # fmt: skip
    assert (two.title, two.employer_id, two.source, two.places, two.education, two.is_new) == (
        "Dua", None, "Papan Contoh", (), ("sma", "d3"), False,
    )  # fmt: skip


def test_without_an_engine_the_database_answers(site: Site) -> None:
    class Broken:
        def search(self, query: SearchQuery) -> Hits:
            raise SearchUnavailable

    site.save(*vacancies(PER_PAGE + 5), vacancy("50% komisi", wage=None))
    with site.session() as session:
        page = vacancy_search.search(session, Broken(), VacancyFilters(text="mekanik", page=2), site.clock)  # type: ignore[arg-type]
    assert (page.total, len(page.cards), page.facets, page.suggestions) == (25, 5, None, ())
    with site.session() as session:
        assert vacancy_fallback.search(session, VacancyFilters(text="%"), site.clock, 5)[1] == 26
        assert vacancy_fallback.search(session, VacancyFilters(page=10_000_000), site.clock, 5) == ([], 26)
        by_wage, _ = vacancy_fallback.search(session, VacancyFilters(sort="gaji"), site.clock, 50)
        assert session.get(Vacancy, by_wage[-1]).wage_monthly is None  # type: ignore[union-attr]


@pytest.mark.parametrize("text", ["las", "zzzz juru", "zz yy xx ww vv uu tt ss rr qq"])
def test_looking_for_a_way_out_is_cheap(site: Site, text: str) -> None:
    asked: list[SearchQuery] = []

    class Counting:
        def search(self, query: SearchQuery) -> Hits:
            asked.append(query)
            return Hits((), 0)

    filters = VacancyFilters(text=text, place=("63.11.08",), sector=("A",), wage_min=5_000_000, since_days=1)
    with site.session() as session:
        vacancy_search.search(session, Counting(), filters, site.clock)  # type: ignore[arg-type]
    assert len(asked) <= 17
    assert all(query.per_page == 0 and not query.facets for query in asked[1:])


def test_who_has_no_experience_finds_what_asks_for_none(site: Site) -> None:
    """A vacancy says so by a field, not in its text."""
    site.save(
        vacancy(title="Kasir", experience_months=0),
        vacancy(title="Mandor", experience_months=36),
        vacancy(title="Kurir", experience_months=None),
    )
    for words in ("tanpa pengalaman", "tidak perlu pengalaman", "belum punya pengalaman"):
        assert site.client.get(f"/lowongan?q={words.replace(' ', '+')}").texts("#hasil .cards h3") == ["Kasir"]
