"""The pages of a company's team: what they show, to whom, and what their forms do."""

import pytest
from sqlalchemy import func, select

from app.models import AccountToken, Employer, Event, EventReason, Membership
from app.services.employer_identity import proposed
from tests.factories.accounts import account, client_as, officer
from tests.factories.companies import company, npwp_of
from tests.factories.vacancies import TODAY, vacancy
from tests.support.keys import KEYRING
from tests.support.pages import Page
from tests.support.site import Site

AREA = ("/kelola", "/kelola/perusahaan", "/kelola/dokumen", "/kelola/tim")


def _actions(page: Page) -> list[str]:
    return [str(one.get("action")) for one in page.select("main form")]


@pytest.mark.parametrize("path", [*AREA, "/kelola/perusahaan/ubah"])
def test_whose_pages_they_are(site: Site, path: str) -> None:
    assert site.client.get(path, status=303).headers["Location"].startswith("/masuk?lanjut=")
    company(site)
    for who in (account(), officer("verifier"), officer("admin")):
        client_as(site, who).get(path, status=404)


def test_a_member_reads_and_an_admin_keeps(site: Site) -> None:
    _, plain = company(site, "member")
    for path in AREA:
        plain.get(path)
    plain.get("/kelola/perusahaan/ubah", status=404)
    for path in ("/kelola/perusahaan/ubah", "/kelola/perusahaan/ajukan", "/kelola/dokumen", "/kelola/tim"):
        plain.send(path, status=404)


def test_the_profile_shows_the_reason_of_staff(site: Site) -> None:
    mine, admin = company(site, status="returned", verified_at=None)
    site.save(
        Event(
            at=site.clock.now(), actor_kind="operator", noun="employer", noun_id=mine.id, verb="send_back",
            reason=EventReason(text="NIB tidak terbaca."),
        )
    )  # fmt: skip
    page = admin.get("/kelola/perusahaan")
    assert "Petugas meminta perbaikan: NIB tidak terbaca." in page.text
    assert "/kelola/perusahaan/ajukan" in _actions(page)
    admin.send("/kelola/perusahaan/ajukan")
    assert "diajukan lagi kepada petugas" in admin.get("/kelola/perusahaan").text
    with site.session() as session:
        assert session.get_one(Employer, mine.id).status == "pending"
    # Back, and the button once more: nothing happens twice.
    admin.send("/kelola/perusahaan/ajukan", status=303)
    assert "sudah diajukan atau sudah diputuskan" in admin.get("/kelola/perusahaan").text


def test_a_suspended_company_is_told_why_and_offered_nothing(site: Site) -> None:
    mine, admin = company(site, status="suspended", suspended_at=site.clock.now())
    site.save(
        vacancy(of=mine, status="draft"),
        Event(
            at=site.clock.now(), actor_kind="operator", noun="employer", noun_id=mine.id, verb="suspend",
            reason=EventReason(text="Meminta biaya."),
        ),
    )  # fmt: skip
    page = admin.get("/kelola")
    assert "Perusahaan ditangguhkan. Meminta biaya." in page.text
    assert page.link("Alamat dan jam layanan").get("href") == "/tentang"
    for text in (page.text, admin.get("/kelola/lowongan").text):
        assert "Terverifikasi" not in text
        assert "Pasang lowongan" not in text
        assert "Draf lowongan yang belum diajukan" not in text


def test_a_draft_that_was_thrown_away_is_gone_and_a_filled_vacancy_shows_its_day(site: Site) -> None:
    mine, admin = company(site)
    site.save(
        vacancy("Kasir", of=mine, status="withdrawn", submitted_at=None, published_at=None),
        vacancy("Satpam", of=mine, status="filled", closed_at=site.clock.now(), closes_on=TODAY.replace(year=2099)),
    )
    for path in ("/kelola", "/kelola/lowongan"):
        page = admin.get(path)
        assert page.texts("tbody th") == ["Satpam"]
        assert page.texts("tbody td")[0] == "Terisi"
        assert str(page.one("tbody time").get("datetime")) == TODAY.isoformat()


def test_an_unknown_status_is_named(site: Site) -> None:
    mine, admin = company(site)
    site.save(vacancy("Kasir", of=mine))
    page = admin.get("/kelola/lowongan?status=entah")
    assert "Nilai “entah” untuk status tidak dikenal dan tidak dipakai." in page.text
    assert page.texts("tbody th") == ["Kasir"]


def test_account_pages_keep_the_menu_of_the_company(site: Site) -> None:
    _, admin = company(site)
    for path in ("/akun/pemberitahuan", "/akun/keamanan"):
        assert admin.get(path).link("Tim").get("href") == "/kelola/tim"
    own = client_as(site, account()).get("/akun/keamanan")
    assert "/kelola/tim" not in own.html


def test_numbers_that_are_nobody_elses_business(site: Site) -> None:
    mine, admin = company(site)
    npwp = npwp_of(mine)
    assert npwp not in admin.get("/kelola/perusahaan").html
    plain = client_as(
        site,
        account(
            kind="employer", membership=Membership(employer_id=mine.id, role="member", created_at=site.clock.now())
        ),
    )
    page = plain.get("/kelola/perusahaan").html
    assert "0812-9876-5432" not in page
    assert npwp[-4:] in page
    public = site.client.get(f"/perusahaan/{mine.id}-{mine.slug}").html
    for secret in ("Sari Contoh", npwp, "9876", str(mine.nib)):
        assert secret not in public


def test_changing_the_profile(site: Site) -> None:
    mine, admin = company(site)
    form = admin.get("/kelola/perusahaan/ubah")
    assert form.one("#name").get("value") == mine.name
    assert form.one("#contact_phone").get("value") == "0812-9876-5432"
    bad = form.submit("main form", status=422, name="", website="bukan situs", about="Baru ditulis.")
    assert bad.texts(".error-summary li") == [
        "Nama perusahaan belum diisi", "Alamat situs belum benar, misalnya www.perusahaan.co.id",
    ]  # fmt: skip
    assert "Baru ditulis." in bad.html
    bad = form.submit("main form", status=422, website="bukan situs", about="Baru ditulis.")
    assert bad.texts(".error-summary li") == ["Alamat situs belum benar, misalnya www.perusahaan.co.id"]
    form.submit("main form", status=303, about="Baru ditulis.", name="PT Nama Baru")
    page = admin.get("/kelola/perusahaan")
    assert "Perubahan nama, NIB, NPWP atau KBLI berlaku setelah diperiksa" in page.text
    assert "Perubahan menunggu petugas." in page.text
    public = site.client.get(f"/perusahaan/{mine.id}-{mine.slug}")
    assert public.h1 == mine.name
    assert "Baru ditulis." in public.text
    with site.session() as session:
        assert proposed(session.get_one(Employer, mine.id), KEYRING) == {"name": "PT Nama Baru"}


def test_a_number_of_another_company_is_refused_in_words(site: Site) -> None:
    other, _ = company(site)
    _, admin = company(site)
    page = admin.get("/kelola/perusahaan/ubah").submit("main form", status=422, nib=str(other.nib))
    assert page.texts(".error-summary li") == ["NIB ini sudah dipakai perusahaan lain di situs ini. Hubungi petugas."]


def test_the_team(site: Site) -> None:
    mine, admin = company(site)
    page = admin.get("/kelola/tim")
    bad = page.submit("aside form", status=422, email="bukan")
    assert bad.texts(".error-summary li") == ["Alamat e-mail belum benar"]
    assert bad.one("#email").get("value") == "bukan"
    page.submit("aside form", status=303, email="ani@contoh.test", role="admin")
    page = admin.get("/kelola/tim")
    assert "Undangan dikirim." in page.text
    assert "ani@contoh.test" in page.text
    [form] = [one for one in _actions(page) if "/undangan/" in one]
    admin.send(form)
    with site.session() as session:
        assert session.scalar(select(func.count(AccountToken.id))) == 0
    place = Membership(employer_id=mine.id, role="member", created_at=site.clock.now())
    site.save(account(kind="employer", name="Budi Rekan", membership=place))
    page = admin.get("/kelola/tim")
    assert f"/kelola/tim/{place.id}/peran" in _actions(page)
    admin.send(f"/kelola/tim/{place.id}/peran", {"role": "admin"})
    assert "Peran diubah." in admin.get("/kelola/tim").text
    admin.send(f"/kelola/tim/{place.id}/keluarkan")
    page = admin.get("/kelola/tim")
    assert "Budi Rekan" not in page.text
    assert not [one for one in _actions(page) if one.endswith(("/keluarkan", "/peran"))]
    assert "Satu-satunya admin." in page.text
    with site.session() as session:
        last = session.scalars(select(Membership.id).where(Membership.employer_id == mine.id)).one()
    admin.send(f"/kelola/tim/{last}/keluarkan")
    assert "tim selalu memerlukan satu admin" in admin.get("/kelola/tim").text


def test_a_team_of_others_is_not_there(site: Site) -> None:
    _, admin = company(site)
    other, _ = company(site)
    with site.session() as session:
        theirs = session.scalars(select(Membership.id).where(Membership.employer_id == other.id)).one()
    for path in (f"/kelola/tim/{theirs}/keluarkan", "/kelola/tim/99999/keluarkan", "/kelola/tim/undangan/1/batalkan"):
        admin.send(path, status=404)
    admin.send(f"/kelola/tim/{theirs}/peran", {"role": "admin"}, status=404)
    admin.send(f"/kelola/tim/{theirs}/peran", {"role": "kepala"}, status=400)


def test_who_leaves_the_team_is_out_with_the_next_request(site: Site) -> None:
    mine, admin = company(site)
    place = Membership(employer_id=mine.id, role="admin", created_at=site.clock.now())
    other = client_as(site, account(kind="employer", membership=place))
    other.get("/kelola")
    admin.send(f"/kelola/tim/{place.id}/keluarkan")
    other.get("/kelola", status=404)


def test_every_page_with_a_session_stays_out_of_caches(site: Site) -> None:
    _, admin = company(site)
    for path in AREA:
        page = admin.get(path)
        assert page.headers["Cache-Control"] == "no-store"
        assert page.one("meta[name=robots]").get("content") == "noindex"
