"""Postings of other boards are stored once, follow their board's text, and leave the office's decisions alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from app.domain.actor import OPERATOR, SYSTEM
from app.domain.errors import NotAllowed
from app.domain.vacancy import EmploymentType, Origin, Posting, VacancyStatus
from app.domain.wage import Wage
from app.models import Event, SearchJob, Vacancy, VacancyPlace
from app.services.postings import Stored, import_postings
from app.services.vacancies import withdraw
from tests.support.clock import NOW
from tests.support.site import Site

TODAY = date(2026, 11, 25)


def posting(number: int = 1, **changes: object) -> Posting:
    made = Posting(
        source="Papan Kerja", source_id=f"p-{number}", title="Juru Las", description="Mengelas rangka.",
        company="PT Contoh", category="Teknik", place_text="Banjarmasin", places=(("63.71", Origin.STATED),),
        education=(("smk", Origin.READ),), employment_types=((EmploymentType.CONTRACT, Origin.STATED),),
        wage=Wage(3_000_000, 4_000_000), published_at=NOW - timedelta(days=1), closes_on=TODAY + timedelta(days=59),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def store(site: Site, *postings: Posting) -> Stored:
    with site.session():
        return import_postings(postings, OPERATOR, site.clock)


def only(site: Site) -> Vacancy:
    with site.session() as session:
        return session.scalars(select(Vacancy)).one()


def count(site: Site, model: type) -> int:
    with site.session() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_posting_is_stored_with_its_event_and_outbox_row(site: Site) -> None:
    assert store(site, posting()) == Stored(1, 0, 0)
    with site.session() as session:
        vacancy = session.scalars(select(Vacancy)).one()
        assert (vacancy.status, vacancy.employer_id, vacancy.apply_via) == ("published", None, "source")
        assert (vacancy.company, vacancy.slug, vacancy.wage_monthly) == ("PT Contoh", "juru-las", 4_000_000)
        assert [place.region_code for place in vacancy.places] == ["63.71"]
        assert [(level.level, level.origin) for level in vacancy.education] == [("smk", "read")]
        assert [kind.code for kind in vacancy.employment_types] == ["kontrak"]
        event = session.scalars(select(Event)).one()
        assert (event.verb, event.noun_id, event.new_state, event.actor_kind) == (
            "import", vacancy.id, "published", "operator"
        )  # fmt: skip
        assert session.scalars(select(SearchJob.record_id)).one() == vacancy.id


def test_closed_posting_enters_as_expired(site: Site) -> None:
    store(site, posting(closes_on=TODAY - timedelta(days=1)), posting(2, closes_on=TODAY))
    with site.session() as session:
        rows = session.execute(select(Vacancy.source_id, Vacancy.status, Vacancy.closed_at).order_by(Vacancy.id)).all()
    assert [(row.source_id, row.status) for row in rows] == [("p-1", "expired"), ("p-2", "published")]
    assert rows[0].closed_at is not None
    assert rows[0].closed_at < NOW


def test_second_time_adds_nothing(site: Site) -> None:
    store(site, posting(), posting(2))
    assert store(site, posting(), posting(2), posting(3)) == Stored(1, 0, 2)
    assert (count(site, Vacancy), count(site, Event), count(site, SearchJob)) == (3, 3, 3)


def test_changed_text_is_taken_over_and_dates_stay(site: Site) -> None:
    store(site, posting())
    before = only(site)
    changed = posting(title="Juru Las Pipa", places=(("63.72", Origin.STATED),), closes_on=TODAY + timedelta(days=70))
    assert store(site, changed) == Stored(0, 1, 0)
    after = only(site)
    assert (after.id, after.title, after.slug) == (before.id, "Juru Las Pipa", "juru-las-pipa")
    assert (after.status, after.closes_on, after.published_at) == (before.status, before.closes_on, before.published_at)
    with site.session() as session:
        assert session.scalars(select(VacancyPlace.region_code)).all() == ["63.72"]
        last = session.scalars(select(Event).order_by(Event.id.desc())).first()
        assert last is not None
        assert (last.verb, last.old_state, last.new_state, last.fields) == ("import", "published", "published", "title")


def test_what_staff_withdrew_stays_so(site: Site) -> None:
    store(site, posting())
    with site.session():
        withdraw(only(site).id, OPERATOR, site.clock, "penipuan")
    assert store(site, posting(title="Judul lain")) == Stored(0, 0, 1)
    assert (only(site).status, only(site).title) == (VacancyStatus.WITHDRAWN, "Juru Las")


def test_same_id_on_two_boards_is_two_postings(site: Site) -> None:
    assert store(site, posting(), posting(source="Papan Lain")).added == 2


def test_a_failed_chunk_leaves_nothing(site: Site) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        store(site, posting(), posting(2, places=(("99.99", Origin.STATED),)))
    assert (count(site, Vacancy), count(site, Event), count(site, SearchJob)) == (0, 0, 0)


def test_only_an_operator_imports(site: Site) -> None:
    with pytest.raises(NotAllowed), site.session():
        import_postings([posting()], SYSTEM, site.clock)
    assert count(site, Vacancy) == 0


def test_occupation_is_stored_and_indexed(site: Site) -> None:
    store(site, posting(occupation_code="7212"))
    assert only(site).occupation_code == "7212"
    site.sync()
    [key] = site.engine.ids()
    assert site.engine.documents([key])[key].keywords["occupation"] == ("72", "721", "7212")


def test_a_missing_occupation_is_filled_in_once(site: Site) -> None:
    store(site, posting())
    assert store(site, posting(occupation_code="7212")) == Stored(0, 1, 0)
    assert only(site).occupation_code == "7212"
    assert store(site, posting(occupation_code="7212")) == Stored(0, 0, 1)
    with site.session() as session:
        assert session.scalars(select(Event.fields).order_by(Event.id)).all()[-1] == "occupation_code"


def test_an_occupation_follows_a_changed_title_and_nothing_else(site: Site) -> None:
    store(site, posting(occupation_code="7212"))
    assert store(site, posting(occupation_code="5230")) == Stored(0, 0, 1)  # read anew, same words: it stays
    assert only(site).occupation_code == "7212"
    store(site, posting(title="Kasir", occupation_code="5230"))
    assert only(site).occupation_code == "5230"
