"""What happened to somebody's data and who looked at them, from the event log (gate S11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from app.domain.actor import ActorKind
from app.models import Certificate, Document, Event, Report, Worker

LOOKS = ("read", "looked_up", "seek_letters", "read_contact")  # verbs of whoever only looked
PAGE = 30  # lines that a page shows of each kind: the newest; the file has all


class By(StrEnum):
    """Who did it, as the person it is about is told: the office answers for its people, not they by name."""

    SELF = "self"
    OFFICE = "office"
    TEAM = "team"  # an admin of the company's team
    VISITOR = "visitor"
    SYSTEM = "system"
    OPERATOR = "operator"


@dataclass(frozen=True)
class OwnEvent:
    """`number` is the line's in the log, by which the office finds it again."""

    number: int
    at: datetime
    noun: str
    verb: str
    by: By
    fields: tuple[str, ...]


def looks(session: Session, account_id: int, person_id: int | None, limit: int | None = None) -> list[OwnEvent]:
    """Who looked, newest first."""
    return _lines(session, account_id, person_id, Event.verb.in_(LOOKS), limit)


def changes(session: Session, account_id: int, person_id: int | None, limit: int | None = None) -> list[OwnEvent]:
    """What was done, newest first: everything but looks and sign-ins."""
    return _lines(session, account_id, person_id, and_(Event.verb.not_in(LOOKS), Event.noun != "session"), limit)


def sessions(session: Session, account_id: int) -> list[OwnEvent]:
    """How the account was signed in, and who tried in vain, newest first."""
    return _lines(session, account_id, None, Event.noun == "session", None)


def _lines(
    session: Session, account_id: int, person_id: int | None, kind: ColumnElement[bool], limit: int | None
) -> list[OwnEvent]:
    things = _things(session, account_id, person_id).items()
    about = or_(*(and_(Event.noun == noun, Event.noun_id.in_(ids)) for noun, ids in things if ids))
    query = select(Event).where(about, kind).order_by(Event.id.desc()).limit(limit)
    return [
        OwnEvent(row.id, row.at, row.noun, row.verb, _by(row, account_id), tuple(row.fields.split()))
        for row in session.scalars(query)
    ]


def _things(session: Session, account_id: int, person_id: int | None) -> dict[str, Sequence[int]]:
    """What is theirs, by noun: the account and its reports; with a person's record also what belongs to it. Numbers,
    not subqueries: in an OR the database finds lines by its index for those only."""
    things: dict[str, Sequence[int]] = {noun: [account_id] for noun in ("account", "session", "membership")}
    things["report"] = session.scalars(select(Report.id).where(Report.account_id == account_id)).all()
    if person_id is not None:
        workers = session.scalars(select(Worker.id).where(Worker.person_id == person_id)).all()
        papers = select(Certificate.id, Document.id).outerjoin(Document, Document.certificate_id == Certificate.id)
        found = session.execute(papers.where(Certificate.worker_id.in_(workers))).all()
        things["person"], things["worker"] = [person_id], workers
        things["certificate"] = sorted({certificate_id for certificate_id, _ in found})
        things["document"] = [document_id for _, document_id in found if document_id is not None]
    return things


def _by(row: Event, account_id: int) -> By:
    if row.actor_kind != ActorKind.ACCOUNT:
        return By(row.actor_kind)
    if row.account_id == account_id:
        return By.SELF
    return By.TEAM if row.noun == "membership" else By.OFFICE
