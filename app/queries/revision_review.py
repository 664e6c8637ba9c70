"""A change of a published vacancy as the office reviews it: part by part, before and after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.clock import Clock
from app.domain.queue import Tab
from app.domain.text_diff import Piece, word_diff
from app.domain.vacancy_facts import Change
from app.models import Vacancy, VacancyRevision
from app.queries.reference import reference
from app.queries.timeline import TimelineEntry, timeline
from app.queries.vacancy_facts import revised, revision_diff
from app.queries.vacancy_review import CompanyRecord, Holder, company_record, holder_of

_TEXTS = frozenset({"title", "description", "benefits", "skills", "conditions", "justification", "address"})
_DAYS = frozenset({"closes_on", "karirhub_on"})


@dataclass(frozen=True)
class ShownChange:
    """One part before and after: values by name, days as dates, places and occupations as words. Of a text also its
    pieces, word by word."""

    part: str
    old: Mapping[str, Any]
    new: Mapping[str, Any]
    old_pieces: tuple[Piece, ...] = ()
    new_pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class RevisionReview:
    """`can_decide`: it waits, and its vacancy is on the board. `seen` is the newest event of the vacancy."""

    revision: VacancyRevision
    vacancy: Vacancy
    changes: tuple[ShownChange, ...]
    record: CompanyRecord | None
    steps: list[TimelineEntry]
    holder: Holder | None
    can_decide: bool
    justification: str  # as it would be

    @property
    def seen(self) -> int:
        return self.steps[0].id if self.steps else 0


def revision_review(session: Session, revision_id: int, clock: Clock) -> RevisionReview | None:
    revision = session.get(VacancyRevision, revision_id)
    if revision is None:
        return None
    vacancy = session.scalars(
        select(Vacancy)
        .where(Vacancy.id == revision.vacancy_id)
        .options(
            joinedload(Vacancy.employer),
            selectinload(Vacancy.places),
            selectinload(Vacancy.education),
            selectinload(Vacancy.employment_types),
        )
    ).one()
    waits = revision.status == "pending"
    return RevisionReview(
        revision=revision,
        vacancy=vacancy,
        changes=shown_changes(session, revision_diff(vacancy, revision)) if waits else (),
        record=company_record(session, vacancy.employer_id, clock.today()) if vacancy.employer_id else None,
        steps=timeline(session, "vacancy", vacancy.id),
        holder=holder_of(session, Tab.REVISIONS, revision_id, clock),
        can_decide=waits and vacancy.status == "published",
        justification=revised(vacancy, revision).requirements.justification if waits else vacancy.justification,
    )


def shown_changes(session: Session, changed: tuple[Change, ...]) -> tuple[ShownChange, ...]:
    """Changes in the words of the reference tables."""
    return tuple(_shown(session, change) for change in changed)


def _shown(session: Session, change: Change) -> ShownChange:
    old, new = _worded(session, change.old), _worded(session, change.new)
    if change.part not in _TEXTS:
        return ShownChange(change.part, old, new)
    [name] = change.old
    return ShownChange(change.part, old, new, *word_diff(str(old[name] or ""), str(new[name] or "")))


def _worded(session: Session, values: Mapping[str, Any]) -> dict[str, Any]:
    known = reference(session)
    worded = dict(values)
    for name in _DAYS & values.keys():
        worded[name] = date.fromisoformat(values[name]) if values[name] else None
    if "places" in values:
        worded["places"] = tuple(known.place_label(code) for code in values["places"])
    if values.get("occupation_code"):
        worded["occupation_code"] = known.occupations.get(values["occupation_code"], values["occupation_code"])
    if "scheme_code" in values:
        worded["scheme_code"] = known.scheme_title(values["scheme_code"])
    return worded
