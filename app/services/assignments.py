"""Who is on what in the queue. A claim lapses by itself; nobody is kept from deciding by one."""

from sqlalchemy import Delete, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.domain.actor import Actor
from app.domain.clock import Clock
from app.domain.errors import NotAllowed
from app.domain.queue import CLAIM_LIFE, QueueFilters, Tab
from app.models import Assignment
from app.policies.permission_map import Right, may
from app.queries.queue import oldest_free
from app.queries.queue_candidates import Asking
from app.services.transaction import transaction

DECIDES = {
    Tab.VACANCIES: Right.DECIDE_VACANCY,
    Tab.REVISIONS: Right.DECIDE_VACANCY,
    Tab.EMPLOYERS: Right.DECIDE_EMPLOYER,
    Tab.CERTIFICATES: Right.DECIDE_CERTIFICATE,
    Tab.REPORTS: Right.DECIDE_REPORT,
}


def claim(tab: Tab, item_ids: list[int], actor: Actor, clock: Clock) -> list[int]:
    """Take items; those that somebody else is on stay theirs. Returns the ids that are the actor's now."""
    account_id = _allowed(tab, actor)
    with transaction() as session:
        return [key for key in dict.fromkeys(item_ids) if _take(session, tab, key, account_id, clock)]


def take_over(tab: Tab, item_id: int, actor: Actor, clock: Clock) -> None:
    """Take an item even from somebody who is on it."""
    account_id = _allowed(tab, actor)
    with transaction() as session:
        session.execute(_here(tab, item_id))
        _take(session, tab, item_id, account_id, clock)


def release(tab: Tab, item_ids: list[int], actor: Actor) -> None:
    """Let go of items; those of others stay theirs."""
    account_id = _allowed(tab, actor)
    with transaction() as session:
        session.execute(
            delete(Assignment).where(
                Assignment.noun == tab.noun, Assignment.noun_id.in_(item_ids), Assignment.account_id == account_id
            )
        )


def claim_next(filters: QueueFilters, actor: Actor, clock: Clock) -> int | None:
    """Take the oldest item of a state that nobody else is on; None when there is none."""
    account_id = _allowed(filters.tab, actor)
    while True:
        with transaction() as session:
            found = oldest_free(session, filters, Asking(actor, clock.now()))
            if found is None or _take(session, filters.tab, found, account_id, clock):
                return found


def settle(session: Session, tab: Tab, item_id: int) -> None:
    """A decided item is nobody's any more. In the caller's transaction."""
    session.execute(_here(tab, item_id))


def _here(tab: Tab, item_id: int) -> Delete:
    return delete(Assignment).where(Assignment.noun == tab.noun, Assignment.noun_id == item_id)


def _allowed(tab: Tab, actor: Actor) -> int:
    """The account that may decide in a tab. Raises NotAllowed."""
    if actor.account_id is None or not may(actor, DECIDES[tab]):
        raise NotAllowed(f"{actor.kind} takes no items of {tab}")
    return actor.account_id


def _take(session: Session, tab: Tab, item_id: int, account_id: int, clock: Clock) -> bool:
    """One statement, so that of two who reach for an item one gets it: the row is new, lapsed, or one's own already."""
    now = clock.now()
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    row = {"noun": tab.noun, "noun_id": item_id, "account_id": account_id, "taken_at": now}
    statement = insert(Assignment).values(row)
    taken = session.execute(
        statement.on_conflict_do_update(
            index_elements=["noun", "noun_id"],
            set_={"account_id": account_id, "taken_at": now},
            where=(Assignment.account_id == account_id) | (Assignment.taken_at <= now - CLAIM_LIFE),
        ).returning(Assignment.account_id)
    )
    return taken.scalar() is not None
