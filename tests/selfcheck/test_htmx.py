"""The simulated swap against a small page, and the comparison that must see what was forgotten."""

import pytest
from flask import Flask, Response, request

from tests.support.htmx import assert_same, click, difference
from tests.support.pages import PageClient

PAGE = """<!doctype html>
<html lang="id"><head><title>Hasil: {q}</title></head><body><h1>Hasil</h1>
<form action="/daftar" id="cari" hx-get="/daftar" hx-target="#isi" hx-swap="outerHTML" hx-push-url="true">
<label for="q">Kata</label><input id="q" name="q" value="{q}"><button>Cari</button></form>
<p id="jumlah">{count} hasil</p><div id="isi"><p>{q}</p><a href="/daftar?q=b" hx-get="/daftar?q=b" hx-target="#isi"
 hx-swap="outerHTML" hx-push-url="true">Huruf b</a> akhir</div></body></html>"""
PIECE = """<title>Hasil: {q}</title><div id="isi"><p>{q}</p><a href="/daftar?q=b" hx-get="/daftar?q=b" hx-target="#isi"
 hx-swap="outerHTML" hx-push-url="true">Huruf b</a> akhir</div>"""
COUNT = '<p id="jumlah" hx-swap-oob="true">{count} hasil</p>'
INNER_COUNT = '<p id="jumlah" hx-swap-oob="innerHTML">{count} hasil</p>'


def site(fragment: str) -> PageClient:
    app = Flask(__name__, static_folder=None)

    @app.get("/daftar")
    def listing() -> Response:
        q = request.args.get("q", "")
        partial = request.headers.get("HX-Request") == "true"
        return Response((fragment if partial else PAGE).format(q=q, count=len(q)), mimetype="text/html")

    return PageClient(app)


@pytest.mark.parametrize("count", [COUNT, INNER_COUNT])
def test_a_whole_swap_equals_a_fresh_load(count: str) -> None:
    client = site(PIECE + count)
    page = client.get("/daftar?q=aaa")
    after = click(page, page.link("Huruf b"))
    assert after.url == "/daftar?q=b"
    assert difference(after.document, page.dom) != []
    # the page keeps what the person typed, which a link does not know of
    fresh = client.get(after.url)
    fresh.one("#q").set("value", "aaa")
    assert_same(after.document, fresh.dom)


def test_a_form_sends_what_was_typed() -> None:
    client = site(PIECE + COUNT)
    page = client.get("/daftar?q=a")
    after = click(page, page.one("#cari"), q="bb")
    assert after.url == "/daftar?q=bb"
    assert_same(after.document, client.get(after.url).dom)


@pytest.mark.parametrize(
    ("forgotten", "named"),
    [(PIECE, "1 hasil"), (PIECE.replace("<title>Hasil: {q}</title>", "") + COUNT, "Hasil: a")],
)
def test_a_forgotten_part_is_seen(forgotten: str, named: str) -> None:
    client = site(forgotten)
    page = client.get("/daftar?q=a")
    after = click(page, page.one("#cari"), q="bb")
    with pytest.raises(AssertionError, match=named):
        assert_same(after.document, client.get(after.url).dom)


def test_an_out_of_band_piece_without_a_place_is_refused() -> None:
    client = site(PIECE + '<p id="hilang" hx-swap-oob="true">x</p>')
    page = client.get("/daftar?q=a")
    with pytest.raises(AssertionError, match="no place"):
        click(page, page.link("Huruf b"))
