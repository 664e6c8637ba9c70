"""Where an officer would decide in a matter of their own, the page says that somebody else does, and loses nothing."""

from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import select

from app.models import Document, Employer, Event, Membership, Person
from app.services.reports import CONTACT
from tests.factories.accounts import client_as, officer
from tests.factories.employers import employer
from tests.factories.review import keep, report, revision, sample
from tests.factories.vacancies import TODAY, posting, vacancy
from tests.factories.workers import certificate, given, person, worker
from tests.support.clock import NOW
from tests.support.keys import KEYRING
from tests.support.pages import Page, PageClient
from tests.support.site import Site

SAID = "Petugas lain yang harus mengerjakannya."
NOTE = "Catatan yang panjang."


def on_record(site: Site, *roles: str, **facts: Any) -> tuple[Person, PageClient]:
    """An officer's own record, with a certificate that waits, and the officer's browser."""
    one = person(name="Siti Aminah", consents=[given()], **facts)
    site.save(worker(certificate(status="unverified"), of=one))
    return one, client_as(site, officer(*roles, kind="jobseeker", person_id=one.id))


def in_team(site: Site, role: str, **facts: Any) -> tuple[Employer, PageClient]:
    mine = employer(**facts)
    site.save(mine)
    place = Membership(employer=mine, role="member", created_at=NOW)
    return mine, client_as(site, officer(role, membership=place))


def verbs(site: Site) -> set[str]:
    with site.session() as session:
        return set(session.scalars(select(Event.verb)))


def said(page: Page, where: str) -> str:
    return " ".join(page.texts(where))


def refused(page: Page) -> Page:
    """It says so where the deed would stand, takes the focus, and offers no button that could not work."""
    assert SAID in said(page, "main .error-summary")
    assert page.one("main .error-summary").get("autofocus") is not None
    assert not page.select("button[name=keputusan]")
    return page


def test_the_own_record_is_not_put_right(site: Site) -> None:
    one, client = on_record(site, "counsellor")
    here = f"/petugas/loket/orang/{one.id}"
    shown = client.get(here)
    assert SAID in shown.text
    assert not shown.select("main form")
    assert "Perbaiki data" not in shown.text
    page = client.get(f"{here}/perbaiki")
    assert SAID in said(page, "main .notice")
    assert not page.select("main form")
    typed = {"name": "Siti Rahayu", "birth_on": "17-03-1995", "sex": "male", "alasan": "ktp-asli", "catatan": NOTE}
    typed |= {
        "education": "d3",
        "years": "7",
        "job1": "721201",
        "district_code": "63.11.06",
        "shown": '{"name": "Siti"}',
    }
    wrong = refused(client.send(f"{here}/perbaiki", typed, status=422))
    assert (wrong.one("#name").get("value"), wrong.one("#years").get("value")) == ("Siti Rahayu", "7")
    assert said(wrong, "#catatan") == NOTE
    assert wrong.one('input[value="ktp-asli"]').get("checked") is not None
    assert "Simpan perbaikan" not in wrong.text
    typed["birth_on"] = "kemarin"
    assert "belum berupa tanggal" in refused(client.send(f"{here}/perbaiki", typed, status=422)).text
    assert "correct" not in verbs(site)


def test_no_code_and_no_nik_for_the_own_record(site: Site) -> None:
    one, client = on_record(site, "counsellor")
    here = f"/petugas/loket/orang/{one.id}"
    refused(client.send(here, {"phone": "081100001234", "seen": "1"}, status=422))
    refused(client.send(f"{here}/sama", {"nik": "6311061703950001"}, status=422))
    assert verbs(site) <= {"looked_up"}


def test_the_own_certificate(site: Site) -> None:
    _, client = on_record(site, "verifier")
    page = client.get("/petugas/sertifikat/1")
    assert SAID in said(page, "#keputusan .notice")
    assert not page.select("#keputusan form")
    typed = {"keputusan": "verifikasi", "tanggal": TODAY.isoformat(), "alasan": "lembar-asli", "catatan": NOTE}
    paper = {"bukti": (BytesIO(b"%PDF-1.4\n%%EOF"), "lembar.pdf")}
    for more in ({}, paper):
        data = {**typed, **more}
        wrong = client.send("/petugas/sertifikat/1", data, status=422, content_type="multipart/form-data")
        assert said(refused(wrong), "#catatan") == NOTE
    with site.session() as session:
        assert session.query(Document).count() == 0


def test_the_own_company(site: Site) -> None:
    mine, client = in_team(site, "verifier", status="pending")
    here = f"/petugas/perusahaan/{mine.id}"
    assert SAID in said(client.get(here), "#keputusan .notice")
    wrong = client.send(here, {"keputusan": "verifikasi", "alasan": "nib-cocok", "catatan": NOTE}, status=422)
    assert said(refused(wrong), "#catatan") == NOTE


@pytest.mark.parametrize("deed", ["setujui", "kembalikan", "tolak"])
def test_a_vacancy_of_the_own_company(site: Site, deed: str) -> None:
    mine, client = in_team(site, "moderator")
    [key] = site.save(vacancy(of=mine, status="submitted", submitted_at=NOW), indexed=False)
    here = f"/petugas/lowongan/{key}"
    assert SAID in said(client.get(here), "#keputusan .notice")
    refused(client.send(here, {"keputusan": deed, "catatan": NOTE}, status=422))


def test_samples_changes_and_reports_of_the_own_company(site: Site) -> None:
    mine, client = in_team(site, "moderator")
    [key] = site.save(vacancy("Juru Las", of=mine))
    keep(site, sample(key), report(key, text="Diminta uang.", contact_cipher=KEYRING.encrypt("0812", CONTACT)))
    changed = revision(site, key, title="Juru Las Kapal")
    refused(client.send(f"/petugas/lowongan/{key}", {"keputusan": "ditinjau"}, status=422))
    client.send("/petugas/antrean/lowongan", {"aksi": "tinjau", "butir": str(key)})
    assert "perusahaan Anda sendiri" in said(client.get("/petugas/antrean/lowongan"), ".flash")
    refused(client.send(f"/petugas/perubahan/{changed}", {"keputusan": "terima"}, status=422))
    page = client.get("/petugas/laporan/1")
    assert SAID in said(page, "#keputusan .notice")
    assert "Diminta uang." not in page.text, "who complained about it might be known by it"
    assert "Tampilkan kontak" not in page.text
    refused(client.send("/petugas/laporan/1", {"keputusan": "tepis", "laporan": "1", "catatan": NOTE}, status=422))
    assert "0812" not in refused(client.send("/petugas/laporan/1/kontak", {}, status=422)).html
    assert verbs(site) == set()


def test_a_posting_and_the_own_company(site: Site) -> None:
    mine, client = in_team(site, "moderator")
    free, linked = site.save(posting(), posting("Kasir", employer=mine))
    wrong = client.send(f"/petugas/impor/{free}", {"perusahaan": str(mine.id), "q": "contoh"}, status=422)
    assert SAID in said(wrong, ".error-summary")
    page = client.get(f"/petugas/impor/{linked}")
    assert SAID in page.text
    assert not page.select("main section form")
    assert SAID in said(client.send(f"/petugas/impor/{linked}", {"lepas": "1"}, status=422), ".error-summary")


def test_a_note_stays_where_somebody_else_was_first(site: Site) -> None:
    """Also where nothing is left to decide."""
    [key] = site.save(vacancy(status="submitted", submitted_at=NOW), indexed=False)
    first, second = (client_as(site, officer("moderator")) for _ in range(2))
    seen = second.get(f"/petugas/lowongan/{key}").one("#dilihat").get("value")
    first.send(f"/petugas/lowongan/{key}", {"keputusan": "tolak", "catatan": "Tidak jelas.", "dilihat": str(seen)})
    late = {"keputusan": "setujui", "catatan": NOTE, "dilihat": str(seen)}
    page = second.send(f"/petugas/lowongan/{key}", late, status=409)
    assert not page.select("button[name=keputusan]")
    assert said(page, "#catatan") == NOTE
