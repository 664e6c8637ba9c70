"""Vacancies as cards: what lists show of one. The index proposes ids, this module disposes."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from app.domain.clock import Clock
from app.domain.vacancy import VacancyStatus, is_live
from app.models import Employer, Vacancy, VacancyEducation, VacancyEmploymentType, VacancyPlace
from app.queries.backlog import behind, index_behind
from app.queries.joined import codes, joined
from app.queries.reference import Reference, reference

_vacancy, _employer, _place = Vacancy.__table__.c, Employer.__table__.c, VacancyPlace.__table__.c
_education, _employment = VacancyEducation.__table__.c, VacancyEmploymentType.__table__.c

# A statement over tables, made once: building it and loading through the mapper costs more than the database takes.
# The rule of the board is applied to the rows: in the select SQLite would rather walk the whole index on status than
# look up twenty ids.
_ROWS = (
    select(
        _vacancy.id, _vacancy.slug, _vacancy.title, _vacancy.company, _vacancy.source, _vacancy.wage_min,
        _vacancy.wage_max, _vacancy.wage_period, _vacancy.wage_kind, _vacancy.published_at, _vacancy.status,
        _vacancy.closes_on, _employer.id.label("employer_id"), _employer.slug.label("employer_slug"),
        _employer.name.label("employer_name"), _employer.verified_at, _employer.status.label("employer_status"),
        joined(_place.vacancy_id == _vacancy.id, _place.id, _place.region_code).label("places"),
        joined(_education.vacancy_id == _vacancy.id, _education.id, _education.level).label("education"),
        joined(_employment.vacancy_id == _vacancy.id, _employment.id, _employment.code).label("employment_types"),
        behind("vacancies"),
    )
    .outerjoin_from(Vacancy.__table__, Employer.__table__, _vacancy.employer_id == _employer.id)
    .where(_vacancy.id.in_(bindparam("ids", expanding=True)))
)  # fmt: skip


class VacancyCard(NamedTuple):
    """`places` are labels; `education` and `employment_types` are codes. Wages are whole rupiah a `wage_period`.

    An imported posting names its `source`; its company is text only and `employer_id` None, unless staff linked it to a
    registered one. `days_left` is 0 on the last day.
    """

    id: int
    slug: str
    title: str
    employer_name: str
    employer_id: int | None
    employer_slug: str | None
    verified: bool
    source: str | None
    places: tuple[str, ...]
    employment_types: tuple[str, ...]
    education: tuple[str, ...]
    wage_min: int | None
    wage_max: int | None
    wage_period: str | None
    wage_kind: str | None
    published_on: date
    closes_on: date
    is_new: bool
    days_left: int


def on_the_board(today: date) -> ColumnElement[bool]:
    """The rule of the public board, for a select that outer-joins the employer: published, its last day not over, and
    no suspended employer."""
    return and_(
        Vacancy.status == VacancyStatus.PUBLISHED,
        Vacancy.closes_on >= today,
        or_(Vacancy.employer_id.is_(None), Employer.status == "active"),
    )


def listed(session: Session, ids: Sequence[int], clock: Clock, new_days: int = 3) -> tuple[list[VacancyCard], bool]:
    """Cards in the order of `ids`, which must be distinct, and whether the index is behind. What is not on the board
    now leaves no card.

    A card is new for `new_days` days, the day of publication included. One select, whatever the number of ids.
    """
    found = session.connection().execute(_ROWS, {"ids": ids}).all() if ids else []
    if not found:
        return [], index_behind(session)
    today, known = clock.today(), reference(session)
    new_since = today - timedelta(days=new_days - 1)
    rows = {row[0]: row[:-1] for row in found if _is_on_the_board(row, today)}
    made = [_card(rows[key], known, clock.zone, today, new_since) for key in ids if key in rows]
    return made, bool(found[0][-1])


def cards(session: Session, ids: Sequence[int], clock: Clock, new_days: int = 3) -> list[VacancyCard]:
    """The cards of `listed`."""
    return listed(session, ids, clock, new_days)[0] if ids else []


def _is_on_the_board(row: Any, today: date) -> bool:
    return is_live(row.status, row.closes_on, today) and row.employer_status in (None, "active")


@lru_cache(maxsize=4_096)
def _card(row: tuple[Any, ...], known: Reference, zone: ZoneInfo, today: date, new_since: date) -> VacancyCard:
    """Kept by all that it is made of, so that a row that has changed makes another."""
    (key, slug, title, company, source, wage_min, wage_max, wage_period, wage_kind, published_at, _, closes_on,
     employer_id, employer_slug, employer_name, verified_at, _, places, education, employment_types) = row  # fmt: skip
    published_on = published_at.astimezone(zone).date()
    return VacancyCard(
        id=key,
        slug=slug,
        title=title,
        employer_name=employer_name or company,
        employer_id=employer_id,
        employer_slug=employer_slug,
        verified=verified_at is not None and source is None,  # staff have not seen what another board says
        source=source,
        places=tuple(map(known.place_label, codes(places))),
        employment_types=codes(employment_types),
        education=codes(education),
        wage_min=wage_min,
        wage_max=wage_max,
        wage_period=wage_period,
        wage_kind=wage_kind,
        published_on=published_on,
        closes_on=closes_on,
        is_new=published_on >= new_since,
        days_left=(closes_on - today).days,
    )
