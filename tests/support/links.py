"""Where the links of a page lead: each internal one to a route that answers its method, each file to a real one."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from flask import Flask
from lxml import etree
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect

from app.domain.languages import ENGLISH, INDONESIAN, in_language
from tests.support.dom import Element, describe, name_of
from tests.support.lint import HX_REQUESTS, Subject

ASSETS = {"link", "script", "img", "use", "source", "image"}
STATIC_ENDPOINT, STATIC = "assets.static_file", Path(__file__).resolve().parents[2] / "static"
OUTWARD = ("http", "https", "mailto", "tel", "whatsapp")


class LinkChecker:
    """Knows one app's routes and static files. `own_hosts` are names under which the app links to itself."""

    def __init__(self, app: Flask, own_hosts: frozenset[str] = frozenset({"localhost"})) -> None:
        self.app, self.own_hosts = app, own_hosts
        self.routes = app.url_map.bind("localhost")

    def faults(self, subject: Subject, path: str) -> list[str]:
        """Faults of all links, forms and files of a page served at `path`."""
        return [f"links: {fault} in {describe(element)}" for element, fault in self._walk(subject, path)]

    def _walk(self, subject: Subject, path: str) -> Iterator[tuple[Element, str]]:
        for element in subject.elements:
            for address, method in _addresses(element):
                for fault in self._check(subject, path, element, address, method):
                    yield element, fault

    def _check(self, subject: Subject, path: str, element: Element, address: str, method: str) -> Iterator[str]:
        parts = urlsplit(address)
        if parts.scheme and parts.scheme not in OUTWARD:
            yield f"unknown scheme {parts.scheme}"
        elif (parts.scheme or parts.netloc) and (parts.hostname or "") not in self.own_hosts:
            if name_of(element) in ASSETS and element.get("rel") not in {"canonical", "alternate"}:
                yield f"file from another host {address}"
        elif address.startswith("#"):
            if not subject.knows(unquote(address[1:])):
                yield f"jumps to no element {address}"
        else:
            yield from self._check_route(urljoin(path, address), method)

    def _check_route(self, address: str, method: str) -> Iterator[str]:
        parts = urlsplit(address)
        try:
            endpoint, values = self.routes.match(unquote(routed(parts.path)), method)
        except RequestRedirect as redirect:
            yield f"leads to a redirect to {redirect.new_url}"
        except MethodNotAllowed:
            yield f"{method} is not answered by {parts.path}"
        except NotFound:
            yield f"leads to no page {parts.path}"
        else:
            if endpoint == STATIC_ENDPOINT:
                yield from _check_file(STATIC / str(values["filename"]), parts.fragment)


def routed(path: str) -> str:
    """The path that the routes know: an English page has the routes of the page it is a copy of. What has no copy stays
    whole, so that a link to it leads nowhere."""
    plain = in_language(path, INDONESIAN)
    return plain if path in (plain, in_language(plain, ENGLISH)) else path


def _addresses(element: Element) -> Iterator[tuple[str, str]]:
    tag = name_of(element)
    for name in ("href", "src", "{http://www.w3.org/1999/xlink}href"):
        if address := (element.get(name) or "").strip():
            yield address, "GET"
    if tag == "form" and (action := (element.get("action") or "").strip()):
        yield action, element.get("method", "get").upper()
    for name in HX_REQUESTS:
        if address := (element.get(name) or "").strip():
            yield address, name.removeprefix("hx-").upper()


def _check_file(path: Path, fragment: str) -> Iterator[str]:
    if not path.is_file():
        yield f"no such file {path.name}"
    elif fragment and path.suffix == ".svg" and fragment not in _sprite_ids(path, path.stat().st_mtime_ns):
        yield f"no icon {fragment} in {path.name}"


@lru_cache(maxsize=8)
def _sprite_ids(path: Path, changed: int) -> frozenset[str]:
    return frozenset(str(one.get("id")) for one in etree.parse(path).iter() if one.get("id"))
