"""An imported posting belongs to a registered company when staff say so. Nothing links by itself; applying stays at the
source, and the company's name as the source words it stays too."""

from sqlalchemy.orm import Session

from app.domain.actor import Actor
from app.domain.clock import Clock
from app.domain.employer import EmployerStatus
from app.domain.errors import InvalidFact, NotAllowed, NotFound
from app.indexing.outbox import enqueue
from app.models import Employer, Vacancy
from app.policies.permission_map import Right, may
from app.services.events import event
from app.services.own_matter import refuse_own
from app.services.transaction import transaction
from app.services.vacancy_writing import locked_vacancy

INDEX = "vacancies"


def link(vacancy_id: int, employer_id: int, actor: Actor, clock: Clock, seen: int | None = None) -> None:
    """Name a company for a posting, in place of `seen`, the one that the officer's page showed (0 for none, None where
    no page was seen); the same one again changes nothing. Raises NotFound, NotAllowed, InvalidFact: on `employer` with
    `not_active`, or `meanwhile` when somebody else named another one; on `matter` with `own` when either company is the
    officer's own."""
    with transaction() as session:
        posting = _posting(session, vacancy_id, actor)
        employer = session.get(Employer, employer_id)
        if employer is None or employer.status != EmployerStatus.ACTIVE:
            raise InvalidFact("employer", "not_active")
        refuse_own(actor, employer)
        if posting.employer_id != employer_id:
            _refuse_unseen(posting, seen)
            _name(session, posting, employer_id, "link", actor, clock)


def unlink(vacancy_id: int, actor: Actor, clock: Clock, seen: int | None = None) -> None:
    """Take a posting's company back. Raises NotFound, NotAllowed, InvalidFact on `matter` with `own` and on `employer`
    with `meanwhile`."""
    with transaction() as session:
        posting = _posting(session, vacancy_id, actor)
        if posting.employer_id is not None:
            _refuse_unseen(posting, seen)
            _name(session, posting, None, "unlink", actor, clock)


def _refuse_unseen(posting: Vacancy, seen: int | None) -> None:
    if seen is not None and seen != (posting.employer_id or 0):
        raise InvalidFact("employer", "meanwhile")


def _posting(session: Session, vacancy_id: int, actor: Actor) -> Vacancy:
    if not may(actor, Right.LINK_POSTING):
        raise NotAllowed(f"{actor.kind} links no postings")
    vacancy = locked_vacancy(session, vacancy_id)
    if vacancy.source is None:
        raise NotFound("posting")
    refuse_own(actor, vacancy)
    return vacancy


def _name(session: Session, posting: Vacancy, employer_id: int | None, verb: str, actor: Actor, clock: Clock) -> None:
    posting.employer_id = employer_id
    posting.updated_at = clock.now()
    session.add(event("vacancy", posting.id, verb, actor, clock, fields="employer_id"))
    enqueue(session, INDEX, [posting.id], clock.now())
