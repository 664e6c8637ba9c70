"""Errors of the API (RFC 9457): never a page, always in Indonesian, and a wrong query is told what is wrong with it."""

import logging
from typing import Any

import pytest
from flask import request
from sqlalchemy.exc import OperationalError

from app.web.access import PUBLIC, access
from tests.factories.vacancies import vacancy
from tests.support.site import Site

PATH = "/api/v1/vacancies"


def failed(site: Site, path: str, status: int, method: str = "GET") -> dict[str, Any]:
    answer = site.app.test_client().open(path, method=method)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    body: dict[str, Any] = answer.get_json()
    assert body["status"] == status
    assert {"type", "title", "detail", "reference"} <= set(body)
    return body


@pytest.mark.parametrize(
    ("query", "parameter", "detail"),
    [
        ("?warna=biru", "warna", "Parameter “warna” tidak dikenal."),
        ("?utm_source=x", "utm_source", "Parameter “utm_source” tidak dikenal."),
        ("?jenis=santai", "jenis", "Nilai “santai” untuk parameter “jenis” (jenis kerja) tidak dikenal."),
        ("?lokasi=99.99", "lokasi", "Nilai “99.99” untuk parameter “lokasi” (lokasi) tidak dikenal."),
        ("?gaji_min=banyak", "gaji_min", "Nilai “banyak” untuk parameter “gaji_min” (upah) tidak dikenal."),
        ("?halaman=0", "halaman", "Nilai “0” untuk parameter “halaman” (halaman) tidak dikenal."),
        ("?urut=terbaru&urut=gaji", "urut", "Parameter “urut” hanya menerima satu nilai."),
        ("?q=" + "a" * 201, "q", "Parameter “q” paling panjang 200 huruf."),
        (
            "?lokasi=63.11.01.2001", "lokasi",
            "Kode desa “63.11.01.2001” tidak dapat dicari; pakai kode kecamatannya di parameter “lokasi”.",
        ),
    ],
)  # fmt: skip
def test_a_wrong_query_is_told_what_is_wrong(site: Site, query: str, parameter: str, detail: str) -> None:
    body = failed(site, PATH + query, 400)
    assert [(one["parameter"], one["detail"]) for one in body["errors"]] == [(parameter, detail)]
    assert body["detail"] == detail
    assert body["title"] == "Permintaan tidak dapat dibaca"


def test_all_that_is_wrong_is_told_at_once(site: Site) -> None:
    body = failed(site, PATH + "?warna=<b>&jenis=<i>&halaman=x", 400)
    assert [one["parameter"] for one in body["errors"]] == ["warna", "jenis", "halaman"]
    assert body["errors"][1]["value"] == "<i>"  # data, not markup: no escapes


def test_a_type_leads_to_its_description(site: Site) -> None:
    address, _, pointer = failed(site, PATH + "?warna=biru", 400)["type"].partition("#")
    document: Any = site.app.test_client().get(address.removeprefix("http://127.0.0.1:8000")).get_json()
    for part in pointer.strip("/").split("/"):
        document = document[part]
    assert document["description"] == "Permintaan tidak dapat dibaca"


def test_empty_values_are_no_filters(site: Site) -> None:
    site.save(vacancy())
    answer = site.app.test_client().get(PATH + "?q=&lokasi=&gaji_min=&urut=&halaman=")
    assert answer.get_json()["total"] == 1


def test_a_page_beyond_the_last(site: Site) -> None:
    site.save(vacancy())
    body = failed(site, PATH + "?halaman=9", 404)
    assert body["detail"] == "Hasilnya 1 dalam 1 halaman; halaman yang diminta tidak ada."


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v1", "/api/v2/vacancies", "/api/v1/vacancies/", "/api/v1/x"])
def test_no_such_address(site: Site, path: str) -> None:
    assert failed(site, path, 404)["title"] == "Tidak ditemukan"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_data_is_only_read(site: Site, method: str) -> None:
    answer = site.app.test_client().open(PATH, method=method)
    assert {"GET", "HEAD"} <= set(answer.headers["Allow"].split(", "))
    assert failed(site, PATH, 405, method)["title"] == "Metode tidak didukung"


@pytest.fixture
def failing(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The list of vacancies raises `bug`, or `locked`, what a busy database raises."""

    @access(PUBLIC)
    def fail() -> str:
        if request.args["code"] == "bug":
            raise ZeroDivisionError("planted")
        raise OperationalError("SELECT", {}, Exception("database is locked"))

    monkeypatch.setitem(site.app.view_functions, "api.vacancies", fail)
    monkeypatch.setitem(site.app.config, "PROPAGATE_EXCEPTIONS", False)
    return site


def test_a_bug_and_a_busy_database(failing: Site, caplog: pytest.LogCaptureFixture) -> None:
    body = failed(failing, PATH + "?code=bug", 500)
    assert "planted" not in str(body)
    assert body["reference"] in caplog.text
    assert failed(failing, PATH + "?code=locked", 503)["title"] == "Situs sedang sibuk"
    assert failing.app.test_client().get(PATH + "?code=locked").headers["Retry-After"] == "30"


def test_broken_words_still_make_a_problem(failing: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise RuntimeError("planted")

    monkeypatch.setattr("app.web.problems.say", broken)
    assert failed(failing, PATH + "?code=bug", 500)["title"] == "Internal Server Error"


def test_the_log_names_a_refusal(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    assert failed(site, PATH + "?warna=biru", 400)["reference"] in caplog.text


def test_pages_still_get_pages(site: Site) -> None:
    assert site.client.get("/apinya", status=404).h1 == "Halaman tidak ditemukan"
