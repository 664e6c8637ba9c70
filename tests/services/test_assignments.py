"""Who is on what: one officer an item, until it is decided, let go or lapsed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from app.domain.actor import OPERATOR, Actor
from app.domain.errors import NotAllowed
from app.domain.queue import CLAIM_LIFE, QueueFilters, Tab
from app.queries.vacancy_review import holder_of
from app.services import assignments, moderation
from tests.factories.accounts import acting, officer
from tests.factories.vacancies import vacancy
from tests.support.clock import NOW
from tests.support.site import Site


@pytest.fixture
def pair(site: Site) -> tuple[Actor, Actor]:
    return acting(site, officer("moderator", name="Rina")), acting(site, officer("moderator", name="Dani"))


def waiting(site: Site, number: int) -> list[int]:
    """Submitted vacancies, the first the oldest."""
    made = [vacancy(status="submitted", submitted_at=NOW - timedelta(hours=number - n)) for n in range(number)]
    return site.save(*made, indexed=False)


def holder(site: Site, key: int) -> str | None:
    with site.session() as session:
        found = holder_of(session, Tab.VACANCIES, key, site.clock)
        return found.name if found else None


def claim(site: Site, keys: list[int], who: Actor) -> list[int]:
    with site.app.app_context():
        return assignments.claim(Tab.VACANCIES, keys, who, site.clock)


def claim_next(site: Site, who: Actor, filters: QueueFilters = QueueFilters(Tab.VACANCIES)) -> int | None:  # noqa: B008
    with site.app.app_context():
        return assignments.claim_next(filters, who, site.clock)


def test_what_somebody_is_on_stays_theirs(site: Site, pair: tuple[Actor, Actor]) -> None:
    rina, dani = pair
    first, second = waiting(site, 2)
    assert claim(site, [first], rina) == [first]
    assert claim(site, [first, second], dani) == [second]
    assert (holder(site, first), holder(site, second)) == ("Rina", "Dani")
    assert claim(site, [first], rina) == [first]


def test_a_claim_lapses(site: Site, pair: tuple[Actor, Actor]) -> None:
    rina, dani = pair
    [key] = waiting(site, 1)
    claim(site, [key], rina)
    site.hands.at += CLAIM_LIFE - timedelta(seconds=1)
    assert claim(site, [key], dani) == []
    site.hands.at += timedelta(seconds=1)
    assert holder(site, key) is None
    assert claim(site, [key], dani) == [key]


def test_taking_over_and_letting_go(site: Site, pair: tuple[Actor, Actor]) -> None:
    rina, dani = pair
    [key] = waiting(site, 1)
    claim(site, [key], rina)
    with site.app.app_context():
        assignments.release(Tab.VACANCIES, [key], dani)
    assert holder(site, key) == "Rina"
    with site.app.app_context():
        assignments.take_over(Tab.VACANCIES, key, dani, site.clock)
    assert holder(site, key) == "Dani"
    with site.app.app_context():
        assignments.release(Tab.VACANCIES, [key], dani)
    assert holder(site, key) is None


def test_the_next_one_is_the_oldest_that_is_free(site: Site, pair: tuple[Actor, Actor]) -> None:
    rina, dani = pair
    first, second, third = waiting(site, 3)
    claim(site, [first], dani)
    assert claim_next(site, rina) == second
    assert claim_next(site, rina) == second  # still theirs, not decided
    assert claim_next(site, dani) == first
    assert claim_next(site, rina, QueueFilters(Tab.VACANCIES, text="tidak ada")) is None
    claim(site, [third], dani)
    assert holder(site, third) == "Dani"


def test_two_who_reach_at_once_get_two(site: Site, pair: tuple[Actor, Actor]) -> None:
    for _ in range(5):
        keys = waiting(site, 2)
        with ThreadPoolExecutor(2) as pool:
            taken = list(pool.map(lambda who: claim_next(site, who), pair))
        assert sorted(one for one in taken if one is not None) == keys
        with site.app.app_context():
            for key in keys:
                moderation.reject(key, "Sebab.", pair[0], site.clock)


def test_only_who_decides_takes(site: Site) -> None:
    [key] = waiting(site, 1)
    for who in (acting(site, officer("verifier")), acting(site, officer("head")), OPERATOR):
        with pytest.raises(NotAllowed):
            claim(site, [key], who)
