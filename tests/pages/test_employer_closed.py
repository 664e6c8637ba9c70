"""A company is shown no form whose sending would be refused: it reads why, and what to do."""

import pytest

from tests.factories.companies import company
from tests.support.clock import NOW
from tests.support.site import Site

WHY = {
    "pending": "masih diperiksa petugas",
    "returned": "petugas meminta perbaikan",
    "rejected": "pendaftaran perusahaan ditolak",
    "suspended": "perusahaan ditangguhkan",
}


@pytest.mark.parametrize("status", WHY)
def test_nobody_is_invited_before_staff_agree(site: Site, status: str) -> None:
    facts = {"suspended_at": NOW} if status == "suspended" else {"submitted_at": NOW, "verified_at": None}
    _, admin = company(site, status=status, **facts)
    page = admin.get("/kelola/tim")
    assert not page.select("#email")
    assert WHY[status] in page.text
    admin.send("/kelola/tim", {"email": "ani@contoh.test", "role": "member"}, status=422)


@pytest.mark.parametrize("status", WHY)
def test_the_profile_is_open_until_staff_say_no(site: Site, status: str) -> None:
    facts = {"suspended_at": NOW} if status == "suspended" else {"submitted_at": NOW, "verified_at": None}
    _, admin = company(site, status=status, **facts)
    page = admin.get("/kelola/perusahaan/ubah")
    is_open = status in ("pending", "returned")
    assert bool(page.select("#address")) == is_open
    assert ("tidak dapat diubah karena" in page.text) != is_open


def test_what_was_typed_when_it_happened_is_not_lost(site: Site) -> None:
    mine, admin = company(site)
    page = admin.get("/kelola/perusahaan/ubah")
    with site.session() as session:
        held = session.merge(mine)
        held.status, held.suspended_at = "suspended", NOW
        session.commit()
    assert page.submit("main form", status=422, about="Baru ditulis.").one("#about").text == "Baru ditulis."
