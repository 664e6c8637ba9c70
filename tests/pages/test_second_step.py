"""The second step: taking it into use, signing in with it, and living without the telephone."""

import re

import pytest

from app.gateways.one_time_codes import code_at
from app.models import Account, RecoveryCode
from tests.factories.accounts import PASSWORD, TOTP_SECRET, account, client_as, officer
from tests.support.letters import letters, secret_of
from tests.support.pages import Page, PageClient
from tests.support.site import Site

NEW = "empat kuda terbang rendah"


def code_of(site: Site, secret: str = TOTP_SECRET) -> str:
    return code_at(secret, site.clock.now())


def enrol(site: Site, client: PageClient) -> tuple[str, list[str]]:
    """Go through enrolment; returns the secret and the codes for paper."""
    client.get("/akun/dua-langkah").submit("main form", status=303)
    page = client.get("/akun/dua-langkah")
    secret = page.texts("code.key")[0].replace(" ", "")
    done = page.submit("main form", code=code_of(site, secret))
    assert done.h1 == "Kode cadangan Anda"
    return secret, done.texts("code.key")


def sign_in(site: Site, email: str) -> PageClient:
    client = PageClient(site.app)
    client.get("/masuk").submit("form.card", account=email, password=PASSWORD, status=303)
    return client


def give(client: PageClient, code: str, status: int = 303) -> Page:
    return client.get("/masuk/kode").submit("form.card", code=code, status=status)


def test_enrolment_shows_everything_once(site: Site) -> None:
    one = account(email="rahmat@contoh.test")
    client, other = client_as(site, one), client_as(site, one)
    start = client.get("/akun/dua-langkah")
    assert not start.select("img.qr")
    with site.session() as session:
        assert session.get_one(Account, one.id).totp_cipher is None  # looking changed nothing
    secret, codes = enrol(site, client)
    assert len(codes) == len(set(codes)) == 10
    assert all(re.fullmatch(r"[2-9A-Z]{5}-[2-9A-Z]{5}", code) for code in codes)
    page = client.get("/akun/dua-langkah")
    assert secret not in page.html.replace(" ", "")
    assert codes[0] not in page.html
    assert "Sisa kode cadangan: 10." in page.text
    client.get("/akun/dua-langkah/gambar.svg", status=404)
    other.get("/akun", status=303)  # other browsers were signed out
    assert letters(site)[-1].template == "account_second_step_on"
    with site.session() as session:
        held = session.get_one(Account, one.id)
        assert secret.encode() not in bytes(held.totp_cipher or b"")
        assert all(len(row.code_hash) == 32 for row in session.query(RecoveryCode))


def test_the_drawing_is_a_file_that_nobody_keeps(site: Site) -> None:
    client = client_as(site, account())
    client.get("/akun/dua-langkah/gambar.svg", status=404)
    client.get("/akun/dua-langkah").submit("main form", status=303)
    answer = client.http.get("/akun/dua-langkah/gambar.svg")
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Cache-Control"] == "no-store"
    assert b"<svg" in answer.data
    assert b"style=" not in answer.data


def test_a_wrong_first_code_enrols_nobody(site: Site) -> None:
    client = client_as(site, account())
    client.get("/akun/dua-langkah").submit("main form", status=303)
    page = client.get("/akun/dua-langkah")
    again = page.submit("main form", code="000000", status=422)
    assert "tidak cocok" in again.texts(".error-summary li")[0]
    assert again.texts("code.key") == page.texts("code.key")


def test_signing_in_takes_both_steps(site: Site) -> None:
    site.save(officer("moderator", email="petugas@contoh.test"))
    client = sign_in(site, "petugas@contoh.test")
    with client.http.session_transaction() as session:
        before = session["_user_id"]
    client.get("/petugas", status=303)
    give(client, "123456", status=422)
    give(client, code_of(site))
    client.get("/petugas")
    with client.http.session_transaction() as session:
        assert session["_user_id"] != before


def test_a_jobseeker_who_enrolled_needs_the_code_too(site: Site) -> None:
    one = account(email="rahmat@contoh.test")
    secret, _ = enrol(site, client_as(site, one))
    client = sign_in(site, "rahmat@contoh.test")
    assert client.get("/akun", status=303).headers["Location"] == "/masuk/kode?lanjut=/akun"
    site.hands.move(seconds=30)
    give(client, code_of(site, secret))
    client.get("/akun")


def test_a_code_works_once(site: Site) -> None:
    site.save(officer("moderator", email="petugas@contoh.test"))
    code = code_of(site)
    give(sign_in(site, "petugas@contoh.test"), code)
    give(sign_in(site, "petugas@contoh.test"), code, status=422)
    site.hands.move(seconds=30)
    give(sign_in(site, "petugas@contoh.test"), code_of(site))


@pytest.mark.parametrize(("seconds", "status"), [(-30, 303), (30, 303), (-90, 422), (90, 422)])
def test_a_clock_may_be_off_by_half_a_minute(site: Site, seconds: int, status: int) -> None:
    site.save(officer("moderator", email="petugas@contoh.test"))
    client = sign_in(site, "petugas@contoh.test")
    site.hands.move(seconds=seconds)
    code = code_of(site)
    site.hands.move(seconds=-seconds)
    give(client, code, status=status)


def test_codes_cannot_be_tried_out(site: Site) -> None:
    site.save(officer("moderator", email="petugas@contoh.test"))
    for _ in range(5):
        give(sign_in(site, "petugas@contoh.test"), "000000", status=422)
    refused = give(sign_in(site, "petugas@contoh.test"), code_of(site), status=429)
    assert int(refused.headers["Retry-After"]) == 15 * 60
    site.hands.move(minutes=15)
    give(sign_in(site, "petugas@contoh.test"), code_of(site))


def test_a_code_on_paper_works_once(site: Site) -> None:
    one = account(email="rahmat@contoh.test")
    _, codes = enrol(site, client_as(site, one))
    client = sign_in(site, "rahmat@contoh.test")
    give(client, codes[0].lower().replace("-", " "))
    assert "Sisa kode cadangan: 9." in client.get("/akun/keamanan").text
    give(sign_in(site, "rahmat@contoh.test"), codes[0], status=422)


def test_new_codes_replace_the_old_ones(site: Site) -> None:
    client = client_as(site, account(email="rahmat@contoh.test"))
    secret, old = enrol(site, client)
    site.hands.move(seconds=30)
    new = client.get("/akun/dua-langkah").submit("main form", code=code_of(site, secret)).texts("code.key")
    assert not set(old) & set(new)
    give(sign_in(site, "rahmat@contoh.test"), old[1], status=422)
    give(sign_in(site, "rahmat@contoh.test"), new[1])


def test_turning_it_off_is_not_for_officers(site: Site) -> None:
    client = client_as(site, account(email="rahmat@contoh.test"))
    secret, _ = enrol(site, client)
    site.hands.move(seconds=30)
    client.send("/akun/dua-langkah/matikan", {"code": "111111"}, status=422)
    client.send("/akun/dua-langkah/matikan", {"code": code_of(site, secret)})
    assert "Belum aktif" in client.get("/akun/keamanan").text
    assert letters(site)[-1].template == "account_second_step_off"
    staff = client_as(site, officer("admin"))
    assert not staff.get("/akun/dua-langkah").select("[formaction]")
    staff.send("/akun/dua-langkah/matikan", {"code": code_of(site)}, status=404)


def test_an_officer_enrols_at_the_first_sign_in(site: Site) -> None:
    site.save(officer("admin", email="baru@contoh.test", totp_cipher=None, totp_confirmed_at=None))
    client = sign_in(site, "baru@contoh.test")
    assert client.get("/masuk/kode", status=303).headers["Location"] == "/akun/dua-langkah"
    client.get("/petugas", status=303)
    enrol(site, client)
    client.get("/petugas")


def test_a_secret_that_somebody_else_may_have_seen_is_never_taken_into_use(site: Site) -> None:
    """Neither when one begins anew nor when the password, or what the account may do, has changed."""
    one = account(email="rahmat@contoh.test")
    site.save(one)
    thief = client_as(site, one)

    def begin() -> str:
        thief.get("/akun/dua-langkah").submit("main form", status=303)
        return str(thief.get("/akun/dua-langkah").texts("code.key")[0])

    def waits() -> bool:
        with site.session() as session:
            return session.get_one(Account, one.id).totp_cipher is not None

    first = begin()
    thief.send("/akun/dua-langkah/mulai")
    assert thief.get("/akun/dua-langkah").texts("code.key")[0] != first
    sign_in(site, "rahmat@contoh.test").send("/akun/keamanan/sandi", {"old": PASSWORD, "password": NEW})
    assert not waits()
    thief = client_as(site, one)
    begin()
    boss = client_as(site, officer("admin"))
    boss.send(f"/petugas/pengguna/{one.id}/peran", {"roles": "moderator"})
    assert not waits()
    thief = client_as(site, one, second_factor=False)
    begin()
    site.client.send("/lupa-sandi", {"email": "rahmat@contoh.test"})
    path = secret_of(site, "account_reset")
    PageClient(site.app).get(path).submit("form.card", password="hujan-pasar-meja-biru", status=303)
    assert not waits()
