"""Whoever changes a password and whoever uses a link of the same account wait for one another in one order: PostgreSQL
would end one of two that each wait for the other, and somebody would read that the database is busy."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from app.domain.account import RESET_LINKS
from app.domain.errors import InvalidFact
from app.extensions import db
from app.models import Account
from app.queries.signed_in import SignedIn, signed_in
from app.services import credentials, sessions
from tests.factories.accounts import PASSWORD, account, client_as
from tests.support.keys import KEYRING
from tests.support.letters import letters
from tests.support.site import Site

MAIL = "rahmat@contoh.test"
FIRST, SECOND = "empat kuda terbang rendah", "lima kerbau tidur siang"


def tokens(site: Site, template: str) -> list[str]:
    return [one.secret.rpartition("/")[2] for one in letters(site, template)]


def by_link(site: Site, _who: SignedIn) -> None:
    credentials.reset_password(tokens(site, "account_reset")[0], SECOND, "", site.clock, KEYRING)


def by_another_link(site: Site, _who: SignedIn) -> None:
    credentials.reset_password(tokens(site, "account_reset")[1], FIRST, "", site.clock, KEYRING)


def by_page(site: Site, who: SignedIn) -> None:
    credentials.change_password(who, PASSWORD, FIRST, who.actor, site.clock, KEYRING)


def new_address(site: Site, _who: SignedIn) -> None:
    credentials.confirm_new_email(tokens(site, "account_email_change")[0], site.clock)


def ask_once_more(site: Site, _who: SignedIn) -> None:
    """The oldest of the links ends when one too many is asked for."""
    credentials.ask_reset(MAIL, "192.0.2.2", site.clock, KEYRING)


def elsewhere(site: Site, deed: Callable[[], None]) -> tuple[threading.Thread, list[object]]:
    """The deed in another process's place; what came of it is said in the list."""
    said: list[object] = []

    def run() -> None:
        with site.app.app_context():
            try:
                deed()
                said.append("done")
            except Exception as error:  # a deadlock, too, is told to the test
                said.append(str(error) if isinstance(error, InvalidFact) else error)
            finally:
                db.session.remove()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, said


@pytest.mark.parametrize("first", [by_page, by_another_link])
@pytest.mark.parametrize(
    ("second", "wanted"), [(by_link, "token: ended"), (new_address, "token: ended"), (ask_once_more, "done")]
)
def test_who_comes_second_waits(
    site: Site, monkeypatch: pytest.MonkeyPatch, first: Callable[..., None], second: Callable[..., None], wanted: str
) -> None:
    """The second begins when the first holds the account and has yet to take the links away."""
    who = with_links(site)
    end_all, begun = sessions.end_all, list[tuple[threading.Thread, list[object]]]()

    def slowly(*given: Any, **more: Any) -> int:
        if not begun:
            begun.append(elsewhere(site, lambda: second(site, who)))
            begun[0][0].join(timeout=1.0)
            assert begun[0][1] == [], "it waits"
        return end_all(*given, **more)

    monkeypatch.setattr(credentials, "end_all", slowly)
    with site.app.app_context():
        first(site, who)
    begun[0][0].join()
    assert begun[0][1] == [wanted]


def with_links(site: Site) -> SignedIn:
    """Somebody signed in, with links for a new password, as many as work side by side, and one for a new address."""
    one: Account = account(email=MAIL)
    client = client_as(site, one)
    with client.http.session_transaction() as cookie:
        token = cookie["_user_id"]
    with site.session() as session:
        who = signed_in(session, token, site.clock.now())
        assert who is not None
        session.rollback()
        for _ in range(RESET_LINKS):
            credentials.ask_reset(MAIL, "192.0.2.1", site.clock, KEYRING)
        credentials.ask_new_email(who, "baru@contoh.test", PASSWORD, site.clock, KEYRING)
    site.hands.move(minutes=31)  # a stranger may cause letters to the address again
    return who
