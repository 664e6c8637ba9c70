"""Deleting one's own account, as its owner sees it."""

from typing import Any

import pytest

from app.models import Event
from app.services.closing import close_account
from tests.factories.accounts import PASSWORD, account, client_as, member, officer
from tests.factories.employers import employer
from tests.factories.workers import certificate, given, person, worker
from tests.support.pages import PageClient
from tests.support.site import Site


def test_the_page_says_what_goes_and_what_stays_then_does_it(site: Site) -> None:
    whom = person(consents=[given()])
    mine = worker(certificate(), of=whom, public_id="ABCD2345")
    site.save(mine)
    one = account(email="budi@contoh.test", person_id=whom.id)
    here, there = client_as(site, one), client_as(site, one)
    PageClient(site.app).get("/tenaga-kerja/TK-ABCD-2345")
    page = here.get("/akun/data").follow("Hapus akun ini")
    assert page.h1 == "Hapus akun"
    assert "kartu Anda langsung tidak tampil" in page.text
    assert "Minta penghapusannya di loket, dengan KTP." in page.text
    wrong = page.submit("main form", old="bukan ini", status=422)
    assert wrong.texts(".error-summary li") == ["Kata sandi sekarang tidak cocok"]
    done = page.submit("main form", old=PASSWORD, status=303)
    assert "Akun Anda sudah dihapus." in here.get(done.headers["Location"]).text
    there.get("/akun", status=303)
    PageClient(site.app).get("/tenaga-kerja/TK-ABCD-2345", status=404)  # before the index has heard of it
    typed = {"account": "budi@contoh.test", "password": PASSWORD}
    assert PageClient(site.app).send("/masuk", typed, status=422).texts(".error-summary li") == [
        "E-mail, nomor ponsel, atau kata sandi tidak cocok. Periksa lagi, atau buat kata sandi baru."
    ]
    there.send("/akun/hapus", {"old": PASSWORD}, status=303)  # sent once more: nobody is signed in


def test_pressed_twice_it_is_told_as_done(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second press came in while the first was not through yet."""

    def twice(*given: Any) -> None:
        close_account(*given)
        close_account(*given)

    monkeypatch.setattr("app.web.account.closing.close_account", twice)
    client = client_as(site, account(email="budi@contoh.test"))
    done = client.send("/akun/hapus", {"old": PASSWORD})
    assert "Akun Anda sudah dihapus." in client.get(done.headers["Location"]).text
    with site.session() as session:
        assert [verb for (verb,) in session.query(Event.verb).order_by(Event.id)] == ["close"]


def test_the_address_may_open_another_account(site: Site) -> None:
    client = client_as(site, account(email="budi@contoh.test"))
    client.send("/akun/hapus", {"old": PASSWORD})
    new = account(email="budi@contoh.test", name="Budi Baru")
    assert "Budi Baru" in client_as(site, new).get("/akun").text


@pytest.mark.parametrize(
    ("who", "said", "leads"),
    [("last", "Anda admin terakhir PT Bara", "/kelola/tim"), ("officer", "Minta admin melepas peran Anda", None)],
)
def test_who_has_something_to_do_first_is_told_what(site: Site, who: str, said: str, leads: str | None) -> None:
    one = member(employer(name="PT Bara")) if who == "last" else officer("verifier")
    client = client_as(site, one)
    page = client.get("/akun/hapus")
    assert said in page.text
    assert page.select("main form") == []
    if leads:
        assert page.link("Ke tim perusahaan").get("href") == leads
    assert said in client.send("/akun/hapus", {"old": PASSWORD}, status=422).text
    client.get("/akun")


def test_a_member_is_told_what_the_company_keeps(site: Site) -> None:
    mine = employer(name="PT Bara")
    site.save(mine)
    client_as(site, member(mine, "admin"))
    client = client_as(site, member(mine, "member"))
    page = client.get("/akun/hapus")
    assert "Tempat Anda di tim PT Bara." in page.text
    assert "kartu Anda" not in page.text
    page.submit("main form", old=PASSWORD, status=303)
    client.get("/kelola", status=303)


def test_the_password_cannot_be_tried_out(site: Site) -> None:
    client = client_as(site, account())
    for _ in range(10):
        client.send("/akun/hapus", {"old": "tebakan"}, status=422)
    client.send("/akun/hapus", {"old": PASSWORD}, status=429)
    client.get("/akun")
