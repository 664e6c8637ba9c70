"""U15, S2 and S12 behind the sign-in: a crawl of each area as each tour account. Every shape of page is looked at once
by axe, at 360 and 1280 px, has targets for thumbs at 360 and must not scroll sideways at 320 px."""

from collections import deque
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from tests.browser.signed_in import sign_in, tour_account
from tests.browser.tab import Tab
from tests.browser.test_accessibility import MAIN_TARGETS, MISSED, SIDEWAYS, violations
from tests.browser.test_safety import LINKS, shape
from tests.faults.hand import Hand
from tests.support.server import Server

AREAS = ("/akun", "/kelola", "/petugas")
PEOPLE = {
    "employer": "/kelola", "moderator": "/petugas", "verifier": "/petugas", "counsellor": "/petugas",
    "admin": "/petugas", "head": "/petugas", "jobseeker": "/akun",
}  # fmt: skip
UNLINKED = {"counsellor": ("/petugas/loket/orang/1",)}  # a form leads there
MOST = 30  # pages of one person
FILES = ("/berkas/", "/dokumen/")  # a document is an attachment, not a page
seen: set[str] = set()  # shapes that axe has looked at in this run


@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_of_an_area_keeps_the_rules(
    who: str, server: Server, hand: Hand, open_tab: Callable[..., Tab]
) -> None:
    tab = open_tab(1280)
    sign_in(tab, hand, tour_account(hand, who))
    waiting, known, faults = deque([PEOPLE[who], "/akun/keamanan", *UNLINKED.get(who, ())]), set[str](), list[str]()
    while waiting and len(known) < MOST:
        path = waiting.popleft()
        if shape(path) in known:
            continue
        known.add(shape(path))
        answer = tab.page.goto(server.url + path, wait_until="load")
        assert answer is not None
        assert answer.status == 200, f"{path} answered {answer.status} to {who}"
        assert "no-store" in answer.headers["cache-control"], f"{path} may be kept"
        links = [link for link in map(_path, tab.evaluate(LINKS)) if link.startswith(AREAS)]
        waiting.extend(link for link in links if not any(folder in link for folder in FILES))
        faults += [f"{path} ({who}): {fault}" for fault in _look(tab, path)]
    assert faults == []
    assert len(known) > 2


def _path(link: str) -> str:
    parts = urlsplit(link)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _look(tab: Tab, path: str) -> list[str]:
    if shape(path) in seen:
        return []
    seen.add(shape(path))
    found = violations(tab)
    tab.resize(360, 740)
    found += violations(tab)
    found += [f"too small for a thumb: {one}" for one in tab.evaluate(MISSED, MAIN_TARGETS)]
    tab.resize(320, 740)
    found += [f"sideways: {one}" for one in tab.evaluate(SIDEWAYS)]
    tab.resize(1280, 900)
    return found
