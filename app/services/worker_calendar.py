"""What midnight changes: workers whose document says something else today than it said yesterday."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain import certificate as certificates
from app.domain import worker as workers
from app.domain.certificate import CertificateStatus
from app.domain.clock import Clock
from app.indexing.outbox import enqueue
from app.models import Certificate, Chore, Person, Worker
from app.services.transaction import transaction
from app.services.workers import INDEX

CHORE = "workers"


def due_today(clock: Clock) -> int:
    """Enqueue every worker whose certificates, availability or age mean something else on the office's day than on the
    day this was last done; days slept through are made up. Returns how many. The first time, all are due."""
    today = clock.today()
    with transaction() as session:
        done = session.get(Chore, CHORE, with_for_update=True)
        if done is not None and done.done_on >= today:
            return 0
        due = _everybody(session) if done is None else _changed(session, done.done_on, today)
        enqueue(session, INDEX, due, clock.now())
        _done(session, done, today)
    return len(due)


def index_is_of(day: date) -> None:
    """Note that the whole index was built on this day or later: nothing before it is due."""
    with transaction() as session:
        done = session.get(Chore, CHORE, with_for_update=True)
        if done is None or done.done_on < day:
            _done(session, done, day)


def _done(session: Session, chore: Chore | None, day: date) -> None:
    if chore is None:
        session.add(Chore(name=CHORE, done_on=day))
    else:
        chore.done_on = day


def _everybody(session: Session) -> list[int]:
    return list(session.scalars(select(Worker.id).order_by(Worker.id)))


def _changed(session: Session, since: date, today: date) -> list[int]:
    ended = select(Certificate.worker_id).where(
        Certificate.status == CertificateStatus.VERIFIED,
        _within(Certificate.valid_until, certificates.changing(since, today)),
    )
    free = select(Worker.id).where(_within(Worker.available_from, workers.changing(since, today)))
    first, last = workers.latest_adult_birth(since) + timedelta(days=1), workers.latest_adult_birth(today)
    grown = select(Worker.id).join(Person).where(Person.birth_on.between(first, last))
    return sorted({key for query in (ended, free, grown) for key in session.scalars(query)})


def _within(column: InstrumentedAttribute[date | None], ranges: Iterable[tuple[date, date]]) -> ColumnElement[bool]:
    return or_(*(column.between(first, last) for first, last in ranges))
