"""What the site holds about whoever is signed in: read on a page, taken along as a file (gate S11)."""

import json
from datetime import timedelta
from typing import Any

import pytest

from app.domain.actor import Actor
from app.models import Account, Certificate, Document, Event, Mail, Person
from app.services import corrections, counter
from app.services.certificates import note_name_read
from app.services.letters import note_search
from app.services.staffing import note_read
from tests.factories.accounts import PASSWORD, account, acting, client_as, member, officer
from tests.factories.employers import employer
from tests.factories.review import report
from tests.factories.vacancies import vacancy
from tests.factories.workers import certificate, given, person, worker
from tests.support.clock import NOW
from tests.support.pages import Page, PageClient
from tests.support.queries import assert_flat
from tests.support.site import Site

NIK, PHONE = "6399011703950000", "084000111222"


def on_record(site: Site, **facts: Any) -> tuple[PageClient, Person, Account]:
    """Somebody with everything on record: a NIK, a phone, two certificates, two consents."""
    whom = person(name="Budi Contoh", nik=NIK, phone=PHONE, consents=[given(withdrawn=True), given("companies")])
    revoked = certificate("operator-hd", "kemnaker", status="revoked")
    site.save(worker(certificate(number="LAS-77"), revoked, of=whom, skills="Las bawah air"))
    mine = account(name="Budi Contoh", email="budi@contoh.test", person_id=whom.id, **facts)
    return client_as(site, mine), whom, mine


def acting_at(site: Site, *roles: str) -> Actor:
    return acting(site, officer(*roles))


def file_of(page: Page) -> dict[str, Any]:
    found = json.loads(page.html)
    assert isinstance(found, dict)
    return found


def taken(client: PageClient) -> Page:
    return client.get("/akun/data/unduh").submit("main form", old=PASSWORD)


def test_everything_on_record_is_read_and_no_number_in_full(site: Site) -> None:
    client, _, _ = on_record(site, phone="084000999888")
    page = client.get("/akun/data")
    for words in (
        "Budi Contoh", "17 Maret 1995", "Laki-laki", "berakhir 0000", "berakhir 222", "berakhir 888", "Las bawah air",
        "3 tahun 4 bulan", "LAS-77", "Dicabut penerbit.", "budi@contoh.test", "Pencari kerja",
    ):  # fmt: skip
        assert words in page.text, words
    assert page.texts("#persetujuan li") == [
        "Kartu umum, dan profil lengkap untuk perusahaan terverifikasi Diberikan 26 Oktober 2026 di loket, "
        "kalimat versi 2026-01. Masih berlaku.",
        "Kartu umum, untuk siapa saja Diberikan 26 Oktober 2026 di loket, kalimat versi 2026-01."
        " Berakhir 24 November 2026.",
    ]
    for number in (NIK, "84000111222", "84000999888"):
        assert number not in page.html


def test_who_looked_is_told_in_words(site: Site) -> None:
    client, whom, mine = on_record(site)
    clerk, checker, admin = (acting_at(site, role) for role in ("counsellor", "verifier", "admin"))
    stranger = person()
    site.save(stranger)
    with site.app.app_context():
        counter.note_looks([whom.id, stranger.id], clerk, site.clock)
        corrections.note_read(whom.id, clerk, site.clock)
        corrections.note_read(stranger.id, clerk, site.clock)
        note_name_read(whom.id, checker, site.clock)
        note_read(mine.id, admin, site.clock)
        note_search("budi@contoh.test", admin, site.clock)
    page = client.get("/akun/data")
    office = "Petugas DKUKMTK Kabupaten Balangan"
    assert page.texts("#yang-melihat li b") == [
        f"{office} mencari surat yang dikirim kepada Anda", f"{office} membuka halaman akun Anda",
        f"{office} membuka data diri Anda", f"{office} membuka data diri Anda",
        f"{office} mencari data diri Anda dan melihat nama serta akhir NIK",
    ]  # fmt: skip
    told = file_of(taken(client))["siapa_yang_melihat"]
    assert [one["oleh"] for one in told] == [office] * 5
    assert [one["nomor_catatan"] for one in told] == sorted((one["nomor_catatan"] for one in told), reverse=True)
    assert "Belum ada yang membuka data Anda." in client_as(site, account()).get("/akun/data").text


def test_a_paper_behind_a_certificate_is_among_what_is_looked_at(site: Site) -> None:
    client, _, _ = on_record(site)
    with site.session() as session:
        [key, _] = [row.id for row in session.query(Certificate.id)]
    paper = Document(
        certificate_id=key, kind="evidence", filename="bukti.pdf", media_type="application/pdf", size=1,
        sha256=bytes(32), storage_name="a" * 43, created_at=NOW,
    )  # fmt: skip
    site.save(paper)
    by = acting_at(site, "verifier")
    line = {"at": NOW, "actor_kind": "account", "account_id": by.account_id, "verb": "read"}
    site.save(Event(noun="document", noun_id=paper.id, **line), Event(noun="document", noun_id=paper.id + 1, **line))
    page = client.get("/akun/data")
    assert page.texts("#yang-melihat li b") == [
        "Petugas DKUKMTK Kabupaten Balangan membaca berkas bukti sertifikat Anda"
    ]
    assert "bukti.pdf, disimpan 25 November 2026" in page.text
    papers = sorted(one["berkas_bukti"] for one in file_of(taken(client))["sertifikat"])
    assert papers == [[], [{"nama": "bukti.pdf", "disimpan": "2026-11-25T10:00:00+08:00"}]]


def test_a_hidden_card_is_told_as_hidden(site: Site) -> None:
    whom = person(consents=[given()])
    site.save(worker(certificate(), of=whom, hidden_at=NOW))
    client = client_as(site, account(person_id=whom.id))
    page = client.get("/akun/data")
    assert "Kartu disembunyikan sejak 25 November 2026." in page.text
    assert "begitu satu sertifikat" not in page.text
    told = file_of(taken(client))
    assert told["data_di_kantor"]["kartu_disembunyikan_sejak"] == "2026-11-25T10:00:00+08:00"
    assert "alasan yang ditulis petugas" in told["berkas"]["yang_tidak_ditulis_utuh"]


def test_the_file_asks_for_the_password_and_is_written_down(site: Site) -> None:
    client, _, mine = on_record(site)
    page = client.get("/akun/data").follow("Unduh data saya")
    wrong = page.submit("main form", old="bukan ini", status=422)
    assert wrong.texts(".error-summary li") == ["Kata sandi sekarang tidak cocok"]
    answer = page.submit("main form", old=PASSWORD)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="data-saya-2026-11-25.json"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == "application/json"
    told = file_of(answer)
    assert told["yang_terjadi"][0]["apa"] == "Akun: data diunduh"
    assert told["yang_terjadi"][0]["oleh"] == "Anda"
    with site.session() as session:
        lines = session.query(Event.verb, Event.account_id).filter_by(noun="account", noun_id=mine.id).all()
    assert [tuple(one) for one in lines] == [("download", mine.id)]


def test_the_file_says_it_all_but_no_number_in_full(site: Site) -> None:
    client, _, mine = on_record(site)
    site.save(
        Mail(recipient="budi@contoh.test", template="account_reset", next_try_at=NOW, created_at=NOW),
        Mail(recipient="orang@contoh.test", template="account_reset", next_try_at=NOW, created_at=NOW),
    )
    [key] = site.save(vacancy("Juru las"))
    site.save(report(key, account_id=mine.id, contact_cipher=b"x"), report(key))
    answer = taken(client)
    told = file_of(answer)
    assert told["data_di_kantor"]["nik"] == "berakhir 0000"
    assert NIK not in answer.html
    assert "84000111222" not in answer.html
    assert "di loket mencocokkannya dengan KTP Anda" in told["berkas"]["yang_tidak_ditulis_utuh"]
    assert told["sertifikat"][0]["nomor"] == "LAS-77"
    assert [one["berakhir"] for one in told["persetujuan"]] == [None, "2026-11-24T10:00:00+08:00"]
    assert [one["tentang"] for one in told["surat"]] == ["Kata sandi baru"]
    assert [(one["nomor_lowongan"], one["kontak_tersimpan"]) for one in told["pengaduan"]] == [(key, True)]
    assert told["akun"]["email"] == "budi@contoh.test"
    assert told["berkas"]["nomor_akun"] == mine.id
    assert len(told["perangkat_yang_masuk"]) == 1


@pytest.mark.parametrize("who", ["member", "officer"])
def test_whoever_works_here_reads_and_takes_their_account_too(site: Site, who: str) -> None:
    one = member(employer(name="PT Bara"), "member") if who == "member" else officer("verifier")
    client = client_as(site, one)
    page = client.get("/akun/data")
    assert ("PT Bara, anggota tim" if who == "member" else "Verifikator") in page.text
    assert "Hubungkan" not in page.text
    told = file_of(taken(client))
    assert told["data_di_kantor"] is None
    assert told["sertifikat"] == []
    assert told["akun"]["peran_di_tim"] == ("anggota tim" if who == "member" else None)
    client.send("/akun/data", {"nik": NIK}, status=404)


def test_the_page_asks_a_fixed_number_of_times(site: Site) -> None:
    few, many = person(consents=[given()]), person(consents=[given(withdrawn=True) for _ in range(5)])
    site.save(worker(of=few), worker(*(certificate() for _ in range(9)), of=many))
    first, second = (client_as(site, account(person_id=one.id)) for one in (few, many))
    lines = [
        Event(at=NOW + timedelta(seconds=n), actor_kind="system", noun="person", noun_id=many.id, verb="read")
        for n in range(40)
    ]
    site.save(*lines)
    assert_flat(lambda: first.get("/akun/data"), lambda: second.get("/akun/data"))
    assert len(second.get("/akun/data").texts("#yang-melihat li")) == 30
    assert "Di sini hanya yang terbaru." in second.get("/akun/data").text
    assert len(file_of(taken(second))["siapa_yang_melihat"]) == 40
