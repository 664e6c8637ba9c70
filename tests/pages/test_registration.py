"""Opening an account: by e-mail, by telephone, for a company; and the letters that belong to it."""

from typing import Any

import pytest
from sqlalchemy import func, select

from app.domain.account import TokenPurpose
from app.domain.errors import InvalidFact
from app.domain.languages import ENGLISH, in_language
from app.models import Account, AccountToken, Employer, Event, Mail, Membership, SignIn
from app.services import registration
from app.services.tokens import issue
from tests.factories.accounts import PASSWORD, account, client_as
from tests.support.keys import KEYRING
from tests.support.letters import letters, secret_of
from tests.support.pages import Page, PageClient
from tests.support.site import Site

NEW = "empat kuda terbang rendah"
COMPANY = {
    "name": "PT Tambang Baru", "nib": "1234 5678 90123", "npwp": "01.234.567.8-901.000", "industry_code": "05100",
    "region_code": "63.11.06", "address": "Jalan Ahmad Yani 1", "contact_name": "Siti Contoh",
    "contact_position": "Personalia", "contact_phone": "0811 0000 4444", "email": "siti@tambang.test",
    "authorised": "1",
}  # fmt: skip


def count(site: Site, model: Any) -> int:
    with site.session() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def register(site: Site, status: int = 303, **typed: str) -> Page:
    return PageClient(site.app).get("/daftar/pencari-kerja").submit("form.card", status=status, **typed)


def register_company(site: Site, status: int = 303, **changes: str) -> Page:
    page = PageClient(site.app).get("/daftar/perusahaan")
    return page.submit("main form", status=status, **(COMPANY | changes))


def test_by_e_mail(site: Site) -> None:
    answer = register(site, name=" Rahmat  Contoh ", email="Rahmat@Contoh.test")
    assert answer.headers["Location"] == "/daftar/terkirim?cara=surat"
    assert "rahmat" not in PageClient(site.app).get("/daftar/terkirim?cara=surat").html.lower()
    [letter] = letters(site)
    assert (letter.recipient, letter.template, letter.facts) == ("rahmat@contoh.test", "account_confirm", {})
    client = PageClient(site.app)
    page = client.get(letter.secret)
    assert page.headers["Referrer-Policy"] == "strict-origin"
    with site.session() as session:
        assert session.query(Account).one().status == "pending"  # opening the link changed nothing
    done = page.submit("form.card", password=NEW, status=303)
    assert done.headers["Location"] == "/akun"
    home = client.get("/akun")
    assert "Akun Anda aktif" in home.text
    assert "Rahmat Contoh" in home.text
    assert PageClient(site.app).get(letter.secret, status=404).h1 == "Tautan ini tidak berlaku lagi"


def test_a_weak_password_leaves_the_link_alive(site: Site) -> None:
    register(site, name="Rahmat Contoh", email="rahmat@contoh.test")
    client, path = PageClient(site.app), secret_of(site, "account_confirm")
    for weak, words in (
        ("pendek", "terlalu pendek"),
        ("rahmatcontoh1", "mudah ditebak"),
        ("password12345", "mudah ditebak"),
        ("x" * 129, "terlalu panjang"),
    ):
        page = client.get(path).submit("form.card", password=weak, status=422)
        assert words in page.texts(".error-summary li")[0]
    client.get(path).submit("form.card", password=NEW, status=303)


def test_a_link_ends_and_a_new_one_replaces_it(site: Site) -> None:
    register(site, name="Rahmat", email="rahmat@contoh.test")
    old = secret_of(site, "account_confirm")
    PageClient(site.app).get("/daftar/kirim-ulang").submit("form.card", email="rahmat@contoh.test", status=303)
    new = secret_of(site, "account_confirm")
    PageClient(site.app).get(old, status=404)
    PageClient(site.app).get(new)
    site.hands.move(days=3)
    PageClient(site.app).get(new, status=404)


def test_by_telephone_alone(site: Site) -> None:
    answer = register(site, name="Rahmat", phone="0811-0000-1234")
    assert answer.headers["Location"] == "/daftar/terkirim?cara=loket"
    assert not letters(site)
    with site.session() as session:
        one = session.query(Account).one()
        assert (one.status, one.email, one.password_hash) == ("pending", None, None)
        assert b"1234" not in bytes(one.phone_cipher or b"")


def test_a_known_address_or_number_is_answered_alike(site: Site) -> None:
    site.save(account(email="rahmat@contoh.test"), account(email=None, phone="081100001234"))
    known = register(site, name="Budi", email="rahmat@contoh.test")
    new = register(site, name="Budi", email="baru@contoh.test")
    assert known.headers["Location"] == new.headers["Location"]
    assert [(one.recipient, one.template) for one in letters(site)] == [
        ("rahmat@contoh.test", "account_exists"), ("baru@contoh.test", "account_confirm"),
    ]  # fmt: skip
    same = register(site, name="Budi", phone="0811 0000 1234")
    other = register(site, name="Budi", phone="0811 0000 9999")
    assert same.headers["Location"] == other.headers["Location"]
    assert count(site, Account) == 4


def test_nobody_floods_a_mailbox(site: Site) -> None:
    for _ in range(6):
        register(site, name="Budi", email="baru@contoh.test")
    assert len(letters(site)) == 3


def test_what_is_wrong_is_said_at_the_fields(site: Site) -> None:
    page = register(site, status=422, name=" ")
    assert page.texts(".error-summary li") == ["Nama lengkap belum diisi", "Tulis alamat e-mail atau nomor ponsel"]
    page = register(site, status=422, name="Budi", email="bukan-alamat")
    assert page.texts("p.error") == ["Alamat e-mail ini tidak lengkap, misalnya nama@contoh.id"]
    assert page.one("#email").get("value") == "bukan-alamat"
    page = register(site, status=422, name="Budi", phone="12")
    assert page.texts("p.error") == ["Nomor ponsel ini tidak lengkap, misalnya 0812 3456 7890"]


def test_a_company_and_its_first_admin(site: Site) -> None:
    answer = register_company(site)
    assert answer.headers["Location"] == "/daftar/terkirim?cara=perusahaan"
    PageClient(site.app).get("/daftar/terkirim?cara=perusahaan")
    with site.session() as session:
        company, place = session.query(Employer).one(), session.query(Membership).one()
        assert (company.status, company.nib, company.industry_code) == ("pending", "1234567890123", "05100")
        assert (place.role, place.account.email, place.account.status) == ("admin", "siti@tambang.test", "pending")
        assert {(row.noun, row.verb) for row in session.query(Event)} == {("employer", "register"), ("account", "open")}
    client = PageClient(site.app)
    done = client.get(secret_of(site, "account_confirm")).submit("form.card", password=NEW, status=303)
    assert done.headers["Location"] == "/kelola"


def test_a_company_that_does_not_know_its_code_chooses_a_division(site: Site) -> None:
    register_company(site, industry_code="", division="05")
    with site.session() as session:
        assert session.query(Employer).one().industry_code == "05"
    page = register_company(site, status=422, industry_code="", division="", nib="9999999999999")
    assert page.texts("p.error") == ["Tulis kode KBLI, atau pilih bidang usaha di bawahnya"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"nib": "123"}, "NIB terdiri dari 13 angka"),
        ({"npwp": "12"}, "NPWP terdiri dari 15 atau 16 angka"),
        ({"industry_code": "99999"}, "Kode KBLI ini tidak ada"),
        ({"email": "siti"}, "Alamat e-mail ini tidak lengkap"),
        ({"contact_phone": "7"}, "Nomor ponsel ini tidak lengkap"),
        ({"website": "x y"}, "Alamat situs ini tidak lengkap"),
    ],
)
def test_a_company_is_told_what_is_wrong(site: Site, changes: dict[str, str], words: str) -> None:
    page = register_company(site, status=422, **changes)
    assert words in page.texts(".error-summary li")[0]
    assert page.one("#name").get("value") == "PT Tambang Baru"
    assert count(site, Account) == count(site, Employer) == count(site, Mail) == 0


def test_everything_that_is_wrong_is_said_at_once(site: Site) -> None:
    page = register_company(
        site, status=422, name="", nib="123", industry_code="46", website="x y", email="siti", contact_phone="7"
    )
    assert page.texts(".error-summary li") == [
        "Nama perusahaan belum diisi", "NIB terdiri dari 13 angka",
        "Kode KBLI terdiri dari 5 angka. Bila tidak tahu, pilih bidang usaha.",
        "Alamat situs ini tidak lengkap, misalnya https://contoh.id",
        "Nomor ponsel ini tidak lengkap, misalnya 0812 3456 7890",
        "Alamat e-mail ini tidak lengkap, misalnya nama@contoh.id",
    ]  # fmt: skip


def test_the_typed_address_is_shown_once_in_the_same_browser(site: Site) -> None:
    client = PageClient(site.app)
    client.get("/daftar/pencari-kerja").submit("form.card", name="Rahmat", email="rahmt@contoh.test", status=303)
    page = client.get("/daftar/terkirim?cara=surat")
    assert "rahmt@contoh.test" in page.text
    assert page.link("Salah ketik? Daftar lagi dengan alamat yang benar.").get("href") == "/daftar/pencari-kerja"
    assert "rahmt" not in client.get("/daftar/terkirim?cara=surat").html


def test_the_letter_of_an_english_page_leads_to_one(site: Site) -> None:
    client = PageClient(site.app)
    client.get("/en/daftar/pencari-kerja").submit("form.card", name="Rahmat", email="r@contoh.test", status=303)
    [letter] = letters(site, "account_confirm")
    assert letter.facts == {"spoken": ENGLISH}
    assert client.get(in_language(letter.secret, ENGLISH)).h1 == "Choose a password"


def test_a_number_beside_an_address_is_not_kept(site: Site) -> None:
    """No letter proves it; and whether somebody has it is not told by the letter that comes or does not."""
    site.save(account(email=None, phone="081100001234"))
    for number in ("0811 0000 1234", "0811 0000 9999"):
        register(site, name="Budi", email=f"budi{number[-4:]}@contoh.test", phone=number)
    assert [one.template for one in letters(site)] == ["account_confirm"] * 2
    with site.session() as session:
        assert session.query(Account).filter(Account.phone_index.is_not(None)).count() == 1


def test_an_active_account_has_no_link_to_confirm(site: Site) -> None:
    """A letter of before sets no password of an account in use."""
    one = account(email="rahmat@contoh.test")
    site.save(one)
    with site.session() as session:
        token = issue(session, TokenPurpose.CONFIRM_EMAIL, site.clock, account_id=one.id)
        session.commit()
        with pytest.raises(InvalidFact):
            registration.confirm_email(token, NEW, "", site.clock, KEYRING)
    PageClient(site.app).get("/lupa-sandi").submit("form.card", email="rahmat@contoh.test", status=303)
    PageClient(site.app).get(secret_of(site, "account_reset")).submit("form.card", password=NEW, status=303)
    with site.session() as session:
        waits = session.scalars(select(AccountToken.purpose).where(AccountToken.used_at.is_(None))).all()
        assert waits == []  # the new password overtook it


def test_a_company_for_a_known_address_is_not_stored(site: Site) -> None:
    site.save(account(email="siti@tambang.test"))
    answer = register_company(site)
    assert answer.headers["Location"] == "/daftar/terkirim?cara=perusahaan"
    assert count(site, Employer) == 0
    assert [one.template for one in letters(site)] == ["account_exists"]


def test_the_same_form_sent_again_changes_nothing(site: Site) -> None:
    first, second = register_company(site), register_company(site)
    assert first.headers["Location"] == second.headers["Location"]
    assert (count(site, Employer), count(site, Account)) == (1, 1)
    assert len(letters(site, "account_confirm")) == 1


def test_a_forgotten_password(site: Site) -> None:
    one = account(email="rahmat@contoh.test")
    there = client_as(site, one)
    client = PageClient(site.app)
    answer = client.get("/lupa-sandi").submit("form.card", email="rahmat@contoh.test", status=303)
    strange = client.get("/lupa-sandi").submit("form.card", email="siapa@contoh.test", status=303)
    assert answer.headers["Location"] == strange.headers["Location"] == "/lupa-sandi?terkirim=1"
    assert "Bila ada akun" in client.get("/lupa-sandi?terkirim=1").text
    [letter] = letters(site)
    page = client.get(letter.secret)
    there.get("/akun")  # nothing has changed yet
    page.submit("form.card", password=NEW, status=303)
    client.get("/akun")
    there.get("/akun", status=303)
    client.get(letter.secret, status=404)
    fresh = PageClient(site.app)
    fresh.get("/masuk").submit("form.card", account="rahmat@contoh.test", password=PASSWORD, status=422)
    fresh.get("/masuk").submit("form.card", account="rahmat@contoh.test", password=NEW, status=303)
    assert letters(site)[-1].template == "account_password_changed"


@pytest.mark.parametrize("typed", ["0811 0000 1234", "+62-811-0000-1234"])
def test_a_number_that_forgot_its_password_is_sent_to_the_counter(site: Site, typed: str) -> None:
    page = PageClient(site.app).get("/lupa-sandi").submit("form.card", email=typed, status=422)
    assert "ambil kode di loket" in page.texts(".error-summary li")[0]
    assert page.one("#email").get("value") == typed


def test_a_reset_link_ends_after_two_hours(site: Site) -> None:
    site.save(account(email="rahmat@contoh.test"))
    client = PageClient(site.app)
    client.get("/lupa-sandi").submit("form.card", email="rahmat@contoh.test", status=303)
    path = secret_of(site, "account_reset")
    page = client.get(path)
    site.hands.move(hours=2)
    page.submit("form.card", password=NEW, status=404)
    assert count(site, SignIn) == 0


def test_who_invited_is_asked_for_a_new_invitation(site: Site) -> None:
    """The office's letters are no way to one; of other links they are."""
    page = PageClient(site.app).get("/undangan/sudah-dipakai", status=404)
    assert "Minta undangan baru kepada orang yang mengundang Anda." in page.text
    assert page.texts("main .button") == ["Masuk"]
    other = PageClient(site.app).get("/konfirmasi/sudah-dipakai", status=404)
    assert "mengundang" not in other.text
    assert len(other.select("main .button")) == 3


def test_no_log_holds_a_link(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    for path in ("/konfirmasi/rahasia-sekali", "/sandi-baru/rahasia-sekali", "/undangan/rahasia-sekali"):
        PageClient(site.app).get(path, status=404)
        PageClient(site.app).post(path, status=400)
    assert "rahasia-sekali" not in caplog.text
    assert "/konfirmasi/…" in caplog.text
