"""Putting a record right at the counter: what is shown, what is kept, and who is told (gates S6, S10, S11)."""

from datetime import date
from typing import Any

import pytest

from app.models import Certificate, Event, EventReason, Person, Worker
from app.services.identity import NIK, sealed_address
from tests.factories.accounts import account, client_as, officer
from tests.factories.workers import certificate, person, worker
from tests.support.keys import KEYRING
from tests.support.letters import letters
from tests.support.pages import Page, PageClient
from tests.support.site import Site

NIK_TEXT, OTHER_NIK, PHONE, ADDRESS = "6311061703950001", "6311061703950002", "081100001234", "Jalan Rahasia 7"
FORM = "main form"


def counsellor(site: Site) -> PageClient:
    return client_as(site, officer("counsellor"))


def somebody(site: Site, *certificates: Certificate, **facts: Any) -> Person:
    plain = {"name": "Siti Aminah", "nik": NIK_TEXT, "phone": PHONE, **sealed_address(KEYRING, ADDRESS)}
    one = person(**(plain | facts))
    site.save(worker(*certificates, of=one, occupations=("721201", "834202")))
    return one


def path_of(one: Person) -> str:
    return f"/petugas/loket/orang/{one.id}/perbaiki"


def faults(page: Page) -> list[str]:
    return page.texts(".error-summary li")


def verbs(site: Site, *left_out: str) -> list[str]:
    with site.session() as session:
        return [one.verb for one in session.query(Event).order_by(Event.id) if one.verb not in left_out]


def test_from_the_search_to_the_record_put_right(site: Site) -> None:
    one = somebody(site)
    client = counsellor(site)
    found = client.get("/petugas/loket").submit("form.card", nik=NIK_TEXT, name="Siti", birth_on="17-03-1995")
    page = found.submit(".todo form").follow("Perbaiki data")
    answer = page.submit(FORM, status=303, name="Siti Rahayu", alasan="ktp-asli", catatan="Salah dengar.")
    assert answer.headers["Location"] == f"/petugas/loket/orang/{one.id}"
    shown = client.get(answer.headers["Location"])
    assert shown.texts(".flash") == ["Data sudah diperbaiki."], "there is no account that could be told"
    assert shown.h1 == "S. R."
    with site.session() as session:
        assert session.get_one(Person, one.id).name == "Siti Rahayu"
        line = session.query(Event).filter_by(verb="correct").one()
        assert (line.noun, line.noun_id, line.fields) == ("person", one.id, "name")
        reason = session.get_one(EventReason, line.id).text
        assert reason == "KTP asli diperlihatkan kepada petugas.\nSalah dengar."


def test_nik_phone_and_address_are_never_shown_and_an_untouched_form_changes_nothing(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    one = somebody(site)
    client = counsellor(site)
    page = client.get(path_of(one))
    assert page.one("#name").get("value") == "Siti Aminah"
    assert page.one("#birth_on").get("value") == "17-03-1995"
    assert "berakhir 0001" in page.text
    wrong = page.submit(FORM, status=422, alasan="ktp-asli")
    assert faults(wrong) == ["Belum ada isian yang berubah."]
    for secret in (NIK_TEXT, PHONE, "1100001234", ADDRESS):
        assert secret not in page.html + wrong.html
        assert secret not in caplog.text
    with site.session() as session:
        held = session.query(Worker).one()
        assert (held.experience_months, len(held.occupations)) == (40, 2)  # three full years in the box


def test_every_look_at_the_record_is_written_down(site: Site) -> None:
    one = somebody(site)
    client = counsellor(site)
    page = client.get(path_of(one))
    page.submit(FORM, status=422, name="")
    client.get("/petugas/loket/orang/999/perbaiki", status=404)
    client.send("/petugas/loket/orang/999/perbaiki", {"name": "Siti"}, status=404)
    assert verbs(site) == ["read", "read"]
    with site.session() as session:
        assert {(row.noun, row.noun_id) for row in session.query(Event)} == {("person", one.id)}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "Nama belum diisi"), ({"birth_on": "31-02-1995"}, "Tanggal lahir belum berupa tanggal"),
        ({"birth_on": "17-03-2095"}, "tidak mungkin"), ({"nik": "123"}, "NIK terdiri dari 16 angka"),
        ({"phone": "12"}, "Nomor ponsel ini tidak lengkap"), ({"phone": "+65 6123 4567"}, "harus nomor Indonesia"),
        ({"phone": "081100009999", "no_phone": "1"}, "jangan keduanya"), ({"job1": "xyzzy qwrt"}, "belum dikenali"),
        ({"years": "90"}, "paling banyak 70"), ({"job1": ""}, "Jabatan yang dicari belum diisi"),
        ({"name": "Siti R", "alasan": "salah-ketik"}, "Centang paling sedikit satu surat"),
        ({"nik": OTHER_NIK}, "Mengganti NIK perlu dua surat"),
        ({"education": "d3", "alasan": [], "catatan": ""}, "Centang alasan atau tulis catatan"),
        ({"birth_on": "18-03-1995"}, "NIK menyebut tanggal lahir lain"),
        ({"birth_on": "18-03-1995", "sex": "female"}, "NIK menyebut tanggal lahir dan jenis kelamin lain"),
        ({"nik": "6399017102950000", "alasan": ["ktp-asli", "kartu-keluarga"]}, "tidak mungkin, dan NIK menyebut"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_stays(site: Site, changes: dict[str, Any], words: str) -> None:
    one = somebody(site)
    typed = {"alasan": "ktp-asli", "catatan": "Ditulis.", "address": "Jalan Baru 3"} | changes
    page = counsellor(site).get(path_of(one)).submit(FORM, status=422, **typed)
    [summary] = faults(page)
    assert words in summary
    assert summary in page.texts(".error")
    assert page.one("#address").get("value") == "Jalan Baru 3"
    assert (page.one("#catatan").text or "").strip() == typed["catatan"]
    assert "correct" not in verbs(site)


def test_a_nik_that_says_otherwise_passes_once_it_was_compared(site: Site) -> None:
    one = somebody(site)
    page = counsellor(site).get(path_of(one))
    assert not page.select("#compared")
    page = page.submit(FORM, status=422, birth_on="18-03-1995", alasan="ktp-asli")
    page.submit(FORM, status=303, compared="1")
    with site.session() as session:
        assert session.get_one(Person, one.id).birth_on == date(1995, 3, 18)


def test_the_nik_of_somebody_else_shows_whose_it_is(site: Site) -> None:
    one, other = somebody(site), person(name="Budi Santoso", nik=OTHER_NIK)
    site.save(other)
    client = counsellor(site)
    page = client.get(path_of(one)).submit(FORM, status=422, nik=OTHER_NIK, alasan=["ktp-asli", "kartu-keluarga"])
    assert faults(page) == ["NIK itu sudah tercatat pada data lain, lihat di bawah"]
    assert page.texts(".todo b") == ["B. S."]
    assert "Santoso" not in page.html
    assert verbs(site) == ["read", "looked_up", "read"]
    assert page.one("#nik").get("value") == OTHER_NIK
    there = page.submit(".todo form")
    assert there.h1 == "B. S."


def test_two_papers_replace_a_nik(site: Site) -> None:
    one = somebody(site)
    page = counsellor(site).get(path_of(one))
    page.submit(FORM, status=303, nik="6311 0617 0395 0002", alasan=["ktp-asli", "surat-dukcapil"])
    with site.session() as session:
        assert KEYRING.decrypt(session.get_one(Person, one.id).nik_cipher or b"", NIK) == OTHER_NIK


def test_the_second_officer_is_told_and_loses_nothing(site: Site) -> None:
    one = somebody(site)
    first, second = counsellor(site), client_as(site, officer("verifier"))
    mine, theirs = first.get(path_of(one)), second.get(path_of(one))
    mine.submit(FORM, status=303, name="Siti Rahayu", education="d3", alasan="ktp-asli")
    page = theirs.submit(
        FORM, status=409, name="Siti Aminah Putri", years="5", phone="081100009999", alasan="kartu-keluarga"
    )
    told = faults(page)
    assert "Petugas lain baru saja memperbaiki data ini" in told[0]
    assert told[1:] == ["Petugas lain baru saja mengubahnya. Sekarang tercatat: Siti Rahayu"]
    assert page.one("#name").get("value") == "Siti Aminah Putri"  # typed here
    assert page.one("#education option[selected]").get("value") == "d3"  # not touched here: as it stands now
    assert (page.one("#years").get("value"), page.one("#phone").get("value")) == ("5", "081100009999")
    page.submit(FORM, status=303)
    with site.session() as session:
        held, profile = session.get_one(Person, one.id), session.query(Worker).one()
        assert (held.name, profile.education, profile.experience_months) == ("Siti Aminah Putri", "d3", 60)


def test_the_same_form_sent_again_changes_nothing_and_says_so_kindly(site: Site) -> None:
    """A double click, or Back and once more."""
    one = somebody(site)
    page = counsellor(site).get(path_of(one))
    for _ in range(2):
        page.submit(FORM, status=303, name="Siti Rahayu", phone="081100009999", alasan="ktp-asli")
    assert verbs(site, "read") == ["correct"]


def test_jobs_are_understood_as_elsewhere_at_the_counter(site: Site) -> None:
    one = somebody(site)
    client = counsellor(site)
    page = client.get(path_of(one))
    assert str(page.one("#job1").get("value")).startswith("721201 ")
    assert not page.select("#job4")
    page.submit(FORM, status=303, job1="sopir truk", job2="", job3="721201", alasan="salah-ketik")
    with site.session() as session:
        codes = [row.occupation_code for row in session.query(Worker).one().occupations]
    assert len(codes) == 2
    assert codes[1] == "721201"
    hints = client.get(path_of(one)).submit(FORM, status=422, job1="tambang", alasan="salah-ketik")
    assert hints.select("#jabatan option")
    third = client.get(path_of(one)).submit(FORM, status=303, job3="834202", alasan="salah-ketik")
    assert third.status == 303
    assert client.get(path_of(one)).select("#job4")
    assert client.htmx("/petugas/loket/jabatan?q=sopir&kotak=job4").select('[role="option"]')


def test_a_public_fact_reaches_the_catalogue(site: Site) -> None:
    site.save(worker(certificate()))
    with site.session() as session:
        one = session.query(Person).one()
    assert site.client.get("/tenaga-kerja?pendidikan=d3").select("article") == []
    counsellor(site).get(path_of(one)).submit(FORM, status=303, education="d3", alasan="ijazah-asli")
    site.sync()
    assert len(site.client.get("/tenaga-kerja?pendidikan=d3").select("article")) == 1


def test_the_owner_reads_what_was_changed(site: Site) -> None:
    one = somebody(site)
    mine = account(person_id=one.id, email="siti@contoh.test")
    owner = client_as(site, mine)
    client = counsellor(site)
    page = client.get(path_of(one))
    page.submit(FORM, status=303, name="Siti Rahayu", district_code="63.11.07", alasan="ktp-asli", catatan="Rahasia.")
    said = client.get(f"/petugas/loket/orang/{one.id}").texts(".flash")
    assert said == ["Data sudah diperbaiki. Pemilik akunnya diberi tahu."]
    news = owner.get("/akun/pemberitahuan")
    assert "memperbaiki data Anda: nama, kecamatan, desa atau kelurahan." in news.text
    assert "Rahasia." not in news.text
    assert "Siti Rahayu" in owner.get("/akun/data").text
    [letter] = letters(site)
    assert (letter.recipient, letter.template) == ("siti@contoh.test", "person_correct")


def test_somebody_without_a_profile_has_no_boxes_for_work(site: Site) -> None:
    one = person(name="Siti Aminah")
    site.save(one)
    page = counsellor(site).get(path_of(one))
    assert not page.select("#education")
    assert not page.select("#no_phone")
    page.submit(FORM, status=303, name="Siti Rahayu", alasan="ktp-asli")


def test_a_broken_note_of_what_stood_there_is_no_reason_to_fail(site: Site) -> None:
    one = somebody(site)
    client = counsellor(site)
    for broken in ("{", "[1]", ""):
        page = client.get(path_of(one)).submit(FORM, status=422, shown=broken, alasan="ktp-asli")
        assert faults(page) == ["Belum ada isian yang berubah."]
    client.get(path_of(one)).submit(FORM, status=422, name="Siti R", dilihat="9999999999", alasan="ktp-asli")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (lambda: officer("counsellor"), 200), (lambda: officer("verifier"), 200), (lambda: officer("admin"), 404),
        (lambda: officer("training_officer"), 404), (lambda: officer("moderator"), 404), (lambda: officer("head"), 404),
        (account, 404),
    ],
)  # fmt: skip
def test_who_may_put_records_right(site: Site, who: Any, status: int) -> None:
    client_as(site, who()).get(path_of(somebody(site)), status=status)
