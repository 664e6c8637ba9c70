"""What every answer tells the browser, and what may be kept."""

from dataclasses import replace

import pytest

from tests.factories.vacancies import vacancy
from tests.support.site import Site

PATHS = ("/", "/lowongan", "/bantuan", "/lowongan.atom", "/sitemap.xml", "/healthz", "/tidak-ada")


@pytest.mark.parametrize("path", PATHS)
def test_each_answer_is_protected(site: Site, path: str) -> None:
    headers = site.app.test_client().get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'self'", "base-uri": "'none'", "form-action": "'self'", "frame-ancestors": "'none'",
        "object-src": "'none'",
    }  # fmt: skip
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Permissions-Policy" in headers
    assert "Strict-Transport-Security" not in headers


def test_production_asks_for_https(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(site.app.config, "SETTINGS", replace(site.settings, env="production"))
    browser = site.app.test_client()
    assert (
        "max-age=31536000" in browser.get("/bantuan", base_url="https://localhost").headers["Strict-Transport-Security"]
    )
    assert "Strict-Transport-Security" not in browser.get("/bantuan").headers


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_an_unchanged_page_is_not_sent_twice(site: Site, encoding: str) -> None:
    site.save(vacancy())
    browser, wishes = site.app.test_client(), {"Accept-Encoding": encoding}
    first = browser.get("/", headers=wishes)
    assert first.headers["Cache-Control"] == "no-cache"
    assert first.headers["Content-Encoding"] == encoding
    again = browser.get("/", headers={**wishes, "If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not again.data
    site.save(vacancy())
    assert browser.get("/", headers={**wishes, "If-None-Match": first.headers["ETag"]}).status_code == 200


def test_files_named_by_their_content_are_kept_for_ever(site: Site) -> None:
    page = site.client.get("/bantuan")
    sheet = str(page.one("link[rel=stylesheet]").get("href"))
    assert site.app.test_client().get(sheet).headers["Cache-Control"] == "public, max-age=31536000, immutable"
