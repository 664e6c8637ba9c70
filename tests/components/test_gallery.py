"""The gallery shows every component, and the only HTML snapshot of the house is its page.

A change of a component is a change of `gallery.html` beside this file: look at /galeri, then
`UPDATE_GALLERY=1 python -m pytest tests/components` writes it anew.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2.runtime import Macro

from app import create_app
from app.web import words
from tests.architecture.source import ROOT
from tests.support.clock import frozen_clock
from tests.support.pages import Page
from tests.support.site import Site

SNAPSHOT = Path(__file__).parent / "gallery.html"
COMPONENTS = ROOT / "templates" / "components"
MACRO = re.compile(r"\{%-?\s*macro\s+(\w+)\(")
HEAD = {"meta"}  # stands in the page's head, which the snapshot leaves out


def written_macros() -> set[tuple[str, str]]:
    return {
        (path.name, name)
        for path in COMPONENTS.glob("*.html")
        for name in MACRO.findall(path.read_text(encoding="utf-8"))
    }


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[tuple[str, str]]]:
    """File and name of every component's macro that is called while the test runs."""
    called = set[tuple[str, str]]()
    plain = Macro._invoke

    def note(macro: Macro, *args: object) -> str:
        file = Path(macro._func.__code__.co_filename)
        if file.parent == COMPONENTS:
            called.add((file.name, macro.name))
        return plain(macro, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(Macro, "_invoke", note)
    words._kept.cache_clear()
    yield called
    words._kept.cache_clear()


def shown(page: Page) -> str:
    """The gallery without header, footer, the tokens of forms and the hashes of file names."""
    body = page.html.partition("<main")[2].partition("</main>")[0]
    plain = re.sub(r'(name="csrf_token" value=")[^"]+', r"\1-", f"<main{body}</main>\n")
    return re.sub(r"/aset/\w+/", "/aset/-/", plain)


def test_every_component_is_in_the_gallery(site: Site, drawn: set[tuple[str, str]]) -> None:
    site.client.get("/galeri")
    assert written_macros() - drawn == set()


def test_a_component_that_is_missing_is_noticed(site: Site, drawn: set[tuple[str, str]]) -> None:
    site.client.get("/bantuan")
    assert len(written_macros() - drawn) > 20


def test_the_gallery_looks_as_it_did(site: Site) -> None:
    now = shown(site.client.get("/galeri"))
    if os.environ.get("UPDATE_GALLERY"):
        SNAPSHOT.write_text(now, encoding="utf-8")
    assert now == SNAPSHOT.read_text(encoding="utf-8"), "look at /galeri, then run with UPDATE_GALLERY=1"


def test_the_gallery_is_for_builders_only(site: Site) -> None:
    page = site.client.get("/galeri")
    assert page.one("meta[name=robots]").get("content") == "noindex"
    assert "/galeri" not in site.client.get("/").html
    public = create_app(replace(site.settings, env="production"), frozen_clock())
    assert [rule.rule for rule in public.url_map.iter_rules() if "galeri" in rule.rule] == []
