"""The verbs of a vacancy that is being written: begin, save, submit, let go."""

import json
from collections.abc import Callable

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.actor import Actor, Role
from app.domain.clock import Clock
from app.domain.drafts import DraftConflict, DraftDiscarded, Saved, Sheet
from app.domain.employer import EmployerStatus
from app.domain.errors import InvalidFact, NotAllowed, NotFound, TransitionRefused
from app.domain.moderation.flags import has_heavy
from app.domain.slug import slugify
from app.domain.vacancy import ApplyVia, NewVacancy, VacancyStatus
from app.models import Employer, Vacancy, VacancyDraft, VacancySample
from app.policies.permission_map import Right, may
from app.services.flagging import refresh_flags
from app.services.transaction import transaction
from app.services.transitions import perform, record_created
from app.services.vacancy_writing import check_command, locked_vacancy, put_facts

WRITABLE = frozenset({VacancyStatus.DRAFT, VacancyStatus.RETURNED, VacancyStatus.PUBLISHED})
MOST_DRAFTS = 200  # of one company
LONGEST = 20_000  # characters of what a draft keeps of one field
_TITLE = 200  # characters of a title that a row holds


def start_draft(employer_id: int, sheet: Sheet, actor: Actor, clock: Clock) -> Saved:
    """Begin a vacancy with what has been typed so far. The same page sent again, or many times at once, is the same
    vacancy: its key is unique for the company. Raises NotFound (employer), NotAllowed, DraftConflict, and InvalidFact:
    `drafts` too_many, or too_long on a field."""
    try:
        return _begin(employer_id, sheet, actor, clock)
    except IntegrityError:
        vacancy_id = _begun(employer_id, sheet.window)
        if vacancy_id is None:
            raise
        return save_draft(vacancy_id, sheet, actor, clock)


def save_draft(vacancy_id: int, sheet: Sheet, actor: Actor, clock: Clock) -> Saved:
    """Keep a form as it is typed, of a draft, of a returned vacancy, or of the next revision of a published one.

    Raises NotFound, NotAllowed, TransitionRefused when the vacancy is past writing, as DraftDiscarded when it was let
    go; DraftConflict, InvalidFact on a field: too_long.
    """
    with transaction() as session:
        vacancy = _writable(session, vacancy_id, actor)
        draft = _keep(session, vacancy, sheet, actor, clock)
        return Saved(vacancy.id, draft.version, draft.saved_at)


def replace_draft(vacancy_id: int, sheet: Sheet, actor: Actor, clock: Clock) -> Saved:
    """Keep a form in place of what another window saved, as the person decided who has seen both."""
    with transaction() as session:
        vacancy = _writable(session, vacancy_id, actor)
        _put(session, vacancy, session.get(VacancyDraft, vacancy_id), sheet, actor, clock)
        draft = session.get_one(VacancyDraft, vacancy_id)
        return Saved(vacancy.id, draft.version, draft.saved_at)


def discard(vacancy_id: int, actor: Actor, clock: Clock) -> None:
    """Let a draft go, with what was typed. Discarded already: nothing happens."""
    with transaction() as session:
        vacancy = locked_vacancy(session, vacancy_id)
        if is_discarded(vacancy):
            return
        if vacancy.status != VacancyStatus.DRAFT:
            raise TransitionRefused("vacancy", "discard", vacancy.status)
        drop_draft(session, vacancy_id)
        perform(session, vacancy, "withdraw", actor, clock)


def is_discarded(vacancy: Vacancy) -> bool:
    """Let go before anybody outside the team saw it."""
    return vacancy.status == VacancyStatus.WITHDRAWN and vacancy.submitted_at is None and vacancy.published_at is None


def submit_draft(
    vacancy_id: int,
    command: NewVacancy,
    version: int,
    actor: Actor,
    clock: Clock,
    is_drawn: Callable[[], bool] = lambda: False,
) -> VacancyStatus:
    """Put a written vacancy forward: to the staff, or, for a member of a trusted company, on the board at once, where
    `is_drawn` decides whether staff will look at it afterwards; with a heavy flag staff look first. Returns the state
    it has then; sent twice, it has it already. `version` is the draft that the command was read from.

    Raises NotFound, InvalidFact (field `employer`: the company is not verified), DraftConflict, NotAllowed,
    TransitionRefused.
    """
    with transaction() as session:
        vacancy = locked_vacancy(session, vacancy_id)
        if not may(actor, Right.KEEP_VACANCY, vacancy):
            raise NotAllowed(f"{actor.kind} may not submit vacancy {vacancy_id}")
        draft = session.get(VacancyDraft, vacancy_id)
        if draft is None and vacancy.status in (VacancyStatus.SUBMITTED, VacancyStatus.PUBLISHED):
            return VacancyStatus(vacancy.status)
        check_version(vacancy, draft, version)
        employer = verified_employer(session, vacancy)
        check_command(command, clock)
        was_draft = vacancy.status == VacancyStatus.DRAFT
        put_facts(session, vacancy, command, employer)
        drop_draft(session, vacancy_id)
        is_heavy = has_heavy(refresh_flags(session, vacancy, clock))
        is_trusted = Role.TRUSTED_MEMBER in actor.roles and employer.trusted_at is not None
        if was_draft and is_trusted and not is_heavy:
            perform(session, vacancy, "publish_trusted", actor, clock)
            if is_drawn():
                session.add(VacancySample(vacancy_id=vacancy_id, drawn_at=clock.now()))
        else:
            perform(session, vacancy, "submit", actor, clock)
        return VacancyStatus(vacancy.status)


def verified_employer(session: Session, vacancy: Vacancy) -> Employer:
    """The company, if it may put vacancies forward: active and checked by staff. Raises InvalidFact."""
    employer = session.get(Employer, vacancy.employer_id)
    if employer is None or employer.status != EmployerStatus.ACTIVE or employer.verified_at is None:
        raise InvalidFact("employer", "not_verified")
    return employer


def check_version(vacancy: Vacancy, draft: VacancyDraft | None, version: int) -> None:
    """The draft is still the one that was looked at. Raises DraftConflict."""
    if draft is not None and draft.version != version:
        raise DraftConflict(vacancy.id, draft.version, draft.saved_at, draft.saved_by)


def drop_draft(session: Session, vacancy_id: int) -> None:
    draft = session.get(VacancyDraft, vacancy_id)
    if draft is not None:
        session.delete(draft)


def _begin(employer_id: int, sheet: Sheet, actor: Actor, clock: Clock) -> Saved:
    with transaction() as session:
        employer = session.get(Employer, employer_id)
        if employer is None:
            raise NotFound("employer")
        _check_room(session, employer_id, sheet.window)
        now = clock.now()
        vacancy = Vacancy(
            status=VacancyStatus.DRAFT, employer_id=employer.id, company=employer.name, form_key=sheet.window or None,
            title=sheet.title[:_TITLE], slug=slugify(sheet.title), apply_via=ApplyVia.OFFICE,
            industry_code=employer.industry_code, created_at=now, updated_at=now,
        )  # fmt: skip
        session.add(vacancy)
        session.flush()
        record_created(session, vacancy, "create", actor, clock)
        draft = _put(session, vacancy, None, sheet, actor, clock)
        session.flush()
        return Saved(vacancy.id, draft.version, draft.saved_at)


def _check_room(session: Session, employer_id: int, form_key: str) -> None:
    """One more draft is within what a company may keep. A page whose vacancy is begun begins no other."""
    open_drafts = select(func.count(Vacancy.id)).where(
        Vacancy.employer_id == employer_id, Vacancy.status == VacancyStatus.DRAFT
    )
    if (session.scalar(open_drafts) or 0) < MOST_DRAFTS:
        return
    same_page = select(Vacancy.id).where(Vacancy.employer_id == employer_id, Vacancy.form_key == form_key)
    if not form_key or session.scalar(same_page) is None:
        raise InvalidFact("drafts", "too_many")


def _begun(employer_id: int, form_key: str) -> int | None:
    with transaction() as session:
        return session.scalar(
            select(Vacancy.id).where(Vacancy.employer_id == employer_id, Vacancy.form_key == form_key)
        )


def _writable(session: Session, vacancy_id: int, actor: Actor) -> Vacancy:
    vacancy = locked_vacancy(session, vacancy_id)
    if not may(actor, Right.KEEP_VACANCY, vacancy):
        raise NotAllowed(f"{actor.kind} may not write vacancy {vacancy_id}")
    if is_discarded(vacancy):
        raise DraftDiscarded
    if vacancy.status not in WRITABLE:
        raise TransitionRefused("vacancy", "save_draft", vacancy.status)
    return vacancy


def _keep(session: Session, vacancy: Vacancy, sheet: Sheet, actor: Actor, clock: Clock) -> VacancyDraft:
    draft = session.get(VacancyDraft, vacancy.id)
    if draft is not None and draft.window_key == sheet.window:
        is_late = 0 < sheet.step <= draft.window_step and not sheet.by_button  # sent before what is kept
        if is_late and draft.data == _as_data(sheet):
            return draft
    else:
        is_late = draft is not None and draft.version != sheet.version
    if draft is not None and is_late:
        raise DraftConflict(vacancy.id, draft.version, draft.saved_at, draft.saved_by)
    return _put(session, vacancy, draft, sheet, actor, clock)


def _put(
    session: Session, vacancy: Vacancy, draft: VacancyDraft | None, sheet: Sheet, actor: Actor, clock: Clock
) -> VacancyDraft:
    for name, texts in sheet.values.items():
        if sum(map(len, texts)) > LONGEST:
            raise InvalidFact(name, "too_long")
    if draft is None:
        draft = VacancyDraft(vacancy_id=vacancy.id, version=sheet.version)
        session.add(draft)
    same_page = draft.window_key == sheet.window
    draft.data = _as_data(sheet)
    draft.version += 1
    draft.saved_at, draft.saved_by = clock.now(), actor.account_id
    draft.window_step = max(sheet.step, draft.window_step or 0) if same_page else sheet.step
    draft.window_key = sheet.window
    if vacancy.status == VacancyStatus.DRAFT:
        vacancy.title, vacancy.slug = sheet.title[:_TITLE], slugify(sheet.title)
        vacancy.updated_at = clock.now()
    return draft


def _as_data(sheet: Sheet) -> str:
    """The texts as a row holds them."""
    return json.dumps({name: list(texts) for name, texts in sheet.values.items()}, ensure_ascii=False)
