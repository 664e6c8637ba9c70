"""One rule for every list of the site (gate U1): what an address asks for and is not known is named, and a page beyond
the last is not found and leads to the last one."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from flask import Flask, template_rendered

from app.domain.actor import OPERATOR
from app.models import Mail, Notice
from app.services.events import event
from tests.architecture.source import ROOT
from tests.factories.accounts import account, client_as, officer
from tests.factories.companies import company
from tests.factories.employers import employer
from tests.factories.vacancies import posting, vacancies, vacancy
from tests.factories.workers import worker
from tests.support.clock import NOW
from tests.support.pages import Page, PageClient
from tests.support.site import Site

MANY = 51  # more than a page of any list holds
TEMPLATES = ROOT / "templates"
NOT_PAGES = ("components", "gallery", "layouts")
Opened = tuple[PageClient, str, list[Any]]  # who looks, at what, and the rows that are there


def board(site: Site) -> Opened:
    return site.client, "/lowongan", [*vacancies(MANY)]


def catalogue(site: Site) -> Opened:
    return site.client, "/tenaga-kerja", [worker() for _ in range(MANY)]


def one_employer(site: Site) -> Opened:
    [key] = site.save(owner := employer(name="PT Bara"))
    return site.client, f"/perusahaan/{key}-pt-bara", [*vacancies(MANY, of=owner)]


def news(site: Site) -> Opened:
    client = client_as(site, one := account())
    notices = [Notice(account_id=one.id, kind="roles_changed", created_at=NOW) for _ in range(MANY)]
    return client, "/akun/pemberitahuan", notices


def own_vacancies(site: Site) -> Opened:
    mine, client = company(site)
    return client, "/kelola/lowongan", [*vacancies(MANY, of=mine)]


def companies(site: Site) -> Opened:
    waits = {"status": "pending", "submitted_at": NOW, "verified_at": None}
    rows = [employer(**waits) for _ in range(MANY)]
    return client_as(site, officer("verifier")), "/petugas/perusahaan", rows


def postings(site: Site) -> Opened:
    return client_as(site, officer("moderator")), "/petugas/impor", [posting() for _ in range(MANY)]


def users(site: Site) -> Opened:
    return client_as(site, officer("admin")), "/petugas/pengguna", [account() for _ in range(MANY)]


def letters(site: Site) -> Opened:
    one = {"recipient": "siapa@contoh.test", "template": "account_confirm", "status": "dead"}
    rows = [Mail(next_try_at=NOW, created_at=NOW, **one) for _ in range(MANY)]
    return client_as(site, officer("admin")), "/petugas/surat", rows


def log(site: Site) -> Opened:
    lines = [event("vacancy", number, "approve", OPERATOR, site.clock) for number in range(1, MANY + 1)]
    return client_as(site, officer("admin")), "/petugas/catatan", lines


def waiting(site: Site) -> Opened:
    rows = [vacancy(status="submitted", submitted_at=NOW) for _ in range(MANY)]
    return client_as(site, officer("moderator")), "/petugas/antrean/lowongan", rows


LISTS: dict[Callable[[Site], Opened], str] = {
    board: "public/vacancies/list.html",
    catalogue: "public/workers/list.html",
    one_employer: "public/employer.html",
    news: "account/notices.html",
    own_vacancies: "employer/vacancies/list.html",
    companies: "staff/employers.html",
    postings: "staff/postings/list.html",
    users: "staff/users.html",
    letters: "staff/mail.html",
    log: "staff/audit.html",
    waiting: "staff/queue.html",
}
# Lists of a template that stands above already.
ALIKE = {"perubahan": "moderator", "pengaduan": "moderator", "perusahaan": "verifier", "sertifikat": "verifier"}


@contextmanager
def drawn(app: Flask) -> Iterator[list[str]]:
    """The names of the templates that pages are drawn from meanwhile."""
    names = list[str]()

    def note(_app: Flask, template: Any, **_more: Any) -> None:
        names.append(template.name)

    with template_rendered.connected_to(note, app):
        yield names


@pytest.mark.parametrize("opened", LISTS, ids=lambda one: one.__name__)
def test_one_rule(site: Site, opened: Callable[[Site], Opened]) -> None:
    client, path, rows = opened(site)
    site.save(*rows)
    with drawn(site.app) as names:
        page = client.get(path)
    assert names == [LISTS[opened]]
    page.follow("Berikutnya")
    assert_named(client, path, page)
    assert_beyond(client, path, last=len(page.select(".pager-page")))
    if opened not in (board, catalogue):  # theirs have tests of their own, with 300 states
        assert_kept(client, path, page)
    for query in ("q=%00", "q=" + "a" * 5_000, "halaman=-1", "halaman=1e9", "halaman=%D9%A3", "q[]=x&=&&&", "urut="):
        client.get(f"{path}?{query}")


@pytest.mark.parametrize("tab", ALIKE)
def test_the_other_tabs_of_the_queue(site: Site, tab: str) -> None:
    client, path = client_as(site, officer(ALIKE[tab])), f"/petugas/antrean/{tab}"
    assert_named(client, path, client.get(path))
    assert_beyond(client, path, last=1)
    assert_kept(client, path, client.get(path))


def assert_named(client: PageClient, path: str, page: Page) -> None:
    """Every filter that the page offers says what it does not know, and so does the address of names it does not."""
    offered = {str(one.get("name")) for one in page.select("main select") + page.select("main input[type=date]")}
    boxes = {str(one.get("name")) for one in page.select("main form input[type=checkbox]")} - {"butir"}
    asked = [(name, "entah") for name in sorted(offered | boxes)]
    for some in (asked[:4], asked[4:], [("warna", "biru"), ("halaman", "0"), ("halaman", "dua"), ("utm_source", "wa")]):
        said = client.get(f"{path}?{urlencode(some)}").texts(".notice--warn p")
        wanted = [(name, value) for name, value in some if name != "utm_source"]
        assert len(said) == len(wanted), (some, said)
        assert all(any((name if name == "warna" else value) in words for words in said) for name, value in wanted)


def assert_kept(client: PageClient, path: str, page: Page) -> None:
    """The way to another page goes by an address that asks for the same."""
    asked = list[tuple[str, str]]()
    for form in (one for one in page.select("main form") if one.get("method", "get") == "get"):
        asked += [(str(one.get("name")), str(one.xpath("option")[1].get("value"))) for one in form.iter("select")]
        for box in form.iter("input"):
            typed = {"date": "2026-11-25", "search": "kata", "text": "7"}.get(str(box.get("type")))
            asked += [(str(box.get("name")), typed)] if typed else []
    there = client.get(f"{path}?{urlencode(asked)}&halaman=99", status=404).link("Ke halaman terakhir")
    kept = parse_qsl(urlsplit(str(there.get("href"))).query)
    assert sorted(pair for pair in kept if pair[0] != "halaman") == sorted(asked)


def assert_beyond(client: PageClient, path: str, last: int) -> None:
    for number in (last + 1, 10_000_000):
        page = client.get(f"{path}?halaman={number}", status=404)
        assert page.texts("main .empty h2") == ["Halaman ini tidak ada"]
        assert not page.select(".pager")
        there = page.follow("Ke halaman terakhir")
        assert there.path == (f"{path}?halaman={last}" if last > 1 else path)
        assert not there.select("main .empty") or last == 1


def with_parts(path: str) -> str:
    """A template with the parts that it takes in."""
    text = (TEMPLATES / path).read_text(encoding="utf-8")
    return text + "".join(with_parts(part) for part in re.findall(r'include "([\w/.]+)"', text))


def test_no_list_is_left_out() -> None:
    pages = (str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("[!_]*.html"))
    draws = re.compile(r'import [\w, ]*pager\b|extends "layouts/list.html"')
    found = {path for path in pages if not path.startswith(NOT_PAGES) and draws.search(with_parts(path))}
    assert found == set(LISTS.values())
