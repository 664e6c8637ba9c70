"""An officer's first sign-in in a real browser, with script and without: password, the second step taken into use, the
codes for paper, out, and in again with a code."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from app.demo.accounts import TOUR_PASSWORD
from app.gateways.one_time_codes import code_at
from tests.browser.tab import Tab
from tests.browser.walk import follow, press


def give_password(tab: Tab, email: str, password: str = TOUR_PASSWORD) -> None:
    tab.page.get_by_label("E-mail atau nomor ponsel").fill(email)
    tab.page.get_by_label("Kata sandi", exact=True).fill(password)
    tab.page.locator("main").get_by_role("button", name="Masuk").click()
    tab.page.wait_for_load_state()


@pytest.mark.parametrize(("script", "email"), [(True, "kepala@contoh.test"), (False, "pelatihan@contoh.test")])
def test_an_officer_signs_in_for_the_first_time(open_tab: Callable[..., Tab], script: bool, email: str) -> None:
    tab = open_tab(360, java_script_enabled=script)
    tab.expected.add(422)
    tab.go("/petugas")  # sends to sign in first
    assert tab.path.startswith("/masuk?lanjut=")
    give_password(tab, email, "bukan sandi ini")
    summary = tab.page.locator(".error-summary")
    assert "tidak cocok" in summary.inner_text()
    assert summary.evaluate("one => document.activeElement === one")
    assert tab.page.get_by_label("E-mail atau nomor ponsel").input_value() == email
    give_password(tab, email)
    assert tab.path.startswith("/akun/dua-langkah?lanjut=")
    press(tab, "Mulai")
    secret = tab.page.locator("code.key").inner_text().replace(" ", "")
    tab.page.wait_for_load_state("networkidle")
    assert tab.page.locator("img.qr").evaluate("one => one.complete && one.naturalWidth > 0")
    now = datetime.now(UTC)
    tab.page.get_by_label("Kode").fill(code_at(secret, now))
    press(tab, "Aktifkan")
    codes = tab.page.locator("code.key").all_inner_texts()
    assert len(codes) == 10
    follow(tab, "Sudah saya simpan, lanjut")
    assert tab.path.startswith("/petugas")
    tab.page.locator("summary.menu-button").click()
    press(tab, "Keluar")
    assert tab.path == "/masuk"
    give_password(tab, email)
    assert tab.path == "/masuk/kode"
    tab.page.get_by_label("Kode").fill(code_at(secret, now))  # used already
    press(tab, "Lanjut")
    assert "tidak cocok" in tab.page.locator(".error-summary").inner_text()
    tab.page.get_by_label("Kode").fill(code_at(secret, now + timedelta(seconds=30)))
    press(tab, "Lanjut")
    assert tab.path.startswith("/petugas")
    tab.go("/akun/keamanan")
    assert "Sisa kode cadangan: 10." in tab.page.locator("main").inner_text()


def test_a_password_can_be_looked_at_while_it_is_typed(open_tab: Callable[..., Tab]) -> None:
    tab = open_tab(360)
    tab.expected.add(422)
    tab.go("/masuk")
    field = tab.page.get_by_label("Kata sandi", exact=True)
    button = tab.page.get_by_role("button", name="Perlihatkan kata sandi")
    field.fill("sandi yang salah")
    button.click()
    assert (field.get_attribute("type"), button.get_attribute("aria-pressed")) == ("text", "true")
    button.click()
    assert field.get_attribute("type") == "password"
    button.click()
    tab.page.evaluate("addEventListener('submit', () => { name = document.querySelector('#password').type; })")
    tab.page.get_by_label("E-mail atau nomor ponsel").fill("siapa@contoh.test")
    press(tab, "Masuk")
    assert tab.page.evaluate("name") == "password", "hidden when it is sent, so that no browser keeps it as a word"


def test_without_script_no_button_promises_to_show_it(open_tab: Callable[..., Tab]) -> None:
    tab = open_tab(360, java_script_enabled=False)
    tab.go("/masuk")
    assert not tab.page.get_by_text("Perlihatkan kata sandi").is_visible()
