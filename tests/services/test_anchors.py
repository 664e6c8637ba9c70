"""S10: what is cut off the end of the log is missed, by the file of anchors or a copy of it."""

import logging
import shutil
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.extensions import db
from app.gateways.anchors import Anchors
from app.jobs.worker import Worker
from app.services.audit import anchor_end, check_chain, seal_events
from tests.services.test_audit import behind_the_back, decide
from tests.support.keys import KEYRING
from tests.support.site import Site

CUT = (
    "DELETE FROM event_seal WHERE position > 2", "DELETE FROM event_reason WHERE event_id > 2",
    "DELETE FROM event WHERE id > 2",
)  # fmt: skip


@pytest.fixture
def anchors(tmp_path: Path) -> Anchors:
    return Anchors(tmp_path / "audit" / "anchors")


def sealed(site: Site, session: Session, anchors: Anchors, count: int = 3) -> bool:
    decide(site.clock, count)
    seal_events(session, KEYRING)
    return anchor_end(session, anchors, site.clock)


def cut() -> None:
    db.session.rollback()
    for statement in CUT:
        behind_the_back(statement)


def test_an_end_that_is_cut_off_is_missed(site: Site, session: Session, anchors: Anchors) -> None:
    assert sealed(site, session, anchors)
    assert check_chain(session, KEYRING, anchors).cut_at is None
    cut()
    assert check_chain(session, KEYRING).broken_at is None, "the chain alone does not show it"
    assert check_chain(session, KEYRING, anchors).cut_at == 3


def test_what_grows_after_a_cut_does_not_hide_it(site: Site, session: Session, anchors: Anchors) -> None:
    sealed(site, session, anchors)
    cut()
    assert not sealed(site, session, anchors, 5), "said once, when the next end is noted"
    assert sealed(site, session, anchors, 1)
    found = check_chain(session, KEYRING, anchors)
    assert (found.links, found.broken_at, found.cut_at) == (8, None, 3)


def test_a_line_for_each_end_and_none_for_an_idle_site(site: Site, session: Session, anchors: Anchors) -> None:
    assert anchor_end(session, anchors, site.clock)
    assert list(anchors) == []
    for _ in range(2):
        assert sealed(site, session, anchors)
        assert anchor_end(session, anchors, site.clock)
    assert [position for position, _ in anchors] == [3, 6]


def test_a_torn_line_is_none(site: Site, session: Session, anchors: Anchors, tmp_path: Path) -> None:
    sealed(site, session, anchors)
    with (tmp_path / "audit" / "anchors").open("a") as file:
        file.write("2026-11-25T02:00:00+00:00 4 ab")
    assert anchors.last() is not None
    assert sealed(site, session, anchors)
    assert [position for position, _ in anchors] == [3, 6]
    assert check_chain(session, KEYRING, anchors).cut_at is None


def test_the_worker_notes_the_end_and_the_command_compares(
    site: Site, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file, copy, run = site.settings.anchors_file, tmp_path / "copy", site.app.test_cli_runner().invoke
    file.unlink(missing_ok=True)
    with site.app.app_context():
        decide(site.clock)
        Worker(site.app)._keep_calendar()
        db.session.remove()
    assert "3 mata rantai utuh, 1 jangkar cocok" in run(args=["audit", "verify"]).output
    shutil.copy(file, copy)
    with site.app.app_context():
        cut()
        decide(site.clock, 1)
        with caplog.at_level(logging.ERROR):
            Worker(site.app)._keep_calendar()
        db.session.remove()
    assert "cut off" in caplog.text
    result = run(args=["audit", "verify"])
    assert (result.exit_code, "mata rantai 3 tercatat" in result.output) == (1, True)
    file.unlink()  # by whoever changed the database: the copy is elsewhere
    assert run(args=["audit", "verify"]).exit_code == 0
    assert run(args=["audit", "verify", "--anchors", str(copy)]).exit_code == 1
