"""Demo data in the tables, with the events and outbox rows that the verbs themselves would have left."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import cast

from sqlalchemy import Table, delete, func, select
from sqlalchemy.orm import Session

from app.demo.board import demo_vacancies
from app.demo.employers import DemoEmployer, demo_employers, more_employers
from app.demo.places import PROVINCES, Place
from app.demo.scaled import extra_employers, scaled_vacancies
from app.demo.vacancies import DemoVacancy
from app.domain.actor import ActorKind
from app.domain.clock import Clock
from app.domain.errors import DomainError
from app.domain.slug import slugify
from app.domain.vacancy import Origin, VacancyStatus
from app.indexing.outbox import enqueue
from app.models import (
    Employer,
    Event,
    EventReason,
    Region,
    SearchJob,
    Vacancy,
    VacancyEducation,
    VacancyEmploymentType,
    VacancyPlace,
)
from app.models.industry import KBLI_VERSION
from app.services.bulk import Row, write
from app.services.events import forget_events
from app.services.transaction import transaction

LARGEST = 500_000  # vacancies
SEED = 6311
_EMPLOYER, _VACANCY, _PLACE, _EDUCATION, _TYPE, _EVENT, _REASON = (
    cast(Table, model.__table__)
    for model in (Employer, Vacancy, VacancyPlace, VacancyEducation, VacancyEmploymentType, Event, EventReason)
)


class NotEmpty(DomainError):
    """There are vacancies already, and demo vacancies never mix with them."""


_slug = lru_cache(maxsize=20_000)(slugify)  # a large demo says the same titles again and again


def _silent(done: int) -> None:
    """Tell nobody."""


def seed_demo(
    clock: Clock,
    scale: int | None = None,
    *,
    replace: bool = False,
    office: str = "63.11",
    told: Callable[[int], None] = _silent,
) -> int:
    """Write the demo board, or `scale` vacancies for measuring, and return how many vacancies were written.

    `replace` first deletes every employer, vacancy, their events and outbox rows. `office` is the region code whose
    districts are prominent in a large demo. `told` hears the number written so far. The board writes its outbox rows;
    after a large demo the caller rebuilds the index, which is the same work done once. Raises NotEmpty.
    """
    with transaction() as session:
        if replace:
            _delete_all(session)
        elif session.scalar(select(Vacancy.id).limit(1)) is not None:
            raise NotEmpty("vacancies exist")
        spread = places(session) if scale else []
        employers = demo_employers()
        if scale:
            employers += more_employers(extra_employers(scale), spread, SEED)
        hiring = _Hiring(session.scalar(select(func.max(Employer.id))) or 0, [one.name for one in employers])
        companies = [_employer_row(hiring.id_of(one.number), one, clock) for one in employers]
        write(session, _EMPLOYER, companies)
        write(session, _EVENT, [row for company in companies for row in _company_events(company)])
        if not scale:
            vacancies = demo_vacancies(clock, SEED)
            _write_vacancies(session, vacancies, 1, hiring)
            public = [key for key, one in enumerate(vacancies, start=1) if one.life.status == VacancyStatus.PUBLISHED]
            enqueue(session, "vacancies", public, clock.now())
            return len(vacancies)
    return _write_chunks(scaled_vacancies(scale, clock, employers, spread, office, SEED), hiring, told)


@dataclass(frozen=True)
class _Hiring:
    """Employers by their number in the demo: ids follow `base`, the highest id there was."""

    base: int
    names: Sequence[str]

    def id_of(self, number: int) -> int:
        return self.base + number

    def name_of(self, number: int) -> str:
        return self.names[number - 1]


def _write_chunks(chunks: Iterator[list[DemoVacancy]], hiring: _Hiring, told: Callable[[int], None]) -> int:
    """A transaction a chunk, so that half a million rows never wait in one."""
    written = 0
    for chunk in chunks:
        with transaction() as session:
            _write_vacancies(session, chunk, written + 1, hiring)
        written += len(chunk)
        told(written)
    return written


def _delete_all(session: Session) -> None:
    session.execute(delete(SearchJob).where(SearchJob.index_name == "vacancies"))
    forget_events(session, ("vacancy",))
    for table in (_TYPE, _EDUCATION, _PLACE, _VACANCY, _EMPLOYER):
        session.execute(delete(table))


def places(session: Session) -> list[Place]:
    """The districts a large demo is spread over, in the order of their codes."""
    names = dict(session.execute(select(Region.code, Region.name).where(Region.level == "regency")).all())
    found = session.execute(select(Region.code, Region.name).where(Region.level == "district").order_by(Region.code))
    return [Place(code, name, names[code[:5]]) for code, name in found if code[:2] in PROVINCES]


def _write_vacancies(session: Session, vacancies: Sequence[DemoVacancy], first: int, hiring: _Hiring) -> None:
    """Rows of a chunk whose first vacancy gets the id `first`."""
    numbered = list(enumerate(vacancies, start=first))
    write(session, _VACANCY, [_vacancy_row(key, one, hiring) for key, one in numbered])
    write(session, _PLACE, [_part(key, "region_code", code) for key, one in numbered for code in one.facts.places])
    write(
        session,
        _EDUCATION,
        [_part(key, "level", code) for key, one in numbered for code in one.facts.requirements.education],
    )
    write(session, _TYPE, [_part(key, "code", one.facts.employment_type) for key, one in numbered])
    write(session, _EVENT, [row for key, one in numbered for row in _event_rows(key, one)])
    write(session, _REASON, _reason_rows(session, numbered))


def _employer_row(key: int, employer: DemoEmployer, clock: Clock) -> Row:
    """The business number begins with 99, so that it is nobody's."""
    seen = clock.start_of(clock.today() - timedelta(days=employer.seen_days)) + timedelta(hours=9)
    checked = seen + timedelta(days=1) if employer.verified else None
    return {
        "id": key, "name": employer.name, "slug": slugify(employer.name), "status": "active",
        "nib": f"99{key:011d}", "industry_code": employer.industry, "industry_version": KBLI_VERSION,
        "region_code": employer.district, "address": employer.address, "about": employer.about, "website": "",
        "is_mou_partner": employer.mou, "verified_at": checked, "created_at": seen, "updated_at": checked or seen,
    }  # fmt: skip


def _company_events(company: Row) -> Iterable[Row]:
    """A company registered itself, and staff verified it."""
    yield _event("employer", company["id"], company["created_at"], ActorKind.VISITOR, ("register", None, "pending"))
    if company["verified_at"]:
        yield _event(
            "employer", company["id"], company["verified_at"], ActorKind.OPERATOR, ("verify", "pending", "active")
        )


def _vacancy_row(key: int, vacancy: DemoVacancy, hiring: _Hiring) -> Row:
    facts, life = vacancy.facts, vacancy.life
    wage, asks, heads = facts.wage, facts.requirements, facts.headcount
    return {
        "id": key, "status": life.status, "employer_id": hiring.id_of(facts.employer_id),
        "company": hiring.name_of(facts.employer_id), "source_url": "", "category": "", "place_text": "",
        "title": facts.title, "slug": _slug(facts.title), "description": facts.description,
        "benefits": facts.benefits, "occupation_code": facts.occupation_code, "industry_code": facts.industry_code,
        "contract_months": facts.contract_months, "work_address": facts.work_address,
        "male": heads.male, "female": heads.female, "either": heads.either,
        "wage_min": wage and wage.minimum, "wage_max": wage and wage.maximum, "wage_period": wage and wage.period,
        "wage_kind": wage and wage.kind, "wage_monthly": wage and wage.monthly,
        "skills": asks.skills, "experience_months": asks.experience_months,
        "age_min": asks.age_min, "age_max": asks.age_max, "conditions": asks.conditions,
        "scheme_code": asks.scheme_code, "open_to_disability": facts.open_to_disability,
        "justification": asks.justification, "apply_via": facts.apply_via, "apply_note": facts.apply_note,
        "karirhub_number": facts.karirhub_number, "karirhub_on": facts.karirhub_on,
        "created_at": life.created_at, "updated_at": life.updated_at, "published_at": life.published_at,
        "submitted_at": max((step.at for step in life.steps if step.verb == "submit"), default=None),
        "closes_on": facts.closes_on, "closed_at": life.closed_at,
    }  # fmt: skip


def _part(key: int, column: str, code: str) -> Row:
    return {"vacancy_id": key, column: code, "origin": Origin.STATED}


def _reason_rows(session: Session, numbered: Sequence[tuple[int, DemoVacancy]]) -> list[Row]:
    """What staff said; the events are written already and are found by vacancy and verb."""
    said = {(key, step.verb): step.reason for key, one in numbered for step in one.life.steps if step.reason}
    verbs, keys = {verb for _, verb in said}, [key for key, _ in numbered]
    events = session.execute(
        select(Event.id, Event.noun_id, Event.verb).where(
            Event.noun == "vacancy", Event.verb.in_(verbs), Event.noun_id.between(min(keys), max(keys))
        )
    )
    return [
        {"event_id": row.id, "text": said[row.noun_id, row.verb]} for row in events if (row.noun_id, row.verb) in said
    ]


def _event_rows(key: int, vacancy: DemoVacancy) -> Iterable[Row]:
    for step in vacancy.life.steps:
        yield _event("vacancy", key, step.at, step.actor, (step.verb, step.old, step.new))


def _event(noun: str, key: int, at: datetime, actor: ActorKind, step: tuple[str, str | None, str]) -> Row:
    verb, old, new = step
    return {
        "at": at, "actor_kind": actor, "account_id": None, "noun": noun, "noun_id": key,
        "verb": verb, "old_state": old, "new_state": new, "fields": "",
    }  # fmt: skip
