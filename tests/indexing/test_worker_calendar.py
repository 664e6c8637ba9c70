"""After midnight in the office's timezone the index says what the new day says, on a server that runs on UTC."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.extensions import db
from app.indexing.rebuild import compare_index
from app.indexing.worker_documents import all_documents
from app.jobs.worker import Worker as Background
from app.models import Chore, SearchJob
from app.services.transaction import transaction
from app.services.worker_calendar import due_today, index_is_of
from tests.factories.vacancies import TODAY
from tests.factories.workers import certificate, given, person, worker
from tests.support.site import Site

MINUTE_BEFORE = datetime(2026, 11, 25, 15, 59, tzinfo=UTC)  # 23.59 of 25 November in Balangan


def _state(site: Site, key: int) -> str:
    [held] = site.engines.workers.documents([key])[key].keywords["certificate_set"]
    return held.rpartition("|")[2]


def _difference(site: Site, session: Session) -> bool:
    session.rollback()
    return not compare_index(session, site.engines.workers, "workers", site.clock).empty


def test_a_certificate_ends_at_the_offices_midnight(site: Site, session: Session) -> None:
    site.hands.at = MINUTE_BEFORE
    ending, soon, other = site.save(
        worker(certificate(valid_until=TODAY)),
        worker(certificate(valid_until=TODAY + timedelta(days=91))),
        worker(certificate(valid_until=TODAY + timedelta(days=92))),
    )
    assert due_today(site.clock) == 3, "the first time, everybody is looked at"
    site.sync()
    assert due_today(site.clock) == 0
    assert [_state(site, key) for key in (ending, soon, other)] == ["segera-berakhir", "terverifikasi", "terverifikasi"]
    site.hands.move(minutes=2)  # 00.01 of 26 November in Balangan, 16.01 of the 25th on the server
    assert _difference(site, session), "the documents say what yesterday said"
    assert due_today(site.clock) == 2
    site.sync()
    assert [_state(site, key) for key in (ending, soon, other)] == ["kedaluwarsa", "segera-berakhir", "terverifikasi"]
    assert not _difference(site, session)
    site.hands.move(hours=9)  # the server's own midnight is nothing
    assert due_today(site.clock) == 0


def test_a_birthday_and_a_date_of_availability(site: Site, session: Session) -> None:
    tomorrow = TODAY + timedelta(days=1)
    grown, _free = site.save(
        worker(of=person(birth_on=tomorrow.replace(year=2008), consents=[given()])), worker(available_from=tomorrow)
    )
    index_is_of(TODAY)
    assert grown not in site.engines.workers.ids()
    site.hands.move(days=1)
    assert due_today(site.clock) == 2
    site.sync()
    assert grown in site.engines.workers.ids()
    assert not _difference(site, session)


@pytest.mark.parametrize("slept", [1, 2, 29, 31, 120, 400])
def test_days_slept_through_are_made_up(site: Site, session: Session, slept: int) -> None:
    chance = Random(slept)
    people = [
        worker(
            *(certificate(valid_until=_day(chance, 500)) for _ in range(chance.randint(1, 2))),
            of=person(birth_on=_day(chance, 500).replace(year=2008), consents=[given()]),
            available_from=_day(chance, 200),
        )
        for _ in range(150)
    ]
    site.save(*people)
    index_is_of(TODAY)
    site.hands.move(days=slept)
    due = due_today(site.clock)
    assert 0 < due <= 150
    site.sync()
    assert not _difference(site, session)


def _day(chance: Random, span: int) -> date:
    return TODAY + timedelta(days=chance.randint(-10, span))


def test_a_rebuild_counts_as_done_and_a_clock_set_back_as_nothing(site: Site, session: Session) -> None:
    site.save(worker(certificate(valid_until=TODAY)))
    index_is_of(TODAY)
    index_is_of(TODAY - timedelta(days=3))
    assert session.scalar(select(Chore.done_on)) == TODAY
    site.hands.move(days=-1)
    assert due_today(site.clock) == 0
    assert session.scalar(select(Chore.done_on)) == TODAY


def test_the_rebuild_command_notes_the_day(site: Site) -> None:
    site.save(worker(), indexed=False)
    assert site.app.test_cli_runner().invoke(args=["search", "rebuild", "workers"]).exit_code == 0
    with site.session() as session:
        assert session.scalar(select(Chore.done_on)) == TODAY
        assert session.scalar(select(SearchJob.id)) is None
    assert len(site.engines.workers.ids()) == 1


def test_the_worker_keeps_the_calendar_by_itself(site: Site) -> None:
    site.hands.at = MINUTE_BEFORE
    [key] = site.save(worker(certificate(valid_until=TODAY)))
    background = Background(site.app)
    assert background._step()
    site.hands.move(minutes=2)
    background.next_schedule = 0.0
    assert background._step()
    assert _state(site, key) == "kedaluwarsa"


def test_a_failed_transaction_leaves_the_day_undone(
    site: Site, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.save(worker(certificate(valid_until=TODAY)))
    index_is_of(TODAY)
    site.hands.move(days=1)

    def fail(*_: object) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as patch:
        patch.setattr("app.services.worker_calendar._done", fail)
        with pytest.raises(RuntimeError):
            due_today(site.clock)
    assert session.scalar(select(SearchJob.id)) is None
    assert due_today(site.clock) == 1


def test_without_the_chore_the_index_would_be_stale(site: Site, session: Session) -> None:
    """The planted fault: a calendar that believes the day is done."""
    site.save(worker(certificate(valid_until=TODAY)))
    site.hands.move(days=1)
    index_is_of(site.clock.today())
    assert due_today(site.clock) == 0
    assert _difference(site, session)
    with transaction() as writing:
        writing.execute(delete(Chore))
    assert due_today(site.clock) == 1
    site.sync()
    assert not _difference(site, session)
    with site.app.app_context():
        assert [document.id for document in all_documents(db.session(), site.clock)] == [1]
