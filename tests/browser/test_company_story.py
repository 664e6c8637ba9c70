"""The story of a company in a browser, with script and without: it registers, is verified, posts, is sent back,
corrects, is published, is found, changes, copies, withdraws, fills; and somebody joins its team."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

import pytest

from app.domain.clock import utc_now
from tests.browser.signed_in import sign_in, tour_account
from tests.browser.tab import Tab
from tests.browser.walk import PASSWORD, follow, letter_to, press, said, unfold, write
from tests.faults.hand import Hand
from tests.support import hostile
from tests.support.server import Server

LATER = (utc_now() + timedelta(days=60)).date().isoformat()
LAST = (utc_now() + timedelta(days=20)).date().isoformat()


@dataclass
class Story:
    server: Server
    hand: Hand
    company: Tab
    office: Tab
    public: Tab
    name: str
    title: str
    email: str

    def as_officer(self, role: str) -> None:
        sign_in(self.office, self.hand, tour_account(self.hand, role))

    def of_queue(self, tab: str, item: str) -> None:
        """Open the item of the queue with this name."""
        self.office.go(f"/petugas/antrean/{tab}?" + urlencode({"q": item}))
        follow(self.office, item, exact=True)

    def of_company(self) -> Tab:
        """Open the company's own page of its vacancy."""
        self.company.go("/kelola/lowongan")
        follow(self.company, self.title, exact=True)
        return self.company


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def story(request: pytest.FixtureRequest, server: Server, hand: Hand, open_tab: Callable[..., Tab]) -> Story:
    script = bool(request.param)
    company, office, public = (open_tab(1280 if script else 360, java_script_enabled=script) for _ in range(3))
    company.expected = office.expected = {422}
    word = "Berskrip" if script else "Sederhana"
    return Story(
        server, hand, company, office, public, f"PT Cerita {word}", f"Juru Catat {word}", f"{word.lower()}@cerita.test",
    )  # fmt: skip


def test_a_company_from_registering_to_filling(story: Story, open_tab: Callable[..., Tab]) -> None:
    register(story)
    verify(story)
    post(story)
    send_back_and_correct(story)
    find(story)
    revise(story)
    copy_and_withdraw(story)
    fill(story)
    invite(story, open_tab(java_script_enabled=False))


def register(story: Story) -> None:
    tab, digits = story.company, "1" if "Berskrip" in story.name else "2"
    tab.go("/daftar")
    follow(tab, "perusahaan")
    press(tab, "Kirim pendaftaran")
    said(tab, "isian yang perlu diperbaiki")
    write(
        tab, name=story.name, nib=f"990000000777{digits}", npwp=f"99000000077700{digits}", industry_code="05100",
        address="Jalan Cerita 1", contact_name="Siti Cerita", contact_position="Personalia",
        contact_phone=f"0811 7000 000{digits}", email=story.email,
    )  # fmt: skip
    tab.page.locator("#region_code").select_option("63.11.06")
    tab.page.locator("#authorised").check()
    press(tab, "Kirim pendaftaran")
    said(tab, story.email)
    tab.go(letter_to(story.server, story.email))
    write(tab, password=PASSWORD)
    press(tab, "Aktifkan akun")
    assert tab.path.startswith("/kelola")
    follow(tab, "Berkas perusahaan belum ada")
    for kind in ("nib", "npwp"):
        tab.page.locator(f"#{kind}").set_input_files(
            {"name": f"{kind}.pdf", "mimeType": "application/pdf", "buffer": hostile.pdf()}
        )
    press(tab, "Unggah")
    said(tab, "NIB disimpan.")
    said(tab, "Kartu NPWP disimpan.")


def verify(story: Story) -> None:
    story.as_officer("verifier")
    story.of_queue("perusahaan", story.name)
    press(story.office, "Saya kerjakan")
    said(story.office, "Anda kerjakan")
    story.office.page.get_by_label("NIB cocok di OSS").check()
    press(story.office, "Verifikasi")
    said(story.office, "Keputusan disimpan")


def post(story: Story) -> None:
    tab = story.company
    tab.go("/kelola")
    follow(tab, "Pasang lowongan")
    write(tab, title=story.title)
    tab.page.get_by_role("button", name="Simpan draf").last.click()
    tab.page.wait_for_url("**/ubah")
    said(tab, "Draf tersimpan.")
    press(tab, "Periksa dan kirim")
    tab.page.wait_for_url("**/ubah*")
    said(tab, "isian yang perlu diperbaiki")
    unfold(tab)
    tab.page.get_by_label("Kontrak", exact=True).check()
    tab.page.get_by_label("Paringin", exact=True).check()
    tab.page.get_by_label("SMK", exact=True).check()
    tab.page.get_by_label("Pengalaman paling sedikit").select_option("12")
    write(tab, description="Mencatat muatan tiap rit dan menyimpan bukunya.", wage_min="4 juta", either="2",
          closes_on=LAST)  # fmt: skip
    press(tab, "Periksa dan kirim")
    tab.page.wait_for_url("**/pratinjau")
    said(tab, "Belum ada yang melihatnya.")
    press(tab, "Kirim ke petugas")
    said(tab, "Lowongan dikirim.")


def hand_in(tab: Tab, button: str, answer: str) -> None:
    """From the form by way of the preview."""
    press(tab, "Periksa dan kirim")
    tab.page.wait_for_url("**/pratinjau")
    press(tab, button)
    said(tab, answer)


def send_back_and_correct(story: Story) -> None:
    story.as_officer("moderator")
    story.of_queue("lowongan", story.title)
    story.office.page.get_by_label("Alamat kerja belum jelas").check()
    story.office.page.get_by_label("Catatan").fill("Sebut nama site.")
    press(story.office, "Kembalikan")
    tab = story.company
    tab.go("/akun/pemberitahuan")
    said(tab, "Sebut nama site.")
    tab.page.get_by_role("button", name="Buka").first.click()
    tab.page.wait_for_url("**/kelola/lowongan/*")
    follow(tab, "Tulis alamat tempat kerja dengan lengkap.")
    assert "/ubah" in tab.path, "the message leads to the field"
    said(tab, "Sebut nama site.")
    unfold(tab)
    write(tab, work_address="Site Cerita, Paringin")
    hand_in(tab, "Kirim ke petugas", "Lowongan dikirim.")
    story.of_queue("lowongan", story.title)
    press(story.office, "Setujui")
    said(story.office, "Keputusan disimpan")


def find(story: Story) -> None:
    story.hand.await_empty_outbox()
    tab = story.public
    tab.go("/")
    tab.page.locator("main input[name=q]").fill(story.title)
    tab.page.locator("main input[name=q]").press("Enter")
    tab.page.wait_for_url("**/lowongan?*")
    follow(tab, story.title)
    said(tab, "Site Cerita, Paringin")
    follow(tab, story.name)
    said(tab, story.title)


def revise(story: Story) -> None:
    tab = story.of_company()
    follow(tab, "Perpanjang")
    write(tab, closes_on=LATER)
    press(tab, "Perpanjang")
    said(tab, "Hari terakhir melamar diperpanjang.")
    follow(tab, "Ubah isi lowongan")
    unfold(tab)
    write(tab, wage_min="4.750.000")
    hand_in(tab, "Kirim perubahan ke petugas", "Perubahan dikirim.")
    story.of_queue("perubahan", story.title)
    assert "Rp4.750.000" in story.office.page.locator(".diff ins").first.inner_text()
    press(story.office, "Terima perubahan")
    said(story.office, "Keputusan disimpan")
    story.public.page.go_back()
    story.public.page.reload()
    said(story.public, "4.750.000")


def copy_and_withdraw(story: Story) -> None:
    tab = story.of_company()
    press(tab, "Salin jadi lowongan baru")
    said(tab, "Salinan dibuat.")
    unfold(tab)
    write(tab, closes_on=LAST, title=f"{story.title} Kedua")
    hand_in(tab, "Kirim ke petugas", "Lowongan dikirim.")
    follow(tab, "Tarik lowongan")
    write(tab, reason="Salah tulis.")
    press(tab, "Tarik lowongan")
    said(tab, "Lowongan ditarik dan tidak tampil lagi.")


def fill(story: Story) -> None:
    tab = story.of_company()
    follow(tab, "Tandai terisi")
    press(tab, "Tandai terisi")
    said(tab, "Lowongan ditandai terisi")
    story.public.page.reload()
    assert story.public.page.locator("#melamar").count() == 0


def invite(story: Story, colleague: Tab) -> None:
    tab, address = story.company, f"rekan-{story.email}"
    tab.go("/kelola/tim")
    write(tab, email=address)
    tab.page.get_by_label("Anggota: lowongan saja").check()
    press(tab, "Kirim undangan")
    said(tab, "Undangan dikirim.")
    colleague.go(letter_to(story.server, address))
    write(colleague, name="Rekan Cerita", password=PASSWORD)
    press(colleague, "Terima undangan")
    assert colleague.path.startswith("/kelola")
    tab.page.reload()
    said(tab, "Rekan Cerita")
