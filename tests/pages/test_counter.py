"""The counter: one person one record, accounts for people who come in, and codes to take home (gate S6)."""

from datetime import date
from typing import Any

import pytest

from app.models import Account, AccountToken, Event, Person, Worker
from tests.factories.accounts import PASSWORD, account, client_as, member, officer
from tests.factories.employers import employer
from tests.factories.workers import certificate, person, worker
from tests.support.pages import Page, PageClient
from tests.support.site import Site

NIK, PHONE = "6399011703950000", "081100001234"
NEW = "empat kuda terbang rendah"
WALK_IN = {
    "nik": "6399 0117 0395 0000", "name": "Budi Santoso Contoh", "birth_on": "17-03-1995", "sex": "male",
    "phone": PHONE, "district_code": "63.11.06", "education": "smk", "years": "4", "job1": "sopir truk",
}  # fmt: skip


def counsellor(site: Site) -> PageClient:
    return client_as(site, officer("counsellor"))


def seek(client: PageClient, status: int = 200, **changes: str) -> Page:
    typed = {"nik": NIK, "name": "Budi Santoso", "birth_on": "17-03-1995"} | changes
    return client.get("/petugas/loket").submit("form.card", status=status, **typed)


def form_to(page: Page, ending: str) -> str:
    form = next(one for one in page.select("form") if str(one.get("action")).endswith(ending))
    form.set("id", "dituju")
    return "#dituju"


def register(client: PageClient, status: int = 303, **changes: str) -> Page:
    page = seek(client)
    return page.submit(form_to(page, "/loket/daftar"), status=status, **(WALK_IN | changes))


def test_somebody_new_is_registered(site: Site) -> None:
    client = counsellor(site)
    page = seek(client)
    assert "belum terdata" in page.text
    assert page.one("#name").get("value") == "Budi Santoso"
    answer = register(client)
    with site.session() as session:
        one, profile = session.query(Person).one(), session.query(Worker).one()
        assert (one.name, one.birth_on, one.nik_cipher is not None) == ("Budi Santoso Contoh", date(1995, 3, 17), True)
        assert (profile.education, profile.experience_months, len(profile.occupations)) == ("smk", 48, 1)
    assert answer.headers["Location"] == f"/petugas/loket/orang/{one.id}"
    shown = client.get(answer.headers["Location"])
    assert shown.h1 == "B. S. C."
    assert "berakhir 0000" in shown.text
    for secret in (NIK, PHONE, "0811", "Santoso"):
        assert secret not in shown.html


def test_a_known_nik_is_one_person(site: Site) -> None:
    site.save(worker(of=person(name="Budi Santoso", nik=NIK)))
    client = counsellor(site)
    page = seek(client, name="Nama Lain", birth_on="01-01-1990")
    assert page.texts(".tag--good") == ["NIK sama"]
    assert not [one for one in page.select("form") if str(one.get("action")).endswith("/daftar")]
    client.send("/petugas/loket/daftar", WALK_IN, status=422)
    with site.session() as session:
        assert session.query(Person).count() == 1


def test_name_and_birth_date_are_a_proposal(site: Site) -> None:
    same = person(name="BUDI  Santoso", phone=PHONE)
    site.save(same, person(name="Budi Santoso", birth_on=date(1990, 1, 1)), person(name="Aminah Contoh"))
    client = counsellor(site)
    page = seek(client)
    assert page.texts(".todo b") == ["B. S."]
    assert "tanpa NIK" in page.text
    client.send("/petugas/loket/daftar", WALK_IN, status=422)  # nobody said that it is somebody else
    with site.session() as session:
        assert session.query(Person).count() == 3
    page.submit(form_to(page, "/sama"))
    with site.session() as session:
        assert session.get_one(Person, same.id).nik_index is not None
    assert seek(client).texts(".tag--good") == ["NIK sama"]


def test_staff_may_say_that_it_is_somebody_else(site: Site) -> None:
    site.save(person(name="Budi Santoso"))
    client = counsellor(site)
    page = seek(client)
    page.submit(form_to(page, "/daftar"), status=303, **(WALK_IN | {"other": "1"}))
    with site.session() as session:
        assert session.query(Person).count() == 2


def test_a_nik_that_differs_is_no_match(site: Site) -> None:
    one = person(name="Budi Santoso", nik="6399011703950001")
    site.save(one)
    client = counsellor(site)
    page = seek(client)
    wrong = page.submit(form_to(page, "/sama"), status=422)
    assert "sudah punya NIK lain" in wrong.texts(".error-summary li")[0]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"nik": "123"}, "NIK terdiri dari 16 angka"),
        ({"job1": "xyzzy qwrt"}, "Jabatan ini belum dikenali"),
        ({"phone": "12"}, "Nomor ponsel ini tidak lengkap"),
        ({"birth_on": "31-02-1995"}, "belum berupa tanggal"),
        ({"birth_on": "17-03-2095"}, "tidak mungkin"),
        ({"district_code": ""}, "Kecamatan tempat tinggal belum diisi"),
    ],
)
def test_what_is_wrong_is_said(site: Site, changes: dict[str, str], words: str) -> None:
    page = counsellor(site).send("/petugas/loket/daftar", WALK_IN | changes, status=422)
    assert words in page.texts(".error-summary li")[0]
    assert page.one("#name").get("value") == "Budi Santoso Contoh"


def slip_of(page: Page) -> str:
    return page.texts("code.key")[0]


def test_a_walk_in_gets_an_account(site: Site) -> None:
    client = counsellor(site)
    path = register(client).headers["Location"]
    page = client.get(path)
    page.submit("main form", status=422)  # the card was not seen
    slip = page.submit("main form", seen="1")
    code = slip_of(slip)
    assert "/aktivasi" in slip.text
    assert "/akun/data" not in slip.text
    with site.session() as session:
        token, held = session.query(AccountToken).one(), session.query(Account).filter_by(kind="jobseeker").one()
        assert code.replace("-", "").encode() not in bytes(token.token_hash)
        assert (held.status, held.person_id) == ("pending", session.query(Person).one().id)
    mine = PageClient(site.app)
    wrong = mine.get("/aktivasi").submit("form.card", account=PHONE, code="AAAA-AAAA", password=NEW, status=422)
    assert "tidak cocok" in wrong.texts(".error-summary li")[0]
    answer = mine.get("/aktivasi").submit(
        "form.card", account="+62 811 0000 1234", code=code.lower(), password=NEW, status=303
    )
    assert answer.headers["Location"] == "/akun"
    assert "Budi Santoso Contoh" in mine.get("/akun/data").text
    PageClient(site.app).get("/aktivasi").submit("form.card", account=PHONE, code=code, password=NEW, status=422)


def test_an_unknown_number_is_answered_like_a_wrong_code(site: Site) -> None:
    site.save(account(email=None, phone=PHONE))
    pages = [
        PageClient(site.app)
        .get("/aktivasi")
        .submit("form.card", account=phone, code="K7QM-2HXT", password=NEW, status=422)
        for phone in (PHONE, "081100009999", "bukan nomor")
    ]
    assert len({tuple(page.texts(".error-summary li")) for page in pages}) == 1


def test_a_code_dies_after_five_wrong_ones(site: Site) -> None:
    one = account(email=None, phone=PHONE, status="pending", confirmed_at=None, password_hash=None)
    site.save(one)
    code = slip_of(client_as(site, officer("admin")).send(f"/petugas/loket/kode/{one.id}", {"seen": "1"}, status=200))

    def give(typed: str, status: int) -> None:
        form = {"account": PHONE, "code": typed, "password": NEW}
        PageClient(site.app).send("/aktivasi", form, status=status)

    for _ in range(5):
        give("AAAA-AAAA", 422)
    give(code, 429)
    site.hands.move(minutes=15)
    give(code, 422)


def test_a_code_ends_after_seven_days_and_a_new_one_replaces_it(site: Site) -> None:
    one = account(email=None, phone=PHONE)
    site.save(one)
    desk = counsellor(site)
    codes = [slip_of(desk.send(f"/petugas/loket/kode/{one.id}", {"seen": "1"}, status=200)) for _ in range(2)]
    PageClient(site.app).send("/aktivasi", {"account": PHONE, "code": codes[0], "password": NEW}, status=422)
    site.hands.move(days=7)
    PageClient(site.app).send("/aktivasi", {"account": PHONE, "code": codes[1], "password": NEW}, status=422)


def test_a_code_sets_a_new_password(site: Site) -> None:
    one = account(email=None, phone=PHONE, name="Budi Santoso")
    old, desk = client_as(site, one), counsellor(site)
    page = desk.get("/petugas/loket/kode").submit("main form", account="0811-0000-1234")
    assert "Budi Santoso" in page.text
    page.submit("main form", status=422)
    code = slip_of(page.submit("main form", seen="1"))
    PageClient(site.app).send("/aktivasi", {"account": PHONE, "code": code, "password": NEW})
    old.get("/akun", status=303)
    PageClient(site.app).send("/masuk", {"account": PHONE, "password": PASSWORD}, status=422)
    PageClient(site.app).send("/masuk", {"account": PHONE, "password": NEW})
    with site.session() as session:
        assert [row.verb for row in session.query(Event).order_by(Event.id)] == [
            "looked_up", "hand_out_code", "reset_password", "sign_in", "wrong_password", "sign_in",
        ]  # fmt: skip


@pytest.mark.parametrize(
    "who",
    [lambda: officer("moderator", email="lain@contoh.test"), lambda: member(employer(), email="lain@contoh.test")],
)
def test_no_code_for_accounts_that_see_others(site: Site, who: Any) -> None:
    one = who()
    site.save(one)
    desk = counsellor(site)
    page = desk.get("/petugas/loket/kode").submit("main form", account="lain@contoh.test", status=422)
    assert "lewat e-mail" in page.texts(".error-summary li")[0]
    desk.send(f"/petugas/loket/kode/{one.id}", {"seen": "1"}, status=404)
    desk.send(f"/petugas/loket/kode/{one.id}", {}, status=404)  # nor whose it is
    page = desk.get("/petugas/loket/kode").submit("main form", account="siapa@contoh.test", status=422)
    assert "Tidak ada akun" in page.texts(".error-summary li")[0]


def test_an_account_in_use_connects_with_a_code(site: Site) -> None:
    """The owner claims the record: NIK, date of birth and the counter's code."""
    whom = person(name="Budi Santoso", nik=NIK)
    one = account(email="budi@contoh.test", name="Budi")
    site.save(worker(certificate(), of=whom), one)
    mine, desk = client_as(site, one), counsellor(site)
    slip = desk.send(f"/petugas/loket/orang/{whom.id}", {"phone": "Budi@Contoh.test", "seen": "1"}, status=200)
    assert "buka Data saya" in slip.text
    assert "/aktivasi" not in slip.text
    code = slip_of(slip)
    # It connects, and sets no password: whose account the address is was not compared with the card.
    typed = {"account": "budi@contoh.test", "code": code, "password": NEW}
    PageClient(site.app).send("/aktivasi", typed, status=422)
    page = mine.get("/akun/data")
    for nik, born, typed in ((NIK, "18-03-1995", code), ("6399011703950009", "17-03-1995", code)):
        wrong = page.submit("main form", nik=nik, birth_on=born, code=typed, status=422)
        assert "tidak cocok" in wrong.texts(".error-summary li")[0]
    page.submit("main form", nik=NIK, birth_on="17-03-1995", code=code, status=303)
    data = mine.get("/akun/data")
    assert "berakhir 0000" in data.text
    assert NIK not in data.html
    data.submit("main form", status=303)
    assert "Lihat kartu Anda" in mine.get("/akun/data").text
    mine.get("/akun/data").submit("main form", status=303)
    assert "Saya setuju" in mine.get("/akun/data").text


def test_a_number_of_somebody_else_is_refused(site: Site) -> None:
    first, second = person(name="Satu", nik=NIK), person(name="Dua")
    site.save(first, second)
    site.save(account(email=None, phone=PHONE, person_id=first.id))
    page = counsellor(site).send(f"/petugas/loket/orang/{second.id}", {"phone": PHONE, "seen": "1"}, status=422)
    assert "akun orang lain" in page.texts(".error-summary li")[0]


@pytest.mark.parametrize(
    ("who", "register", "code"),
    [
        (lambda: officer("counsellor"), 200, 200), (lambda: officer("verifier"), 200, 200),
        (lambda: officer("admin"), 404, 200),
        (lambda: officer("moderator"), 404, 404), (lambda: officer("head"), 404, 404), (account, 404, 404),
    ],
)  # fmt: skip
def test_who_may_do_what_at_the_counter(site: Site, who: Any, register: int, code: int) -> None:
    client = client_as(site, who())
    client.get("/petugas/loket", status=code)
    client.get("/petugas/loket/kode", status=code)
    client.get("/petugas/loket/jabatan?q=sopir&kotak=job1", status=register) if register == 404 else None
    client.send("/petugas/loket/cari", {"nik": NIK, "name": "Budi", "birth_on": "17-03-1995"}, status=register)


def test_no_log_holds_a_number(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    client = counsellor(site)
    register(client)
    seek(client)
    client.send("/petugas/loket/daftar", WALK_IN | {"sex": "?"}, status=422)
    for secret in (NIK, "6399 0117", PHONE, "Santoso"):
        assert secret not in caplog.text


def test_whoever_is_looked_up_can_be_told_by_whom(site: Site) -> None:
    whom = person(name="Budi Santoso", nik=NIK)
    site.save(worker(certificate(), of=whom))
    desk = counsellor(site)
    seek(desk)
    desk.get(f"/petugas/loket/orang/{whom.id}")
    desk.get("/petugas/loket/orang/999", status=404)
    with site.session() as session:
        looks = session.query(Event).filter_by(verb="looked_up").order_by(Event.id).all()
        assert [(one.noun, one.noun_id) for one in looks] == [("person", whom.id)] * 2
        assert all(one.account_id is not None for one in looks)
