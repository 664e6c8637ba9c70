"""Many at the same moment (gates R4, S5): one account, one use of a link or code, no attempt that is not counted."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import func, select

from app.domain.actor import VISITOR
from app.domain.employer import NewEmployer
from app.domain.errors import InvalidFact
from app.domain.registration import NewAccount
from app.domain.throttling import SECOND_STEP, SIGN_IN_ACCOUNT, TooManyAttempts
from app.extensions import db
from app.gateways.one_time_codes import code_at
from app.gateways.passwords import check_new, hashed
from app.models import Account, AccountRole, Employer, Membership, RecoveryCode, SignIn, Throttle
from app.queries.signed_in import signed_in
from app.services import credentials, invitations, registration, second_factor, sessions, staffing, tokens
from app.services.sign_in import Browser, WrongCredentials, sign_in
from app.services.throttles import attempt_all, forget_old
from app.services.tokens import issue_code, try_code
from app.services.transaction import transaction
from tests.factories.accounts import TOTP_SECRET, account, acting, client_as, officer
from tests.support.at_once import MANY, at_once
from tests.support.keys import KEYRING
from tests.support.letters import letters, secret_of
from tests.support.site import Site

NEW = "empat kuda terbang rendah"
COMPANY = NewEmployer(
    name="PT Tambang Baru", nib="1234567890123", npwp="012345678901000", industry_code="05100",
    region_code="63.11.06", address="Jalan Ahmad Yani 1", contact_name="Siti Contoh", contact_position="Personalia",
    contact_phone="081100004444",
)  # fmt: skip


def count(site: Site, model: Any) -> int:
    with site.session() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_the_same_form_twenty_times_is_one_account(site: Site) -> None:
    new = NewAccount("Rahmat", "rahmat@contoh.test")
    found = at_once(site, lambda: registration.register_jobseeker(new, VISITOR, "192.0.2.1", site.clock, KEYRING))
    assert found == [None] * MANY
    assert count(site, Account) == 1
    assert len(letters(site)) == 3  # as many as the limit lets through


def test_the_same_number_twenty_times_is_one_account(site: Site) -> None:
    new = NewAccount("Rahmat", phone="081100001234")
    found = at_once(site, lambda: registration.register_jobseeker(new, VISITOR, "192.0.2.1", site.clock, KEYRING))
    assert found == [None] * MANY
    assert count(site, Account) == 1


def test_a_company_registered_twenty_times_is_one(site: Site) -> None:
    """Every sender is told that it worked, as a double click should be."""
    new = NewAccount("Siti Contoh", "siti@tambang.test")
    found = at_once(
        site, lambda: registration.register_company(new, COMPANY, VISITOR, "192.0.2.1", site.clock, KEYRING)
    )
    assert found == [None] * MANY
    assert (count(site, Account), count(site, Employer), count(site, Membership)) == (1, 1, 1)
    assert [letter.template for letter in letters(site)] == ["account_confirm"]


def test_a_link_is_used_once(site: Site) -> None:
    registration_of(site, "rahmat@contoh.test")
    token = secret_of(site, "account_confirm").rpartition("/")[2]
    found = at_once(site, lambda: registration.confirm_email(token, NEW, "", site.clock, KEYRING), 8)
    assert sum(isinstance(one, tuple) for one in found) == 1
    assert sum(isinstance(one, InvalidFact) for one in found) == 7
    assert count(site, SignIn) == 1


def test_a_link_for_a_new_password_is_used_once(site: Site) -> None:
    """Nothing but its own mark stops it: the account stays as active as it was."""
    site.save(account(email="rahmat@contoh.test"))
    with site.app.app_context():
        credentials.ask_reset("rahmat@contoh.test", "192.0.2.1", site.clock, KEYRING)
    token = secret_of(site, "account_reset").rpartition("/")[2]
    found = at_once(site, lambda: credentials.reset_password(token, NEW, "", site.clock, KEYRING), 4)
    assert sorted(isinstance(one, tuple) for one in found) == [False, False, False, True]


def registration_of(site: Site, email: str) -> None:
    with site.session():
        registration.register_jobseeker(NewAccount("Rahmat", email), VISITOR, "192.0.2.1", site.clock, KEYRING)


def test_no_attempt_slips_past_the_limit(site: Site) -> None:
    found = at_once(site, lambda: attempt_all([(SIGN_IN_ACCOUNT, "rahmat")], site.clock, KEYRING), 30)
    assert found.count(None) == SIGN_IN_ACCOUNT.attempts
    assert sum(isinstance(one, TooManyAttempts) for one in found) == 30 - SIGN_IN_ACCOUNT.attempts
    with site.session() as session:
        assert session.query(Throttle).one().attempts == SIGN_IN_ACCOUNT.attempts


def test_guesses_at_once_are_guesses_one_by_one(site: Site) -> None:
    site.save(account(email="rahmat@contoh.test"))
    where = Browser("192.0.2.1")
    found = at_once(site, lambda: sign_in("rahmat@contoh.test", "tebakan keliru", where, site.clock, KEYRING), 30)
    assert sum(isinstance(one, WrongCredentials) for one in found) == SIGN_IN_ACCOUNT.attempts


def test_a_second_step_is_taken_once(site: Site) -> None:
    """The same six digits in eight browsers at once: one gets in."""
    one = officer("moderator")
    site.save(one)
    clients = [client_as(site, one, second_factor=False) for _ in range(5)]
    people = []
    with site.session() as session:
        for client in clients:
            with client.http.session_transaction() as cookie:
                people.append(signed_in(session, cookie["_user_id"], site.clock.now()))
    waiting, code = iter(people), code_at(TOTP_SECRET, site.clock.now())
    found = at_once(
        site,
        lambda: second_factor.pass_second_step(next(waiting), code, site.clock, KEYRING),
        5,  # type: ignore[arg-type]
    )
    assert sum(isinstance(result, str) for result in found) == 1
    with site.session() as session:
        assert session.query(SignIn).filter(SignIn.second_factor_at.is_not(None)).count() == 1
    assert SECOND_STEP.attempts == 5


def test_a_code_on_paper_is_used_once(site: Site) -> None:
    one = officer("moderator")
    site.save(one)
    clients = [client_as(site, one, second_factor=False) for _ in range(5)]
    with site.app.app_context(), transaction() as session:
        [code, *_] = second_factor._new_codes(session, one.id, KEYRING)
    people = []
    with site.session() as session:
        for client in clients:
            with client.http.session_transaction() as cookie:
                people.append(signed_in(session, cookie["_user_id"], site.clock.now()))
    waiting = iter(people)
    found = at_once(
        site,
        lambda: second_factor.pass_second_step(next(waiting), code, site.clock, KEYRING),
        5,  # type: ignore[arg-type]
    )
    assert sum(isinstance(result, str) for result in found) == 1
    with site.session() as session:
        assert session.query(RecoveryCode).filter(RecoveryCode.used_at.is_not(None)).count() == 1


def test_a_counter_code_is_used_once(site: Site) -> None:
    one = account(email=None, phone="081100001234")
    site.save(one)
    with site.app.app_context(), transaction() as session:
        code = issue_code(session, one.id, site.clock, KEYRING)

    def give() -> bool:
        with transaction() as session:
            return try_code(session, one.id, code, site.clock, KEYRING, (None,))

    assert at_once(site, give, 8).count(True) == 1


def test_two_admins_who_end_one_another_leave_one(site: Site) -> None:
    first, second = officer("admin"), officer("admin")
    site.save(first, second)
    pairs = iter([(acting(site, first), second.id), (acting(site, second), first.id)])

    def demote() -> None:
        actor, other = next(pairs)
        staffing.change_roles(other, ["moderator"], actor, site.clock)

    at_once(site, demote, 2)
    with site.session() as session:
        assert session.query(AccountRole).filter_by(role="admin").count() == 1


def test_old_counts_are_forgotten(site: Site) -> None:
    with site.app.app_context(), suppress(TooManyAttempts):
        attempt_all([(SIGN_IN_ACCOUNT, "rahmat")], site.clock, KEYRING)
        assert forget_old(site.clock) == 0
        site.hands.move(days=2, seconds=1)
        assert forget_old(site.clock) == 1


def test_ended_sessions_and_old_links_are_forgotten(site: Site) -> None:
    one = account(email="rahmat@contoh.test")
    client_as(site, one)
    registration_of(site, "baru@contoh.test")
    with site.app.app_context():
        assert (sessions.forget_ended(site.clock), tokens.forget_old(site.clock)) == (0, 0)
        site.hands.move(days=34)
        assert (sessions.forget_ended(site.clock), tokens.forget_old(site.clock)) == (1, 1)


def test_no_transaction_waits_for_a_password(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Judging and hashing take a quarter of a second: on SQLite nobody else could write meanwhile."""
    done: list[str] = []

    def watched(deed: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any) -> Any:
            assert not db.session().in_transaction()
            done.append(deed.__name__)
            return deed(*given)

        return run

    for module in (credentials, registration, invitations):
        monkeypatch.setattr(module, "check_new", watched(check_new))
        monkeypatch.setattr(module, "hashed", watched(hashed))
    one, boss = account(email="lama@contoh.test"), officer("admin")
    waiting = account(email=None, phone="081100001234", status="pending", confirmed_at=None)
    site.save(one, boss, waiting)
    registration_of(site, "baru@contoh.test")
    with site.session() as session:
        credentials.ask_reset("lama@contoh.test", "192.0.2.1", site.clock, KEYRING)
        staffing.invite("petugas@contoh.test", ["moderator"], acting(site, boss), site.clock, KEYRING)
        with transaction() as writing:
            code = issue_code(writing, waiting.id, site.clock, KEYRING)
        session.rollback()
        names = ("account_confirm", "account_reset", "invite_staff")
        confirm, reset, invited = (secret_of(site, letter).rpartition("/")[2] for letter in names)
        registration.confirm_email(confirm, NEW, "", site.clock, KEYRING)
        credentials.reset_password(reset, NEW, "", site.clock, KEYRING)
        invitations.accept(invited, "Petugas Baru", NEW, "", site.clock)
        credentials.use_counter_code("081100001234", code, NEW, "192.0.2.1", "", site.clock, KEYRING)
    assert (done.count("hashed"), done.count("check_new")) == (4, 5)
