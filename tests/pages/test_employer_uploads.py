"""Papers of a company: handed in, downloaded, taken back; and what a hostile upload does, which is nothing."""

from dataclasses import replace
from io import BytesIO

import pytest
from sqlalchemy import delete, select
from werkzeug.test import TestResponse

from app.domain.employer import DocumentKind
from app.models import Document, Membership
from app.services.documents import Owner, store_document
from app.web.employer import documents
from tests.factories.accounts import account, acting, client_as, officer
from tests.factories.companies import company
from tests.support import hostile
from tests.support.pages import Page, PageClient
from tests.support.site import Site
from tests.support.uploads import multipart


def _sent(client: PageClient, name: str, content: bytes) -> TestResponse:
    form = {"csrf_token": client.csrf_token()}
    return client.http.post("/kelola/dokumen", **multipart(form, name, content, "nib"))


def _upload(client: PageClient, name: str, content: bytes, status: int = 303) -> Page:
    return client._receive(_sent(client, name, content), "/kelola/dokumen", status)


def _actions(page: Page) -> list[str]:
    return [str(one.get("action")) for one in page.select("main form")]


def _paper(site: Site, key: int) -> int:
    place = Membership(employer_id=key, role="admin", created_at=site.clock.now())
    who = acting(site, account(kind="employer", membership=place))
    with site.session():
        return store_document(
            Owner(key), DocumentKind.NIB, "Surat NIB.pdf", BytesIO(hostile.pdf()), who, site.clock,
            site.app.extensions["storage"],
        )  # fmt: skip


def test_papers_of_ones_own(site: Site) -> None:
    mine, admin = company(site)
    _upload(admin, "NIB ../../a.pdf", hostile.pdf())
    page = admin.get("/kelola/dokumen")
    assert "NIB disimpan." in page.text
    [link] = page.select("tbody a")
    file = admin.http.get(str(link.get("href")))
    assert file.data == hostile.pdf()
    assert file.headers["Content-Type"] == "application/pdf"
    assert file.headers["Content-Disposition"] == "attachment; filename*=UTF-8''a.pdf"
    assert file.headers["Content-Security-Policy"].startswith("sandbox")
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Cache-Control"] == "no-store"
    with site.session() as session:
        [kept] = session.scalars(select(Document)).all()
        assert kept.employer_id == mine.id
        assert (site.settings.data_dir / "documents" / kept.storage_name).is_file(), "outside of what the web serves"


def test_papers_of_others_are_not_there(site: Site) -> None:
    mine, admin = company(site)
    other, _ = company(site)
    theirs, own = _paper(site, other.id), _paper(site, mine.id)
    gone = client_as(site, account())
    for key, client in ((theirs, admin), (own, gone), (99_999, admin)):
        assert client.http.get(f"/kelola/dokumen/{key}").status_code == 404
        assert client.http.get(f"/petugas/dokumen/{key}").status_code == 404
    assert client_as(site, officer("moderator")).http.get(f"/petugas/dokumen/{own}").status_code == 404
    assert client_as(site, officer("verifier")).http.get(f"/petugas/dokumen/{own}").data == hostile.pdf()
    assert client_as(site, officer("verifier")).http.get(f"/kelola/dokumen/{own}").status_code == 404
    admin.send(f"/kelola/dokumen/{theirs}/hapus", status=404)


def test_a_paper_goes_while_nothing_rests_on_it(site: Site) -> None:
    mine, admin = company(site, status="returned", verified_at=None)
    own = _paper(site, mine.id)
    place = Membership(employer_id=mine.id, role="member", created_at=site.clock.now())
    plain = client_as(site, account(kind="employer", membership=place))
    plain.send(f"/kelola/dokumen/{own}/hapus", status=404)
    assert f"/kelola/dokumen/{own}/hapus" in _actions(admin.get("/kelola/dokumen"))
    admin.send(f"/kelola/dokumen/{own}/hapus")
    assert "Berkas dihapus." in admin.get("/kelola/dokumen").text
    kept, active = company(site)
    paper = _paper(site, kept.id)
    assert not active.get("/kelola/dokumen").select("tbody form")
    active.send(f"/kelola/dokumen/{paper}/hapus", status=303)
    assert "tidak dapat dihapus" in active.get("/kelola/dokumen").text


def test_several_papers_go_in_one_request(site: Site) -> None:
    """What can be kept is kept, and the page names what could not."""
    mine, admin = company(site)
    sent = {"nib": (BytesIO(hostile.pdf()), "nib.pdf"), "npwp": (BytesIO(hostile.pdf()), "npwp.pdf")}
    admin.send("/kelola/dokumen", sent)
    page = admin.get("/kelola/dokumen")
    assert page.texts(".flash p") == ["NIB disimpan.", "Kartu NPWP disimpan."]
    sent = {"npwp": (BytesIO(hostile.pdf(tail=b" ")), "npwp-2.pdf"), "deed": (BytesIO(b"bukan berkas"), "akta.pdf")}
    page = admin.send("/kelola/dokumen", sent, status=422)
    assert page.texts(".flash p") == ["Kartu NPWP disimpan."]
    assert page.texts(".error-summary li") == ["Akta pendirian: Berkas bukan PDF, JPEG atau PNG"]
    assert page.one("details[open] #deed").get("aria-invalid") == "true"
    with site.session() as session:
        kinds = session.scalars(select(Document.kind).where(Document.employer_id == mine.id).order_by(Document.id))
        assert kinds.all() == ["nib", "npwp", "npwp"]


@pytest.mark.parametrize("name", hostile.refused())
def test_a_hostile_file_is_refused_on_the_form(site: Site, name: str) -> None:
    _, admin = company(site)
    page = _upload(admin, "surat.pdf", hostile.refused()[name][0], 422)
    assert len(page.texts(".error-summary li")) == 1
    assert page.one("#nib").get("aria-invalid") == "true"


def test_an_account_uploads_a_number_of_papers_an_hour(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "PAPER", replace(documents.PAPER, attempts=3))
    _, admin = company(site)
    for _ in range(3):
        _upload(admin, "surat.pdf", b"bukan berkas", 422)
    page = _upload(admin, "surat.pdf", hostile.pdf(), 429)
    assert page.texts(".error-summary li") == ["NIB: Terlalu banyak unggahan dalam satu jam. Coba lagi nanti."]
    with site.session() as session:
        assert session.scalars(select(Document)).all() == []


def test_hundreds_of_mutants_break_no_page(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "PAPER", replace(documents.PAPER, attempts=400))
    _, admin = company(site)
    answers = set()
    for number, (name, content) in enumerate(hostile.mutants(300, seed=7)):
        answer = _sent(admin, hostile.NAMES[number % len(hostile.NAMES)], content)
        answers.add(answer.status_code)
        assert answer.status_code in (303, 422), name
        if answer.status_code == 303:
            with site.session() as session:
                session.execute(delete(Document))
                session.commit()
    assert answers == {303, 422}


def test_a_file_that_is_no_file(site: Site) -> None:
    _, admin = company(site)
    for typed in ({}, {"nib": "teks"}, {"evidence": "teks"}):
        page = admin.send("/kelola/dokumen", typed, status=422)
        assert page.texts(".error-summary li") == ["Pilih paling sedikit satu berkas"]
    broken = admin.http.post("/kelola/dokumen", data=b"--x\r\nbroken", content_type="multipart/form-data; boundary=x")
    assert broken.status_code == 400


def test_only_forms_with_a_file_take_more_than_a_form(site: Site) -> None:
    _, admin = company(site)
    large = "x" * 1_500_000
    assert _upload(admin, "a.pdf", b"%PDF-1.7\n" + b"0" * 8_000_000, 422).texts(".error-summary li") == [
        "NIB: Berkas lebih besar dari 5 MB. Kecilkan atau pindai ulang."
    ]
    data = {"csrf_token": admin.csrf_token(), "about": large}
    assert admin.http.post("/kelola/perusahaan/ubah", data=data).status_code == 413
    assert _sent(admin, "a.pdf", b"0" * 32_000_000).status_code == 413


def test_a_full_disk_is_told_on_the_form(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    _, admin = company(site)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.gateways.storage.os.fsync", full)
    page = _upload(admin, "surat.pdf", hostile.pdf(), 422)
    assert page.texts(".error-summary li")[0].startswith("NIB: Berkas belum dapat disimpan di server.")
    monkeypatch.undo()
    assert "Belum ada berkas." in admin.get("/kelola/dokumen").text
