"""R13: pages behind the sign-in that list what there may be many of ask as often for twenty rows as for one."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from app.models import Document, Mail, SignIn
from tests.factories.accounts import account, client_as, member, officer
from tests.factories.companies import company
from tests.support.clock import NOW
from tests.support.pages import PageClient
from tests.support.queries import counted_queries
from tests.support.site import Site

MANY = 20
Grown = tuple[PageClient, str, Callable[[int], Any]]


def devices(site: Site) -> Grown:
    who = account()
    client = client_as(site, who)
    later = NOW + timedelta(days=1)
    return (
        client,
        "/akun/keamanan",
        lambda number: SignIn(
            account_id=who.id, token_hash=bytes([number]) * 32, created_at=NOW, seen_at=NOW, expires_at=later
        ),
    )


def team(site: Site) -> Grown:
    mine, client = company(site)
    return client, "/kelola/tim", lambda _number: member(mine, "member")


def papers(site: Site) -> Grown:
    mine, client = company(site)
    return client, "/kelola/dokumen", lambda number: Document(
        employer_id=mine.id, kind="nib", filename=f"nib-{number}.pdf", media_type="application/pdf", size=1,
        sha256=bytes(32), storage_name=f"{number:043d}", created_at=NOW,
    )  # fmt: skip


def lost_letters(site: Site) -> Grown:
    client = client_as(site, officer("admin"))
    return client, "/petugas/surat", lambda number: Mail(
        recipient=f"siapa-{number}@contoh.test", template="account_confirm", status="dead", next_try_at=NOW,
        created_at=NOW, last_error="550",
    )  # fmt: skip


def looked(client: PageClient, path: str) -> tuple[int, int]:
    """Statements, and the length of the page. It is opened once before, so that caches are warm."""
    client.get(path)
    with counted_queries() as statements:
        page = client.get(path)
    return len(statements), len(page.html)


@pytest.mark.parametrize("grown", [devices, team, papers, lost_letters])
def test_as_many_selects_for_twenty_rows_as_for_one(site: Site, grown: Callable[[Site], Grown]) -> None:
    client, path, row = grown(site)
    site.save(row(0))
    few, length = looked(client, path)
    site.save(*(row(number) for number in range(1, MANY)))
    many, grown_length = looked(client, path)
    assert many == few
    assert grown_length > length, "the rows are on the page"
