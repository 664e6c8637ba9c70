"""S2 and S12 in a browser: a crawl of the whole site breaks no content policy, asks no other host, logs no error."""

from collections import deque
from urllib.parse import urlsplit

from tests.browser.places import MISSING, STATUS, places
from tests.browser.tab import Tab
from tests.support.server import Server

LINKS = "() => [...document.querySelectorAll('a[href]')].map(link => link.href)"
EACH_KIND = 2  # pages of one shape that a crawl opens
MOST = 28


def shape(address: str) -> str:
    """Pages of one shape differ in their data only."""
    parts = urlsplit(address)
    names = sorted({pair.partition("=")[0] for pair in parts.query.split("&") if pair})
    return "/".join("#" if part[:1].isdigit() else part for part in parts.path.split("/")) + "?" + "&".join(names)


def test_a_crawl_of_the_site_keeps_every_rule(tab: Tab, server: Server) -> None:
    """The tab itself notes breaches of the policy, errors and foreign requests; see Tab."""
    waiting = deque(server.url + path for name, path in places(server).items() if name not in STATUS)
    kinds: dict[str, int] = {}
    opened = 0
    while waiting and opened < MOST:
        address = waiting.popleft()
        kinds[shape(address)] = kinds.get(shape(address), 0) + 1
        if kinds[shape(address)] > EACH_KIND:
            continue
        opened += 1
        answer = tab.page.goto(address, wait_until="load")
        assert answer is not None
        assert answer.status == 200, f"{address} answered {answer.status}"
        if answer.headers.get("content-type", "").startswith("text/html"):
            waiting.extend(link for link in tab.evaluate(LINKS) if is_page(link, server))
    assert opened > 20


def is_page(link: str, server: Server) -> bool:
    parts = urlsplit(link)
    return link.startswith(server.url + "/") and not parts.fragment and not parts.path.endswith((".atom", ".xml"))


def test_the_crawl_would_see_a_breach(tab: Tab) -> None:
    tab.go("/tentang")
    tab.evaluate("() => { document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x</p>'); }")
    tab.page.wait_for_timeout(100)
    assert any("Content Security Policy" in breach for breach in tab.breaches)
    tab.breaches.clear()


def test_error_pages_keep_the_rules(tab: Tab) -> None:
    tab.go(MISSING, 404)
    assert tab.page.locator("h1").count() == 1
