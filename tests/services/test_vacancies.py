"""The verbs of a vacancy, on every database."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.actor import OPERATOR, SYSTEM, Actor, ActorKind, Role
from app.domain.errors import InvalidFact, NotAllowed, NotFound, TransitionRefused
from app.domain.vacancy import ApplyVia, EmploymentType, Headcount, NewVacancy, Requirements
from app.domain.wage import Wage
from app.models import Event, SearchJob, Vacancy
from app.services import moderation, vacancies
from app.services.transaction import transaction
from tests.factories.employers import employer
from tests.factories.vacancies import vacancy
from tests.support.clock import NOW
from tests.support.site import Site

TODAY = date(2026, 11, 25)


def _command(employer_id: int, **changes: object) -> NewVacancy:
    plain = {
        "employer_id": employer_id, "title": "Juru las 3G", "description": "Mengelas pipa.", "places": ("63.11.06",),
        "headcount": Headcount(either=2), "wage": Wage(4_000_000, 5_000_000), "closes_on": TODAY + timedelta(days=30),
        "employment_type": EmploymentType.CONTRACT, "requirements": Requirements(education=("smk",)),
    }  # fmt: skip
    return NewVacancy(**(plain | changes))  # type: ignore[arg-type]


def _member(employer_id: int) -> Actor:
    return Actor(ActorKind.ACCOUNT, 7, frozenset({Role.EMPLOYER_MEMBER}), frozenset({employer_id}))


def _get(session: Session, vacancy_id: int) -> Vacancy:
    session.rollback()
    found = session.get(Vacancy, vacancy_id)
    assert found is not None
    return found


def _verbs(session: Session, vacancy_id: int) -> list[tuple[str, str | None, str | None]]:
    rows = session.execute(
        select(Event.verb, Event.old_state, Event.new_state).where(Event.noun_id == vacancy_id).order_by(Event.id)
    )
    return [tuple(row) for row in rows]  # type: ignore[misc]


def _jobs(session: Session) -> int:
    return session.scalar(select(func.count(SearchJob.id))) or 0


def test_from_draft_to_filled(site: Site, session: Session) -> None:
    [employer_id] = site.save(employer())
    key = vacancies.create(_command(employer_id), OPERATOR, site.clock)
    assert _jobs(session) == 0, "a draft is nobody's business"
    vacancies.submit(key, OPERATOR, site.clock)
    moderation.approve(key, OPERATOR, site.clock)
    published = _get(session, key)
    assert (published.status, published.published_at, published.closed_at) == ("published", NOW, None)
    assert _jobs(session) == 1
    vacancies.extend(key, TODAY + timedelta(days=60), OPERATOR, site.clock)
    vacancies.fill(key, OPERATOR, site.clock)
    filled = _get(session, key)
    assert (filled.status, filled.closed_at) == ("filled", NOW)
    assert _verbs(session, key) == [
        ("create", None, "draft"), ("submit", "draft", "submitted"), ("approve", "submitted", "published"),
        ("extend", "published", "published"), ("fill", "published", "filled"),
    ]  # fmt: skip
    assert _jobs(session) == 3


def test_a_refused_verb_leaves_no_trace(site: Site, session: Session) -> None:
    [key] = site.save(vacancy(status="draft"))
    before = (_verbs(session, key), _jobs(session))
    for attempt in (
        lambda: moderation.approve(key, OPERATOR, site.clock),
        lambda: vacancies.fill(key, OPERATOR, site.clock),
        lambda: vacancies.submit(key, _member(999), site.clock),
    ):
        with pytest.raises((TransitionRefused, NotAllowed)):
            attempt()
    assert (_verbs(session, key), _jobs(session)) == before
    assert _get(session, key).status == "draft"


def test_staff_give_a_reason_and_members_need_none(site: Site, session: Session) -> None:
    mine, other = site.save(vacancy(), vacancy())
    with pytest.raises(InvalidFact, match="reason"):
        vacancies.withdraw(mine, OPERATOR, site.clock, reason="  ")
    vacancies.withdraw(mine, OPERATOR, site.clock, reason="Perusahaan tidak beroperasi")
    owner = _get(session, other).employer_id
    assert owner is not None
    vacancies.withdraw(other, _member(owner), site.clock)
    assert {_get(session, key).status for key in (mine, other)} == {"withdrawn"}
    events = session.scalars(select(Event).where(Event.verb == "withdraw").order_by(Event.id)).all()
    assert [one.reason and one.reason.text for one in events] == ["Perusahaan tidak beroperasi", None]


def test_expiry_is_on_time_in_the_office(site: Site, session: Session) -> None:
    last_day, tomorrow = site.save(vacancy(closes_on=TODAY), vacancy(closes_on=TODAY + timedelta(days=1)))
    site.hands.move(hours=13, minutes=59, seconds=59)  # 23.59.59 in Balangan
    assert vacancies.expire_due(site.clock) == 0
    site.hands.move(seconds=1)
    assert vacancies.expire_due(site.clock) == 1
    assert vacancies.expire_due(site.clock) == 0
    assert (_get(session, last_day).status, _get(session, tomorrow).status) == ("expired", "published")
    event = session.scalars(select(Event).where(Event.verb == "expire")).one()
    assert (event.actor_kind, event.account_id) == ("system", None)


def test_many_expire_in_batches(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vacancies, "EXPIRE_BATCH", 3)
    site.save(*(vacancy(closes_on=TODAY) for _ in range(7)))
    site.hands.move(days=1)
    with site.session():
        assert vacancies.expire_due(site.clock) == 7


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "   "}, "title"),
        ({"headcount": Headcount()}, "headcount"),
        ({"headcount": Headcount(female=2)}, "justification"),
        ({"closes_on": TODAY - timedelta(days=1)}, "closes_on"),
        ({"closes_on": TODAY + timedelta(days=366)}, "closes_on"),
        ({"apply_via": ApplyVia.PORTAL}, "apply_via"),
    ],
)
def test_create_refuses_nonsense(site: Site, session: Session, changes: dict[str, object], field: str) -> None:
    [employer_id] = site.save(employer())
    with pytest.raises(InvalidFact) as caught:
        vacancies.create(_command(employer_id, **changes), OPERATOR, site.clock)
    assert caught.value.field == field
    assert session.scalar(select(func.count(Vacancy.id))) == 0


def test_create_for_nobody(site: Site, session: Session) -> None:
    with pytest.raises(NotFound):
        vacancies.create(_command(404), OPERATOR, site.clock)


def test_approve_refuses_a_vacancy_whose_day_is_over(site: Site, session: Session) -> None:
    [key] = site.save(vacancy(status="submitted", closes_on=TODAY))
    site.hands.move(days=1)
    with pytest.raises(InvalidFact, match="closes_on"):
        moderation.approve(key, OPERATOR, site.clock)


def test_extend_only_moves_outwards(site: Site, session: Session) -> None:
    [key] = site.save(vacancy(closes_on=TODAY + timedelta(days=10)))
    with pytest.raises(InvalidFact, match="not_later"):
        vacancies.extend(key, TODAY + timedelta(days=10), OPERATOR, site.clock)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ("status = 'hilang'", "status"),
        ("closes_on = NULL", "published_has_dates"),
        ("closed_at = created_at", "closed_has_date"),
        ("status = 'expired'", "closed_has_date"),
        ("wage_min = 9000000, wage_max = 1", "wage_order"),
        ("wage_period = NULL", "wage_whole"),
        ("male = 0, female = 0, either = 0", "headcount_stated"),
        ("age_max = 30", "conditions_justified"),
        ("source = 'x', source_id = '1'", "own_or_imported"),
        ("employer_id = NULL", "own_or_imported"),
    ],
)
def test_the_database_refuses_lies(site: Site, session: Session, facts: str, constraint: str) -> None:
    site.save(vacancy())
    with pytest.raises(IntegrityError, match=constraint), transaction() as writing:
        writing.execute(text(f"UPDATE vacancy SET {facts}"))


def test_an_event_by_an_account_names_it(site: Site, session: Session) -> None:
    with pytest.raises(IntegrityError, match="account_named"), transaction() as writing:
        writing.add(Event(at=NOW, actor_kind="account", noun="vacancy", noun_id=1, verb="x"))


@pytest.mark.parametrize("verb", [vacancies.submit, moderation.approve, vacancies.fill])
def test_what_is_not_there(site: Site, session: Session, verb: Callable[..., None]) -> None:
    with pytest.raises(NotFound):
        verb(12345, SYSTEM, site.clock)
