"""Demo data in the tables, on every database."""

import dataclasses

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.demo.board import demo_vacancies
from app.domain.actor import OPERATOR
from app.domain.clock import Clock
from app.domain.vacancy import VacancyStatus
from app.indexing.vacancy_documents import all_documents
from app.models import Employer, Event, SearchJob, Vacancy, VacancyPlace
from app.services.seeding import NotEmpty, seed_demo
from app.services.vacancies import create
from tests.support.clock import Hands, frozen_clock
from tests.support.site import Site


@pytest.fixture
def clock() -> Clock:
    return frozen_clock(Hands())


def count(session: Session, model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_the_board_is_stored_with_its_events_and_outbox(session: Session, clock: Clock) -> None:
    written = seed_demo(clock)
    assert count(session, Employer) == 62
    assert count(session, Vacancy) == written > 300
    states = dict(session.execute(select(Vacancy.status, func.count()).group_by(Vacancy.status)).all())
    assert set(states) == set(VacancyStatus)
    assert states["published"] == 300
    told = session.execute(select(Event.noun_id, Event.new_state).where(Event.noun == "vacancy").order_by(Event.id))
    last = dict(told.all())
    assert last == dict(session.execute(select(Vacancy.id, Vacancy.status)).all())
    public = set(session.scalars(select(Vacancy.id).where(Vacancy.status == "published")))
    assert set(session.scalars(select(SearchJob.record_id))) == public
    assert len(list(all_documents(session, clock))) == 300


def test_columns_are_filled_as_the_service_fills_them(session: Session, clock: Clock) -> None:
    """A draft made by the service from a demo draft's own facts has the same columns."""
    seed_demo(clock)
    number, demo = next(
        (number, one) for number, one in enumerate(demo_vacancies(clock), start=1) if one.life.status == "draft"
    )
    made = session.get_one(Vacancy, create(demo.facts, OPERATOR, clock))
    draft = session.get_one(Vacancy, number)
    own = {"id", "created_at", "updated_at"}
    for column in (column.key for column in Vacancy.__table__.columns):
        if column not in own:
            assert getattr(made, column) == getattr(draft, column), column


def test_it_never_mixes_with_what_is_there(session: Session, clock: Clock) -> None:
    seed_demo(clock)
    with pytest.raises(NotEmpty):
        seed_demo(clock)
    with pytest.raises(NotEmpty):
        seed_demo(clock, 100)


def test_employers_that_are_there_stay_and_are_not_hired_for(session: Session, clock: Clock) -> None:
    kept = Employer(name="CV Lama", slug="cv-lama", created_at=clock.now(), updated_at=clock.now())
    session.add(kept)
    session.commit()
    key = kept.id
    seed_demo(clock)
    assert count(session, Employer) == 63
    assert session.scalar(select(func.count()).where(Vacancy.employer_id == key)) == 0
    assert session.scalar(select(Vacancy.company).where(Vacancy.employer_id == key + 1).limit(1)) == "PT Vista Utama"


def test_a_large_demo_replaces_all_and_tells_how_far_it_is(session: Session, clock: Clock) -> None:
    seed_demo(clock)
    heard: list[int] = []
    assert seed_demo(clock, 2_500, replace=True, told=heard.append) == 2_500
    assert heard == [2_000, 2_500]
    assert count(session, Vacancy) == 2_500
    assert count(session, Employer) == 62 + 12
    assert count(session, SearchJob) == 0  # the caller rebuilds the index
    assert session.scalar(select(func.max(Vacancy.id))) == 2_500


def test_ids_given_later_follow_the_demo(session: Session, clock: Clock) -> None:
    """PostgreSQL counts ids apart from the rows; the next vacancy must not collide."""
    written = seed_demo(clock)
    again = dataclasses.replace(demo_vacancies(clock)[0].facts, closes_on=clock.today())
    assert create(again, OPERATOR, clock) == written + 1


def test_two_runs_store_the_same(session: Session, clock: Clock) -> None:
    def stored() -> tuple[object, ...]:
        rows = select(Vacancy.id, Vacancy.title, Vacancy.company, Vacancy.wage_min, Vacancy.published_at)
        places = select(VacancyPlace.vacancy_id, VacancyPlace.region_code).order_by(VacancyPlace.id)
        return session.execute(rows.order_by(Vacancy.id)).all(), session.execute(places).all()

    seed_demo(clock, 400, replace=True)
    first = stored()
    seed_demo(clock, 400, replace=True)
    assert stored() == first


def test_the_command_seeds_once_and_fills_the_index(site: Site) -> None:
    runner = site.app.test_cli_runner()
    done = runner.invoke(args=["seed"])
    assert done.exit_code == 0, done.output
    assert site.engine.health().documents == 300
    again = runner.invoke(args=["seed"])
    assert again.exit_code == 1
    assert "Sudah ada lowongan" in again.output
    assert runner.invoke(args=["seed", "--replace"]).exit_code == 2


def test_the_command_refuses_in_production(site: Site) -> None:
    settings = site.app.config["SETTINGS"]
    site.app.config["SETTINGS"] = dataclasses.replace(settings, env="production")
    try:
        refused = site.app.test_cli_runner().invoke(args=["seed"])
    finally:
        site.app.config["SETTINGS"] = settings
    assert refused.exit_code == 1
    assert "production" in refused.output
    with site.session() as session:
        assert count(session, Vacancy) == 0
