"""The office's decisions on an employer. `seen` is the newest event on the officer's page: a decision is made on what
was seen, once. All raise NotFound, NotAllowed, TransitionRefused, DecidedMeanwhile, and InvalidFact on `reason`:
missing, too_long; on `matter`: own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actor import SYSTEM, Actor, ActorKind
from app.domain.clock import Clock
from app.domain.errors import InvalidFact
from app.domain.queue import Tab
from app.domain.vacancy import VacancyStatus
from app.gateways.keyring import Keyring
from app.indexing.outbox import enqueue
from app.models import Employer, Event, Vacancy
from app.services.assignments import settle
from app.services.employer_identity import proposed
from app.services.employers import apply_facts, locked_employer
from app.services.seen import check_reason, made_before
from app.services.transaction import transaction
from app.services.transitions import perform


def verify(employer_id: int, note: str, actor: Actor, clock: Clock, keyring: Keyring, seen: int | None = None) -> None:
    """Staff have seen the papers; `note` says what was seen. A new identity that waits takes the place of the old one.
    Raises also InvalidFact on `nib` or `npwp` with `taken` when another company has the new number by now."""
    with _deciding(employer_id, "verify", note, actor, seen) as (session, employer):
        if employer is not None:
            waiting = proposed(employer, keyring)
            perform(session, employer, "verify", actor, clock, reason=note, fields=" ".join(waiting))
            if waiting:
                employer.change_cipher = None
                apply_facts(session, employer, waiting, clock, keyring)


def refuse_identity(employer_id: int, reason: str, actor: Actor, clock: Clock, seen: int | None = None) -> None:
    """The new identity does not take effect: the old one stands. Raises also InvalidFact on `change` with `missing`
    when none waits."""
    with _deciding(employer_id, "refuse_identity", reason, actor, seen) as (session, employer):
        if employer is not None:
            if employer.change_cipher is None:
                raise InvalidFact("change", "missing")
            employer.change_cipher = None
            perform(session, employer, "refuse_identity", actor, clock, reason=reason)


def send_back(employer_id: int, reason: str, actor: Actor, clock: Clock, seen: int | None = None) -> None:
    """The company corrects its papers and hands them in again."""
    _decide(employer_id, "send_back", reason, actor, clock, seen)


def reject(employer_id: int, reason: str, actor: Actor, clock: Clock, seen: int | None = None) -> None:
    """It is no company the office works with. Its NIB and NPWP are free for the real one."""
    _decide(employer_id, "reject", reason, actor, clock, seen)


def trust(employer_id: int, reason: str, actor: Actor, clock: Clock, seen: int | None = None) -> None:
    """Its vacancies go on the board at once and are sampled. Raises also InvalidFact on `verified_at` with `missing`
    for a company that staff never verified."""
    with _deciding(employer_id, "trust", reason, actor, seen) as (session, employer):
        if employer is not None:
            if employer.verified_at is None:
                raise InvalidFact("verified_at", "missing")
            perform(session, employer, "trust", actor, clock, reason=reason)


def distrust(employer_id: int, reason: str, actor: Actor, clock: Clock, seen: int | None = None) -> None:
    """Its vacancies are reviewed first again."""
    _decide(employer_id, "distrust", reason, actor, clock, seen)


def suspend(employer_id: int, reason: str, actor: Actor, clock: Clock, seen: int | None = None) -> None:
    """Everything of the company leaves the site with the next request: its page, and in the same transaction its
    vacancies. Its trust ends."""
    with _deciding(employer_id, "suspend", reason, actor, seen) as (session, employer):
        if employer is not None:
            perform(session, employer, "suspend", actor, clock, reason=reason)
            for vacancy in _own(session, employer, VacancyStatus.SUBMITTED, VacancyStatus.PUBLISHED):
                perform(session, vacancy, "suspend", SYSTEM, clock)
            _index_linked(session, employer, clock)


def reinstate(employer_id: int, reason: str, actor: Actor, clock: Clock, seen: int | None = None) -> None:
    """The company is active again. What its suspension took down goes to staff for review; what staff had suspended
    before stays down."""
    with _deciding(employer_id, "reinstate", reason, actor, seen) as (session, employer):
        if employer is not None:
            since = employer.suspended_at
            perform(session, employer, "reinstate", actor, clock, reason=reason)
            fallen = _fallen(session, employer, since)
            for vacancy in _own(session, employer, VacancyStatus.SUSPENDED):
                if vacancy.id in fallen:
                    perform(session, vacancy, "reinstate", SYSTEM, clock)
            _index_linked(session, employer, clock)


def _decide(employer_id: int, verb: str, reason: str, actor: Actor, clock: Clock, seen: int | None) -> None:
    with _deciding(employer_id, verb, reason, actor, seen) as (session, employer):
        if employer is not None:
            perform(session, employer, verb, actor, clock, reason=reason)


@contextmanager
def _deciding(
    employer_id: int, verb: str, reason: str, actor: Actor, seen: int | None
) -> Iterator[tuple[Session, Employer | None]]:
    """One decision in one transaction, the company's row locked; None when the same form has made it already."""
    check_reason(reason)
    with transaction() as session:
        employer = locked_employer(session, employer_id)
        if made_before(session, "employer", employer_id, verb, seen, actor):
            yield session, None
            return
        yield session, employer
        settle(session, Tab.EMPLOYERS, employer_id)


def _fallen(session: Session, employer: Employer, since: datetime | None) -> set[int]:
    """Its vacancies that a suspension since then took down."""
    if since is None:
        return set()
    return set(
        session.scalars(
            select(Event.noun_id)
            .join(Vacancy, Vacancy.id == Event.noun_id)
            .where(
                Vacancy.employer_id == employer.id, Event.noun == "vacancy", Event.verb == "suspend",
                Event.actor_kind == ActorKind.SYSTEM, Event.at >= since,
            )
        )
    )  # fmt: skip


def _own(session: Session, employer: Employer, *states: VacancyStatus) -> list[Vacancy]:
    """Its own vacancies in these states, locked in the order of their ids. A linked posting stays its source's."""
    query = select(Vacancy).where(
        Vacancy.employer_id == employer.id, Vacancy.source.is_(None), Vacancy.status.in_(states)
    )
    return list(session.scalars(query.order_by(Vacancy.id).with_for_update()))


def _index_linked(session: Session, employer: Employer, clock: Clock) -> None:
    """Linked postings keep their state; whether they show follows from their employer's."""
    linked = session.scalars(select(Vacancy.id).where(Vacancy.employer_id == employer.id, Vacancy.source.is_not(None)))
    enqueue(session, "vacancies", list(linked), clock.now())
