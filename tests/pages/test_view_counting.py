"""Views of a vacancy's page: counted off the request, of people only, and of nobody in particular."""

import threading
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from app.models import VacancyViews
from app.web import view_counter
from tests.factories.accounts import account, client_as, officer
from tests.factories.companies import company
from tests.factories.employers import employer
from tests.factories.vacancies import TODAY, posting, vacancy
from tests.support.pages import PageClient
from tests.support.queries import counted_queries
from tests.support.site import Site

BROWSER = {"User-Agent": "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/124.0 Mobile Safari/537.36"}


def _views(site: Site) -> dict[int, int]:
    site.app.extensions["views"].flush()
    with site.session() as session:
        rows = session.scalars(select(VacancyViews)).all()
        assert {row.day for row in rows} <= {TODAY}
        return {row.vacancy_id: row.views for row in rows}


def _open(client: PageClient, key: int, **headers: str) -> None:
    client.get(f"/lowongan/{key}-operator-dump-truck", headers=BROWSER | headers)


def test_each_opening_counts(site: Site) -> None:
    one, two = site.save(vacancy(), vacancy())
    for _ in range(3):
        _open(site.client, one)
    _open(client_as(site, account()), one)
    _open(site.client, two)
    assert _views(site) == {one: 4, two: 1}
    _open(site.client, one)
    assert _views(site) == {one: 5, two: 1}


@pytest.mark.parametrize(
    "agent",
    [
        "", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "curl/8.5.0", "python-requests/2.31",
        "WhatsApp/2.23.20.0", "facebookexternalhit/1.1", "Mozilla/5.0 (X11) HeadlessChrome/120", "Go-http-client/2.0",
        "TelegramBot (like TwitterBot)", "Mozilla/5.0 (compatible; bingbot/2.0)", "Baiduspider",
    ],
)  # fmt: skip
def test_programs_do_not_count(site: Site, agent: str) -> None:
    [one] = site.save(vacancy())
    _open(site.client, one, **{"User-Agent": agent})
    assert _views(site) == {}


def test_what_else_is_no_view(site: Site) -> None:
    one, closed, quoted = site.save(vacancy(), vacancy(status="filled"), posting())
    tag = site.client.get(f"/lowongan/{one}-operator-dump-truck").headers["ETag"]
    _views(site)
    site.client.http.get(f"/lowongan/{one}-operator-dump-truck", headers=BROWSER | {"If-None-Match": tag})
    _open(site.client, one, **{"Sec-Purpose": "prefetch;prerender"})
    site.client.get(f"/lowongan/{one}-operator-dump-truck?cetak=1", headers=BROWSER)
    site.client.get(f"/lowongan/{one}-salah", headers=BROWSER, status=301)
    site.client.http.head(f"/lowongan/{one}-operator-dump-truck", headers=BROWSER)
    _open(site.client, closed)
    site.client.get("/lowongan", headers=BROWSER)
    assert _views(site) == {one: 1}, "the first opening, and nothing after it"
    site.client.get(f"/lowongan/{quoted}-staf-gudang", headers=BROWSER)
    assert _views(site) == {one: 1, quoted: 1}


def test_ones_own_and_the_offices_eyes_do_not_count(site: Site) -> None:
    mine, team = company(site)
    [one] = site.save(vacancy(of=mine))
    _open(team, one)
    _open(client_as(site, officer("moderator")), one)
    _open(client_as(site, officer("moderator"), second_factor=False), one)
    _open(client_as(site, officer("head")), one)
    assert _views(site) == {}
    _, others = company(site)
    _open(others, one)
    assert _views(site) == {one: 1}


def test_a_page_asks_the_database_for_nothing_more(site: Site) -> None:
    [one] = site.save(vacancy(of=employer()))
    _open(site.client, one)
    with counted_queries() as counted:
        _open(site.client, one)
    with counted_queries() as uncounted:
        _open(site.client, one, **{"User-Agent": "curl/8"})
    assert counted == uncounted
    assert not [statement for statement in counted if "vacancy_views" in statement]


def test_a_locked_database_costs_no_view(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    [one] = site.save(vacancy())
    _open(site.client, one)

    def locked(_counts: Any) -> None:
        raise OperationalError("x", {}, Exception("database is locked"))

    monkeypatch.setattr(view_counter, "add_views", locked)
    site.app.extensions["views"].flush()
    monkeypatch.undo()
    _open(site.client, one)
    assert _views(site) == {one: 2}


def test_memory_has_an_end(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view_counter, "MOST", 2)
    ids = site.save(*(vacancy() for _ in range(4)))
    for key in (*ids, *ids):
        _open(site.client, key)
    assert _views(site) == {ids[0]: 2, ids[1]: 2}


def test_threads_that_count_at_once_lose_nothing(site: Site) -> None:
    [one] = site.save(vacancy())
    counter = site.app.extensions["views"]
    threads = [threading.Thread(target=lambda: [counter.add(one, TODAY) for _ in range(1_000)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _views(site) == {one: 4_000}


def test_views_are_written_by_themselves(site: Site) -> None:
    [one] = site.save(vacancy())
    counter = view_counter.ViewCounter(site.app, interval=0.05)
    written = threading.Event()
    real = counter.flush

    def flush() -> None:
        real()
        written.set()

    counter.flush = flush  # type: ignore[method-assign]
    counter.add(one, TODAY)
    assert written.wait(10)
    assert _views(site) == {one: 1}


def test_nothing_of_a_visitor_is_in_the_table() -> None:
    assert set(VacancyViews.__table__.columns.keys()) == {"vacancy_id", "day", "views"}
