"""A session that has ended loses nothing that was typed: it comes back after signing in, to its owner only."""

import pytest

from app.gateways.one_time_codes import code_at
from app.models import Account, SignIn, Vacancy
from app.web.kept_form import FIELD, LIFE
from tests.factories.accounts import PASSWORD, TOTP_SECRET, member, officer
from tests.factories.employers import employer
from tests.support.pages import Page, PageClient
from tests.support.site import Site

PROFILE = "/kelola/perusahaan"


def browser(site: Site, who: Account, *, second: bool = False) -> PageClient:
    """A browser in which somebody signed in by the form, and whose session has ended since."""
    client = PageClient(site.app)
    client.send("/masuk", {"account": who.email, "password": PASSWORD})
    with site.session() as session:
        session.query(SignIn).delete()
        session.commit()
    return client


def sign_in(page: Page, who: Account, status: int = 200, password: str = PASSWORD) -> Page:
    return page.submit("form.card", account=who.email, password=password, status=status)


@pytest.fixture
def owner(site: Site) -> Account:
    one = member(employer(website=""), email="siti@perusahaan.test")
    site.save(one)
    return one


def test_what_was_typed_comes_back_and_is_sent_by_its_owner(site: Site, owner: Account) -> None:
    client = browser(site, owner)
    typed = {
        "title": "Juru las <b>kapal</b>",
        "skills": "Las & bubut\r\nMembaca gambar",
        "window": "jendela-a",
        "step": "0",
    }
    page = client.send("/kelola/lowongan/baru", typed, status=401)
    assert "tidak hilang" in page.text
    assert "Juru las" not in page.html, "sealed: the next one at the machine reads nothing"
    again = sign_in(page, owner, status=422, password="bukan kata sandinya")
    kept = sign_in(again, owner)
    assert kept.h1 == "Kiriman Anda belum tersimpan"
    with site.session() as session:
        assert session.query(Vacancy).count() == 0, "nothing is done before the button"
    kept.submit("form.card", status=303)
    with site.session() as session:
        assert session.query(Vacancy).one().title == "Juru las <b>kapal</b>"


def test_nobody_else_opens_it(site: Site, owner: Account) -> None:
    other = member(employer(), email="lain@perusahaan.test")
    site.save(other)
    page = browser(site, owner).send("/kelola/lowongan/baru", {"title": "Juru las"}, status=401)
    assert sign_in(page, other, status=303).headers["Location"] == "/kelola"


def test_it_is_kept_for_an_hour(site: Site, owner: Account) -> None:
    page = browser(site, owner).send("/kelola/lowongan/baru", {"title": "Juru las"}, status=401)
    site.hands.move(seconds=LIFE + 1)
    sign_in(page, owner, status=303)


def test_an_officer_types_the_code_in_between(site: Site) -> None:
    one = officer("moderator", email="petugas@kantor.test")
    site.save(one)
    page = browser(site, one).send("/petugas/lowongan/7", {"catatan": "Upah belum jelas"}, status=401)
    step = sign_in(page, one)
    assert step.h1 == "Kode verifikasi"
    wrong = step.submit("form.card", code="000000", status=422)
    kept = wrong.submit("form.card", code=code_at(TOTP_SECRET, site.clock.now()), status=200)
    assert kept.one("input[name=catatan]").get("value") == "Upah belum jelas"
    assert kept.one("form.card").get("action") == "/petugas/lowongan/7"


def test_passwords_and_forged_forms_are_not_carried(site: Site, owner: Account) -> None:
    client = browser(site, owner)
    typed = {"old": PASSWORD, "password": "empat kuda terbang rendah"}
    assert client.send("/akun/keamanan/sandi", typed).headers["Location"].startswith("/masuk")
    client = browser(site, owner)
    assert client.http.post("/kelola/lowongan/baru", data={"title": "Juru las"}).status_code == 400
    for forged in ("", "bukan-sandi", "AAAA", "é"):
        page = PageClient(site.app).get("/masuk")
        PageClient(site.app).send("/masuk", {"account": owner.email, "password": PASSWORD, FIELD: forged})
        assert page.status == 200


def test_a_browser_in_which_nobody_signed_in_carries_nothing(site: Site) -> None:
    answer = PageClient(site.app).send("/kelola/lowongan/baru", {"title": "Juru las"})
    assert answer.headers["Location"].startswith("/masuk")
