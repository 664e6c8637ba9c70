"""The first page of a company's team: what it asks for, what it counts, and in how many questions."""

from datetime import timedelta

from app.domain.actor import OPERATOR
from app.models import Event, EventReason, VacancyRevision
from app.services import employer_decisions, moderation
from app.services.views import add_views
from tests.factories.companies import company
from tests.factories.vacancies import TODAY, vacancies, vacancy
from tests.support.queries import assert_flat
from tests.support.site import Site


def test_the_dashboard_says_what_waits(site: Site) -> None:
    mine, admin = company(site)
    returned = vacancy("Mekanik", of=mine, status="returned")
    site.save(
        returned, vacancy("Juru Las", of=mine, closes_on=TODAY), vacancy("Kasir", of=mine),
        vacancy("Sopir", of=mine, status="draft"), vacancy("Satpam"),
    )  # fmt: skip
    event = Event(
        at=site.clock.now(), actor_kind="operator", noun="vacancy", noun_id=returned.id, verb="send_back",
        reason=EventReason(text="Tulis tugasnya."),
    )  # fmt: skip
    site.save(event)
    page = admin.get("/kelola")
    assert page.texts(".todo li p") == [
        "Lowongan Mekanik dikembalikan petugasTulis tugasnya.", "Lowongan Juru Las segera ditutupDitutup hari ini",
        "Draf lowongan yang belum diajukan",
    ]  # fmt: skip
    assert page.texts("tbody th") == ["Mekanik", "Kasir", "Juru Las", "Sopir"]
    assert "Satpam" not in page.text
    assert "Lihat semua (4)" in page.text
    assert [str(one.get("href")) for one in page.select(".todo a")][-1] == "/kelola/lowongan?status=draf"
    assert admin.get("/kelola/lowongan?status=draf").texts("tbody th")[0].startswith("Sopir")


def test_the_dashboard_says_why_a_vacancy_was_suspended_and_whom_to_ask(site: Site) -> None:
    """By the newest decision; not of those that fell with the whole company, which is told so itself."""
    mine, admin = company(site)
    key = site.save(vacancy("Kasir", of=mine), vacancy("Koki", of=mine, status="submitted"))[0]
    with site.app.app_context():
        moderation.suspend(key, "Alamatnya tidak ada.", OPERATOR, site.clock)
        moderation.reinstate(key, "Sudah benar.", OPERATOR, site.clock)
        moderation.send_back(key, "Tulis alamatnya.", OPERATOR, site.clock)
    assert admin.get("/kelola").texts(".todo li p") == ["Lowongan Kasir dikembalikan petugasTulis alamatnya."]
    with site.app.app_context():
        moderation.suspend(key + 1, "Menarik biaya.", OPERATOR, site.clock)
    page = admin.get("/kelola")
    assert page.texts(".todo li p")[1] == (
        "Lowongan Koki ditangguhkan petugasMenarik biaya."
        "Tidak tampil sampai petugas memeriksanya lagi. Jelaskan atau tanyakan kepada kantor kami:"
        " Alamat dan jam layanan"
    )
    assert [str(one.get("href")) for one in page.select(".todo a")][1:] == [f"/kelola/lowongan/{key + 1}", "/tentang"]
    with site.app.app_context():
        employer_decisions.suspend(mine.id, "Diperiksa.", OPERATOR, site.clock)
    assert "Lowongan Koki ditangguhkan" not in admin.get("/kelola").text


def test_the_dashboard_marks_a_change_that_waits_and_names_no_day_that_is_not(site: Site) -> None:
    mine, admin = company(site)
    changed = vacancy("Kasir", of=mine)
    site.save(changed, vacancy("Koki", of=mine), vacancy("Sopir", of=mine, status="draft", closes_on=None))
    now = site.clock.now()
    site.save(VacancyRevision(vacancy_id=changed.id, status="pending", data="{}", fields="title", created_at=now))
    page = admin.get("/kelola")
    assert page.texts("tbody th") == ["Koki", "Kasir", "Sopir"]
    assert page.texts("tbody .tag") == ["Tayang", "Tayang", "Perubahan diperiksa", "Draf"]
    assert page.texts("tbody .is-empty") == ["–"]


def test_the_dashboard_asks_what_became_of_those_that_are_over(site: Site) -> None:
    """Two weeks long, or until somebody says so; also of one that the worker has not closed yet."""
    mine, admin = company(site)
    over = {name: TODAY - timedelta(days=days) for name, days in (("Kasir", 1), ("Koki", 14), ("Sopir", 15))}
    site.save(*(vacancy(name, of=mine, status="expired", closes_on=day) for name, day in over.items()))
    site.save(vacancy("Satpam", of=mine, closes_on=TODAY - timedelta(days=1)), vacancy("Guru", of=mine))
    site.save(vacancy("Juru Las", of=mine, status="filled", closes_on=TODAY - timedelta(days=1)))
    page = admin.get("/kelola")
    assert page.texts(".todo li p") == [
        f"Lowongan {name} sudah berakhirDitutup {day} November 2026. Terisi, atau masih mencari?"
        for name, day in (("Kasir", 24), ("Satpam", 24), ("Koki", 11))
    ]
    copy = "Salin jadi lowongan baru"
    assert page.texts(".todo .button") == [
        "Tandai terisi Kasir", f"{copy} Kasir", "Perpanjang Satpam", "Tandai terisi Satpam", f"{copy} Satpam",
        "Tandai terisi Koki", f"{copy} Koki",
    ]  # fmt: skip
    keys = [one.get("value") for one in page.select(".todo input[name=window]")]
    assert len(set(keys)) == 3, "two copies are two drafts"
    draft = page.submit(".todo form[action^=/kelola/lowongan/1/]", status=303).headers["Location"]
    assert admin.get(draft).one("#title").get("value") == "Kasir"
    page.follow("Tandai terisi Kasir").submit("main form", status=303)
    assert [words for words in admin.get("/kelola").texts(".todo li p") if "Kasir" in words] == []


def test_the_dashboard_counts_views(site: Site) -> None:
    mine, admin = company(site)
    one, other = site.save(vacancy("Kasir", of=mine), vacancy("Satpam"))
    unseen = admin.get("/kelola")
    assert unseen.select(".chart") == []
    assert "Tidak ada yang membuka halaman lowongan Anda selama 7 hari ini." in unseen.text
    with site.session():
        add_views(
            {(one, TODAY): 3, (one, TODAY.replace(day=19)): 2, (one, TODAY.replace(day=1)): 10, (other, TODAY): 50}
        )
    page = admin.get("/kelola")
    assert page.texts("tbody td.number") == ["5", "15"]
    assert page.texts(".chart .value") == ["2", "0", "0", "0", "0", "0", "3"]
    assert str(page.one(".chart").get("aria-label")).startswith("5 kali dilihat dalam 7 hari.")


def test_a_new_company_is_told_what_to_do(site: Site) -> None:
    _, admin = company(site, status="pending", verified_at=None, submitted_at=site.clock.now())
    page = admin.get("/kelola")
    assert "sedang diperiksa petugas" in page.text
    assert "Berkas perusahaan belum ada" in page.text
    assert "Terverifikasi" not in page.text
    assert "Belum ada lowongan" in page.text


def test_queries_of_the_dashboard_do_not_grow(site: Site) -> None:
    (few, one), (many, twenty) = company(site), company(site)
    past = {"status": "expired", "closes_on": TODAY - timedelta(days=1)}
    site.save(vacancy(of=few), vacancy(of=few, status="returned"), vacancy(of=few, **past), *vacancies(25, of=many))
    site.save(*(vacancy(of=many, status="returned") for _ in range(5)), *vacancies(5, of=many, **past))
    assert assert_flat(lambda: one.get("/kelola"), lambda: twenty.get("/kelola")) <= 16
