"""/healthz: cheap, true, and 503 only when the database is gone."""

from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from search.engine import Health
from tests.factories.vacancies import vacancy
from tests.factories.workers import worker
from tests.support.queries import counted_queries
from tests.support.site import Site


def health(site: Site, status: int = 200) -> dict[str, Any]:
    page = site.client.get("/healthz", status=status)
    assert page.headers["Cache-Control"] == "no-store"
    return page.response.json  # type: ignore[no-any-return]


def test_all_is_well(site: Site) -> None:
    site.save(vacancy(), worker(), worker())
    with counted_queries() as statements:
        told = health(site)
    assert told["status"] == "ok"
    assert told["database"] is True
    assert told["version"]
    assert all(index["available"] for index in told["indexes"].values())
    assert {name: sorted(index) for name, index in told["indexes"].items()} == {
        "vacancies": ["available", "schema"],
        "workers": ["available", "schema"],
    }  # and no number of people: it would tell that somebody left before the index does
    assert (told["waiting"], told["backlog_seconds"]) == (0, 0)
    assert len(statements) == 1


def test_tells_how_far_the_index_is_behind(site: Site) -> None:
    site.save(vacancy(), indexed=False)
    site.hands.move(seconds=90)
    told = health(site)
    assert (told["waiting"], told["backlog_seconds"]) == (1, 90)


@pytest.mark.parametrize("name", ["vacancies", "workers"])
def test_without_an_index_the_site_is_degraded_not_down(site: Site, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(site.engines.by_name()[name], "health", lambda: Health(False, 0, "", "gone"))
    assert health(site)["status"] == "degraded"


def test_without_its_database_it_is_down(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("disk I/O error"))

    monkeypatch.setattr("app.web.public.health.backlog", gone)
    told = health(site, status=503)
    assert told["status"] == "down"
    assert told["backlog_seconds"] is None
