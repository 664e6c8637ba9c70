"""The kinds of flags that the queue filters and counts, kept inside the transaction that changes a vacancy."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.domain.moderation.flags import Flag, kinds_of
from app.domain.moderation.inspection import inspect
from app.models import Vacancy, VacancyFlag, VacancyRevision
from app.queries.moderation_facts import moderation_facts, revision_facts


def refresh_flags(
    session: Session, vacancy: Vacancy, clock: Clock, revision: VacancyRevision | None = None
) -> tuple[Flag, ...]:
    """Judge a vacancy as it now stands, or as a proposal would leave it, and keep the kinds. The caller holds the row's
    lock and has flushed what is to be judged. Returns the flags."""
    today = clock.today()
    facts = (
        moderation_facts(session, vacancy, today)
        if revision is None
        else revision_facts(session, vacancy, revision, today)
    )
    flags = inspect(facts)
    session.execute(delete(VacancyFlag).where(VacancyFlag.vacancy_id == vacancy.id))
    session.add_all(
        VacancyFlag(vacancy_id=vacancy.id, kind=kind, severity=severity) for kind, severity in kinds_of(flags).items()
    )
    session.flush()
    return flags
