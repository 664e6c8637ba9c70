"""A browser, the site it looks at, and a tab that notices every breach of the rules."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.tab import Tab
from tests.faults.hand import Hand
from tests.support.employer_visits import app_of
from tests.support.server import Server, prepared, running

__all__ = ["prepared"]

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
PATIENCE = 10_000  # milliseconds for anything to appear
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium: install it or name it in CHROMIUM"))


@pytest.fixture(scope="session")
def server(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(prepared, tmp_path_factory.mktemp("browser") / "site") as started:
        yield started


@pytest.fixture
def hand(server: Server) -> Iterator[Hand]:
    opened = Hand(server)
    opened.app = app_of(server)  # with the site's own keys, so that a cookie made here is one of the site's
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_tab(chromium: Browser, server: Server) -> Iterator[Callable[..., Tab]]:
    """Makes tabs; when the test ends, each must have kept the rules (see Tab.breaches)."""
    contexts: list[BrowserContext] = []
    tabs: list[Tab] = []

    def make(width: int = 1280, height: int = 900, url: str | None = None, **options: Any) -> Tab:
        context = chromium.new_context(viewport={"width": width, "height": height}, locale="id-ID", **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        tabs.append(Tab(context.new_page(), url or server.url))
        return tabs[-1]

    yield make
    breaches = [breach for tab in tabs for breach in tab.breaches]
    for context in contexts:
        context.close()
    assert not breaches, "\n".join(breaches)


@pytest.fixture
def tab(open_tab: Callable[..., Tab]) -> Tab:
    """A wide window."""
    return open_tab()


@pytest.fixture
def phone(open_tab: Callable[..., Tab]) -> Tab:
    """A phone's window."""
    return open_tab(360, 740, has_touch=True)
