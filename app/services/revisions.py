"""Changes of a published vacancy: proposed by its company, decided by staff. The public version stays until then."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actor import Actor
from app.domain.clock import Clock
from app.domain.errors import InvalidFact, NotAllowed, NotFound
from app.domain.moderation.flags import has_heavy
from app.domain.vacancy import NewVacancy
from app.domain.vacancy_facts import changes, facts
from app.models import Employer, Vacancy, VacancyDraft, VacancyRevision
from app.policies.permission_map import Right, may
from app.queries.vacancy_facts import facts_of, revised
from app.services.drafting import check_version, drop_draft, verified_employer
from app.services.flagging import refresh_flags
from app.services.seen import check_reason
from app.services.transaction import transaction
from app.services.transitions import perform
from app.services.vacancy_writing import check_closing, check_command, locked_vacancy, put_facts


def revise(vacancy_id: int, command: NewVacancy, version: int, actor: Actor, clock: Clock) -> tuple[str, ...]:
    """Propose a change of a published vacancy, in place of a proposal that still waits. Returns the changed parts; sent
    twice, it is proposed once. Raises as submit_draft, and InvalidFact (field `revision`: nothing changed)."""
    with transaction() as session:
        vacancy = locked_vacancy(session, vacancy_id)
        if not may(actor, Right.KEEP_VACANCY, vacancy):
            raise NotAllowed(f"{actor.kind} may not revise vacancy {vacancy_id}")
        waiting = _waiting(session, vacancy_id)
        draft = session.get(VacancyDraft, vacancy_id)
        if draft is None and waiting is not None:
            return tuple(waiting.fields.split())
        check_version(vacancy, draft, version)
        verified_employer(session, vacancy)
        check_command(command, clock)
        changed = tuple(change.part for change in changes(facts(facts_of(vacancy)), facts(command)))
        if not changed:
            raise InvalidFact("revision", "unchanged")
        if waiting is not None:
            _decide(waiting, "withdrawn", clock)
            session.flush()
        revision = _revision(vacancy_id, command, changed, actor, clock)
        session.add(revision)
        drop_draft(session, vacancy_id)
        perform(session, vacancy, "revise", actor, clock, fields=" ".join(changed))
        refresh_flags(session, vacancy, clock, revision)
        return changed


def withdraw_revision(vacancy_id: int, actor: Actor, clock: Clock) -> None:
    """Take a waiting proposal back. Raises NotFound when none waits."""
    with transaction() as session:
        vacancy, revision = _pending(session, vacancy_id)
        _decide(revision, "withdrawn", clock)
        perform(session, vacancy, "withdraw_revision", actor, clock, fields=revision.fields)
        refresh_flags(session, vacancy, clock)


def accept_revision(vacancy_id: int, revision_id: int, actor: Actor, clock: Clock, reason: str = "") -> None:
    """Put a proposal in force: its changed parts, on top of what is public now. In spite of a heavy flag it needs a
    reason. Raises NotFound when it no longer waits, InvalidFact when its last day is over, and on `reason`:
    despite_flags, too_long."""
    check_reason(reason)
    with transaction() as session:
        vacancy, revision = _pending(session, vacancy_id, revision_id)
        command = revised(vacancy, revision)
        check_closing(command.closes_on, clock)
        if not reason.strip() and has_heavy(refresh_flags(session, vacancy, clock, revision)):
            raise InvalidFact("reason", "despite_flags")
        _decide(revision, "accepted", clock)
        put_facts(session, vacancy, command, session.get_one(Employer, vacancy.employer_id))
        perform(session, vacancy, "accept_revision", actor, clock, reason=reason, fields=revision.fields)
        refresh_flags(session, vacancy, clock)


def refuse_revision(vacancy_id: int, revision_id: int, reason: str, actor: Actor, clock: Clock) -> None:
    """Leave the public version as it is. Raises NotFound, InvalidFact without a reason."""
    with transaction() as session:
        vacancy, revision = _pending(session, vacancy_id, revision_id)
        _decide(revision, "refused", clock)
        perform(session, vacancy, "refuse_revision", actor, clock, reason=reason, fields=revision.fields)
        refresh_flags(session, vacancy, clock)


def _waiting(session: Session, vacancy_id: int) -> VacancyRevision | None:
    return session.scalar(
        select(VacancyRevision).where(VacancyRevision.vacancy_id == vacancy_id, VacancyRevision.status == "pending")
    )


def _pending(session: Session, vacancy_id: int, revision_id: int | None = None) -> tuple[Vacancy, VacancyRevision]:
    """The vacancy, held, and its waiting proposal; with an id, only if it is still that one."""
    vacancy = locked_vacancy(session, vacancy_id)
    revision = _waiting(session, vacancy_id)
    if revision is None or revision_id not in (None, revision.id):
        raise NotFound("revision")
    return vacancy, revision


def _decide(revision: VacancyRevision, status: str, clock: Clock) -> None:
    revision.status, revision.decided_at = status, clock.now()


def _revision(
    vacancy_id: int, command: NewVacancy, changed: tuple[str, ...], actor: Actor, clock: Clock
) -> VacancyRevision:
    return VacancyRevision(
        vacancy_id=vacancy_id, status="pending", data=json.dumps(facts(command), ensure_ascii=False),
        fields=" ".join(changed), created_at=clock.now(), created_by=actor.account_id,
    )  # fmt: skip
