"""One's own account: how one signs in, where, and what there is to read."""

from datetime import timedelta

import pytest

from app.domain.errors import NotAllowed
from app.domain.throttling import TooManyAttempts
from app.gateways.one_time_codes import code_at
from app.models import Account, Notice, SignIn
from app.services.messages import tell
from app.services.transaction import transaction
from tests.factories.accounts import PASSWORD, TOTP_SECRET, account, client_as, member, officer
from tests.factories.employers import employer
from tests.support.letters import letters, secret_of
from tests.support.pages import PageClient
from tests.support.queries import assert_flat
from tests.support.site import Site

NEW = "empat kuda terbang rendah"


def say(site: Site, account_id: int, kind: str = "vacancy_approve", path: str = "/lowongan", **facts: str) -> int:
    with site.app.app_context(), transaction() as session:
        tell(session, [account_id], kind, site.clock, {"title": "Juru las"} | facts, path)
        session.flush()
        return session.query(Notice.id).order_by(Notice.id.desc()).limit(1).scalar() or 0


def test_the_password_is_changed(site: Site) -> None:
    one = account(email="rahmat@contoh.test")
    here, there = client_as(site, one), client_as(site, one)
    page = here.get("/akun/keamanan/sandi")
    wrong = page.submit("main form", old="bukan ini", password=NEW, status=422)
    assert wrong.texts(".error-summary li") == ["Kata sandi sekarang tidak cocok"]
    weak = page.submit("main form", old=PASSWORD, password="pendek", status=422)
    assert weak.texts(".error-summary li") == ["Kata sandi terlalu pendek: sedikitnya 12 karakter"]
    with here.http.session_transaction() as session:
        before = session["_user_id"]
    page.submit("main form", old=PASSWORD, password=NEW, status=303)
    assert "Kata sandi sudah diganti" in here.get("/akun/keamanan").text
    there.get("/akun", status=303)
    with here.http.session_transaction() as session:
        assert session["_user_id"] != before
    assert [letter.template for letter in letters(site)] == ["account_password_changed"]
    PageClient(site.app).send("/masuk", {"account": "rahmat@contoh.test", "password": NEW})


def test_the_old_password_cannot_be_tried_out(site: Site) -> None:
    client = client_as(site, account())
    for _ in range(10):
        client.send("/akun/keamanan/sandi", {"old": "tebakan", "password": NEW}, status=422)
    refused = client.send("/akun/keamanan/sandi", {"old": PASSWORD, "password": NEW}, status=429)
    assert "Terlalu banyak percobaan" in refused.texts(".error-summary li")[0]


def test_the_address_is_changed_when_the_new_one_answers(site: Site) -> None:
    one = account(email="lama@contoh.test")
    client = client_as(site, one)
    client.get("/akun/keamanan/email").submit("main form", email="baru@contoh.test", old=PASSWORD, status=303)
    assert [(one.recipient, one.template) for one in letters(site)] == [
        ("lama@contoh.test", "account_email_asked"), ("baru@contoh.test", "account_email_change"),
    ]  # fmt: skip
    assert "lama@contoh.test" in client.get("/akun/keamanan").text
    path = secret_of(site, "account_email_change")
    assert "Alamat baru: baru@contoh.test" in PageClient(site.app).get(path).text
    PageClient(site.app).get(path).submit("form.card", status=303)
    assert "baru@contoh.test" in client.get("/akun/keamanan").text
    assert letters(site)[-1].recipient == "lama@contoh.test"
    PageClient(site.app).get(path, status=404)


def test_an_account_by_number_shows_its_end_and_adds_an_address(site: Site) -> None:
    client = client_as(site, account(email=None, phone="081234567890"))
    page = client.get("/akun/keamanan")
    assert "berakhir 890" in page.text
    assert "4567" not in page.html
    form = page.follow("Tambah e-mail")
    assert form.h1 == "Tambah alamat e-mail"
    assert "Ganti alamat" not in form.text
    form.submit("main form", email="baru@contoh.test", old=PASSWORD, status=303)
    PageClient(site.app).get(secret_of(site, "account_email_change")).submit("form.card", status=303)
    assert client.get("/akun/keamanan").follow("Ganti e-mail").h1 == "Ganti alamat e-mail"


def test_a_changed_password_ends_a_wish_for_another_address(site: Site) -> None:
    client = client_as(site, account(email="lama@contoh.test"))
    client.send("/akun/keamanan/email", {"email": "pencuri@contoh.test", "old": PASSWORD})
    client.send("/akun/keamanan/sandi", {"old": PASSWORD, "password": NEW})
    PageClient(site.app).get(secret_of(site, "account_email_change"), status=404)


def test_an_address_of_somebody_else_is_answered_alike(site: Site) -> None:
    site.save(account(email="orang@contoh.test"))
    client = client_as(site, account(email="lama@contoh.test"))
    answer = client.send("/akun/keamanan/email", {"email": "orang@contoh.test", "old": PASSWORD})
    assert answer.headers["Location"] == "/akun/keamanan"
    assert [one.template for one in letters(site)] == ["account_email_asked", "account_exists"]


def test_an_address_taken_meanwhile_is_not_taken_over(site: Site) -> None:
    client = client_as(site, account(email="lama@contoh.test"))
    client.send("/akun/keamanan/email", {"email": "baru@contoh.test", "old": PASSWORD})
    site.save(account(email="baru@contoh.test"))
    PageClient(site.app).get(secret_of(site, "account_email_change")).submit("form.card", status=404)
    with site.session() as session:
        assert session.query(Account).filter_by(email="lama@contoh.test").count() == 1


def test_one_device_is_signed_out(site: Site) -> None:
    one = account()
    here, there = client_as(site, one), client_as(site, one)
    page = here.get("/akun/keamanan")
    assert len(page.select("form")) == 4  # two devices, all of them, and the way out above
    with site.session() as session:
        other = session.query(SignIn).order_by(SignIn.id.desc()).first()
        assert other is not None
    here.send(f"/akun/keamanan/perangkat/{other.id}/keluar")
    there.get("/akun", status=303)
    here.get("/akun")


def test_all_devices_are_signed_out(site: Site) -> None:
    one = account()
    here, there = client_as(site, one), client_as(site, one)
    here.send("/akun/keamanan/keluar-semua")
    assert "Anda sudah keluar dari semua perangkat, termasuk yang ini." in here.get("/masuk").text
    here.get("/akun", status=303)
    there.get("/akun", status=303)
    assert "Anda perlu masuk lagi" in there.get("/masuk").text
    there.get("/akun", status=303)
    assert "Anda perlu masuk lagi" not in there.get("/masuk").text


def test_devices_of_others_are_not_found(site: Site) -> None:
    mine, other = account(), account()
    client, stranger = client_as(site, mine), client_as(site, other)
    with site.session() as session:
        row = session.query(SignIn).filter_by(account_id=other.id).one()
    client.send(f"/akun/keamanan/perangkat/{row.id}/keluar", status=404)
    client.send("/akun/keamanan/perangkat/999/keluar", status=404)
    stranger.get("/akun")


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Linux; Android 12; SM-A135F) AppleWebKit/537.36 Chrome/120.0 Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:120.0) Gecko/20100101 Firefox/120.0", "Firefox, Windows"),
        ("curl/8", "Perangkat tidak dikenal"),
    ],
)  # fmt: skip
def test_devices_are_named_in_words(site: Site, agent: str, words: str) -> None:
    site.save(account(email="rahmat@contoh.test"))
    client = PageClient(site.app)
    client.http.environ_base["HTTP_USER_AGENT"] = agent
    client.send("/masuk", {"account": "rahmat@contoh.test", "password": PASSWORD})
    assert words in client.get("/akun/keamanan").texts(".todo p b")


def test_news_are_counted_read_and_lead_somewhere(site: Site) -> None:
    one = account()
    client = client_as(site, one)
    assert not client.get("/lowongan").select(".masthead .count")
    first, second = say(site, one.id), say(site, one.id, "vacancy_send_back", "//evil.test", reason="Upah belum jelas.")
    assert client.get("/lowongan").texts(".masthead .count") == ["2 belum dibaca"]
    page = client.get("/akun/pemberitahuan")
    assert "Lowongan Juru las sudah tayang." in page.text
    assert "Alasan: Upah belum jelas." in page.text
    assert client.send(f"/akun/pemberitahuan/{first}").headers["Location"] == "/lowongan"
    assert client.send(f"/akun/pemberitahuan/{second}").headers["Location"] == "/akun/pemberitahuan"
    assert not client.get("/lowongan").select(".masthead .count")


def test_all_news_are_read_at_once_and_those_of_others_stay(site: Site) -> None:
    mine, other = account(), account()
    client = client_as(site, mine)
    site.save(other)
    say(site, mine.id), say(site, mine.id)
    theirs = say(site, other.id)
    client.send("/akun/pemberitahuan/dibaca")
    with site.session() as session:
        assert [row.account_id for row in session.query(Notice).filter(Notice.read_at.is_(None))] == [other.id]
    client.send(f"/akun/pemberitahuan/{theirs}", status=404)


def test_a_kind_without_words_of_its_own_is_told_too(site: Site) -> None:
    one = account()
    client = client_as(site, one)
    say(site, one.id, "sesuatu_yang_baru")
    assert "Ada kabar baru" in client.get("/akun/pemberitahuan").text


def test_news_come_in_pages_and_ask_a_fixed_number_of_times(site: Site) -> None:
    few, many = account(), account()
    first, second = client_as(site, few), client_as(site, many)
    say(site, few.id)
    for _ in range(25):
        say(site, many.id)
    assert_flat(lambda: first.get("/akun/pemberitahuan"), lambda: second.get("/akun/pemberitahuan"))
    assert len(second.get("/akun/pemberitahuan").select(".todo li")) == 20
    assert len(second.get("/akun/pemberitahuan?halaman=2").select(".todo li")) == 5


def test_home_leads_to_what_one_has(site: Site) -> None:
    assert client_as(site, account()).get("/akun").link("Buka data saya").get("href") == "/akun/data"
    assert "Ke ruang perusahaan" in client_as(site, member(employer())).get("/akun").text
    assert "Ke ruang petugas" in client_as(site, officer("head")).get("/akun").text
    assert client_as(site, member(employer())).get("/akun").link("Buka data saya").get("href") == "/akun/data"


@pytest.mark.parametrize(
    ("error", "status", "wait"),
    [(TooManyAttempts("uji", timedelta(minutes=2)), 429, "120"), (NotAllowed("uji"), 404, None)],
)
def test_what_a_service_refuses_has_a_page(
    site: Site, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, wait: str | None
) -> None:
    def refuse(*_given: object) -> None:
        raise error

    monkeypatch.setattr("app.web.account.notices.mark_all_read", refuse)
    answer = client_as(site, account()).send("/akun/pemberitahuan/dibaca", status=status)
    assert answer.headers.get("Retry-After") == wait


def test_the_old_mailbox_opens_nothing_after_a_change_of_address(site: Site) -> None:
    client = client_as(site, account(email="lama@contoh.test"))
    PageClient(site.app).send("/lupa-sandi", {"email": "lama@contoh.test"})
    old = secret_of(site, "account_reset")
    PageClient(site.app).get(old)
    client.send("/akun/keamanan/email", {"email": "baru@contoh.test", "old": PASSWORD})
    PageClient(site.app).get(secret_of(site, "account_email_change")).submit("form.card", status=303)
    PageClient(site.app).get(old, status=404)


def test_a_stranger_who_asks_for_links_ends_none_of_the_owners(site: Site) -> None:
    """The newest three work side by side; a new password ends them all."""
    site.save(account(email="rahmat@contoh.test"))
    ask = PageClient(site.app)
    for _ in range(3):
        ask.send("/lupa-sandi", {"email": "rahmat@contoh.test"})
    site.hands.move(minutes=31)
    ask.send("/lupa-sandi", {"email": "rahmat@contoh.test"})
    paths = [one.secret for one in letters(site, "account_reset")]
    assert [ask.http.get(path).status_code for path in paths] == [404, 200, 200, 200]
    PageClient(site.app).get(paths[1]).submit("form.card", password=NEW, status=303)
    assert [ask.http.get(path).status_code for path in paths] == [404, 404, 404, 404]


@pytest.mark.parametrize(
    ("roles", "path", "step", "times"), [(("head",), "/petugas", {"hours": 6}, 4), ((), "/akun", {"days": 20}, 9)]
)
def test_no_session_is_for_ever(
    site: Site, roles: tuple[str, ...], path: str, step: dict[str, int], times: int
) -> None:
    """However much it is used: an officer signs in anew after a day, everybody after half a year."""
    one = officer(*roles) if roles else account()
    site.save(one)
    client = PageClient(site.app)
    client.send("/masuk", {"account": one.email, "password": PASSWORD})
    if roles:
        client.send("/masuk/kode", {"code": code_at(TOTP_SECRET, site.clock.now())})
    for _ in range(times - 1):
        site.hands.move(**step)
        client.get(path)
    site.hands.move(**step)
    client.get(path, status=303)
