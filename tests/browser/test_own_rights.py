"""Somebody takes their data along and deletes their account, with script and without."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.services.transaction import transaction
from tests.browser.tab import Tab
from tests.browser.test_sign_in import give_password
from tests.browser.walk import follow, press
from tests.factories.accounts import PASSWORD, account
from tests.faults.hand import Hand


@pytest.mark.parametrize("script", [True, False])
def test_somebody_leaves_with_their_data(hand: Hand, open_tab: Callable[..., Tab], script: bool) -> None:
    email = f"pamit-{script}@contoh.test".lower()
    with hand.app.app_context(), transaction() as session:
        session.add(account(email=email, name="Pamit Contoh"))
    tab = open_tab(360, java_script_enabled=script)
    tab.go("/akun")
    give_password(tab, email, PASSWORD)
    follow(tab, "Buka data saya")
    follow(tab, "Unduh data saya")
    tab.page.get_by_label("Kata sandi sekarang").fill(PASSWORD)
    with tab.page.expect_download() as download:
        tab.page.locator("main").get_by_role("button", name="Unduh").click()
    told = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert told["akun"]["email"] == email
    follow(tab, "Data saya")
    follow(tab, "Hapus akun ini")
    tab.page.get_by_label("Kata sandi sekarang").fill(PASSWORD)
    press(tab, "Hapus akun saya")
    assert tab.path == "/masuk"
    assert "Akun Anda sudah dihapus." in tab.page.locator("main").inner_text()
    tab.expected.add(422)
    give_password(tab, email, PASSWORD)
    assert "tidak cocok" in tab.page.locator(".error-summary").inner_text()
