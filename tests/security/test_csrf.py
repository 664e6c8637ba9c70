"""S3: no unsafe method of any route works without a form's token, for whomever; and the token is the browser's own."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.factories.accounts import account, client_as, officer
from tests.support.dom import parse
from tests.support.letters import secret_of
from tests.support.pages import PageClient
from tests.support.site import Site

SAFE = {"GET", "HEAD", "OPTIONS"}


def unsafe(app: Flask) -> Iterator[tuple[str, str]]:
    """Method and an address of each route that changes something."""
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<int[^>]*>", "1", rule.rule)
        path = re.sub(r"<[^>]*>", "x", path)
        yield from ((method, path) for method in sorted((rule.methods or set()) - SAFE))


@pytest.mark.parametrize("token", [None, "", "bukan-token"])
def test_every_unsafe_route_refuses_a_wrong_token(site: Site, token: str | None) -> None:
    client, found = client_as(site, officer("admin", "moderator", "verifier", "counsellor")), list(unsafe(site.app))
    assert len(found) > 30
    data = {} if token is None else {"csrf_token": token}
    answers = {(method, path): client.http.open(path, method=method, data=data).status_code for method, path in found}
    assert {one: status for one, status in answers.items() if status != 400} == {}


def test_the_token_of_another_browser_is_refused(site: Site) -> None:
    mine, other = client_as(site, account()), client_as(site, account())
    stolen = other.csrf_token()
    mine.csrf_token()
    mine.post("/akun/keamanan/keluar-semua", {"csrf_token": stolen}, status=400)
    mine.get("/akun")


def test_a_token_from_before_the_sign_in_is_worth_nothing_after(site: Site) -> None:
    site.save(account(email="rahmat@contoh.test"))
    client = PageClient(site.app)
    before = client.csrf_token()
    client.send("/masuk", {"account": "rahmat@contoh.test", "password": "kopi pahit tanpa gula"})
    client.get("/akun")
    client.post("/keluar", {"csrf_token": before}, status=400)


def referer_from(page: TestResponse) -> dict[str, str]:
    """The header that a browser sends along when it posts a form of the page, under the page's own policy."""
    address = page.request.url
    sent = {
        "no-referrer": "", "strict-origin": f"{urlsplit(address).scheme}://{urlsplit(address).netloc}/",
        "same-origin": address, "strict-origin-when-cross-origin": address,
    }[page.headers["Referrer-Policy"]]  # fmt: skip
    return {"Referer": sent} if sent else {}


def over_https(client: PageClient, path: str, target: str, **typed: str) -> int:
    """Open a page as it is served in production, and send what stands on it; returns the answer's status."""
    page = client.http.get(path, base_url="https://localhost")
    token = parse(page.get_data(as_text=True)).select("input[name=csrf_token]")[0].get("value")
    values = {"csrf_token": str(token), **typed}
    return client.http.post(target, data=values, base_url="https://localhost", headers=referer_from(page)).status_code


def test_the_links_of_letters_work_over_https(site: Site) -> None:
    site.save(account(email="rahmat@contoh.test"))
    site.client.send("/lupa-sandi", {"email": "rahmat@contoh.test"})
    path = secret_of(site, "account_reset")
    assert over_https(site.client, path, path, password="empat kuda terbang rendah") == 303


def test_the_way_out_stands_open_on_every_page_over_https(site: Site) -> None:
    client = client_as(site, account())
    assert over_https(client, "/cek/salah", "/keluar") == 303
