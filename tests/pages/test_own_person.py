"""What the office has on record of whoever is signed in: what they agree to, and connecting the account."""

import pytest
from sqlalchemy import select

from app.models import Consent
from tests.factories.accounts import account, client_as
from tests.factories.workers import certificate, given, person, worker
from tests.support.pages import PageClient
from tests.support.site import Site


def on_record(site: Site, *consents: Consent) -> PageClient:
    """The browser of somebody with a verified certificate whose account is connected."""
    whom = person(name="Budi Contoh", consents=consents)
    site.save(worker(certificate(), of=whom))
    return client_as(site, account(person_id=whom.id))


def versions(site: Site) -> list[str]:
    with site.session() as session:
        return list(session.scalars(select(Consent.text_version)))


def test_who_agrees_reads_what_will_be_seen_and_by_whom(site: Site) -> None:
    """A wording belongs to its version: both stand here, so that the words do not change alone."""
    page = on_record(site).get("/akun/data")
    assert page.texts("#yang-disetujui p") == [
        "Bila Anda setuju, siapa saja dapat melihat kartu Anda di situs ini tanpa masuk. Isinya juga menjadi data "
        "terbuka: boleh diambil dan dipakai lagi oleh siapa saja, juga oleh program.",
        "Yang tampil: jabatan; skema, penerbit, dan LSP sertifikat; jenjang KKNI; kecamatan; tingkat pendidikan; "
        "rentang pengalaman; status sertifikat dengan bulan berakhirnya; dan kapan Anda dapat mulai bekerja.",
        "Yang tidak pernah tampil: nama, NIK, umur, foto, nomor ponsel, dan alamat.",
    ]
    page.submit("main form", status=303)
    assert versions(site) == ["2026-11b"]


def test_an_older_wording_stays_agreed_to(site: Site) -> None:
    older = given()
    older.text_version = "2026-11"
    page = on_record(site, older).get("/akun/data")
    assert "Lihat kartu Anda" in page.text
    assert versions(site) == ["2026-11"]


@pytest.mark.parametrize(
    ("born", "words"),
    [
        ("tujuh belas", "Tanggal lahir belum berupa tanggal, misalnya 17-03-1995"),
        ("17-03-2095", "Tanggal lahir ini tidak mungkin"),
        ("17 Maret 1995", "NIK, tanggal lahir, dan kode ini tidak cocok."),
    ],
)
def test_a_date_of_birth_is_judged_where_it_stands(site: Site, born: str, words: str) -> None:
    page = client_as(site, account()).get("/akun/data")
    typed = {"nik": "6399011703950000", "birth_on": born, "code": "ABCD-EFGH-JKLM"}
    page = page.submit("main form", status=422, **typed)
    [said] = page.texts(".error-summary li")
    assert said.startswith(words)
    assert page.one("#birth_on").get("value") == born
