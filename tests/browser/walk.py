"""What somebody does on a page, in a word each: follow a link, press a button, open a folded part, read a letter."""

import email
import email.policy
import time
from email.message import EmailMessage

from tests.browser.tab import Tab
from tests.support.server import Server

PATIENCE = 30.0  # seconds a letter may take
PASSWORD = "empat kuda terbang rendah"


def follow(tab: Tab, name: str, *, exact: bool = False) -> None:
    tab.page.locator("main").get_by_role("link", name=name, exact=exact).first.click()
    tab.page.wait_for_load_state()


def press(tab: Tab, name: str, *, exact: bool = True) -> None:
    tab.page.get_by_role("button", name=name, exact=exact).first.click()
    tab.page.wait_for_load_state()


def write(tab: Tab, **typed: str) -> None:
    """Fill in fields by the ids that their labels name."""
    for name, text in typed.items():
        tab.page.locator(f"#{name}").fill(text)


def unfold(tab: Tab) -> None:
    """Open every part of a form that is folded here."""
    tab.page.locator("details.fold").first.wait_for()
    folded = tab.page.locator("details.fold:not([open]) > summary:visible")
    while folded.count():
        folded.first.click()


def said(tab: Tab, words: str) -> None:
    """These words are to be read on the page."""
    assert words in tab.page.locator("main").inner_text(), f"no {words!r} on {tab.path}"


def letter_to(server: Server, recipient: str, subject: str = "") -> str:
    """The path that the newest letter to somebody carries, once the worker has sent it."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        files = sorted((server.data_dir / "mail").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        for file in files:
            letter = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            assert isinstance(letter, EmailMessage)
            if letter["To"] == recipient and subject in str(letter["Subject"]):
                text = str(letter.get_body(("plain",)).get_content())  # type: ignore[union-attr]
                return next(word for word in text.split() if word.startswith(server.url)).removeprefix(server.url)
        time.sleep(0.1)
    raise AssertionError(f"no letter to {recipient}")
