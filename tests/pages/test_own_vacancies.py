"""A company's list of vacancies, each one's own page, and what may be done with it."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.domain.actor import OPERATOR
from app.extensions import db
from app.models import Account, Employer, Event, Vacancy, VacancyDraft, VacancyRevision, VacancyViews
from app.services import moderation, revisions
from tests.factories.accounts import client_as, member
from tests.factories.employers import employer
from tests.factories.vacancies import TODAY, posting, vacancy
from tests.pages.test_vacancy_form import FORM, sent
from tests.support.clock import NOW
from tests.support.pages import PageClient, form_values
from tests.support.queries import assert_flat
from tests.support.site import Site

STATES = ("draft", "submitted", "returned", "published", "rejected", "withdrawn", "suspended", "filled", "expired")


def team(site: Site, *rows: Vacancy, **facts: Any) -> tuple[PageClient, Employer, Account]:
    of = employer(**facts)
    who = member(of)
    for one in rows:
        one.employer, one.company = of, of.name
    client = client_as(site, who)
    site.save(*rows)
    return client, of, who


def in_state(status: str, **facts: Any) -> Vacancy:
    dates = (
        {} if status in ("draft", "returned", "submitted", "rejected") else {"published_at": NOW - timedelta(days=1)}
    )
    submitted = {} if status == "draft" else {"submitted_at": NOW - timedelta(days=2)}
    return vacancy(f"Operator {status}", status=status, **(dates | submitted | facts))


def status_of(site: Site, key: int) -> str:
    with site.session() as session:
        return session.get_one(Vacancy, key).status


def test_the_list_has_a_tab_for_each_state(site: Site) -> None:
    client, _, _ = team(site, *(in_state(status) for status in STATES))
    page = client.get("/kelola/lowongan")
    assert len(page.select("tbody tr")) == len(STATES)
    counts = {text.rsplit(" ", 1)[0]: int(text.rsplit(" ", 1)[1]) for text in page.texts("nav.tabs a")}
    assert counts == {
        "Semua": 9, "Perlu tindakan Anda": 2, "Draf": 1, "Diperiksa": 1, "Tayang": 1, "Selesai": 4,
    }  # fmt: skip
    done = page.follow("Selesai 4")
    assert len(done.select("tbody tr")) == 4
    assert done.texts("nav.tabs [aria-current]") == ["Selesai 4"]
    waits = page.follow("Perlu tindakan Anda 2")
    assert sorted(waits.texts("tbody .tag")) == ["Dikembalikan", "Ditangguhkan"]


def test_only_the_own_vacancies_are_listed(site: Site) -> None:
    linked = posting("Kutipan")
    client, of, _ = team(site, in_state("published"))
    linked.employer = of
    site.save(vacancy("Milik orang lain"), linked)
    assert client.get("/kelola/lowongan").texts("tbody th a") == ["Operator published"]


def test_a_draft_that_was_let_go_leaves_the_list(site: Site) -> None:
    row = in_state("draft")
    client, _, _ = team(site, row)
    asked = client.get(f"/kelola/lowongan/{row.id}").follow("Buang draf")
    assert asked.h1 == "Buang draf"
    assert status_of(site, row.id) == "draft", "asking changes nothing"
    answer = asked.submit("main form", status=303)
    assert answer.headers["Location"] == "/kelola/lowongan"
    page = client.get("/kelola/lowongan")
    assert "Draf dibuang." in page.text
    assert "Belum ada lowongan" in page.text


def test_search_keeps_the_tab_and_says_when_nothing_fits(site: Site) -> None:
    client, _, _ = team(site, in_state("published"), in_state("draft"), vacancy("Kasir 100%"))
    page = client.get("/kelola/lowongan?q=OPERATOR&status=tayang")
    assert page.texts("tbody th a") == ["Operator published"]
    assert client.get("/kelola/lowongan?q=100%25").texts("tbody th a") == ["Kasir 100%"]
    empty = client.get("/kelola/lowongan?q=astronot")
    assert "Tidak ada lowongan yang cocok" in empty.text
    assert len(empty.follow("Hapus pencarian").select("tbody tr")) == 3


def test_pages_of_twenty_at_a_flat_number_of_questions(site: Site) -> None:
    """R13."""
    client, _, _ = team(site, *(vacancy(f"Operator {n:02d}") for n in range(21)))
    page = client.get("/kelola/lowongan")
    assert len(page.select("tbody tr")) == 20
    assert len(page.follow("Berikutnya").select("tbody tr")) == 1
    few = client_as(site, member(other := employer()))
    site.save(vacancy(of=other))
    asked = assert_flat(lambda: few.get("/kelola/lowongan"), lambda: client.get("/kelola/lowongan"))
    assert asked <= 8


@pytest.mark.parametrize("status", STATES)
def test_a_vacancys_page_offers_what_its_state_allows(site: Site, status: str) -> None:
    row = in_state(status)
    client, _, _ = team(site, row)
    page = client.get(f"/kelola/lowongan/{row.id}")
    offered = set(page.texts("aside .button"))
    expected = {
        "draft": {"Lanjutkan menulis", "Buang draf"}, "returned": {"Perbaiki dan kirim lagi", "Tarik lowongan"},
        "submitted": {"Tarik lowongan"}, "expired": {"Tandai terisi"},
        "published": {"Ubah isi lowongan", "Perpanjang", "Tandai terisi", "Tarik lowongan"},
    }.get(status, set())  # fmt: skip
    assert offered == expected | {"Salin jadi lowongan baru"}
    closed = {"perpanjang": "Perpanjang", "terisi": "Tandai terisi", "tarik": "Tarik lowongan"}
    for path, words in closed.items():
        allowed = words in offered or (path == "tarik" and status == "draft")
        client.get(f"/kelola/lowongan/{row.id}/{path}", status=200 if allowed else 404)


def test_the_page_shows_views_and_the_log_without_naming_officers(site: Site) -> None:
    row = in_state("submitted")
    client, _, _ = team(site, row)
    with site.app.app_context():
        moderation.approve(row.id, OPERATOR, site.clock)
    with site.app.app_context():
        db.session.connection(execution_options={"write": True})
        for day, views in ((TODAY, 3), (TODAY - timedelta(days=9), 4)):
            db.session.add(VacancyViews(vacancy_id=row.id, day=day, views=views))
        db.session.commit()
    page = client.get(f"/kelola/lowongan/{row.id}")
    assert page.texts(".stat b") == ["7", "3"]
    assert "Disetujui 25 November 2026, 10.00 WITA, petugas" in page.text
    assert "Lihat halaman umumnya" in page.text
    assert client.get(page.link("Lihat halaman umumnya").get("href")).h1 == row.title


def test_copying_takes_everything_but_the_last_day(site: Site) -> None:
    row = in_state("published", karirhub_number="KH-1", karirhub_on=TODAY)
    client, _, _ = team(site, row)
    page = client.get(f"/kelola/lowongan/{row.id}")
    form = page.select("aside form")[0]
    values = {str(one.get("name")): str(one.get("value")) for one in form.iter("input")}
    first = client.post(str(form.get("action")), values, status=303).headers["Location"]
    assert client.post(str(form.get("action")), values, status=303).headers["Location"] == first, "a second click"
    copy = client.get(first)
    assert copy.one("#title").get("value") == row.title
    assert copy.one("#wage_min").get("value") == "4.000.000"
    assert copy.one("#closes_on").get("value") == ""
    assert copy.one("#karirhub_number").get("value") == ""
    with site.session() as session:
        assert len(session.scalars(select(Vacancy.id)).all()) == 2


def test_extending_asks_for_a_later_day(site: Site) -> None:
    row = in_state("published")
    client, _, _ = team(site, row)
    page = client.get(f"/kelola/lowongan/{row.id}/perpanjang")
    wrong = page.submit("main form", status=422, closes_on=TODAY.isoformat())
    assert "harus sesudah yang sekarang" in wrong.texts(".error-summary li")[0]
    later = TODAY + timedelta(days=90)
    answer = wrong.submit("main form", status=303, closes_on=later.isoformat())
    assert "diperpanjang" in client.get(answer.headers["Location"]).text
    with site.session() as session:
        assert session.get_one(Vacancy, row.id).closes_on == later


@pytest.mark.parametrize(("path", "state"), [("terisi", "filled"), ("tarik", "withdrawn")])
def test_a_deed_sent_twice_is_done_once(site: Site, path: str, state: str) -> None:
    row = in_state("published")
    client, _, _ = team(site, row)
    asked = client.get(f"/kelola/lowongan/{row.id}/{path}")
    for _ in range(2):
        asked.submit("main form", status=303)
    assert status_of(site, row.id) == state
    with site.session() as session:
        assert len(session.scalars(select(Event.id).where(Event.noun_id == row.id)).all()) == 1


def test_the_reason_of_a_withdrawal_is_kept_when_given(site: Site) -> None:
    row = in_state("submitted")
    client, _, _ = team(site, row)
    client.get(f"/kelola/lowongan/{row.id}/tarik").submit("main form", status=303, reason="Proyek ditunda.")
    assert "Proyek ditunda." in client.get(f"/kelola/lowongan/{row.id}").text


def test_a_returned_vacancy_is_corrected_and_sent_again(site: Site) -> None:
    row = in_state("returned")
    client, _, _ = team(site, row)
    form = client.get(f"/kelola/lowongan/{row.id}").follow("Perbaiki dan kirim lagi")
    assert form.one("#title").get("value") == row.title, "it opens with what it says"
    preview = client.get(form_sent(form, title="Operator HD 785"))
    answer = sent_by(preview, "submit")
    assert answer.headers["Location"] == f"/kelola/lowongan/{row.id}"
    assert status_of(site, row.id) == "submitted"
    with site.session() as session:
        assert session.get_one(Vacancy, row.id).title == "Operator HD 785"
        assert session.get(VacancyDraft, row.id) is None


def form_sent(form: Any, **typed: Any) -> str:
    """Press "Periksa dan kirim" on a filled form; where it leads."""
    page = form.submit(FORM, status=303, **typed)
    again = form.client.get(page.headers["Location"])
    return str(sent(again, 303, form_values(again.one(FORM)) | {"deed": "check"}).headers["Location"])


def sent_by(preview: Any, deed: str) -> Any:
    form = preview.select("aside form")[0]
    values = {str(one.get("name")): str(one.get("value")) for one in form.iter("input")}
    return preview.client.post(str(form.get("action")), values | {"deed": deed}, status=303)


def test_a_revision_leaves_the_public_page_alone_until_staff_agree(site: Site) -> None:
    row = in_state("published")
    client, _, _ = team(site, row)
    public = f"/lowongan/{row.id}-{row.slug}"
    form = client.get(f"/kelola/lowongan/{row.id}").follow("Ubah isi lowongan")
    assert "Yang tayang tidak berubah dulu" in form.text
    preview = client.get(form_sent(form, title="Operator HD 785"))
    assert preview.h1 == "Operator HD 785"
    for _ in range(2):
        sent_by(preview, "revise")
    assert client.get(public).h1 == row.title
    mine = client.get(f"/kelola/lowongan/{row.id}")
    assert "nama pekerjaan" in mine.text
    with site.session() as session:
        waiting = session.scalars(select(VacancyRevision)).one()
        session.expunge_all()
    assert (waiting.status, waiting.fields) == ("pending", "title")
    assert json.loads(waiting.data)["title"] == "Operator HD 785"
    again = client.get(f"/kelola/lowongan/{row.id}/ubah")
    assert again.one("#title").get("value") == "Operator HD 785", "the form opens with the proposal"
    with site.app.app_context():
        revisions.accept_revision(row.id, waiting.id, OPERATOR, site.clock)
    assert client.get(f"/lowongan/{row.id}-operator-hd-785").h1 == "Operator HD 785"


def test_a_revision_is_taken_back(site: Site) -> None:
    row = in_state("published")
    client, _, _ = team(site, row)
    preview = client.get(form_sent(client.get(f"/kelola/lowongan/{row.id}/ubah"), title="Lain"))
    sent_by(preview, "revise")
    page = client.get(f"/kelola/lowongan/{row.id}").follow("Batalkan perubahan")
    answer = page.submit("main form", status=303)
    assert "Batalkan perubahan" not in client.get(answer.headers["Location"]).text
    with site.session() as session:
        assert session.scalars(select(VacancyRevision.status)).all() == ["withdrawn"]


def test_nothing_changed_is_said(site: Site) -> None:
    row = in_state("published")
    client, _, _ = team(site, row)
    preview = client.get(form_sent(client.get(f"/kelola/lowongan/{row.id}/ubah")))
    answer = sent_by(preview, "revise")
    assert "Tidak ada yang berubah" in client.get(answer.headers["Location"]).text


def test_a_draft_written_on_since_the_preview_is_not_sent_unseen(site: Site) -> None:
    row = in_state("returned")
    client, _, _ = team(site, row)
    preview = client.get(form_sent(client.get(f"/kelola/lowongan/{row.id}/ubah"), title="Satu"))
    client.get(f"/kelola/lowongan/{row.id}/ubah").submit(FORM, status=303, title="Dua")
    answer = sent_by(preview, "submit")
    assert answer.headers["Location"].endswith("/pratinjau")
    assert "berubah sejak pratinjau" in client.get(answer.headers["Location"]).text
    assert status_of(site, row.id) == "returned"


def test_a_trusted_company_publishes_at_once(site: Site) -> None:
    row = in_state("draft")
    client, _, _ = team(site, row, trusted_at=NOW)
    preview = client.get(form_sent(client.get(f"/kelola/lowongan/{row.id}/ubah")))
    assert "Tayangkan sekarang" in preview.text
    answer = sent_by(preview, "submit")
    assert "langsung tayang" in client.get(answer.headers["Location"]).text
    assert client.get(f"/lowongan/{row.id}-{row.slug}").h1 == row.title


def test_the_company_reads_why_staff_sent_it_back(site: Site) -> None:
    row = in_state("submitted")
    client, _, _ = team(site, row)
    with site.app.app_context():
        moderation.send_back(row.id, "Tulis alamat kerjanya.", OPERATOR, site.clock)
    page = client.get(f"/kelola/lowongan/{row.id}")
    assert "Tulis alamat kerjanya." in " ".join(page.texts(".notice"))
    sent_by(client.get(form_sent(client.get(f"/kelola/lowongan/{row.id}/ubah"), work_address="Site Juai")), "submit")
    assert page.client.get(f"/kelola/lowongan/{row.id}").select(".notice--warn") == [], "answered"
