"""The test site itself: it is as new before each test, on every database, and its index follows."""

import socket

import pytest
from sqlalchemy import func, select

from app.models import Region, SearchJob, Vacancy
from tests.factories.vacancies import posting, vacancies, vacancy
from tests.support.clock import NOW
from tests.support.queries import assert_flat, counted_queries
from tests.support.site import Site
from tests.support.sockets import SocketBlocked


@pytest.mark.parametrize("_round", [1, 2])
def test_it_is_as_new_before_each_test(site: Site, _round: int) -> None:
    assert site.clock.now() == NOW
    assert site.engine.ids() == set()
    [first] = site.save(vacancy())
    assert first == 1
    assert site.engine.ids() == {1}
    site.hands.move(days=3)
    with site.session() as session:
        assert session.scalar(select(func.count(Vacancy.id))) == 1
        assert session.scalar(select(func.count(SearchJob.id))) == 0
        assert session.scalar(select(func.count(Region.code))) > 7_000


def test_every_state_can_be_made(site: Site) -> None:
    states = ("draft", "submitted", "returned", "published", "rejected", "withdrawn", "suspended", "filled", "expired")
    ids = site.save(*(vacancy(status=status) for status in states), posting(), *vacancies(3))
    assert len(site.engine.ids()) == 5
    assert len(ids) == 13


def test_queries_are_counted(site: Site) -> None:
    site.save(*vacancies(3))
    with site.session() as session:

        def load(number: int) -> None:
            for one in session.scalars(select(Vacancy).limit(number)):
                session.expire(one, ["places"])
                assert one.places

        with counted_queries() as statements:
            load(1)
        assert len(statements) == 2
        with pytest.raises(AssertionError, match="for many"):
            assert_flat(lambda: load(1), lambda: load(3))


def test_sockets_are_blocked() -> None:
    with socket.socket() as plain, pytest.raises(SocketBlocked):
        plain.connect(("127.0.0.1", 9))
