"""The page client: Flask's test client with eyes. Every HTML page and fragment it receives is linted.

page = client.get("/lowongan?q=las")
page.h1, page.select("a.chip"), page.follow("Berikutnya")
piece = client.htmx("/lowongan?q=las", target="hasil")
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from app.extensions import db
from app.models import SignIn
from app.queries.signed_in import token_hash
from app.web.visitor import TOKEN
from tests.support.accessible import accessible_name
from tests.support.dom import Document, Element, name_of, parse, squeeze, text_of
from tests.support.links import LinkChecker
from tests.support.lint import Subject, faults_of


@dataclass
class Page:
    """One answer. `document` is set for HTML; it may be a whole page or a fragment."""

    client: "PageClient"
    path: str
    response: TestResponse
    document: Document | None

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def headers(self) -> Any:
        return self.response.headers

    @property
    def html(self) -> str:
        return self.response.get_data(as_text=True)

    @property
    def dom(self) -> Document:
        assert self.document is not None, f"{self.path} sent {self.response.mimetype}, not HTML"
        return self.document

    @property
    def text(self) -> str:
        """The words of the page's body, white space squeezed."""
        bodies = self.dom.select("body")
        return text_of(bodies[0] if bodies else self.dom.root)

    @property
    def h1(self) -> str:
        return text_of(self.one("h1"))

    @property
    def title(self) -> str:
        return text_of(self.one("title"))

    def select(self, selector: str) -> list[Element]:
        return self.dom.select(selector)

    def one(self, selector: str) -> Element:
        """The only element of a selector."""
        found = self.select(selector)
        assert len(found) == 1, f"{len(found)} elements for {selector} on {self.path}"
        return found[0]

    def texts(self, selector: str) -> list[str]:
        return [text_of(one) for one in self.select(selector)]

    def link(self, words: str) -> Element:
        """The first link whose name is, or else holds, these words."""
        named = [(accessible_name(self.dom, one), one) for one in self.select("a")]
        exact = [one for name, one in named if name == words]
        found = exact or [one for name, one in named if words in name]
        assert found, f"no link {words!r} on {self.path}; there are {[name for name, _ in named]}"
        return found[0]

    def follow(self, words: str, status: int = 200) -> "Page":
        return self.client.get(urljoin(self.path, str(self.link(words).get("href"))), status=status)

    def submit(self, selector: str = "form", *, status: int = 200, **typed: Any) -> "Page":
        """Send a form as a browser without script would: what stands in it, overlaid with `typed`."""
        form = self.one(selector)
        values = form_values(form)
        unknown = set(typed) - {str(one.get("name")) for one in form.iter() if isinstance(one.tag, str)}
        assert not unknown, f"the form has no field {sorted(unknown)}"
        values.update({name: value if isinstance(value, list) else [value] for name, value in typed.items()})
        address = urljoin(self.path, str(form.get("action")))
        if form.get("method", "get").lower() == "get":
            return self.client.get(urlsplit(address).path, status=status, query=values)
        return self.client.post(address, values, status=status)


def form_values(form: Element) -> dict[str, list[str]]:
    """What a browser would send for an untouched form."""
    values: dict[str, list[str]] = {}
    for control in form.iter():
        if not isinstance(control.tag, str) or not control.get("name") or control.get("disabled") is not None:
            continue
        tag, kind, name = name_of(control), control.get("type", "text"), str(control.get("name"))
        if tag == "select":
            chosen = control.xpath(".//option[@selected]") or control.xpath(".//option[1]")
            values.setdefault(name, []).extend(str(one.get("value", text_of(one))) for one in chosen)
        elif tag == "textarea":
            values.setdefault(name, []).append(control.text or "")
        elif tag == "input" and kind not in {"submit", "button", "image", "reset", "file"}:
            if kind in {"checkbox", "radio"} and control.get("checked") is None:
                continue
            values.setdefault(name, []).append(str(control.get("value", "on" if kind in {"checkbox", "radio"} else "")))
    return values


class PageClient:
    """Asks one app for pages. `accepted` names faults that a test is about, by their beginning."""

    def __init__(self, app: Flask, accepted: tuple[str, ...] = ()) -> None:
        self.app, self.accepted = app, accepted
        self.http = app.test_client()
        self.links = LinkChecker(app)
        self._page_ids: frozenset[str] = frozenset()

    def get(self, path: str, *, status: int = 200, query: Any = None, headers: Mapping[str, str] | None = None) -> Page:
        """A whole page, as a browser asks for it. Redirects are not followed; `status` is asserted."""
        return self._receive(self.http.get(path, query_string=query, headers=dict(headers or {})), path, status)

    def post(self, path: str, data: Any = None, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Page:
        return self._receive(self.http.post(path, data=data, headers=dict(headers or {})), path, status)

    def send(
        self, path: str, data: Mapping[str, Any] | None = None, *, status: int = 303, htmx: bool = False, **options: Any
    ) -> Page:
        """A POST with a valid token, for forms that a test need not open first; `htmx` as HTMX sends it."""
        values = {"csrf_token": self.csrf_token(), **(data or {})}
        headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost" + path} if htmx else {}
        answer = self.http.post(path, data=values, headers=headers, **options)
        return self._receive(answer, path, status, fragment=htmx)

    def csrf_token(self) -> str:
        """A token that this browser's next forms may carry."""
        with self.http.session_transaction() as session:
            raw = session.setdefault("csrf_token", secrets.token_hex(20))
        return str(URLSafeTimedSerializer(str(self.app.secret_key), salt="wtf-csrf-token").dumps(raw))

    def sign_in(self, account_id: int, *, second_factor: bool = True) -> str:
        """Sign an account in without the password form; returns the token of its session."""
        token, clock = secrets.token_urlsafe(32), self.app.extensions["clock"]
        now = clock.now()
        with self.app.app_context():
            db.session.connection(execution_options={"write": True})
            db.session.add(
                SignIn(
                    account_id=account_id, token_hash=token_hash(token), created_at=now, seen_at=now,
                    expires_at=now + timedelta(hours=12), second_factor_at=now if second_factor else None,
                )
            )  # fmt: skip
            db.session.commit()
        with self.http.session_transaction() as session:
            session[TOKEN] = token
        return token

    def htmx(
        self, path: str, *, target: str | None = None, trigger: str | None = None, current: str = "/", status: int = 200
    ) -> Page:
        """What HTMX receives for the same address: a fragment. `current` is the path in the browser's address bar."""
        headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost" + current}
        headers |= {"HX-Target": target} if target else {}
        headers |= {"HX-Trigger": trigger} if trigger else {}
        return self._receive(self.http.get(path, headers=headers), path, status, fragment=True)

    def _receive(self, response: TestResponse, path: str, status: int, fragment: bool = False) -> Page:
        assert response.status_code == status, (
            f"{path} answered {response.status_code}, wanted {status}: {squeeze(response.get_data(as_text=True))[:300]}"
        )
        asked = response.request.full_path.rstrip("?") if response.request else path
        if response.mimetype != "text/html" or not response.data or 300 <= response.status_code < 400:
            return Page(self, asked, response, None)
        document = parse(response.get_data(as_text=True), fragment=fragment)
        page = Page(self, asked, response, document)
        assert fragment == (not page.html.lstrip().lower().startswith("<!doctype")), (
            f"{path} sent a {'whole page, wanted a fragment' if fragment else 'fragment, wanted a whole page'}"
        )
        self._lint(page)
        return page

    def _lint(self, page: Page) -> None:
        assert page.headers.get("Content-Type") == "text/html; charset=utf-8", page.headers.get("Content-Type")
        subject = Subject(page.dom, self._page_ids if page.dom.is_fragment else frozenset())
        found = faults_of(subject) + self.links.faults(subject, urlsplit(page.path).path)
        found = [fault for fault in found if not fault.startswith(self.accepted or ("\0",))]
        assert not found, f"{page.path} has {len(found)} faults:\n" + "\n".join(f"  - {fault}" for fault in found)
        if not page.dom.is_fragment:
            self._page_ids = frozenset(subject.ids)
