"""Reports of a vacancy: kept once, encrypted where personal, answered together, and stronger than an import."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.domain.actor import OPERATOR, VISITOR, Actor
from app.domain.decisions import DecidedMeanwhile
from app.domain.errors import InvalidFact, NotAllowed, NotFound
from app.domain.report import NewReport, ReportReason
from app.domain.vacancy import Posting
from app.models import Event, Report, Vacancy
from app.services import reports
from app.services.postings import import_postings
from tests.factories.accounts import acting, officer
from tests.factories.review import keep, report
from tests.factories.vacancies import TODAY, posting, vacancy
from tests.support.clock import NOW
from tests.support.keys import KEYRING
from tests.support.site import Site


@pytest.fixture
def moderator(site: Site) -> Actor:
    return acting(site, officer("moderator"))


def file(site: Site, vacancy_id: int, form_key: str = "satu", contact: str = "") -> int:
    command = NewReport(vacancy_id, ReportReason.FEE, "Diminta Rp350.000.")
    with site.app.app_context():
        return reports.file(command, contact, form_key, VISITOR, site.clock, KEYRING)


def reported(site: Site, number: int = 2) -> tuple[int, list[int]]:
    [key] = site.save(vacancy())
    return key, [file(site, key, f"formulir-{key}-{n}") for n in range(number)]


def states(site: Site, vacancy_id: int) -> tuple[str, list[str]]:
    with site.session() as session:
        found = session.scalars(select(Report.status).where(Report.vacancy_id == vacancy_id).order_by(Report.id))
        return session.get_one(Vacancy, vacancy_id).status, list(found)


def test_a_report_is_kept_once(site: Site) -> None:
    [key] = site.save(vacancy())
    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(lambda _: file(site, key), range(20)))
    assert len(ids) == 1
    assert states(site, key)[1] == ["open"]
    assert file(site, key, "dua") not in ids
    with site.session() as session:
        lines = session.execute(select(Event.verb, Event.actor_kind).where(Event.noun == "report")).all()
        assert lines == [("file", "visitor")] * 2


def test_how_to_reach_somebody_is_encrypted_and_reading_it_leaves_a_line(site: Site, moderator: Actor) -> None:
    [key] = site.save(vacancy())
    number = file(site, key, contact=" 0812  3456 7890 ")
    with site.session() as session:
        stored = session.get_one(Report, number).contact_cipher
        assert stored is not None
        assert b"0812" not in stored
    with site.app.app_context():
        assert reports.read_contact(number, moderator, site.clock, KEYRING) == "0812 3456 7890"
    with site.session() as session:
        last = session.scalars(select(Event).order_by(Event.id.desc())).first()
        assert last is not None
        assert (last.noun, last.verb, last.account_id) == ("report", "read_contact", moderator.account_id)
    for role in ("head", "verifier"):
        with site.app.app_context(), pytest.raises(NotAllowed):
            reports.read_contact(number, acting(site, officer(role)), site.clock, KEYRING)


def test_upheld_together_they_take_the_vacancy_down(site: Site, moderator: Actor) -> None:
    key, ids = reported(site)
    with site.app.app_context():
        reports.uphold(ids, "Pengaduan terbukti.", moderator, site.clock)
    assert states(site, key) == ("suspended", ["upheld", "upheld"])
    with site.session() as session:
        verbs = session.scalars(select(Event.verb).order_by(Event.id)).all()
        assert verbs == ["file", "file", "uphold", "uphold", "suspend"]


def test_dismissed_one_by_one(site: Site, moderator: Actor) -> None:
    key, ids = reported(site)
    with site.app.app_context():
        reports.dismiss(ids[:1], "Tidak terbukti.", moderator, site.clock)
    assert states(site, key) == ("published", ["dismissed", "open"])


def test_a_vacancy_that_is_over_is_left_as_it_is(site: Site, moderator: Actor) -> None:
    [key] = site.save(vacancy(status="filled"))
    keep(site, report(key))
    with site.app.app_context():
        reports.uphold([1], "Terbukti.", moderator, site.clock)
    assert states(site, key) == ("filled", ["upheld"])


def test_answers_need_a_reason_a_moderator_and_one_vacancy(site: Site, moderator: Actor) -> None:
    (key, ids), (_, others) = reported(site), reported(site)
    with site.app.app_context():
        with pytest.raises(InvalidFact):
            reports.uphold(ids, " ", moderator, site.clock)
        with pytest.raises(NotFound):
            reports.uphold([*ids, *others], "Sebab.", moderator, site.clock)
        with pytest.raises(NotFound):
            reports.dismiss([], "Sebab.", moderator, site.clock)
        for role in ("verifier", "head"):
            with pytest.raises(NotAllowed):
                reports.uphold(ids, "Sebab.", acting(site, officer(role)), site.clock)
    assert states(site, key) == ("published", ["open", "open"])


def test_sent_twice_it_is_one_answer_and_somebody_elses_is_not_overruled(site: Site, moderator: Actor) -> None:
    key, ids = reported(site)
    for _ in range(2):
        with site.app.app_context():
            reports.dismiss(ids, "Tidak terbukti.", moderator, site.clock)
    with site.app.app_context(), pytest.raises(DecidedMeanwhile):
        reports.uphold(ids, "Terbukti.", acting(site, officer("moderator")), site.clock)
    assert states(site, key) == ("published", ["dismissed", "dismissed"])
    with site.session() as session:
        assert len(session.scalars(select(Event).where(Event.verb == "dismiss")).all()) == 2


def test_what_a_report_took_down_an_import_does_not_bring_back(site: Site, moderator: Actor) -> None:
    [key] = site.save(posting("Staf Gudang", source_id="contoh-9"))
    number = file(site, key)
    with site.app.app_context():
        reports.uphold([number], "Terbukti.", moderator, site.clock)
        again = Posting(
            source="Papan Contoh", source_id="contoh-9", title="Staf Gudang Baru", description="Berubah.",
            company="CV Sumber Contoh", category="", place_text="", places=(), education=(), employment_types=(),
            wage=None, published_at=NOW, closes_on=TODAY + timedelta(days=20),
        )  # fmt: skip
        import_postings([again], OPERATOR, site.clock)
    assert states(site, key)[0] == "suspended"
