"""Sign-ins, second steps and ended sessions are lines of the log, without a name or an address in them."""

import pytest
from sqlalchemy import select

from app.gateways.one_time_codes import code_at
from app.models import Event
from app.services import sessions
from tests.factories.accounts import PASSWORD, TOTP_SECRET, account, client_as, officer
from tests.support.pages import PageClient
from tests.support.site import Site


def lines(site: Site) -> list[tuple[str, int, str]]:
    """Verb, account and kind of actor of every line about sessions."""
    with site.session() as session:
        found = session.scalars(select(Event).where(Event.noun == "session").order_by(Event.id)).all()
        assert not [one for one in found if one.fields or one.reason or one.old_state or one.new_state]
        return [(one.verb, one.noun_id, one.actor_kind) for one in found]


def sign_in(site: Site, name: str, password: str = PASSWORD, status: int = 303) -> PageClient:
    client = PageClient(site.app)
    client.send("/masuk", {"account": name, "password": password}, status=status)
    return client


def test_signing_in_and_out(site: Site) -> None:
    one = account(email="rahmat@contoh.test")
    site.save(one)
    sign_in(site, "rahmat@contoh.test", "bukan kata sandinya", 422)
    client = sign_in(site, "rahmat@contoh.test")
    client.send("/keluar", {})
    client.send("/keluar", {})
    assert lines(site) == [
        ("wrong_password", one.id, "visitor"), ("sign_in", one.id, "account"), ("leave", one.id, "account"),
    ]  # fmt: skip


def test_a_name_that_is_nobodys_leaves_a_line_of_nobody(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as it takes for a known name; but strangers do not fill the log."""
    monkeypatch.setattr(sessions, "UNKNOWN_LINES", 2)
    for number in range(4):
        sign_in(site, f"tidak.ada{number}@contoh.test", status=422)
    assert lines(site) == [("wrong_password", 0, "visitor")] * 2
    one = account(email="rahmat@contoh.test")
    site.save(one)
    sign_in(site, "rahmat@contoh.test", "bukan kata sandinya", 422)
    assert lines(site)[2:] == [("wrong_password", one.id, "visitor")]


def test_a_suspended_account_is_refused(site: Site) -> None:
    one = account(email="rahmat@contoh.test", status="suspended", suspended_at=site.clock.now())
    site.save(one)
    sign_in(site, "rahmat@contoh.test", status=422)
    assert lines(site) == [("refused", one.id, "visitor")]


def test_the_second_step(site: Site) -> None:
    one = officer("moderator", email="petugas@contoh.test")
    site.save(one)
    client = sign_in(site, "petugas@contoh.test")
    client.send("/masuk/kode", {"code": "000000"}, status=422)
    client.send("/masuk/kode", {"code": code_at(TOTP_SECRET, site.clock.now())})
    assert [verb for verb, _, _ in lines(site)] == ["sign_in", "wrong_code", "second_step"]


def test_a_wrong_counter_code(site: Site) -> None:
    one = account(email=None, phone="081100001234")
    site.save(one)
    typed = {"account": "081100001234", "code": "ABCD-EFGH", "password": "empat kuda terbang rendah"}
    PageClient(site.app).send("/aktivasi", typed, status=422)
    assert lines(site) == [("wrong_code", one.id, "visitor")]


def test_other_browsers_are_signed_out(site: Site) -> None:
    one = account()
    here, _there = client_as(site, one), client_as(site, one)
    with site.session() as session:
        other = session.scalars(select(sessions.SignIn.id).order_by(sessions.SignIn.id.desc())).first()
    here.send(f"/akun/keamanan/perangkat/{other}/keluar", {})
    here.send("/akun/keamanan/keluar-semua", {})
    assert [verb for verb, _, _ in lines(site)] == ["sign_out", "sign_out_all"]


def test_admins_read_it(site: Site) -> None:
    one = account(name="Rahmat Rahasia", email="rahmat@contoh.test")
    site.save(one)
    sign_in(site, "tidak.ada@contoh.test", status=422)
    sign_in(site, "rahmat@contoh.test")
    page = client_as(site, officer("admin")).get("/petugas/catatan?benda=session")
    newest, oldest = page.texts("tbody tr")
    assert f"sesi akun {one.id} masuk" in newest
    assert "Pengunjung sesi akun tidak dikenal kata sandi salah" in oldest
    assert page.one("tbody a").get("href") == f"/petugas/pengguna/{one.id}"
