"""Jobseekers and officers whose browser runs no script: accounts by letter and by paper, a lost password, the second
step, the counter, the office's lists of accounts, of what was done, and of quoted postings."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime

import pytest

from app.gateways.one_time_codes import code_at
from tests.browser.signed_in import sign_in, tour_account
from tests.browser.tab import Tab
from tests.browser.walk import PASSWORD, follow, letter_to, press, said, write
from tests.faults.hand import Hand
from tests.support.server import Server

NEW = "tiga perahu lewat pelan"
NIK = "6399014907010003"


@pytest.fixture
def plain(open_tab: Callable[..., Tab]) -> Callable[[], Tab]:
    """Makes tabs of phones without script."""

    def make() -> Tab:
        tab = open_tab(360, java_script_enabled=False)
        tab.expected = {422}
        return tab

    return make


def sign_in_by_form(tab: Tab, account: str, password: str) -> None:
    tab.go("/masuk")
    write(tab, account=account, password=password)
    tab.page.locator("main").get_by_role("button", name="Masuk", exact=True).click()
    tab.page.wait_for_load_state()


def sign_out(tab: Tab) -> None:
    tab.page.locator("summary.menu-button").click()
    tab.page.get_by_role("button", name="Keluar", exact=True).click()
    tab.page.wait_for_url("**/masuk")


def open_account(tab: Tab, server: Server, name: str, email: str) -> None:
    """An account by a letter."""
    tab.go("/daftar")
    follow(tab, "pencari kerja")
    write(tab, name=name, email=email)
    press(tab, "Daftar")
    said(tab, email)
    tab.go(letter_to(server, email))
    write(tab, password=PASSWORD)
    press(tab, "Aktifkan akun")
    assert tab.path == "/akun"


def test_an_account_by_letter_its_password_and_its_second_step(plain: Callable[[], Tab], server: Server) -> None:
    tab, address = plain(), "tanpa-skrip@warga.test"
    open_account(tab, server, "Warga Tanpa Skrip", address)
    other = plain()
    sign_in_by_form(other, address, PASSWORD)
    assert other.path == "/akun"
    tab.go("/akun/keamanan")
    press(tab, "Keluar dari semua perangkat")
    assert tab.path == "/masuk"
    other.page.reload()
    assert other.path.startswith("/masuk"), "signed out there too"

    follow(tab, "Lupa kata sandi")
    write(tab, email=address)
    press(tab, "Kirim tautan")
    said(tab, "suratnya sedang dikirim")
    tab.go(letter_to(server, address, "sandi baru"))
    write(tab, password=NEW)
    press(tab, "Simpan kata sandi")
    assert tab.path == "/akun", "the new password signs in"
    tab.go("/akun/keamanan")
    follow(tab, "Atur")
    press(tab, "Mulai")
    secret = tab.page.locator("code.key").inner_text().replace(" ", "")
    write(tab, code=code_at(secret, datetime.now(UTC)))
    press(tab, "Aktifkan")
    paper = tab.page.locator("code.key").first.inner_text()
    follow(tab, "Sudah saya simpan, lanjut")
    sign_out(tab)
    sign_in_by_form(tab, address, NEW)
    assert tab.path.startswith("/masuk/kode")
    write(tab, code=paper)
    press(tab, "Lanjut")
    tab.go("/akun/keamanan")
    said(tab, "Sisa kode cadangan: 9.")


def code_for(office: Tab) -> str:
    """What the counter prints for whoever stands there with an identity card."""
    office.page.locator("#seen").check()
    press(office, "Buat kode")
    return office.page.locator("code.key").inner_text()


def test_an_account_with_a_telephone_alone_is_activated_at_the_counter(plain: Callable[[], Tab], hand: Hand) -> None:
    tab, office = plain(), plain()
    sign_in(office, hand, tour_account(hand, "counsellor"))
    tab.go("/daftar/pencari-kerja")
    write(tab, name="Warga Berponsel", phone="0811 7000 0101")
    press(tab, "Daftar")
    follow(tab, "Saya sudah punya kode")
    office.go("/petugas/loket")
    follow(office, "Beri kode akun")
    write(office, account="081170000101")
    press(office, "Cari akun")
    write(tab, account="0811-7000-0101", code=code_for(office).lower(), password=PASSWORD)
    press(tab, "Simpan dan masuk")
    assert tab.path == "/akun"


def test_a_walk_in_claims_the_own_data_later(plain: Callable[[], Tab], hand: Hand, server: Server) -> None:
    tab, office, address = plain(), plain(), "warga-loket@warga.test"
    open_account(tab, server, "Warga Loket", address)
    sign_in(office, hand, tour_account(hand, "counsellor"))
    office.go("/petugas/loket")
    write(office, nik=NIK, name="Warga Loket Contoh", birth_on="09-07-2001")
    press(office, "Cari orang")
    office.page.get_by_label("Perempuan").check()
    office.page.locator("#district_code").select_option("63.11.06")
    office.page.locator("#education").select_option("smk")
    write(office, years="2", job1="sopir truk")
    press(office, "Simpan data")
    write(office, phone=address)
    code = code_for(office)
    follow(tab, "Buka data saya")
    write(tab, nik=NIK, birth_on="09-07-2001", code=code)
    press(tab, "Hubungkan")
    said(tab, "Warga Loket Contoh")
    press(tab, "Saya setuju kartu tampil")
    said(tab, "Kartu tampil begitu satu sertifikat")
    press(tab, "Cabut persetujuan")
    said(tab, "Saya setuju kartu tampil")


def test_the_admin_finds_suspends_invites_and_reads_the_log(
    plain: Callable[[], Tab], hand: Hand, server: Server
) -> None:
    tab, invited = plain(), plain()
    sign_in(tab, hand, tour_account(hand, "admin"))
    tab.go("/petugas/pengguna")
    write(tab, text="pelatihan@")
    press(tab, "Cari")
    tab.page.locator("tbody a").first.click()
    tab.page.locator("main form textarea").first.fill("Cuti panjang.")
    press(tab, "Tangguhkan akun")
    said(tab, "Aktifkan lagi")
    tab.page.locator("main form textarea").first.fill("Sudah kembali.")
    press(tab, "Aktifkan lagi")
    said(tab, "Tangguhkan akun")
    tab.page.get_by_label("Verifikator").check()
    press(tab, "Simpan peran")
    assert tab.page.get_by_label("Verifikator").is_checked()
    tab.page.get_by_label("Verifikator").uncheck()
    press(tab, "Simpan peran")

    tab.go("/petugas/pengguna")
    follow(tab, "Undang petugas")
    write(tab, email="petugas-baru@dinas.test")
    tab.page.get_by_label("Moderator").check()
    press(tab, "Kirim undangan")
    invited.go(letter_to(server, "petugas-baru@dinas.test"))
    write(invited, name="Petugas Baru", password=PASSWORD)
    press(invited, "Terima undangan")
    assert invited.path.startswith("/akun/dua-langkah")

    tab.go("/petugas/catatan")
    tab.page.locator("details.filters > summary").click()
    tab.page.locator("#perbuatan").select_option("suspend")
    press(tab, "Cari")
    said(tab, "Cuti panjang.")
    tab.go("/akun/pemberitahuan")
    tab.page.locator("h1").wait_for()


def test_a_quoted_posting_is_linked(plain: Callable[[], Tab], hand: Hand, server: Server) -> None:
    with closing(sqlite3.connect(server.data_dir / "lamar.db")) as database:
        [name] = database.execute("SELECT name FROM employer WHERE status = 'active' ORDER BY id LIMIT 1").fetchone()
    tab = plain()
    sign_in(tab, hand, tour_account(hand, "moderator"))
    tab.go("/petugas/impor")
    tab.page.locator("#tautan").select_option("belum")
    press(tab, "Terapkan")
    tab.page.locator(".queue-item .card-link").first.click()
    write(tab, cari=name)
    press(tab, "Cari")
    tab.page.get_by_label(name).first.check()
    press(tab, "Tautkan")
    said(tab, "Tautan disimpan.")
    press(tab, "Lepas tautan")
    said(tab, "Tautan dilepas.")
