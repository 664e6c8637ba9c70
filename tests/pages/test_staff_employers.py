"""The office's pages about companies: the list by state, the review, and what a decision does on the site."""

import re
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import select

from app.domain.employer import DocumentKind
from app.models import Employer, Event, Membership, Vacancy
from app.queries.employer_review import EmployerTab
from app.services.documents import Owner, store_document
from app.services.employer_identity import propose
from tests.factories.accounts import account, acting, client_as, officer
from tests.factories.companies import company, npwp_of
from tests.factories.employers import employer
from tests.factories.vacancies import vacancy
from tests.support import hostile
from tests.support.keys import KEYRING
from tests.support.pages import PageClient
from tests.support.queries import assert_flat
from tests.support.site import Site

LIST = "/petugas/perusahaan"
WAITING = {"status": "pending", "verified_at": None}


def _waiting(site: Site, **facts: Any) -> dict[str, Any]:
    return {"submitted_at": site.clock.now(), **WAITING, **facts}


def _words(site: Site, path: str, status: int = 0) -> str:
    """What an address says, without its tags."""
    answer = site.client.http.get(path)
    assert not status or answer.status_code == status, path
    return re.sub(r"<[^>]+>", "", answer.get_data(as_text=True))


def _verifier(site: Site) -> PageClient:
    return client_as(site, officer("verifier"))


@pytest.mark.parametrize("role", ["counsellor", "training_officer", "admin"])
def test_whom_these_pages_are_hidden_from(site: Site, role: str) -> None:
    mine, team = company(site)
    for client in (client_as(site, officer(role)), team, client_as(site, account())):
        client.get("/petugas/perusahaan", status=404)
        client.get(f"/petugas/perusahaan/{mine.id}", status=404)
    assert site.client.get("/petugas/perusahaan", status=303).headers["Location"].startswith("/masuk")
    waiting = client_as(site, officer("verifier"), second_factor=False)
    assert "/masuk/kode" in waiting.get("/petugas/perusahaan", status=303).headers["Location"]


@pytest.mark.parametrize("role", ["moderator", "head"])
def test_who_reads_and_does_not_decide(site: Site, role: str) -> None:
    mine, _ = company(site, **_waiting(site))
    client = client_as(site, officer(role))
    page = client.get(f"/petugas/perusahaan/{mine.id}")
    assert not page.select("button[name=keputusan]")
    assert "0812-9876-5432" not in page.html
    client.send(f"/petugas/perusahaan/{mine.id}", {"keputusan": "verifikasi", "catatan": "x"}, status=404)


def test_the_list_is_oldest_first_by_state(site: Site) -> None:
    now = site.clock.now()
    site.save(
        employer(name="PT Kedua", **_waiting(site)),
        employer(name="PT Pertama", **_waiting(site, submitted_at=now.replace(day=3))),
        employer(name="PT Aktif"), employer(name="PT Tangguh", status="suspended", suspended_at=now),
        employer(name="PT Tolak", status="rejected"), employer(name="PT Balik", status="returned"),
    )  # fmt: skip
    changed = employer(name="PT Ubah")
    propose(changed, {"name": "PT Ubahan"}, KEYRING)
    site.save(changed)
    client = _verifier(site)
    page = client.get("/petugas/perusahaan")
    assert page.texts("tbody th") == ["PT Pertama", "PT Kedua"]
    assert page.texts(".tabs a") == [
        "Menunggu 2", "Perubahan 1", "Diperbaiki 1", "Aktif 2", "Ditangguhkan 1", "Ditolak 1",
    ]  # fmt: skip
    for code, names in (("aktif", ["PT Aktif", "PT Ubah"]), ("perubahan", ["PT Ubah"]), ("ditolak", ["PT Tolak"])):
        assert client.get(f"/petugas/perusahaan?status={code}").texts("tbody th") == names
    waiting = "yang paling lama menunggu di atas"
    assert waiting in page.text
    assert not [tab for tab in EmployerTab if tab != "menunggu" and waiting in client.get(f"{LIST}?status={tab}").text]
    assert client.get("/petugas/perusahaan?q=PERTAMA").texts("tbody th") == ["PT Pertama"]
    elsewhere = client.get("/petugas/perusahaan?q=ubah")
    assert "Tidak ada yang cocok" in elsewhere.text
    assert [words for words in elsewhere.texts(".tabs a") if not words.endswith(" 0")] == ["Perubahan 1", "Aktif 1"]
    assert "Tidak ada yang cocok" in client.get("/petugas/perusahaan?q=%25").text
    unknown = client.get("/petugas/perusahaan?status=lain")
    assert "Nilai “lain” untuk status tidak dikenal dan tidak dipakai." in unknown.text
    assert unknown.texts("tbody th") == page.texts("tbody th")


def test_a_long_list_has_pages_and_its_queries_do_not_grow(site: Site) -> None:
    site.save(employer(name="PT Satu"), *(employer(**_waiting(site)) for _ in range(25)))
    client = _verifier(site)
    assert len(client.get("/petugas/perusahaan").follow("Berikutnya").select("tbody tr")) == 5
    assert assert_flat(
        lambda: client.get("/petugas/perusahaan?status=aktif"), lambda: client.get("/petugas/perusahaan")
    ) <= 7  # fmt: skip


def test_the_review_shows_what_a_decision_rests_on(site: Site) -> None:
    mine, _ = company(site, name="PT Bara Contoh", **_waiting(site))
    twin = employer(name="PT BARA CONTOH", status="rejected", nib=mine.nib)
    place = Membership(employer_id=mine.id, role="member", created_at=site.clock.now())
    site.save(twin, account(kind="employer", name="Budi", email="bara.contoh@gmail.com", membership=place))
    page = _verifier(site).get(f"/petugas/perusahaan/{mine.id}")
    assert "Nama atau NIB yang sama: PT BARA CONTOH (ditolak)" in page.text
    assert "E-mail gratisan: gmail.com" in page.text
    assert npwp_of(mine) not in page.html
    assert npwp_of(mine)[-4:] in page.text
    assert "0812-9876-5432" in page.text
    assert [one.get("value") for one in page.select("button[name=keputusan]")] == ["verifikasi", "kembalikan", "tolak"]


def test_queries_of_the_review_do_not_grow(site: Site) -> None:
    (few, _), (many, _) = company(site), company(site)
    site.save(vacancy(of=few), *(vacancy(of=many) for _ in range(12)))
    for _ in range(5):
        place = Membership(employer_id=many.id, role="member", created_at=site.clock.now())
        site.save(account(kind="employer", membership=place))
    client = _verifier(site)
    assert_flat(
        lambda: client.get(f"/petugas/perusahaan/{few.id}"), lambda: client.get(f"/petugas/perusahaan/{many.id}")
    )


def test_a_decision_needs_a_reason_and_keeps_what_was_typed(site: Site) -> None:
    mine, _ = company(site, **_waiting(site))
    client = _verifier(site)
    path = f"/petugas/perusahaan/{mine.id}"
    page = client.send(path, {"keputusan": "kembalikan"}, status=422)
    assert "Centang yang diperiksa atau alasannya" in page.texts(".error-summary li")[0]
    page = client.send(path, {"keputusan": "kembalikan", "alasan": ["nib-oss"]}, status=422)
    assert 'value="nib-oss"' in page.html
    page = client.send(path, {"catatan": "Sudah dicek."}, status=422)
    assert "Sudah dicek." in page.html
    client.send(path, {"keputusan": "meledakkan"}, status=422)


def test_a_note_is_asked_for_where_there_is_nothing_to_tick(site: Site) -> None:
    mine, _ = company(site, status="suspended", suspended_at=site.clock.now())
    client = _verifier(site)
    page = client.get(f"/petugas/perusahaan/{mine.id}")
    assert page.texts("label[for=catatan]") == ["Catatan"], "it may not be left empty"
    page = client.send(page.path, {"keputusan": "pulihkan"}, status=422)
    assert page.texts(".error-summary li") == ["Tulis catatan: perusahaan membacanya"]
    known, _ = company(site)
    page = client.get(f"/petugas/perusahaan/{known.id}")
    assert "Wajib untuk memberi atau mencabut kepercayaan." in page.text
    page = client.send(page.path, {"keputusan": "percaya"}, status=422)
    assert page.texts(".error-summary li") == ["Tulis catatan: perusahaan membacanya"]


def test_verified_and_told_why(site: Site) -> None:
    mine, team = company(site, **_waiting(site))
    client = _verifier(site)
    seen = client.get(f"/petugas/perusahaan/{mine.id}").select("input[name=dilihat]")[0].get("value")
    deed = {
        "keputusan": "verifikasi",
        "alasan": ["nib-oss", "biaya"],
        "catatan": "Lewat telepon.",
        "dilihat": str(seen),
    }
    client.send(f"/petugas/perusahaan/{mine.id}", deed)
    client.send(f"/petugas/perusahaan/{mine.id}", deed)  # the same form once more
    text = team.get("/kelola/perusahaan").text
    assert "NIB dan nama cocok di OSS. Lewat telepon." in text
    assert "Terverifikasi" in text
    assert site.client.get(f"/perusahaan/{mine.id}-{mine.slug}").h1 == mine.name
    late = {"keputusan": "kembalikan", "catatan": "Belum.", "dilihat": str(seen)}
    page = client_as(site, officer("verifier")).send(f"/petugas/perusahaan/{mine.id}", late, status=409)
    assert "Keputusan Anda belum disimpan" in page.text


def test_a_changed_identity_is_shown_and_decided(site: Site) -> None:
    mine, team = company(site, name="PT Lama")
    team.get("/kelola/perusahaan/ubah").submit("main form", status=303, name="PT Baru", npwp="9" * 16)
    client = _verifier(site)
    page = client.get(f"/petugas/perusahaan/{mine.id}")
    assert page.texts(".diff del") == ["PT Lama", f"••••berakhir dengan {npwp_of(mine)[-4:]}"]
    assert "9" * 16 not in page.html
    client.send(f"/petugas/perusahaan/{mine.id}", {"keputusan": "verifikasi", "catatan": "Akta perubahan dilihat."})
    assert site.client.get(f"/perusahaan/{mine.id}-pt-baru").h1 == "PT Baru"


def test_suspension_takes_everything_off_the_site_with_the_next_request(site: Site) -> None:
    mine, team = company(site, name="PT Bara Contoh")
    job = vacancy("Operator Langka", of=mine)
    site.save(job)
    address = f"/perusahaan/{mine.id}-{mine.slug}"
    public = {
        address: 404, f"/lowongan/{job.id}-operator-langka": 410, "/lowongan?q=langka": 200,
        "/sitemap.xml": 200,
        "/lowongan.atom": 200, "/saran?q=bara": 200, "/api/v1/vacancies?q=langka": 200, "/": 200,
    }  # fmt: skip
    before = {path: _words(site, path) for path in public}
    assert "Operator Langka" in before["/lowongan?q=langka"]
    assert "Operator Langka" in before["/lowongan.atom"]
    client, typing = _verifier(site), team.get("/kelola/perusahaan/ubah")
    client.send(f"/petugas/perusahaan/{mine.id}", {"keputusan": "tangguhkan", "alasan": ["mengaku-aku"]})
    # The index has not been told yet: the tables decide.
    for path, status in public.items():
        text = _words(site, path, status)
        assert "Operator Langka" not in text, path
        assert "PT Bara Contoh" not in text, path
    assert "Perusahaan ditangguhkan." in team.get("/kelola/perusahaan").text
    assert "mengaku sebagai perusahaan lain" in team.get("/kelola/perusahaan").text
    typing.submit("main form", status=422, about="x")
    client.send(f"/petugas/perusahaan/{mine.id}", {"keputusan": "pulihkan", "catatan": "Sudah jelas."})
    assert site.client.get(address).h1 == "PT Bara Contoh"
    with site.session() as session:
        assert session.get_one(Vacancy, job.id).status == "submitted"


def test_a_decision_leads_back_to_where_the_company_was_opened(site: Site) -> None:
    site.save(employer(name="PT Menunggu", **_waiting(site)), employer(name="PT Aktif"))
    client = _verifier(site)
    page = client.get("/petugas/perusahaan?status=menunggu").follow("PT Menunggu")
    taken = page.submit("form.row", status=303, aksi="kerjakan")
    page = client.get(taken.headers["Location"])
    assert page.texts("form.row .tag") == ["Anda kerjakan"]
    assert page.one("a.back").get("href") == "/petugas/perusahaan?status=menunggu", "taking it loses no way back"
    let_go = page.submit("form.row", status=303, aksi="lepas")
    assert let_go.headers["Location"] == "/petugas/perusahaan?status=menunggu"
    page = client.get("/petugas/perusahaan?status=aktif").follow("PT Aktif")
    assert page.one("a.back").get("href") == "/petugas/perusahaan?status=aktif"
    form = page.one("#keputusan form.stack").get("action") or ""
    seen = page.one("input[name=dilihat]").get("value") or ""
    typed = {"keputusan": "tangguhkan", "catatan": "Palsu.", "dilihat": seen}
    answer = client.send(form, typed)
    assert answer.headers["Location"] == "/petugas/perusahaan?status=aktif"
    assert "PT Aktif ditangguhkan. Keputusan disimpan." in client.get("/petugas/perusahaan?status=aktif").text
    [key] = [one.get("href") for one in client.get("/petugas/perusahaan?status=ditangguhkan").select("tbody a")]
    path = (key or "").partition("?")[0]
    answer = client.send(path, {"keputusan": "pulihkan", "catatan": "Sudah jelas."})
    assert answer.headers["Location"] == path  # it never stood in the queue: its own page again
    assert "PT Aktif: penangguhan dicabut." in client.get(path).text


@pytest.mark.parametrize("status", ["pending", "returned", "rejected", "suspended"])
def test_a_company_that_is_not_active_is_not_there(site: Site, status: str) -> None:
    facts = {"suspended_at": site.clock.now()} if status == "suspended" else {}
    mine = employer(name="PT Belum Ada", status=status, submitted_at=site.clock.now(), **facts)
    site.save(mine, vacancy("Operator Langka", of=mine), employer(name="PT Ada"))
    site.client.get(f"/perusahaan/{mine.id}", status=404)
    site.client.get(f"/perusahaan/{mine.id}-{mine.slug}", status=404)
    for path in ("/lowongan?q=langka", "/lowongan.atom", "/saran?q=belum", "/saran?q=langka", "/", "/api/v1/vacancies"):
        assert "PT Belum Ada" not in site.client.http.get(path).get_data(as_text=True), path
    index = site.client.http.get("/sitemap.xml").get_data(as_text=True)
    assert f"/perusahaan/{mine.id}-" not in index


def test_papers_are_read_by_whoever_verifies(site: Site) -> None:
    mine, _ = company(site, **_waiting(site))
    place = Membership(employer_id=mine.id, role="admin", created_at=site.clock.now())
    who = acting(site, account(kind="employer", membership=place))
    with site.session():
        paper = store_document(
            Owner(mine.id), DocumentKind.NIB, "NIB.pdf", BytesIO(hostile.pdf()), who, site.clock,
            site.app.extensions["storage"],
        )  # fmt: skip
    verifier = _verifier(site)
    assert f"/petugas/dokumen/{paper}" in verifier.get(f"/petugas/perusahaan/{mine.id}").html
    assert verifier.http.get(f"/petugas/dokumen/{paper}").data == hostile.pdf()
    reader = client_as(site, officer("head"))
    assert "/petugas/dokumen/" not in reader.get(f"/petugas/perusahaan/{mine.id}").html
    assert reader.http.get(f"/petugas/dokumen/{paper}").status_code == 404
    with site.session() as session:
        assert session.scalars(select(Employer.status)).all() == ["pending"]
        looks = session.scalars(select(Event).where(Event.noun == "document", Event.verb == "read")).all()
        assert [(one.noun_id, one.account_id is not None) for one in looks] == [(paper, True)]
