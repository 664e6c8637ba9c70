"""The letters of the site: what failed and why, what became of one, and sending again."""

import logging
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.models import Event, Mail
from app.queries.letters import LetterFilters, LetterState, letter_state, mailbag
from tests.architecture.source import ROOT
from tests.factories.accounts import account, client_as, officer
from tests.support.clock import NOW
from tests.support.pages import Page, PageClient
from tests.support.site import Site


def letter(**facts: object) -> Mail:
    plain = {"recipient": "rini@contoh.test", "template": "vacancy_approve", "created_at": NOW, "next_try_at": NOW}
    return Mail(**(plain | facts))


def sent(**facts: object) -> Mail:
    return letter(status="sent", sent_at=NOW, attempts=1, **facts)


def rows(page: Page) -> list[str]:
    return page.texts("tbody tr")


@pytest.fixture
def admin(site: Site) -> PageClient:
    return client_as(site, officer("admin"))


def test_what_failed_is_shown_with_its_cause_and_without_the_address(site: Site, admin: PageClient) -> None:
    site.save(
        letter(status="dead", attempts=1, last_error="MailRefused: recipient refused, 550"),
        letter(status="queued", attempts=2, last_error="MailUnavailable: TimeoutError", recipient="budi@contoh.test"),
        letter(),
        sent(),
    )
    page = admin.get("/petugas/surat")
    assert "Gagal 1, dicoba lagi 1, menunggu 1, terkirim dalam 30 hari 1." in page.text
    late, dead = rows(page)
    assert "r…@contoh.test" in dead
    assert "Server menolak alamat penerima." in dead
    assert "550" in dead
    assert "Server surat tidak dapat dihubungi" in late
    assert "rini@" not in page.html


def test_nothing_failed(site: Site, admin: PageClient) -> None:
    site.save(sent())
    page = admin.get("/petugas/surat")
    assert "Tidak ada surat yang gagal" in page.text
    assert rows(page) == []


def test_searched_by_state_kind_and_day(site: Site, admin: PageClient) -> None:
    site.save(
        sent(), sent(template="account_reset"), letter(template="account_reset"),
        sent(template="account_reset", created_at=NOW - timedelta(days=3)),
    )  # fmt: skip
    day = site.clock.today()
    for query, count in (
        ("keadaan=terkirim", 3), ("keadaan=menunggu", 1), ("surat=account_reset", 3), (f"hari={day}", 3),
        (f"hari={day - timedelta(days=3)}&surat=account_reset&keadaan=terkirim", 1), ("keadaan=gagal", 0),
    ):  # fmt: skip
        assert len(rows(admin.get(f"/petugas/surat?{query}"))) == count, query
    page = admin.get("/petugas/surat").submit("#saringan", surat="account_reset")
    assert "3 surat" in page.texts("h2")
    both = admin.get("/petugas/surat?keadaan=hilang&surat=account_reset")
    assert len(rows(both)) == 3, "what is known holds"
    assert both.texts(".notice p") == ["Nilai “hilang” untuk keadaan tidak dikenal dan tidak dipakai."]


def test_many_letters_fill_pages(site: Site, admin: PageClient) -> None:
    site.save(*(sent() for _ in range(51)))
    page = admin.get("/petugas/surat?keadaan=terkirim")
    assert len(rows(page)) == 50
    assert len(rows(page.follow("Berikutnya"))) == 1


def test_the_letters_of_one_address(site: Site, admin: PageClient, caplog: pytest.LogCaptureFixture) -> None:
    rini = site.save(account(email="rini@contoh.test"))[0]
    site.save(sent(), letter(template="account_reset"), sent(recipient="rini@contoh.test.example"))
    with caplog.at_level(logging.DEBUG):
        page = admin.get("/petugas/surat").submit("main form[method=post]", email=" Rini@Contoh.test ")
    assert page.path == "/petugas/surat"
    assert len(rows(page)) == 2
    assert "rini@contoh.test" not in caplog.text.lower()
    with site.session() as session:
        [line] = session.scalars(select(Event).where(Event.verb == "seek_letters"))
        assert (line.noun, line.noun_id) == ("account", rini)


def test_many_letters_to_one_address_fill_pages_that_no_address_names(site: Site, admin: PageClient) -> None:
    site.save(*(sent() for _ in range(51)), sent(recipient="budi@contoh.test"))
    first = admin.get("/petugas/surat").submit("main form[method=post]", email="rini@contoh.test")
    assert (len(rows(first)), "51 surat" in first.texts("h2")) == (50, True)
    second = first.submit(".pager form", halaman="2")
    assert (second.path, len(rows(second))) == ("/petugas/surat", 1)
    assert second.submit(".pager form", halaman="3", status=404).texts("main .empty h2") == ["Halaman ini tidak ada"]


def test_every_letter_stands_in_one_state(site: Site, admin: PageClient) -> None:
    """The one that the page shows is the one it is found by."""
    kinds = [
        {"status": status, "attempts": attempts} | ({"sent_at": NOW} if status == "sent" else {})
        for status in ("queued", "sent", "dead") for attempts in (0, 1, 8)
    ]  # fmt: skip
    site.save(*(letter(**kind) for kind in kinds))
    with site.session() as session:
        shown = [(one.id, letter_state(one)) for one in session.scalars(select(Mail))]
        found = [
            (one.id, state)
            for state in LetterState
            for one in mailbag(session, LetterFilters(state), 1, site.clock).items
        ]
    assert sorted(shown) == sorted(found)
    assert {state for _, state in shown} == set(LetterState)


@pytest.mark.parametrize("typed", ["", "rini", "rini@", "@contoh.test"])
def test_a_part_of_an_address_lists_nobody(site: Site, admin: PageClient, typed: str) -> None:
    site.save(sent())
    page = admin.get("/petugas/surat").submit("main form[method=post]", status=422, email=typed)
    assert rows(page) == []
    assert page.texts(".error-summary")
    assert page.select("details[open] #email"), "what has to be put right is not folded away"


def test_what_narrows_the_letters_is_folded_and_counted(site: Site, admin: PageClient) -> None:
    site.save(sent())
    plain = admin.get("/petugas/surat")
    assert plain.texts("details.filters summary") == ["Saring"]
    narrowed = admin.get("/petugas/surat?keadaan=terkirim&surat=vacancy_approve")
    assert narrowed.texts("details.filters summary") == ["Saring2 saringan aktif"]
    one = plain.submit("main form[method=post]", email="rini@contoh.test")
    assert one.texts("details.filters summary") == ["Saring1 saringan aktif"]


def test_a_dead_letter_is_sent_again_once(site: Site, admin: PageClient) -> None:
    [mail_id] = site.save(letter(status="dead", attempts=8))
    page = admin.get("/petugas/surat").submit("main td form", status=303)
    assert page.headers["Location"] == "/petugas/surat"
    assert "segera dikirim" in admin.get("/petugas/surat").text
    with site.session() as session:
        assert session.get_one(Mail, mail_id).status == "queued"
    admin.send(f"/petugas/surat/{mail_id}/kirim-ulang", status=409)
    admin.send("/petugas/surat/999/kirim-ulang", status=404)


def test_every_letter_has_a_name(site: Site, admin: PageClient) -> None:
    names = {path.stem for path in (ROOT / "templates" / "mail").glob("*.txt")} - {"letter"}
    site.save(*(letter(template=name) for name in names))
    shown = admin.get("/petugas/surat?keadaan=menunggu").texts("select[name=surat] option")
    assert len(shown) == len(names) + 1
    assert [words for words in shown if "_" in words] == []


@pytest.mark.parametrize("role", ["head", "moderator", "verifier"])
def test_only_the_admin_reads_them(site: Site, role: str) -> None:
    client = client_as(site, officer(role))
    client.get("/petugas/surat", status=404)
    client.send("/petugas/surat", {"email": "rini@contoh.test"}, status=404)
