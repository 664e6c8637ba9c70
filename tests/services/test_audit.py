"""S10: the log is append-only, and its chain shows what was changed behind the site's back."""

from collections.abc import Callable

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.domain.actor import OPERATOR, Actor, ActorKind
from app.domain.audit import START, Link, first_break, link_digest
from app.domain.clock import Clock
from app.extensions import db
from app.gateways.append_only import protect, release
from app.models import Event, EventReason
from app.queries.audit import chain
from app.services import audit
from app.services.audit import BATCH, ChainCheck, check_chain, seal_events
from app.services.events import event, forget_events
from app.services.transaction import transaction
from tests.support.keys import KEYRING
from tests.support.site import Site


def decide(clock: Clock, count: int = 3) -> None:
    with transaction() as session:
        session.add_all(
            event("vacancy", key, "approve", OPERATOR, clock, reason="Sesuai") for key in range(1, count + 1)
        )


def test_a_line_cannot_be_changed_or_removed(site: Site, session: Session) -> None:
    decide(site.clock)
    seal_events(session, KEYRING)
    for table in ("event", "event_seal"):
        for statement in (
            f"UPDATE {table} SET {'verb' if table == 'event' else 'digest'} = NULL",
            f"DELETE FROM {table}",
        ):
            with pytest.raises(DBAPIError, match="never changed or deleted"):
                session.execute(text(statement))
            session.rollback()


def test_a_line_is_not_replaced_either(site: Site, session: Session) -> None:
    """SQLite runs the triggers of what REPLACE takes away only when it is told to."""
    if session.get_bind().dialect.name != "sqlite":
        return
    decide(site.clock)
    with pytest.raises(DBAPIError, match="never changed or deleted"):
        session.execute(text("INSERT OR REPLACE INTO event SELECT * FROM event WHERE id = 1"))
    session.rollback()


def test_the_worker_seals_every_line_once(site: Site, session: Session) -> None:
    assert seal_events(session, KEYRING) == 0
    decide(site.clock)
    assert check_chain(session, KEYRING) == ChainCheck(0, None, site.clock.now())
    assert seal_events(session, KEYRING) == 3
    assert seal_events(session, KEYRING) == 0
    decide(site.clock, 1)
    assert seal_events(session, KEYRING) == 1
    assert check_chain(session, KEYRING) == ChainCheck(4, None, None)


def test_many_lines_go_in_batches(site: Site, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "BATCH", 10)
    decide(site.clock, 25)
    assert [seal_events(session, KEYRING) for _ in range(4)] == [10, 10, 5, 0]
    assert BATCH > 25
    assert check_chain(session, KEYRING).broken_at is None


def test_a_line_that_was_committed_late_is_found(site: Site, session: Session) -> None:
    """On PostgreSQL a transaction may commit after one with a later id was sealed."""
    decide(site.clock, 2)
    with transaction() as writing:
        writing.execute(insert(Event), [{**_plain(site.clock), "id": 50}])
    seal_events(session, KEYRING)
    with transaction() as writing:
        writing.execute(insert(Event), [{**_plain(site.clock), "id": 40}])
    assert seal_events(session, KEYRING) == 0
    assert seal_events(session, KEYRING, audit.LATE) == 1
    assert check_chain(session, KEYRING) == ChainCheck(4, None, None)


def _plain(clock: Clock) -> dict[str, object]:
    return {"at": clock.now(), "actor_kind": "system", "noun": "vacancy", "noun_id": 1, "verb": "expire", "fields": ""}


def behind_the_back(change: str) -> None:
    """What somebody with the database's password does: triggers down, change, triggers up."""
    with db.engine.connect().execution_options(write=True) as connection:
        release(connection)
        connection.execute(text(change))
        protect(connection)
        connection.commit()


@pytest.mark.parametrize(("change", "place"), [
    ("UPDATE event SET verb = 'reject' WHERE id = 2", 2),
    ("UPDATE event SET account_id = 5, actor_kind = 'account' WHERE id = 3", 3),
    ("UPDATE event SET at = '2020-01-01 00:00:00' WHERE id = 1", 1),
    ("UPDATE event SET account_id = 8 WHERE id = 4", 4),
    ("UPDATE event_seal SET event_id = 5 WHERE position = 3", 3),
    ("DELETE FROM event_seal WHERE position = 2", 2),
    ("UPDATE event_seal SET position = position + 10 WHERE position > 1", 2),
])  # fmt: skip
def test_a_change_behind_the_back_breaks_the_chain(site: Site, session: Session, change: str, place: int) -> None:
    decide(site.clock, 3)
    with transaction() as writing:
        writing.add(event("vacancy", 1, "reject", Actor(ActorKind.ACCOUNT, account_id=7), site.clock))
    seal_events(session, KEYRING)
    decide(site.clock, 1)  # the fifth line has no link yet
    behind_the_back(change)
    assert check_chain(session, KEYRING).broken_at == place


def test_erasing_a_reason_keeps_the_chain(site: Site, session: Session) -> None:
    decide(site.clock)
    seal_events(session, KEYRING)
    with transaction() as writing:
        writing.query(EventReason).delete()
    assert check_chain(session, KEYRING) == ChainCheck(3, None, None)


def test_whoever_has_no_key_cannot_forge(site: Site, session: Session) -> None:
    decide(site.clock)
    seal_events(session, KEYRING)
    links = list(chain(session))
    forged: list[Link] = []
    before, other = START, lambda words: words.encode()[:32].ljust(32)
    for link in links:
        assert link.line is not None
        before = link_digest(other, before, link.position, link.line)
        forged.append(Link(link.position, before, link.line))
    seal: Callable[[str], bytes] = lambda words: KEYRING.blind_index(words, "event_seal.digest")  # noqa: E731
    assert first_break(seal, links) is None
    assert first_break(seal, forged) == 1


def test_the_command_says_what_it_found(site: Site) -> None:
    run = site.app.test_cli_runner().invoke
    with site.app.app_context():
        decide(site.clock)
        seal_events(db.session(), site.app.extensions["keyring"])
    assert "3 mata rantai utuh" in run(args=["audit", "verify"]).output
    with site.app.app_context():
        behind_the_back("UPDATE event SET noun_id = 9 WHERE id = 2")
    result = run(args=["audit", "verify"])
    assert result.exit_code == 1
    assert "putus pada mata rantai 2 dari 3" in result.output


def test_demo_data_that_is_replaced_begins_a_new_chain(site: Site, session: Session) -> None:
    decide(site.clock)
    seal_events(session, KEYRING)
    with transaction() as writing:
        forget_events(writing, ("vacancy",))
    assert check_chain(session, KEYRING) == ChainCheck(0, None, None)
    decide(site.clock)
    with pytest.raises(DBAPIError, match="never changed or deleted"):  # the triggers stand again
        session.execute(text("DELETE FROM event"))
    session.rollback()
