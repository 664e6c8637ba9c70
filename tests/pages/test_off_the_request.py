"""U11: long work is the worker's. While a page is answered no index is written and no letter leaves the house: all that
waits in the tables."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from app.gateways.mail import FileSender, SmtpSender
from app.models import Mail, SearchJob
from search.embedded import EmbeddedEngine
from tests.factories.accounts import client_as, officer
from tests.factories.companies import company
from tests.factories.vacancies import vacancies, vacancy
from tests.support.pages import PageClient
from tests.support.site import Site

DEEDS = ((EmbeddedEngine, "put"), (EmbeddedEngine, "drop"), (FileSender, "send"), (SmtpSender, "send"))


class LongWork(Exception):
    """Something is done within a request that takes as long as a disk or another machine pleases."""


@contextmanager
def worker_at_rest() -> Iterator[None]:
    """Nobody may do what the worker does."""

    def refuse(*_: object) -> None:
        raise LongWork

    with pytest.MonkeyPatch.context() as patch:
        for kind, deed in DEEDS:
            patch.setattr(kind, deed, refuse)
        yield


def decide(who: PageClient, path: str, keputusan: str, *reasons: str) -> None:
    seen = str(who.get(path).one("input[name=dilihat]").get("value"))
    who.send(path, {"dilihat": seen, "keputusan": keputusan, "alasan": list(reasons)})


def waiting(site: Site) -> tuple[set[int], set[tuple[str, int]]]:
    """Vacancies whose documents are to follow; state and tries of letters."""
    with site.session() as session:
        jobs = set(session.scalars(select(SearchJob.record_id).where(SearchJob.index_name == "vacancies")))
        return jobs, {(mail.status, mail.attempts) for mail in session.scalars(select(Mail))}


def test_a_decision_is_answered_before_index_and_letter_follow(site: Site) -> None:
    mine, _ = company(site)
    [key] = site.save(vacancy(of=mine, status="submitted", submitted_at=site.clock.now()))
    with worker_at_rest():
        decide(client_as(site, officer("moderator")), f"/petugas/lowongan/{key}", "setujui")
        assert waiting(site) == ({key}, {("queued", 0)})
    site.sync()
    assert site.engine.ids() == {key}


def test_a_company_goes_before_the_index_has_followed(site: Site) -> None:
    mine, _ = company(site)
    keys = set(site.save(*vacancies(30, of=mine)))
    with worker_at_rest():
        decide(client_as(site, officer("verifier")), f"/petugas/perusahaan/{mine.id}", "tangguhkan", "mengaku-aku")
        assert waiting(site) == (keys, {("queued", 0)})
    site.sync()
    assert site.engine.ids() == set()


def test_registering_is_answered_before_its_letter_leaves(site: Site) -> None:
    with worker_at_rest():
        site.client.send("/daftar/pencari-kerja", {"name": "Rini Contoh", "email": "rini@contoh.test"})
    assert waiting(site)[1] == {("queued", 0)}
