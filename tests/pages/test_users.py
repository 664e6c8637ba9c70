"""The office's accounts: inviting, changing roles, keeping out; and that all of it holds at once."""

from typing import Any

import pytest

from app.models import Account, AccountRole, Event
from app.services.identity import TOTP
from tests.factories.accounts import TOTP_SECRET, account, client_as, member, officer
from tests.factories.employers import employer
from tests.support.clock import NOW
from tests.support.keys import KEYRING
from tests.support.letters import letters, secret_of
from tests.support.pages import Page, PageClient
from tests.support.queries import assert_flat
from tests.support.site import Site

NEW = "empat kuda terbang rendah"
ENROLLED = {"totp_cipher": KEYRING.encrypt(TOTP_SECRET, TOTP), "totp_confirmed_at": NOW}


def admin(site: Site) -> PageClient:
    return client_as(site, officer("admin", name="Admin Contoh"))


def form_to(page: Page, ending: str) -> str:
    """A selector of the form whose address ends so."""
    [form] = [
        one for one in page.select("form") if str(one.get("action")).endswith(ending) and one.get("method") == "post"
    ]
    form.set("id", "dituju")
    return "#dituju"


def roles_of(site: Site, one: Account) -> set[str]:
    with site.session() as session:
        return {row.role for row in session.query(AccountRole).filter_by(account_id=one.id)}


def verbs(site: Site) -> list[str]:
    """What was done; that somebody's account was looked at is left out."""
    with site.session() as session:
        return [row.verb for row in session.query(Event).filter(Event.verb != "read").order_by(Event.id)]


def test_the_list_shows_who_is_what(site: Site) -> None:
    site.save(officer("moderator", "verifier", name="Modi"), account(name="Jaka", email=None, phone="081100001234"))
    site.save(
        member(employer(name="PT Contoh"), name="Siti"), account(name="Baru", status="pending", confirmed_at=None)
    )
    page = admin(site).get("/petugas/pengguna")
    rows = page.texts("tbody tr")
    assert len(rows) == 5
    assert any("Modi" in row and "Moderator, Verifikator" in row for row in rows)
    assert any("Siti" in row and "PT Contoh" in row for row in rows)
    assert any("Baru" in row and "Belum aktif" in row for row in rows)
    assert "1234" not in page.html
    assert len(admin(site).get("/petugas/pengguna?jenis=moderator").select("tbody tr")) == 1
    assert len(admin(site).get("/petugas/pengguna?status=pending").select("tbody tr")) == 1
    odd = admin(site).get("/petugas/pengguna?jenis=raja&status=pending")
    assert "Nilai “raja” untuk jenis tidak dikenal" in odd.text
    assert len(odd.select("tbody tr")) == 1


def test_people_are_sought_without_naming_them_in_an_address(site: Site) -> None:
    site.save(account(name="Jaka Tingkir", email="jaka@contoh.test"), account(name="Orang Lain"))
    page = admin(site).get("/petugas/pengguna")
    found = page.submit(form_to(page, "/pengguna"), text="tingkir")
    assert len(found.select("tbody tr")) == 1
    assert found.path == "/petugas/pengguna"
    again = page.submit("#dituju", text="x", status=422)
    assert again.texts(".error-summary li") == ["Tulis sedikitnya dua huruf"]


def test_many_people_of_one_name_fill_pages_that_no_address_names(site: Site) -> None:
    site.save(*(account(name=f"Siti {number:02d}") for number in range(31)), account(name="Orang Lain"))
    page = admin(site).get("/petugas/pengguna")
    first = page.submit(form_to(page, "/pengguna"), text="siti")
    assert len(first.select("tbody tr")) == 30
    assert "31 akun" in first.text
    second = first.submit(".pager form", halaman="2")
    assert second.path == "/petugas/pengguna"
    assert [name.split("rahmat")[0] for name in second.texts("tbody th")] == ["Siti 30"]
    beyond = second.submit(".pager form", halaman="3", status=404)
    assert beyond.texts("main .empty h2") == ["Halaman ini tidak ada"]
    odd = second.submit(".pager form", halaman="nol")
    assert odd.texts(".notice p") == ["Nilai “nol” untuk halaman tidak dikenal dan tidak dipakai."]


def test_an_officer_is_invited(site: Site) -> None:
    boss = admin(site)
    page = boss.get("/petugas/pengguna/undang")
    page.submit("main form", email="Baru@Kantor.test", roles=["moderator", "head"], status=303)
    assert "Undangan sudah dikirim" in boss.get("/petugas/pengguna").text
    [letter] = letters(site)
    assert (letter.recipient, letter.template) == ("baru@kantor.test", "invite_staff")
    guest = PageClient(site.app)
    done = guest.get(letter.secret).submit("form.card", name="Petugas Baru", password=NEW, status=303)
    assert done.headers["Location"] == "/masuk/kode"
    with site.session() as session:
        one = session.query(Account).filter_by(email="baru@kantor.test").one()
        assert (one.kind, one.status, one.name) == ("staff", "active", "Petugas Baru")
    assert roles_of(site, one) == {"moderator", "head"}
    PageClient(site.app).get(letter.secret, status=404)
    assert verbs(site) == ["invite_staff", "activate", "join_office", "sign_in"]


def test_an_invitation_can_be_withdrawn(site: Site) -> None:
    boss = admin(site)
    boss.send("/petugas/pengguna/undang", {"email": "baru@kantor.test", "roles": "moderator"})
    page = boss.get("/petugas/pengguna")
    page.submit(form_to(page, "/tarik"), status=303)
    PageClient(site.app).get(secret_of(site, "invite_staff"), status=404)


def test_somebody_with_an_account_joins_with_it(site: Site) -> None:
    one = account(email="rahmat@contoh.test")
    mine = client_as(site, one)
    admin(site).send("/petugas/pengguna/undang", {"email": "rahmat@contoh.test", "roles": "counsellor"})
    path = secret_of(site, "invite_staff")
    assert "Masuk dulu" in PageClient(site.app).get(path).text
    PageClient(site.app).send(path, {"name": "Penyusup", "password": NEW}, status=200)
    assert roles_of(site, one) == set()
    mine.get(path).submit("form.card", status=303)
    assert roles_of(site, one) == {"counsellor"}
    mine.get("/akun", status=303)  # an officer signs in anew, with two steps


def test_who_joins_takes_the_second_step_first(site: Site) -> None:
    """Whoever knows the password alone does nothing for the account (gate S4)."""
    one = account(email="rahmat@contoh.test", **ENROLLED)
    half = client_as(site, one, second_factor=False)
    admin(site).send("/petugas/pengguna/undang", {"email": "rahmat@contoh.test", "roles": "counsellor"})
    path = secret_of(site, "invite_staff")
    for answer in (half.get(path, status=303), half.send(path)):
        assert answer.headers["Location"] == f"/masuk/kode?lanjut={path}"
    assert roles_of(site, one) == set()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"email": "", "roles": "moderator"}, "Alamat e-mail belum diisi"),
        ({"email": "x", "roles": "moderator"}, "tidak lengkap"),
        ({"email": "a@b.test"}, "Pilih sedikitnya satu peran"),
        ({"email": "a@b.test", "roles": "raja"}, "tidak ada dalam daftar"),
        ({"email": "modi@kantor.test", "roles": "moderator"}, "sudah milik petugas"),
    ],
)
def test_a_wrong_invitation_is_not_sent(site: Site, typed: dict[str, str], words: str) -> None:
    site.save(officer("moderator", email="modi@kantor.test"))
    page = admin(site).send("/petugas/pengguna/undang", typed, status=422)
    assert words in page.texts(".error-summary li")[0]
    assert not letters(site)


def test_roles_change_at_once(site: Site) -> None:
    one = officer("moderator", "admin")
    theirs, boss = client_as(site, one), admin(site)
    theirs.get("/petugas/pengguna")
    page = boss.get(f"/petugas/pengguna/{one.id}")
    page.submit(form_to(page, "/peran"), roles=["verifier"], status=303)
    assert roles_of(site, one) == {"verifier"}
    theirs.get("/petugas/pengguna", status=303)
    anew = client_as(site, one)
    anew.get("/petugas/pengguna", status=404)
    assert verbs(site) == ["change_roles"]
    page.submit("#dituju", roles=["verifier"], status=303)
    assert verbs(site) == ["change_roles"]  # no change, no line


def test_a_page_that_is_out_of_date_gives_no_role_back(site: Site) -> None:
    one = officer("moderator", "admin")
    site.save(one)
    boss, other = admin(site), admin(site)
    stale = boss.get(f"/petugas/pengguna/{one.id}")
    other.send(f"/petugas/pengguna/{one.id}/peran", {"roles": "moderator", "dilihat": "admin moderator"}, status=303)
    told = stale.submit(form_to(stale, "/peran"), status=409, roles=["moderator", "admin", "verifier"])
    [said] = told.texts(".error-summary li")
    assert "diubah sesudah Anda membuka halaman ini" in said
    assert [box.get("value") for box in told.select("input[name=roles]") if box.get("checked") is not None] == [
        "moderator"
    ]
    assert roles_of(site, one) == {"moderator"}
    assert verbs(site) == ["change_roles"]
    told.submit(form_to(told, "/peran"), status=303, roles=["moderator", "verifier"])
    assert roles_of(site, one) == {"moderator", "verifier"}


def test_there_is_always_an_admin(site: Site) -> None:
    one = officer("admin", "verifier", name="Satu")
    boss = client_as(site, one)
    page = boss.send(f"/petugas/pengguna/{one.id}/peran", {"roles": "verifier"}, status=422)
    assert page.texts(".error-summary li") == ["Anda tidak dapat melepas peran admin Anda sendiri"]
    page = boss.send(f"/petugas/pengguna/{one.id}/tangguhkan", {"reason": "coba"}, status=422)
    assert roles_of(site, one) == {"admin", "verifier"}
    boss.get("/petugas/pengguna")


def test_a_suspended_account_is_out_at_once(site: Site) -> None:
    one = account(name="Jaka")
    theirs, boss = client_as(site, one), admin(site)
    theirs.get("/akun")
    page = boss.get(f"/petugas/pengguna/{one.id}")
    page.submit(form_to(page, "/tangguhkan"), status=422)
    page.submit(form_to(page, "/tangguhkan"), reason="Menyalahgunakan akun.", status=303)
    theirs.get("/akun", status=303)
    after = boss.get(f"/petugas/pengguna/{one.id}")
    assert "Menyalahgunakan akun." in after.text
    after.submit(form_to(after, "/aktifkan"), reason="Sudah jelas.", status=303)
    client_as(site, one).get("/akun")
    assert verbs(site) == ["suspend", "reinstate"]


def test_an_officer_who_lost_everything_enrols_anew(site: Site) -> None:
    one = officer("moderator")
    boss, theirs = admin(site), client_as(site, one)
    page = boss.get(f"/petugas/pengguna/{one.id}")
    wrong = page.submit(form_to(page, "/langkah-kedua"), status=422)
    assert wrong.texts(".error-summary li") == ["Alasan belum diisi"]
    page.submit(form_to(page, "/langkah-kedua"), why="Ponsel hilang, orangnya datang.", status=303)
    theirs.get("/petugas", status=303)
    anew = client_as(site, one, second_factor=False)
    assert anew.get("/masuk/kode", status=303).headers["Location"] == "/akun/dua-langkah"


def test_whoever_opens_an_account_leaves_a_line(site: Site) -> None:
    """Also with a form that is wrong; one's own is nobody's business."""
    one, me = account(name="Jaka"), officer("admin", name="Admin Contoh")
    site.save(one)
    boss = client_as(site, me)
    boss.get(f"/petugas/pengguna/{one.id}")
    boss.send(f"/petugas/pengguna/{one.id}/tangguhkan", {"reason": ""}, status=422)
    boss.get(f"/petugas/pengguna/{me.id}")
    boss.get("/petugas/pengguna/999", status=404)
    with site.session() as session:
        lines = session.query(Event.noun, Event.noun_id, Event.account_id).filter_by(verb="read").all()
    assert lines == [("account", one.id, me.id)] * 2
    assert "Dibaca" not in boss.get(f"/petugas/pengguna/{one.id}").text, "looks would push out what was done"
    assert f"akun {one.id} dibaca" in boss.get("/petugas/catatan?perbuatan=read").text


def test_sessions_are_ended(site: Site) -> None:
    one = account()
    theirs, boss = client_as(site, one), admin(site)
    page = boss.get(f"/petugas/pengguna/{one.id}")
    page.submit(form_to(page, "/keluarkan"), status=303)
    theirs.get("/akun", status=303)


@pytest.mark.parametrize("path", ["/petugas/pengguna", "/petugas/pengguna/undang", "/petugas/pengguna/1"])
@pytest.mark.parametrize(
    "who", [account, lambda: officer("head"), lambda: officer("moderator"), lambda: member(employer())]
)
def test_nobody_else_sees_them(site: Site, path: str, who: Any) -> None:
    client_as(site, who()).get(path, status=404)


def test_missing_accounts_are_not_found(site: Site) -> None:
    boss = admin(site)
    boss.get("/petugas/pengguna/999", status=404)
    for verb in ("peran", "tangguhkan", "aktifkan", "langkah-kedua", "keluarkan"):
        boss.send(f"/petugas/pengguna/999/{verb}", {"reason": "x", "why": "x"}, status=404)


def test_the_list_asks_a_fixed_number_of_times(site: Site) -> None:
    boss = admin(site)
    few = "/petugas/pengguna?jenis=admin"
    for _ in range(5):
        site.save(officer("moderator", "verifier"), account(), indexed=False)
    assert assert_flat(lambda: boss.get(few), lambda: boss.get("/petugas/pengguna")) <= 8


def test_an_admin_gives_themselves_nothing(site: Site) -> None:
    one = officer("admin", name="Satu")
    boss = client_as(site, one)
    page = boss.send(f"/petugas/pengguna/{one.id}/peran", {"roles": ["admin", "verifier"]}, status=422)
    said = "Anda tidak dapat menambah peran Anda sendiri. Mintalah kepada admin lain"
    assert page.texts(".error-summary li") == [said]
    assert roles_of(site, one) == {"admin"}
    admin(site).send(f"/petugas/pengguna/{one.id}/peran", {"roles": ["admin", "verifier"]})
    assert roles_of(site, one) == {"admin", "verifier"}


@pytest.mark.parametrize(
    ("verb", "typed"), [("peran", {"roles": "moderator"}), ("tangguhkan", {"reason": "Tidak bertugas lagi."})]
)
def test_an_invitation_ends_with_the_right_to_give_it(site: Site, verb: str, typed: dict[str, str]) -> None:
    leaving, known = officer("admin"), account(email="rahmat@contoh.test")
    mine = client_as(site, known)
    theirs = client_as(site, leaving)
    theirs.send("/petugas/pengguna/undang", {"email": "baru@kantor.test", "roles": "admin"})
    theirs.send("/petugas/pengguna/undang", {"email": "rahmat@contoh.test", "roles": "admin"})
    stranger, own = (one.secret for one in letters(site, "invite_staff"))
    guest = PageClient(site.app)
    page, hers = guest.get(stranger), mine.get(own)
    admin(site).send(f"/petugas/pengguna/{leaving.id}/{verb}", typed)
    page.submit("form.card", name="Petugas Baru", password=NEW, status=404)
    hers.submit("form.card", status=404)
    assert roles_of(site, known) == set()
