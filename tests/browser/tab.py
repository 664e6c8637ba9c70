"""A browser tab that notes what must never happen: errors in the console, breaches of the content policy, requests to
another host, answers of 500. With BAD_LINE=1 in the environment its pages come slowly, so that a story which reads one
before it is there fails on a fast machine too."""

import os
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response

SETTLED = "() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling, [aria-busy=true]')"

DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
BAD_LINE = {"offline": False, "latency": 300, "downloadThroughput": 60_000, "uploadThroughput": 30_000}  # ms, bytes/s

# HTMX calls it an error in the console when a newer choice takes the place of a request under way, which is what the
# lists ask for. Requests that fail for another reason have a line of their own as well.
REPLACED = ("htmx:sendAbort", "htmx:afterRequest")


class Tab:
    """A page with the site's address before it. `expected` are statuses that a test is about."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site
        self.breaches: list[str] = []
        self.expected: set[int] = set()
        self.requests: list[str] = []
        if os.environ.get("BAD_LINE"):
            self.worsen_line()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.breaches.append(f"script error: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)

    def worsen_line(self) -> None:
        session = self.page.context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", BAD_LINE)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(REPLACED):
            said = f"console {message.type}: {message.text} at {self.page.url}"
            if not any(f"status of {status}" in message.text for status in self.expected):
                self.breaches.append(said)

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        self.requests.append(request.url)
        if f"{parts.scheme}://{parts.netloc}" != self.site and parts.scheme in {"http", "https", "ws", "wss"}:
            self.breaches.append(f"request to another host: {request.url} from {self.page.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.breaches.append(f"{response.status} from {response.url}")

    def go(self, path: str, status: int = 200) -> None:
        if status != 200:
            self.expected.add(status)
        answer = self.page.goto(self.site + path, wait_until="load")
        assert answer is not None
        assert answer.status == status, f"{path} answered {answer.status}, wanted {status}"

    @property
    def path(self) -> str:
        """Path and query in the address bar."""
        parts = urlsplit(self.page.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def settle(self) -> None:
        """Wait until HTMX has nothing left to do."""
        self.page.wait_for_function(SETTLED)

    def resize(self, width: int, height: int) -> None:
        """Another window, drawn anew: what looks at the page right away would see half of either."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.wait_for_function("width => innerWidth === width", arg=width)
        self.page.evaluate(DRAWN)

    def evaluate(self, script: str, argument: Any = None) -> Any:
        return self.page.evaluate(script, argument)

    def cards(self) -> list[str]:
        """Titles of the result cards, in order."""
        return self.page.locator("#hasil .cards h3").all_inner_texts()

    def count(self) -> str:
        return self.page.locator("#jumlah strong").inner_text()
