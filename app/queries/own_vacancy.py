"""One vacancy as its company's team sees it: where it stands, what happened to it, what it is waiting for."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.account import AccountKind
from app.domain.actor import ActorKind, Role
from app.domain.acts import is_offices
from app.models import (
    Account,
    AccountRole,
    Event,
    EventReason,
    Membership,
    Vacancy,
    VacancyDraft,
    VacancyRevision,
    VacancyViews,
)


@dataclass(frozen=True)
class Step:
    """A line of the timeline. `who` is the name of a colleague, also of one who has left, empty for everybody else;
    officers stay unnamed."""

    verb: str
    at: datetime
    who: str
    by_staff: bool
    by_team: bool
    reason: str
    parts: tuple[str, ...]
    new_state: str


@dataclass(frozen=True)
class OwnVacancyPage:
    """`reason` is what staff said last, while it still stands: returned, rejected, suspended, or a refused revision."""

    vacancy: Vacancy
    steps: tuple[Step, ...]
    draft: VacancyDraft | None
    revision: VacancyRevision | None
    views: int
    views_lately: int
    reason: str


def own_vacancy(session: Session, vacancy_id: int, **_others: object) -> Vacancy | None:
    """The vacancy of an address, for the guard, with everything that its pages show."""
    return session.scalar(
        select(Vacancy)
        .where(Vacancy.id == vacancy_id)
        .options(
            joinedload(Vacancy.employer),
            selectinload(Vacancy.places),
            selectinload(Vacancy.education),
            selectinload(Vacancy.employment_types),
        )
    )


def draft_of(session: Session, vacancy_id: int) -> VacancyDraft | None:
    return session.get(VacancyDraft, vacancy_id)


def pending_revision(session: Session, vacancy_id: int) -> VacancyRevision | None:
    """The proposed change that waits for staff."""
    return session.scalar(
        select(VacancyRevision).where(VacancyRevision.vacancy_id == vacancy_id, VacancyRevision.status == "pending")
    )


def begun(session: Session, employer_id: int, form_key: str) -> int | None:
    """The vacancy that was begun on the page with this key."""
    if not form_key:
        return None
    return session.scalar(select(Vacancy.id).where(Vacancy.employer_id == employer_id, Vacancy.form_key == form_key))


def own_vacancy_page(session: Session, vacancy: Vacancy, lately_from: object) -> OwnVacancyPage:
    """What the page of a vacancy shows. `lately_from` is the first day of the shorter count of views."""
    steps = _steps(session, vacancy)
    views = select(
        func.coalesce(func.sum(VacancyViews.views), 0),
        func.coalesce(func.sum(VacancyViews.views).filter(VacancyViews.day >= lately_from), 0),
    ).where(VacancyViews.vacancy_id == vacancy.id)
    total, lately = session.execute(views).one()
    return OwnVacancyPage(
        vacancy, steps, draft_of(session, vacancy.id), pending_revision(session, vacancy.id), int(total), int(lately),
        _standing(steps),
    )  # fmt: skip


def asked_of(session: Session, vacancy: Vacancy) -> str:
    """What staff said last, while it still stands; empty when nothing does."""
    return _standing(_steps(session, vacancy))


def _standing(steps: tuple[Step, ...]) -> str:
    said = [step for step in steps if step.by_staff and step.reason]
    if not said or any(_moves_on(step) for step in steps[steps.index(said[-1]) + 1 :]):
        return ""
    return said[-1].reason


def colleague(session: Session, account_id: int | None) -> str:
    """The name of somebody of the team, empty for nobody."""
    return (session.scalar(select(Account.name).where(Account.id == account_id)) or "") if account_id else ""


def _moves_on(step: Step) -> bool:
    return step.verb in ("submit", "publish_trusted", "approve", "revise", "reinstate", "accept_revision", "withdraw")


def _steps(session: Session, vacancy: Vacancy) -> tuple[Step, ...]:
    """The log of a vacancy, oldest first."""
    is_officer = select(AccountRole.account_id).where(AccountRole.account_id == Event.account_id).exists()
    query = (
        select(Event, Account, Membership.employer_id, is_officer, EventReason.text)
        .outerjoin(Account, Account.id == Event.account_id)
        .outerjoin(Membership, Membership.account_id == Event.account_id)
        .outerjoin(EventReason, EventReason.event_id == Event.id)
        .where(Event.noun == "vacancy", Event.noun_id == vacancy.id)
        .order_by(Event.id)
    )
    found = []
    for event, account, employer_id, officer, reason in session.execute(query):
        is_staff = officer or (account is not None and account.kind == AccountKind.STAFF)
        side = _side(event, is_member=employer_id == vacancy.employer_id, is_staff=is_staff)
        found.append(
            Step(
                event.verb, event.at, account.name if account and side == Role.EMPLOYER_MEMBER else "",
                side == Role.STAFF, side == Role.EMPLOYER_MEMBER, reason or "", tuple(event.fields.split()),
                event.new_state or "",
            )
        )  # fmt: skip
    return tuple(found)


def _side(event: Event, *, is_member: bool, is_staff: bool) -> Role | None:
    """Whose act it was, the office's or the team's; None where it is neither's to answer for. The law of the states
    says it of most verbs, whatever has become of the account since; of the others the account does."""
    offices = is_offices(event.noun, event.verb)
    if offices:
        return Role.STAFF if event.actor_kind in (ActorKind.ACCOUNT, ActorKind.OPERATOR) else None
    if event.actor_kind != ActorKind.ACCOUNT:
        return None
    by_office = offices is None and is_staff and not is_member
    return Role.STAFF if by_office else Role.EMPLOYER_MEMBER
