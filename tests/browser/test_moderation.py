"""A story: somebody reports a fake vacancy, a moderator takes it down, and it is gone; with script and without. And the
keys of the queue."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from playwright.sync_api import Route

from tests.browser.signed_in import sign_in, tour_account
from tests.browser.tab import Tab
from tests.browser.walk import follow, press, said
from tests.faults.hand import Hand
from tests.support.server import Server

# Not the newest ones: other stories look at those.
FAKE = (
    "SELECT id, slug, title FROM vacancy WHERE status = 'published' AND source IS NULL"
    " AND id NOT IN (SELECT vacancy_id FROM report) ORDER BY id LIMIT 1 OFFSET {}"
)


def some_vacancy(server: Server, place: int) -> tuple[int, str, str]:
    """Number, path and title of a vacancy that nobody reported yet."""
    with closing(sqlite3.connect(server.data_dir / "lamar.db")) as database:
        key, slug, title = database.execute(FAKE.format(place)).fetchone()
    return key, f"/lowongan/{key}-{slug}", title


@pytest.mark.parametrize(("script", "width"), [(True, 1280), (True, 360), (False, 360)])
def test_a_fake_vacancy_is_reported_and_taken_down(
    script: bool, width: int, server: Server, hand: Hand, open_tab: Callable[..., Tab]
) -> None:
    key, path, title = some_vacancy(server, 40)
    visitor, officer = (open_tab(width, java_script_enabled=script) for _ in range(2))
    visitor.expected = officer.expected = {422}  # forms that are not right yet
    visitor.go(path)
    follow(visitor, "Laporkan lowongan ini")
    press(visitor, "Kirim pengaduan")
    assert visitor.page.locator(".error-summary").inner_text().count("Pilih apa yang tidak beres") == 1
    visitor.page.get_by_label("Meminta uang dari pelamar").check()
    visitor.page.get_by_label("Ceritakan yang terjadi").fill("Diminta Rp350.000 untuk seragam.")
    press(visitor, "Kirim pengaduan")
    visitor.page.wait_for_url("**/lapor/terkirim")

    sign_in(officer, hand, tour_account(hand, "moderator"))
    officer.go("/petugas/antrean/pengaduan?" + f"q={title.split()[0]}")
    follow(officer, title, exact=True)
    said(officer, "Diminta Rp350.000 untuk seragam.")
    press(officer, "Terbukti, tangguhkan lowongan")
    assert officer.page.get_by_text("Pilih alasan atau tulis catatan").first.is_visible()
    officer.page.get_by_label("Pengaduan terbukti").check()
    officer.page.get_by_label("Catatan").fill("Meminta uang seragam.")
    press(officer, "Terbukti, tangguhkan lowongan")
    said(officer, "Keputusan disimpan")

    visitor.go(path, status=410)
    officer.go(f"/petugas/lowongan/{key}")
    assert officer.page.locator(".state .tag").first.inner_text() == "Ditangguhkan"
    said(officer, "Meminta uang seragam.")


def test_the_queue_is_walked_by_keys(hand: Hand, tab: Tab) -> None:
    sign_in(tab, hand, tour_account(hand, "moderator"))
    tab.go("/petugas/antrean/lowongan")
    titles = tab.page.locator(".queue-item .card-link").all_inner_texts()
    assert len(titles) > 2
    for key in ("j", "j", "k", "j"):
        tab.page.keyboard.press(key)
    assert tab.evaluate("document.activeElement.textContent") == titles[1]
    tab.page.keyboard.press("x")
    assert tab.page.locator("input[name=butir]:checked").count() == 1
    tab.page.locator("#q").focus()
    tab.page.keyboard.type("jkx")  # letters are letters in a field
    assert tab.page.locator("#q").input_value() == "jkx"
    for _ in "jkx":  # taken back, or leaving the field would ask for a list without rows
        tab.page.keyboard.press("Backspace")
    tab.page.get_by_role("button", name="Matikan tombol ini").click()
    tab.page.reload()
    tab.page.keyboard.press("j")
    assert tab.evaluate("document.activeElement === document.body")
    tab.page.get_by_role("button", name="Nyalakan tombol ini").click()
    tab.evaluate("document.activeElement.blur()")
    tab.page.keyboard.press("j")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/petugas/lowongan/*")
    assert tab.page.locator("h1").inner_text() == titles[0]


def test_filters_swap_and_back_brings_the_list(hand: Hand, tab: Tab) -> None:
    sign_in(tab, hand, tour_account(hand, "moderator"))
    tab.go("/petugas/antrean/lowongan")
    everything = tab.page.locator(".queue-item").count()
    tab.page.get_by_label("Tingkat").select_option("berat")
    tab.page.wait_for_url("**tingkat=berat")
    tab.page.wait_for_function(f"() => document.querySelectorAll('.queue-item').length < {everything}")
    heavy = tab.page.locator(".queue-item").count()
    assert tab.page.locator("#jumlah").inner_text() == f"{heavy} menunggu."
    tab.page.go_back()
    tab.page.wait_for_function(f"() => document.querySelectorAll('.queue-item').length === {everything}")
    assert tab.page.get_by_label("Tingkat").input_value() == ""


def test_the_hint_at_the_keys_stands_under_rows_only(hand: Hand, tab: Tab) -> None:
    sign_in(tab, hand, tour_account(hand, "moderator"))
    tab.go("/petugas/antrean/lowongan")
    hint = tab.page.locator("[data-keys]")
    hint.wait_for(state="visible")
    for typed, state in (("tidakadaini", "hidden"), ("", "visible")):
        tab.page.locator("#q").fill(typed)
        hint.wait_for(state=state)


def test_what_is_typed_stays_when_an_answer_to_another_choice_arrives(hand: Hand, tab: Tab) -> None:
    sign_in(tab, hand, tour_account(hand, "moderator"))
    tab.go("/petugas/antrean/lowongan")
    held: list[Route] = []
    tab.page.route("**tingkat=berat*", lambda route: held.append(route), times=1)
    with tab.page.expect_request("**tingkat=berat*"):
        tab.page.get_by_label("Tingkat").select_option("berat")
    tab.page.locator("#q").fill("oper")
    held[0].continue_()  # and its answer is there before the pause in typing is over, or replaced by the next one
    tab.page.wait_for_url("**tingkat=berat")
    assert tab.page.locator("#q").input_value() == "oper"
    tab.page.wait_for_url("**q=oper&tingkat=berat")
    assert tab.page.locator("#q").input_value() == "oper"
