"""Two people of a company change its profile at the same time: nobody's words go unseen."""

from typing import Any

import pytest

from app.models import Employer, Event
from app.services.employers import change_profile
from tests.factories.accounts import client_as, member
from tests.factories.companies import company
from tests.support.site import Site

FORM = "main form"


def test_the_second_one_is_told_and_loses_nothing(site: Site) -> None:
    mine, first = company(site)
    second = client_as(site, member(mine, "admin", name="Budi Rekan"))
    late = first.get("/kelola/perusahaan/ubah")
    second.get("/kelola/perusahaan/ubah").submit(FORM, status=303, address="Jalan Baru 1", website="")
    page = late.submit(FORM, status=409, about="Kami menambang.", website="www.lain.test")
    assert "Terakhir oleh Budi Rekan" in page.text
    assert page.texts(".notice--warn dt") == ["Alamat kantor", "Situs web", "Tentang perusahaan"]
    assert page.texts(".notice--warn dd") == ["Jalan Baru 1", "kosong", "Kontraktor pertambangan batu bara."]
    assert page.one("#website").get("value") == "www.lain.test"
    with site.session() as session:
        assert session.get_one(Employer, mine.id).address == "Jalan Baru 1"
    page.submit(FORM, status=303, address="Jalan Baru 1")
    with site.session() as session:
        found = session.get_one(Employer, mine.id)
        assert (found.address, found.about) == ("Jalan Baru 1", "Kami menambang.")


def test_a_third_save_while_the_page_is_drawn_is_not_overwritten(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    mine, admin = company(site)
    late, other = admin.get("/kelola/perusahaan/ubah"), admin.get("/kelola/perusahaan/ubah")
    other.submit(FORM, status=303, address="Jalan Baru 1")

    def and_then_a_third(*given: Any) -> None:
        monkeypatch.undo()
        try:
            change_profile(*given)
        finally:
            with site.session() as session:
                session.get_one(Employer, mine.id).about = "Orang ketiga."
                session.commit()

    monkeypatch.setattr("app.services.employers.change_profile", and_then_a_third)
    page = late.submit(FORM, status=409, address="Jalan Lama 2")
    again = page.submit(FORM, status=409, about="Kami menambang.")
    assert "Orang ketiga." in again.text


def test_an_error_in_between_does_not_make_the_page_newer(site: Site) -> None:
    _, admin = company(site)
    late, other = admin.get("/kelola/perusahaan/ubah"), admin.get("/kelola/perusahaan/ubah")
    other.submit(FORM, status=303, name="PT Nama Baru")
    wrong = late.submit(FORM, status=422, website="bukan situs")
    page = wrong.submit(FORM, status=409, website="")
    assert "PT Nama Baru" in page.text, "what waits for staff is what was written last"


def test_sent_twice_it_is_saved_once(site: Site) -> None:
    mine, admin = company(site)
    form = admin.get("/kelola/perusahaan/ubah")
    for _ in range(2):
        form.submit(FORM, status=303, about="Baru.", name="PT Nama Baru")
    with site.session() as session:
        verbs = session.query(Event.verb).filter_by(noun="employer", noun_id=mine.id).order_by(Event.id).all()
    assert [verb for (verb,) in verbs] == ["change_profile", "propose_identity"]
