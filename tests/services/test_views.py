"""Views of a vacancy: a number a day, whoever writes it."""

import threading
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import VacancyViews
from app.services.views import add_views
from tests.factories.vacancies import TODAY, vacancy
from tests.support.site import Site


def _stored(session: Session) -> list[tuple[int, object, int]]:
    session.rollback()
    rows = session.scalars(select(VacancyViews).order_by(VacancyViews.vacancy_id, VacancyViews.day))
    return [(row.vacancy_id, row.day, row.views) for row in rows]


def test_views_add_up_by_day(site: Site, session: Session) -> None:
    one, two = site.save(vacancy(), vacancy())
    yesterday = TODAY - timedelta(days=1)
    add_views({})
    add_views({(two, TODAY): 1, (one, TODAY): 2, (one, yesterday): 5})
    add_views({(one, TODAY): 3})
    assert _stored(session) == [(one, yesterday, 5), (one, TODAY, 5), (two, TODAY, 1)]


def test_views_of_what_is_gone_are_dropped(site: Site, session: Session) -> None:
    [one] = site.save(vacancy())
    add_views({(one, TODAY): 1, (one + 50, TODAY): 4})
    assert _stored(session) == [(one, TODAY, 1)]


def test_processes_that_add_at_once_lose_nothing(site: Site, session: Session) -> None:
    ids = site.save(*(vacancy() for _ in range(4)))

    def add() -> None:
        with site.app.app_context():
            for _ in range(10):
                add_views({(key, TODAY): 1 for key in ids})
            db.session.remove()

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _stored(session) == [(key, TODAY, 40) for key in ids]
