"""What the office has on record of whoever is signed in: what they agree to, and connecting the account."""

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
