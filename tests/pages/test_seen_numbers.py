"""What the decision pages do with a `dilihat` that no page of the site sends: they say so, and nothing is decided."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from app.models import Certificate, Event
from tests.factories.accounts import client_as, officer
from tests.factories.employers import employer
from tests.factories.review import keep, report, revision
from tests.factories.vacancies import vacancy
from tests.factories.workers import certificate, worker
from tests.support.clock import NOW
from tests.support.site import Site


def _vacancy(site: Site) -> str:
    return f"/petugas/lowongan/{site.save(vacancy(status='submitted', submitted_at=NOW), indexed=False)[0]}"


def _revision(site: Site) -> str:
    return f"/petugas/perubahan/{revision(site, site.save(vacancy())[0], title='Juru Las Senior')}"


def _employer(site: Site) -> str:
    return f"/petugas/perusahaan/{site.save(employer(status='pending', submitted_at=NOW))[0]}"


def _certificate(site: Site) -> str:
    site.save(worker(certificate(status="unverified")), indexed=False)
    with site.session() as session:
        return f"/petugas/sertifikat/{session.scalars(select(Certificate.id)).one()}"


def _report(site: Site) -> str:
    keep(site, report(site.save(vacancy())[0]))
    return "/petugas/laporan/1"


Made = Callable[[Site], str]
PAGES: dict[str, tuple[str, str, Made]] = {
    "vacancy": ("moderator", "kembalikan", _vacancy),
    "revision": ("moderator", "tolak", _revision),
    "employer": ("verifier", "kembalikan", _employer),
    "certificate": ("verifier", "tolak", _certificate),
    "report": ("moderator", "tolak", _report),
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("seen", ["2147483648", "999999999999", "9" * 40, "-1", "1.5", "satu", "١" * 11])
def test_a_strange_number_is_refused_and_nothing_is_decided(site: Site, name: str, seen: str) -> None:
    role, button, made = PAGES[name]
    here, who = made(site), client_as(site, officer(role))
    with site.session() as session:
        before = session.scalar(select(func.count(Event.id)))
    typed = {"keputusan": button, "catatan": "Alasan yang ditulis.", "dilihat": seen}
    page = who.send(here, typed, status=422)
    assert "Alasan yang ditulis." in page.html
    assert page.one("input[name=dilihat]").get("value", "").isdigit(), "the page itself can be sent again"
    with site.session() as session:
        assert session.scalar(select(func.count(Event.id))) == before
