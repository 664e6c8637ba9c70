"""A company writes a vacancy in a browser: kept while it types, found again, sent; and the same without script."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask

from app.domain.clock import utc_now
from tests.browser.tab import Tab
from tests.browser.test_accessibility import violations
from tests.browser.walk import unfold
from tests.support.employer_visits import TeamMember, opened_app, set_expiry, signed_in_again, team_member
from tests.support.server import Server

NEW = "/kelola/lowongan/baru"
LAST = (utc_now() + timedelta(days=20)).date().isoformat()
UNKEPT = "#simpanan p[role=status]:has-text('Belum tersimpan.')"
KEPT = r"#simpanan p[role=status]:text-matches('^\\s*Tersimpan \\d')"  # not "Belum tersimpan"


@pytest.fixture(scope="module")
def site_app(server: Server) -> Iterator[Flask]:
    with opened_app(server) as app:
        yield app


@pytest.fixture
def who(server: Server, site_app: Flask) -> TeamMember:
    return team_member(server, site_app)


@pytest.fixture
def at_work(who: TeamMember, open_tab: Callable[..., Tab]) -> Callable[..., Tab]:
    """Makes tabs in which somebody of a company's team is signed in."""
    name, _, value = who.headers["Cookie"].partition("=")

    def make(**options: object) -> Tab:
        tab = open_tab(**options)
        tab.page.context.add_cookies([{"name": name, "value": value, "url": who.server.url}])
        return tab

    return make


def fill(tab: Tab) -> None:
    """The whole form, by its labels."""
    page = tab.page
    unfold(tab)
    page.get_by_label("Nama pekerjaan").fill("Operator Dump Truck")
    page.get_by_label("Kontrak", exact=True).check()
    page.get_by_label("Uraian tugas").fill("Mengoperasikan dump truck di area tambang dalam regu.")
    page.get_by_label("Paringin", exact=True).check()
    page.get_by_label("Upah paling rendah").fill("4 juta")
    page.get_by_label("Laki-laki atau perempuan").fill("2")
    page.get_by_label("SMK", exact=True).check()
    page.get_by_label("Pengalaman paling sedikit").select_option("12")
    page.get_by_label("Hari terakhir melamar").fill(LAST)
    page.get_by_label("Lewat loket dinas").check()


def send(tab: Tab) -> None:
    tab.page.get_by_role("button", name="Periksa dan kirim").click()
    tab.page.wait_for_url("**/pratinjau")
    assert tab.page.locator("h1").inner_text() == "Operator Dump Truck"
    tab.page.get_by_role("button", name="Kirim ke petugas").click()
    tab.page.wait_for_url("**/kelola/lowongan/*")
    assert tab.page.get_by_text("Lowongan dikirim.").is_visible()
    assert tab.page.locator(".state .tag").first.inner_text() == "Diperiksa petugas"


@pytest.mark.parametrize("width", [360, 1280])
def test_a_draft_is_kept_found_again_and_sent(width: int, at_work: Callable[..., Tab]) -> None:
    tab = at_work(width=width)
    tab.go(NEW)
    assert violations(tab) == []
    tab.page.get_by_label("Nama pekerjaan").press_sequentially("Operator Dump", delay=10)
    tab.page.wait_for_selector(KEPT)
    assert tab.path.endswith("/ubah"), "the address is the draft's own now"
    tab.page.reload()
    assert tab.page.get_by_label("Nama pekerjaan").input_value() == "Operator Dump"
    fill(tab)
    tab.page.wait_for_function("() => document.querySelector('#simpanan progress').value >= 80")
    assert violations(tab) == []
    tab.page.reload()
    assert tab.page.get_by_label("Upah paling rendah").input_value() == "4 juta"
    send(tab)
    assert violations(tab) == []


@pytest.mark.parametrize(("width", "listed"), [(360, 3), (1280, 10)])
def test_what_is_missing_is_told_whole_or_counted(width: int, listed: int, at_work: Callable[..., Tab]) -> None:
    tab = at_work(width=width)
    tab.go(NEW)
    missing = tab.page.locator("#simpanan .is-missing")
    assert missing.count() == 10
    assert [one.is_visible() for one in missing.all()] == [place < listed for place in range(10)]
    assert tab.page.get_by_text("dan 7 lagi", exact=True).is_visible() == (listed == 3)


def test_a_code_is_chosen_from_the_keyboard(at_work: Callable[..., Tab]) -> None:
    tab = at_work()
    tab.go(NEW)
    title = tab.page.get_by_label("Nama pekerjaan")
    title.press_sequentially("operator dump truck", delay=10)
    tab.page.wait_for_selector("#saran-judul:not([hidden])")
    assert title.get_attribute("aria-expanded") == "true"
    assert violations(tab) == []
    tab.page.keyboard.press("ArrowDown")
    tab.page.keyboard.press("Enter")
    assert tab.page.locator("#occupation").input_value().startswith("8332 ")
    assert title.input_value() == "operator dump truck"
    assert "8332" in tab.page.locator("#occupation-terisi").inner_text(), "said to who cannot see it"
    assert tab.page.locator("#saran-judul").is_hidden()
    tab.page.wait_for_selector(KEPT)


def test_two_windows_meet(at_work: Callable[..., Tab]) -> None:
    one = at_work()
    one.go(NEW)
    one.page.get_by_label("Nama pekerjaan").fill("Operator")
    one.page.wait_for_selector(KEPT)
    address = one.path
    other = Tab(one.page.context.new_page(), one.site)
    other.go(address)
    other.page.get_by_label("Alamat kerja").fill("Site Paringin")
    other.page.wait_for_selector(KEPT)
    one.page.get_by_label("Alamat kerja").fill("Site Juai")
    one.page.wait_for_selector("#bentrok .notice")
    assert violations(one) == []
    assert one.page.get_by_label("Alamat kerja").input_value() == "Site Juai"
    one.page.get_by_role("button", name="Simpan isian ini sebagai draf terpisah").click()
    one.page.wait_for_url("**/ubah")
    assert one.path != address
    assert one.page.get_by_label("Alamat kerja").input_value() == "Site Juai"
    other.page.reload()
    assert other.page.get_by_label("Alamat kerja").input_value() == "Site Paringin"
    assert other.breaches == []


def test_a_session_that_ends_while_one_types_takes_nothing_away(
    at_work: Callable[..., Tab], who: TeamMember, site_app: Flask
) -> None:
    tab = at_work()
    draft = begin(tab)
    set_expiry(site_app, who, timedelta(hours=-1))
    tab.expected |= {400, 401}
    tab.page.get_by_label("Alamat kerja").fill("Site Paringin")
    tab.page.wait_for_selector("#keluar:has-text('Anda sudah keluar.')")
    assert tab.page.locator(UNKEPT).is_visible()
    assert violations(tab) == []
    tab.page.get_by_role("button", name="Periksa dan kirim").click()
    tab.settle()
    assert tab.path == draft, "a button does not lead away from what is not kept"
    set_expiry(site_app, who, timedelta(hours=1))
    bring(tab, signed_in_again(site_app, who))
    tab.page.get_by_label("Petunjuk melamar").fill("Bawa berkas.")
    tab.page.wait_for_selector(KEPT)
    assert tab.page.locator("#keluar").is_hidden()
    tab.page.reload()
    assert tab.page.get_by_label("Alamat kerja").input_value() == "Site Paringin"


def test_a_page_left_while_signed_out_has_its_texts_when_it_is_opened_again(
    at_work: Callable[..., Tab], who: TeamMember, site_app: Flask
) -> None:
    tab = at_work()
    draft = begin(tab)
    set_expiry(site_app, who, timedelta(hours=-1))
    tab.expected |= {400, 401}
    tab.page.get_by_label("Alamat kerja").fill("Site Paringin")
    tab.page.wait_for_selector("#keluar:visible")
    set_expiry(site_app, who, timedelta(hours=1))
    bring(tab, signed_in_again(site_app, who))
    tab.go(draft)
    assert tab.page.get_by_label("Alamat kerja").input_value() == "Site Paringin"
    tab.page.wait_for_function("() => document.querySelector('#version').value >= 2")


def test_signing_in_again_elsewhere_is_enough_for_the_page_to_go_on(
    at_work: Callable[..., Tab], who: TeamMember, site_app: Flask
) -> None:
    """Signing out and in begins another session, in which the page's token means nothing."""
    tab = at_work()
    begin(tab)
    tab.expected.add(400)
    tab.page.context.clear_cookies()
    tab.page.get_by_label("Alamat kerja").fill("Site Paringin")
    tab.page.wait_for_selector("#keluar:visible")
    bring(tab, signed_in_again(site_app, who))
    tab.page.get_by_label("Petunjuk melamar").fill("Bawa berkas.")
    tab.page.wait_for_selector(KEPT)
    tab.page.get_by_role("button", name="Simpan draf").last.click()
    tab.page.get_by_text("Draf tersimpan.").wait_for()
    assert tab.page.get_by_label("Alamat kerja").input_value() == "Site Paringin"


def test_a_page_that_can_no_longer_save_says_so(server: Server, at_work: Callable[..., Tab], site_app: Flask) -> None:
    """Somebody of another company has signed in meanwhile."""
    tab = at_work()
    draft = begin(tab)
    tab.expected |= {400, 404}
    bring(tab, team_member(server, site_app).headers["Cookie"])
    tab.page.get_by_label("Alamat kerja").fill("Site Paringin")
    tab.page.wait_for_selector("#usang:has-text('Salin isian Anda, lalu muat ulang halaman ini.')")
    assert tab.page.locator("#putus").is_hidden()
    assert tab.page.locator(UNKEPT).is_visible()
    assert tab.path == draft
    assert tab.page.get_by_label("Alamat kerja").input_value() == "Site Paringin"


@pytest.mark.parametrize("again", ["autosave", "button"])
def test_what_is_corrected_after_a_page_of_errors_is_kept(again: str, at_work: Callable[..., Tab]) -> None:
    tab = at_work()
    begin(tab)
    tab.page.get_by_label("Nama pekerjaan").fill("Operator Dump")
    tab.page.wait_for_function("() => document.querySelector('#version').value >= 2")
    tab.page.get_by_role("button", name="Periksa dan kirim").click()
    tab.page.wait_for_selector(".error-summary")
    assert tab.path.endswith("/ubah?periksa=1")
    if again == "button":
        tab.expected.add(422)
        tab.page.get_by_role("button", name="Periksa dan kirim").click()
        tab.page.wait_for_url("**/ubah")
        tab.page.wait_for_selector(".error-summary")
    fill(tab)
    if again == "autosave":
        tab.page.wait_for_function("() => document.querySelector('#simpanan progress').value >= 80")
        tab.page.reload()
        assert tab.page.get_by_label("Nama pekerjaan").input_value() == "Operator Dump Truck"
    send(tab)


def begin(tab: Tab) -> str:
    """A draft with a title that is kept; its address."""
    tab.go(NEW)
    tab.page.get_by_label("Nama pekerjaan").fill("Operator")
    tab.page.wait_for_selector(KEPT)
    return tab.path


def bring(tab: Tab, cookie: str) -> None:
    name, _, value = cookie.partition("=")
    tab.page.context.add_cookies([{"name": name, "value": value, "url": tab.site}])


def test_the_same_without_script(at_work: Callable[..., Tab]) -> None:
    tab = at_work(java_script_enabled=False)
    tab.go(NEW)
    tab.page.get_by_label("Nama pekerjaan").fill("Operator Dump")
    tab.page.get_by_role("button", name="Simpan draf").last.click()
    tab.page.wait_for_url("**/ubah")
    assert tab.page.get_by_label("Nama pekerjaan").input_value() == "Operator Dump"
    fill(tab)
    tab.page.get_by_role("button", name="Cari kode jabatan").click()
    tab.page.locator("input[name=occupation_choice]").first.check()
    send(tab)
