"""Postings of other boards: stored in bulk, once each by source and its own id."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from app.domain.actor import Actor
from app.domain.clock import Clock
from app.domain.slug import slugify
from app.domain.vacancy import ApplyVia, Posting, VacancyStatus, is_live
from app.domain.wage import Wage
from app.indexing.outbox import enqueue
from app.models import Event, Vacancy, VacancyEducation, VacancyEmploymentType, VacancyPlace
from app.services.transaction import transaction
from app.services.transitions import record_imported

_VACANCY: Table = Vacancy.__table__  # type: ignore[assignment]
_CONTENT = (
    "title", "company", "category", "description", "place_text", "source_url", "wage_min", "wage_max", "wage_period",
    "wage_kind", "wage_monthly",
)  # fmt: skip  # what a board may change later; the slug follows the title
_READ = "occupation_code"  # read from that content: it follows a changed text, and fills in where it is missing
_REFRESHED = frozenset((VacancyStatus.PUBLISHED, VacancyStatus.EXPIRED))  # staff have not decided on these
_UNSAID = {
    "benefits": "", "work_address": "", "skills": "", "conditions": "", "justification": "", "apply_note": "",
    "open_to_disability": False, "male": 0, "female": 0, "either": 0,
}  # fmt: skip  # given with each row, which is faster than a default of the column
_Key = tuple[str, str]
_Row = dict[str, Any]


@dataclass(frozen=True)
class Stored:
    """What became of a chunk: new rows, rows with changed text or a newly read occupation, rows left as they were."""

    added: int
    refreshed: int
    unchanged: int


def import_postings(postings: Sequence[Posting], actor: Actor, clock: Clock) -> Stored:
    """Store one chunk in one transaction, with events and outbox rows. Each (source, source_id) occurs once in a chunk.

    A known posting gets its changed text and the occupation it lacks; its status and dates, and what staff withdrew,
    stay. Raises NotAllowed.
    """
    with transaction() as session:
        known = _known(session, postings)
        fresh = [posting for posting in postings if _key(posting) not in known]
        if fresh:
            _add(session, fresh, actor, clock)
        changed = _changed(postings, known)
        if changed:
            _refresh(session, changed, actor, clock)
    return Stored(len(fresh), len(changed), len(postings) - len(fresh) - len(changed))


def _key(posting: Posting) -> _Key:
    return posting.source, posting.source_id


def _known(session: Session, postings: Iterable[Posting]) -> dict[_Key, Any]:
    return {(row.source, row.source_id): row for row in _stored(session, postings, (*_CONTENT, _READ))}


def _stored(session: Session, postings: Iterable[Posting], names: Sequence[str]) -> Iterator[Any]:
    """The rows of these postings that the database holds."""
    columns = [_VACANCY.c[name] for name in ("id", "status", "source", "source_id", *names)]
    by_source: dict[str, list[str]] = defaultdict(list)
    for posting in postings:
        by_source[posting.source].append(posting.source_id)
    for source, ids in by_source.items():
        yield from session.execute(select(*columns).where(_VACANCY.c.source == source, _VACANCY.c.source_id.in_(ids)))


def _add(session: Session, postings: list[Posting], actor: Actor, clock: Clock) -> None:
    now, today = clock.now(), clock.today()
    session.execute(insert(_VACANCY), [_new_row(posting, clock, now, today) for posting in postings])
    rows = _ids(session, postings)
    _add_readings(session, [(rows[_key(posting)][0], posting) for posting in postings])
    record_imported(session, list(rows.values()), actor, clock)


def _ids(session: Session, postings: Iterable[Posting]) -> dict[_Key, tuple[int, str]]:
    return {(row.source, row.source_id): (row.id, row.status) for row in _stored(session, postings, ())}


def _new_row(posting: Posting, clock: Clock, now: datetime, today: date) -> _Row:
    live = is_live(VacancyStatus.PUBLISHED, posting.closes_on, today)
    return _UNSAID | _content(posting) | {
        "status": VacancyStatus.PUBLISHED if live else VacancyStatus.EXPIRED,
        "source": posting.source, "source_id": posting.source_id, "slug": slugify(posting.title),
        "apply_via": ApplyVia.SOURCE, "created_at": now, "updated_at": now, "published_at": posting.published_at,
        "closes_on": posting.closes_on, "closed_at": None if live else clock.deadline(posting.closes_on),
    }  # fmt: skip


def _content(posting: Posting) -> _Row:
    wage: Wage | None = posting.wage
    return {
        "title": posting.title, "company": posting.company, "category": posting.category,
        "description": posting.description, "place_text": posting.place_text, "source_url": posting.source_url,
        "wage_min": wage.minimum if wage else None, "wage_max": wage.maximum if wage else None,
        "wage_period": wage.period if wage else None, "wage_kind": wage.kind if wage else None,
        "wage_monthly": wage.monthly if wage else None, _READ: posting.occupation_code,
    }  # fmt: skip


def _add_readings(session: Session, owned: Sequence[tuple[int, Posting]]) -> None:
    places = [
        {"vacancy_id": key, "region_code": code, "origin": origin}
        for key, posting in owned for code, origin in posting.places
    ]  # fmt: skip
    levels = [
        {"vacancy_id": key, "level": code, "origin": origin}
        for key, posting in owned for code, origin in posting.education
    ]  # fmt: skip
    types = [
        {"vacancy_id": key, "code": code, "origin": origin}
        for key, posting in owned for code, origin in posting.employment_types
    ]  # fmt: skip
    for model, rows in ((VacancyPlace, places), (VacancyEducation, levels), (VacancyEmploymentType, types)):
        if rows:
            session.execute(insert(model.__table__), rows)  # type: ignore[arg-type]


def _changed(postings: Iterable[Posting], known: dict[_Key, Any]) -> list[tuple[Any, Posting, list[str]]]:
    changed = []
    for posting in postings:
        row = known.get(_key(posting))
        if row is None or row.status not in _REFRESHED:
            continue
        content = _content(posting)
        fields = [name for name in _CONTENT if content[name] != getattr(row, name)]
        if row.occupation_code is None and posting.occupation_code:
            fields.append(_READ)
        if fields:
            changed.append((row, posting, fields))
    return changed


def _refresh(session: Session, changed: list[tuple[Any, Posting, list[str]]], actor: Actor, clock: Clock) -> None:
    now = clock.now()
    rows = [
        _content(posting) | {"key": row.id, "slug": slugify(posting.title), "updated_at": now}
        for row, posting, _ in changed
    ]  # fmt: skip
    session.connection().execute(update(_VACANCY).where(_VACANCY.c.id == bindparam("key")), rows)
    ids = [row.id for row, _, _ in changed]
    for model in (VacancyPlace, VacancyEducation, VacancyEmploymentType):
        table: Table = model.__table__  # type: ignore[assignment]
        session.execute(delete(table).where(table.c.vacancy_id.in_(ids)))
    _add_readings(session, [(row.id, posting) for row, posting, _ in changed])
    shared = {"at": now, "actor_kind": actor.kind, "account_id": actor.account_id, "noun": "vacancy", "verb": "import"}
    events = [
        shared | {"noun_id": row.id, "old_state": row.status, "new_state": row.status, "fields": " ".join(fields)}
        for row, _, fields in changed
    ]  # fmt: skip
    session.execute(insert(Event), events)
    enqueue(session, "vacancies", ids, now)
