"""Signing in and out: the page, what it keeps to itself, and where it leads."""

from typing import Any

import pytest

from app.models import SignIn, Throttle
from app.web.next_page import own_path
from app.web.visitor import TOKEN
from tests.factories.accounts import PASSWORD, account, client_as, member, officer
from tests.factories.employers import employer
from tests.support.pages import Page, PageClient
from tests.support.queries import counted_queries
from tests.support.site import Site

WRONG = "E-mail, nomor ponsel, atau kata sandi tidak cocok. Periksa lagi, atau buat kata sandi baru."


def try_in(client: PageClient, name: str, password: str = PASSWORD, status: int = 303, query: str = "") -> Page:
    return client.get("/masuk" + query).submit("form.card", account=name, password=password, status=status)


def browser_of(site: Site) -> PageClient:
    return PageClient(site.app)


def test_a_jobseeker_signs_in_and_out(site: Site) -> None:
    site.save(account(email="rahmat@contoh.test"))
    client = browser_of(site)
    answer = try_in(client, " Rahmat@Contoh.test ")
    assert answer.headers["Location"] == "/akun"
    home = client.get("/akun")
    assert home.h1 == "Akun saya"
    assert home.headers["Cache-Control"] == "no-store"
    assert "Cookie" in home.headers["Vary"]
    gone = home.submit(".masthead form", status=303)
    assert gone.headers["Location"] == "/masuk"
    assert "Anda sudah keluar" in client.get("/masuk").text
    assert client.get("/akun", status=303).headers["Location"] == "/masuk?lanjut=/akun"


def test_a_telephone_number_is_a_name_too(site: Site) -> None:
    site.save(account(email=None, phone="0811 0000 1234"))
    for written in ("081100001234", "+62 811-0000-1234", "0811 0000 1234"):
        assert try_in(browser_of(site), written).headers["Location"] == "/akun"


@pytest.mark.parametrize(
    "name", ["rahmat@contoh.test", "siapa@contoh.test", "081100009999", "bukan apa-apa", "@", "x" * 200]
)
def test_nobody_learns_who_has_an_account(site: Site, name: str) -> None:
    site.save(account(email="rahmat@contoh.test"))
    page = try_in(browser_of(site), name, "sandi yang keliru", status=422)
    assert page.texts(".error-summary li") == [WRONG]
    assert page.one("#account").get("value") == name.strip()
    assert page.one("#password").get("value") is None


def test_known_and_unknown_names_cost_the_same(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """One password check and as many statements, whatever is wrong (gate S5)."""
    site.save(
        account(email="rahmat@contoh.test"), account(email="tunda@contoh.test", status="pending", confirmed_at=None)
    )
    try_in(browser_of(site), "pertama@contoh.test", status=422)  # the network's count is there now
    checked: list[Any] = []
    plain = "app.services.sign_in.fits"
    monkeypatch.setattr(plain, lambda *given: checked.append(given) and False)
    sent = {}
    for name in ("rahmat@contoh.test", "siapa@contoh.test", "tunda@contoh.test", "081100009999", "bukan nama"):
        client = browser_of(site)
        client.get("/masuk")
        with counted_queries() as statements:
            client.send("/masuk", {"account": name, "password": "sandi yang keliru"}, status=422)
        sent[name] = len(statements)
    assert len(checked) == 5
    assert len(set(sent.values())) == 1, sent


@pytest.mark.parametrize(
    ("status", "facts", "words"),
    [("pending", {"confirmed_at": None}, "belum aktif"), ("suspended", {"suspended_at": None}, "ditangguhkan")],
)
def test_only_who_knows_the_password_learns_why(site: Site, status: str, facts: dict[str, Any], words: str) -> None:
    if status == "suspended":
        facts = {"suspended_at": site.clock.now()}
    site.save(account(email="rahmat@contoh.test", status=status, **facts))
    assert words in try_in(browser_of(site), "rahmat@contoh.test", status=422).texts(".error-summary li")[0]
    assert try_in(browser_of(site), "rahmat@contoh.test", "keliru sekali", status=422).texts(".error-summary li") == [
        WRONG
    ]


def test_the_cookie_tells_nothing_and_changes_at_sign_in(site: Site) -> None:
    """Session fixation: what stood in the cookie before is worth nothing after."""
    site.save(account(email="rahmat@contoh.test"))
    client = browser_of(site)
    client.get("/masuk")
    with client.http.session_transaction() as session:
        session[TOKEN], session["planted"] = "tanaman", "x"
        old_csrf = session["csrf_token"]
    answer = client.send("/masuk", {"account": "rahmat@contoh.test", "password": PASSWORD})
    [cookie] = [one for one in answer.headers.getlist("Set-Cookie") if one.startswith("sesi=")]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    with client.http.session_transaction() as session:
        assert session[TOKEN] != "tanaman"
        assert "planted" not in session
        assert session.get("csrf_token") != old_csrf
    with site.session() as opened:
        assert opened.query(SignIn).count() == 1


def test_production_cookies_are_secure(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("SESSION_COOKIE_NAME", "__Host-sesi"), ("SESSION_COOKIE_SECURE", True)):
        monkeypatch.setitem(site.app.config, name, value)
    client = site.app.test_client()
    cookie = client.get("/masuk", base_url="https://localhost").headers["Set-Cookie"]
    assert cookie.startswith("__Host-sesi=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie


def test_rights_end_at_once(site: Site) -> None:
    one = account()
    client = client_as(site, one)
    client.get("/akun")
    with site.session() as session:
        held = session.get_one(type(one), one.id)
        held.status, held.suspended_at = "suspended", site.clock.now()
        session.commit()
    assert client.get("/akun", status=303).headers["Location"].startswith("/masuk")


def test_a_session_ends_by_itself_and_lives_on_with_use(site: Site) -> None:
    idle, used = client_as(site, account()), client_as(site, account())
    with site.session() as session:
        for row in session.query(SignIn):
            row.expires_at = site.clock.now().replace(month=12, day=20)
        session.commit()
    site.hands.move(days=20)
    used.get("/akun")
    site.hands.move(days=20)
    used.get("/akun")
    idle.get("/akun", status=303)


def test_an_anonymous_public_page_asks_for_no_account(site: Site) -> None:
    answer = site.client.get("/bantuan")
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-cache"
    with counted_queries() as statements:
        site.client.get("/bantuan")
    assert not [one for one in statements if "sign_in" in one or "account" in one]
    assert answer.link("Masuk").get("href") == "/masuk"


def test_signed_in_pages_are_kept_nowhere_but_files_are(site: Site) -> None:
    client = client_as(site, account())
    page = client.get("/lowongan")
    assert page.headers["Cache-Control"] == "no-store"
    assert "ETag" not in page.headers
    sheet = str(page.one("link[rel=stylesheet]").get("href"))
    headers = client.http.get(sheet).headers
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Cookie" not in headers.get("Vary", "")


@pytest.mark.parametrize(
    ("who", "target"),
    [
        (account, "/akun"),
        (lambda **facts: member(employer(), **facts), "/kelola"),
        (lambda **facts: officer("moderator", **facts), "/masuk/kode"),
    ],
)
def test_everybody_starts_in_their_own_area(site: Site, who: Any, target: str) -> None:
    site.save(who(email="siapa@contoh.test"))
    assert try_in(browser_of(site), "siapa@contoh.test").headers["Location"] == target


def test_one_returns_to_the_page_one_came_from(site: Site) -> None:
    site.save(account(email="rahmat@contoh.test"))
    client = browser_of(site)
    asked = client.get("/akun/keamanan?x=1", status=303).headers["Location"]
    assert asked == "/masuk?lanjut=/akun/keamanan?x%3D1"
    page = client.get(asked)
    assert page.texts(".page-head p") == ["Untuk membuka alamat itu Anda perlu masuk dulu."]
    assert page.submit("form.card", account="rahmat@contoh.test", password="salah ini", status=422)
    answer = page.submit("form.card", account="rahmat@contoh.test", password=PASSWORD, status=303)
    # the page client drops the action's query as it stands; a browser sends it
    assert answer.headers["Location"] == "/akun/keamanan?x=1"
    assert client.get(asked, status=303).headers["Location"] == "/akun/keamanan?x=1"


def test_why_one_has_to_sign_in_is_told_once_and_only_where_something_was_asked_for(site: Site) -> None:
    client = browser_of(site)
    assert not client.get("/masuk").select(".page-head p")
    english = client.get("/en/masuk?lanjut=/petugas/lowongan/1")
    assert english.texts(".page-head p") == ["To open that address you need to sign in first."]
    gone = account(email="rahmat@contoh.test")
    client = client_as(site, gone)
    site.hands.move(days=200)
    page = client.get(str(client.get("/akun", status=303).headers["Location"]))
    assert "Anda perlu masuk lagi" in page.text
    assert not page.select(".page-head p")


@pytest.mark.parametrize(
    "target",
    ["//evil.test", "\\\\evil.test", "/\\evil.test", "http://evil.test", "https:evil.test", "/%2f%2fevil.test",
     "/%252f%252fevil", "/%5cevil.test", "javascript:alert(1)", "akun", "", "/\tevil", "/\x00", "///evil.test",
     "/ //evil", "/" + "x" * 600],
)  # fmt: skip
def test_no_redirect_leaves_the_site(site: Site, target: str) -> None:
    assert own_path(target) is None
    site.save(account(email="rahmat@contoh.test"))
    client = browser_of(site)
    client.get("/masuk", query={"lanjut": target})
    answer = client.send(
        "/masuk", {"account": "rahmat@contoh.test", "password": PASSWORD}, query_string={"lanjut": target}
    )
    assert answer.headers["Location"] == "/akun"


@pytest.mark.parametrize(
    "target", ["/akun", "/lowongan?q=las&lokasi=63.11", "/akun/keamanan#sandi", "/lowongan/1-juru-las%20x"]
)
def test_paths_of_the_site_are_kept(target: str) -> None:
    assert own_path(target) == target


def test_a_waiting_officer_reaches_nothing_before_the_second_step(site: Site) -> None:
    client = client_as(site, officer("admin"), second_factor=False)
    for path in ("/petugas", "/petugas/surat", "/akun", "/akun/keamanan"):
        assert client.get(path, status=303).headers["Location"].startswith("/masuk/kode?lanjut=")
    new = client_as(site, officer("admin", totp_cipher=None, totp_confirmed_at=None), second_factor=False)
    assert new.get("/petugas", status=303).headers["Location"] == "/masuk/kode?lanjut=/petugas"
    assert new.get("/masuk/kode?lanjut=/petugas", status=303).headers["Location"] == "/akun/dua-langkah?lanjut=/petugas"
    new.get("/akun/dua-langkah")


def test_guessing_is_slowed_down_and_the_owner_is_not_locked_out(site: Site) -> None:
    site.save(account(email="rahmat@contoh.test"))
    owner = browser_of(site)
    try_in(owner, "rahmat@contoh.test")
    owner.get("/akun").submit(".masthead form", status=303)
    for _ in range(10):
        try_in(browser_of(site), "rahmat@contoh.test", "tebakan keliru", status=422)
    refused = try_in(browser_of(site), "rahmat@contoh.test", PASSWORD, status=429)
    assert refused.headers["Retry-After"] == str(15 * 60)
    assert refused.texts(".error-summary li") == ["Terlalu banyak percobaan. Coba lagi dalam 15 menit."]
    assert refused.one("#account").get("value") == "rahmat@contoh.test"
    assert try_in(owner, "rahmat@contoh.test").headers["Location"] == "/akun"
    site.hands.move(minutes=15)
    assert try_in(browser_of(site), "rahmat@contoh.test").headers["Location"] == "/akun"


def test_an_unknown_name_is_slowed_down_alike(site: Site) -> None:
    for _ in range(10):
        try_in(browser_of(site), "siapa@contoh.test", "tebakan keliru", status=422)
    try_in(browser_of(site), "siapa@contoh.test", "tebakan keliru", status=429)
    try_in(browser_of(site), "lain@contoh.test", "tebakan keliru", status=422)


def test_the_counts_name_nobody(site: Site) -> None:
    try_in(browser_of(site), "siapa@contoh.test", "tebakan keliru", status=422)
    with site.session() as session:
        assert all(len(row.key) == 32 for row in session.query(Throttle))
        assert session.query(Throttle).count() == 3  # the name, the network, and lines about names that are nobody's


def test_posts_need_a_token(site: Site) -> None:
    client = client_as(site, account())
    for path in (
        "/masuk",
        "/keluar",
        "/akun/keamanan/keluar-semua",
        "/daftar/pencari-kerja",
        "/aktivasi",
        "/akun/dua-langkah/mulai",
    ):
        client.post(path, {"account": "x"}, status=400)
    client.get("/akun")


def test_signing_out_is_no_link(site: Site) -> None:
    client_as(site, account()).get("/keluar", status=405)
