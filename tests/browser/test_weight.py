"""U14: what the first view of a list costs on the wire, and what a swap costs. Icons and favicon are not counted."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.tab import Tab

KB = 1000
LIMITS = {"Document": 14 * KB, "Stylesheet": 12 * KB, "Script": 20 * KB, "Image": 0, "Font": 0}
FIRST_VIEW, REQUESTS, SWAP_SHARE = 60 * KB, 5, 0.85
NOT_COUNTED = ("icons.svg", "favicon.svg")


def weigh(tab: Tab, act: Callable[[], Any]) -> dict[str, list[int]]:
    """Bytes on the wire of each request that something sends, headers included, by kind of resource."""
    session = tab.page.context.new_cdp_session(tab.page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    kinds: dict[str, tuple[str, str]] = {}
    sizes: dict[str, list[int]] = {}

    def sent(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = (event["type"], event["request"]["url"])

    def finished(event: dict[str, Any]) -> None:
        kind, url = kinds.get(event["requestId"], ("", NOT_COUNTED[0]))  # the page before asked for it
        if not any(name in url for name in NOT_COUNTED):
            sizes.setdefault(kind, []).append(int(event["encodedDataLength"]))

    session.on("Network.requestWillBeSent", sent)
    session.on("Network.loadingFinished", finished)
    act()
    tab.page.wait_for_timeout(300)
    session.detach()
    return sizes


@pytest.mark.parametrize(
    "path", ["/lowongan", "/lowongan?q=operator&jenis=penuh", "/tenaga-kerja", "/tenaga-kerja?q=las", "/"]
)
def test_the_first_view_is_light(phone: Tab, path: str) -> None:
    sizes = weigh(phone, lambda: phone.go(path))
    assert sum(map(sum, sizes.values())) <= FIRST_VIEW, sizes
    assert sum(map(len, sizes.values())) <= REQUESTS, sizes
    for kind, limit in LIMITS.items():
        assert sum(sizes.get(kind, [])) <= limit, f"{kind}: {sizes}"


def test_a_swap_is_lighter_than_the_page(phone: Tab) -> None:
    [page] = weigh(phone, lambda: phone.go("/lowongan?halaman=2"))["Document"]
    phone.go("/lowongan")

    def next_page() -> None:
        phone.page.locator(".pager a[rel=next]").click()
        phone.page.wait_for_url("**halaman=2*")
        phone.settle()

    sizes = weigh(phone, next_page)
    [swap] = sizes["XHR"]
    assert swap <= SWAP_SHARE * page
    assert set(sizes) == {"XHR"}
