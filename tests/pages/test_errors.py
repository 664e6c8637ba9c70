"""Error pages: the right status, in Indonesian, in the look of the site, with a reference that the log holds too."""

import logging
import re
from typing import Any

import pytest
from flask import abort, request
from sqlalchemy.exc import OperationalError

from app.extensions import db
from app.web.access import PUBLIC, access
from tests.factories.accounts import account, client_as
from tests.factories.vacancies import vacancy
from tests.support.pages import Page
from tests.support.queries import counted_queries
from tests.support.site import Site

HEADINGS = {
    400: "Permintaan tidak dapat dibaca", 403: "Anda tidak dapat membuka halaman ini", 404: "Halaman tidak ditemukan",
    405: "Cara membuka halaman ini keliru", 410: "Halaman ini sudah dihapus", 429: "Terlalu banyak permintaan",
    500: "Ada yang salah di pihak kami", 503: "Situs sedang sibuk",
    413: "Kiriman terlalu besar", 501: "Ada yang salah di pihak kami",
}  # fmt: skip


@pytest.fixture
def failing(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """`/tentang` fails as its query `code` says; `bug` raises, `locked` is what a busy database raises."""

    @access(PUBLIC)
    def fail() -> str:
        code = request.args["code"]
        if code == "bug":
            raise ZeroDivisionError("planted")
        if code == "locked":
            raise OperationalError("INSERT", {}, Exception("database is locked"))
        abort(int(code))

    monkeypatch.setitem(site.app.view_functions, "public.about", fail)
    monkeypatch.setitem(site.app.config, "PROPAGATE_EXCEPTIONS", False)
    return site


def reference(page: Page) -> str:
    found = re.search(r"kode (\d{3}-[2-9A-Z]{4})\.", page.text)
    assert found, page.text
    return found.group(1)


@pytest.mark.parametrize(("code", "heading"), HEADINGS.items())
def test_each_status_has_its_page(failing: Site, caplog: pytest.LogCaptureFixture, code: int, heading: str) -> None:
    caplog.set_level(logging.INFO)
    page = failing.client.get(f"/tentang?code={code}", status=code)
    assert page.h1 == heading
    assert page.title.startswith(heading)
    assert page.texts(".big-code") == [str(code)]
    assert reference(page).startswith(f"{code}-")
    assert reference(page) in caplog.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in page.headers
    assert page.one("meta[name=robots]").get("content") == "noindex"


def test_a_bug_is_a_clear_page_and_a_traceback_in_the_log(failing: Site, caplog: pytest.LogCaptureFixture) -> None:
    with counted_queries() as statements:
        page = failing.client.get("/tentang?code=bug", status=500)
    assert page.h1 == HEADINGS[500]
    assert "planted" not in page.html
    assert "ZeroDivisionError: planted" in caplog.text
    assert reference(page) in caplog.text
    assert statements == []


def test_a_busy_database_is_a_503_that_says_when_to_try_again(failing: Site) -> None:
    page = failing.client.get("/tentang?code=locked", status=503)
    assert page.headers["Retry-After"] == "30"
    assert "Tidak ada yang tersimpan setengah." in page.text


def test_not_found_counts_what_there_is(site: Site) -> None:
    site.save(vacancy(), vacancy())
    page = site.client.get("/tidak-ada", status=404)
    assert page.texts(".suggestions li")[0] == "Semua lowongan 2"
    assert page.submit("form", q="dump").select(".vacancy-card")


def test_not_found_stands_without_a_database(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr("app.web.errors.count_open", gone)
    assert site.client.get("/tidak-ada", status=404).texts(".suggestions li")[0] == "Semua lowongan"


@pytest.mark.parametrize("asked", ["app.web.visitor.signed_in", "app.web.account.routes.unread_notices"])
def test_who_is_signed_in_reads_the_same_page_when_the_database_is_away(
    site: Site, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    client = client_as(site, account())

    def gone(*_: object) -> None:
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr(asked, gone)
    assert client.get("/akun", status=503).h1 == HEADINGS[503]


def test_an_answer_stands_when_the_database_goes_away_after_it(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    [key] = site.save(vacancy())
    with site.app.app_context():
        dialect = db.engine.dialect
    rolled_back, lost = dialect.do_rollback, ["once"]

    def gone(connection: Any) -> None:
        if lost:
            raise dialect.loaded_dbapi.OperationalError(lost.pop())
        rolled_back(connection)

    monkeypatch.setattr(dialect, "do_rollback", gone)
    assert site.client.get(f"/lowongan/{key}-operator-dump-truck").h1 == "Operator Dump Truck"
    assert not lost


def test_the_wrong_method_names_the_right_ones(site: Site) -> None:
    page = site.client.post("/bantuan", status=405)
    assert {"GET", "HEAD"} <= set(page.headers["Allow"].split(", "))


def test_a_broken_error_page_still_answers_in_indonesian(
    failing: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delitem(failing.app.jinja_env.globals, "stylesheet_url")
    page = failing.client.get("/tentang?code=bug", status=500)
    assert page.h1 == HEADINGS[500]
    assert re.search(r"Kode: 500-\w{4}", page.text)
    assert "the error page failed" in caplog.text


def test_addresses_cannot_forge_log_lines(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    site.client.get("/x%0aERROR forged", status=404)
    assert not [line for line in caplog.messages if line.startswith("ERROR")]
    assert "\n" not in "".join(caplog.messages)
