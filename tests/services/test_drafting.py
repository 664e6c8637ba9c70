"""Writing, submitting and revising a vacancy, on every database."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.actor import OPERATOR, Actor
from app.domain.drafts import DraftConflict, Sheet
from app.domain.errors import InvalidFact, NotAllowed, NotFound, TransitionRefused
from app.domain.vacancy import NewVacancy, Requirements
from app.domain.wage import Wage
from app.models import Event, SearchJob, Vacancy, VacancyDraft, VacancyRevision, VacancySample
from app.queries.vacancy_facts import facts_of, revision_diff
from app.services import drafting, revisions, vacancies
from tests.factories.accounts import acting, member
from tests.factories.employers import employer
from tests.factories.vacancies import TODAY, vacancy
from tests.support.clock import NOW
from tests.support.site import Site


def sheet(title: str = "Juru las", **facts: Any) -> Sheet:
    plain: dict[str, Any] = {"values": {"title": [title]}, "title": title, "window": "jendela-a"}
    return Sheet(**(plain | facts))


def team(site: Site, **facts: Any) -> tuple[int, Actor]:
    """A company and somebody of its team."""
    of = employer(**facts)
    who = acting(site, member(of))
    return next(iter(who.employer_ids)), who


def whole(site: Site, employer_id: int, **changes: Any) -> NewVacancy:
    [key] = site.save(vacancy(status="draft", published_at=None))
    with site.session() as session:
        plain = facts_of(session.get_one(Vacancy, key))
    return replace(plain, **({"employer_id": employer_id} | changes))


def published(site: Site, **facts: Any) -> tuple[int, Actor]:
    """A published vacancy and somebody of its company's team."""
    of = employer(**facts)
    [key, _] = site.save(vacancy(of=of), who := member(of))
    return key, acting(site, who)


def count(session: Session, model: Any, *where: Any) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(model).where(*where)) or 0


def row(session: Session, key: int) -> Vacancy:
    session.rollback()
    return session.get_one(Vacancy, key)


def verbs(session: Session, key: int) -> list[str]:
    session.rollback()
    return list(
        session.scalars(select(Event.verb).where(Event.noun_id == key, Event.noun == "vacancy").order_by(Event.id))
    )


def test_a_draft_is_begun_saved_and_let_go(site: Site, session: Session) -> None:
    company, who = team(site)
    begun = drafting.start_draft(company, sheet(), who, site.clock)
    assert begun.version == 1
    saved = drafting.save_draft(begun.vacancy_id, sheet("Juru las 3G", step=1, version=1), who, site.clock)
    assert saved.version == 2
    kept = row(session, begun.vacancy_id)
    assert (kept.status, kept.title, kept.slug, kept.form_key) == ("draft", "Juru las 3G", "juru-las-3g", "jendela-a")
    assert json.loads(session.get_one(VacancyDraft, kept.id).data) == {"title": ["Juru las 3G"]}
    drafting.discard(kept.id, who, site.clock)
    drafting.discard(kept.id, who, site.clock)
    assert verbs(session, kept.id) == ["create", "withdraw"]
    assert count(session, VacancyDraft) == 0


def test_a_page_begins_one_vacancy(site: Site, session: Session) -> None:
    company, who = team(site)
    one = drafting.start_draft(company, sheet(), who, site.clock)
    two = drafting.start_draft(company, sheet("Juru las 6G"), who, site.clock)
    assert one.vacancy_id == two.vacancy_id
    assert count(session, Vacancy) == 1
    assert row(session, one.vacancy_id).title == "Juru las 6G"
    other, whom = team(site)
    assert drafting.start_draft(other, sheet(), whom, site.clock).vacancy_id != one.vacancy_id, (
        "a key is a company's own"
    )


def test_a_draft_without_a_title_is_kept_too(site: Site, session: Session) -> None:
    company, who = team(site)
    begun = drafting.start_draft(company, sheet("", values={}), who, site.clock)
    assert row(session, begun.vacancy_id).title == ""


def test_submitting_writes_the_columns_once(site: Site, session: Session) -> None:
    company, who = team(site)
    key = drafting.start_draft(company, sheet(), who, site.clock).vacancy_id
    asked = whole(site, company, title="Juru las 3G", places=("63.11.06", "63.72"))
    for _ in range(2):
        assert drafting.submit_draft(key, asked, 1, who, site.clock) == "submitted"
    found = row(session, key)
    assert (found.title, found.submitted_at, found.wage_monthly) == ("Juru las 3G", NOW, 6_000_000)
    assert [place.region_code for place in found.places] == ["63.11.06", "63.72"]
    assert verbs(session, key) == ["create", "submit"]
    assert count(session, VacancyDraft, VacancyDraft.vacancy_id == key) == 0
    with pytest.raises(TransitionRefused):
        drafting.save_draft(key, sheet("Terlambat"), who, site.clock)


def test_a_draft_that_changed_since_it_was_looked_at_is_not_sent(site: Site, session: Session) -> None:
    company, who = team(site)
    key = drafting.start_draft(company, sheet(), who, site.clock).vacancy_id
    asked = whole(site, company)
    drafting.save_draft(key, sheet("Lain", step=1), who, site.clock)
    with pytest.raises(DraftConflict):
        drafting.submit_draft(key, asked, 1, who, site.clock)
    assert row(session, key).status == "draft"


@pytest.mark.parametrize("facts", [{"status": "pending", "submitted_at": NOW}, {"verified_at": None}])
def test_only_a_verified_company_submits(site: Site, session: Session, facts: dict[str, Any]) -> None:
    company, who = team(site, **({"verified_at": None} | facts))
    key = drafting.start_draft(company, sheet(), who, site.clock).vacancy_id
    with pytest.raises(InvalidFact) as caught:
        drafting.submit_draft(key, whole(site, company), 1, who, site.clock)
    assert (caught.value.field, caught.value.problem) == ("employer", "not_verified")
    assert row(session, key).status == "draft"


def test_age_without_a_reason_is_refused(site: Site, session: Session) -> None:
    company, who = team(site)
    key = drafting.start_draft(company, sheet(), who, site.clock).vacancy_id
    asked = whole(site, company, requirements=Requirements(age_max=30))
    with pytest.raises(InvalidFact) as caught:
        drafting.submit_draft(key, asked, 1, who, site.clock)
    assert caught.value.field == "justification"


@pytest.mark.parametrize("drawn", [True, False])
def test_a_trusted_company_publishes_at_once_and_is_sampled(site: Site, session: Session, drawn: bool) -> None:
    company, who = team(site, trusted_at=NOW)
    key = drafting.start_draft(company, sheet(), who, site.clock).vacancy_id
    asked = whole(site, company)
    before = count(session, SearchJob)
    for _ in range(2):
        assert drafting.submit_draft(key, asked, 1, who, site.clock, lambda: drawn) == "published"
    assert count(session, VacancySample) == int(drawn)
    assert count(session, SearchJob) == before + 1
    assert verbs(session, key) == ["create", "publish_trusted"]


def test_a_returned_vacancy_of_a_trusted_company_goes_to_staff(site: Site, session: Session) -> None:
    of = employer(trusted_at=NOW)
    [key, _] = site.save(vacancy(of=of, status="returned", published_at=None), who := member(of))
    asked = whole(site, of.id)
    assert drafting.submit_draft(key, asked, 0, acting(site, who), site.clock) == "submitted"


@pytest.mark.parametrize(
    "verb",
    [
        lambda key, asked, who, clock: drafting.save_draft(key, sheet(), who, clock),
        lambda key, asked, who, clock: drafting.replace_draft(key, sheet(), who, clock),
        lambda key, asked, who, clock: drafting.submit_draft(key, asked, 0, who, clock),
        lambda key, asked, who, clock: drafting.discard(key, who, clock),
        lambda key, asked, who, clock: revisions.revise(key, asked, 0, who, clock),
    ],
)
def test_nobody_else_may(site: Site, session: Session, verb: Callable[..., object]) -> None:
    [key] = site.save(vacancy(status="draft", published_at=None))
    stranger, who = team(site)
    asked = whole(site, stranger)
    with pytest.raises(NotAllowed):
        verb(key, asked, who, site.clock)
    assert row(session, key).status == "draft"


def test_a_revision_waits_and_the_public_version_stays(site: Site, session: Session) -> None:
    key, who = published(site)
    now = facts_of(row(session, key))
    changed = revisions.revise(
        key, replace(now, title="Operator HD 465", wage=Wage(5_000_000, 7_000_000)), 0, who, site.clock
    )
    assert changed == ("title", "wage")
    assert row(session, key).title == "Operator Dump Truck"
    waiting = session.scalars(select(VacancyRevision)).one()
    diff = {change.part: change for change in revision_diff(row(session, key), waiting)}
    assert diff["title"].old["title"] == "Operator Dump Truck"
    assert diff["wage"].new["wage_max"] == 7_000_000
    vacancies.extend(key, TODAY + timedelta(days=60), who, site.clock)
    revisions.accept_revision(key, waiting.id, OPERATOR, site.clock)
    after = row(session, key)
    assert (after.title, after.slug, after.wage_monthly) == ("Operator HD 465", "operator-hd-465", 7_000_000)
    assert after.closes_on == TODAY + timedelta(days=60), "what was not proposed stays as it is today"
    assert verbs(session, key) == ["revise", "extend", "accept_revision"]


def test_a_second_revision_takes_the_place_of_the_first(site: Site, session: Session) -> None:
    key, who = published(site)
    now = facts_of(row(session, key))
    revisions.revise(key, replace(now, title="Satu"), 0, who, site.clock)
    drafting.save_draft(key, sheet("Dua"), who, site.clock)
    revisions.revise(key, replace(now, title="Dua"), 1, who, site.clock)
    revisions.revise(key, replace(now, title="Dua"), 1, who, site.clock)
    states = session.execute(select(VacancyRevision.status).order_by(VacancyRevision.id)).scalars().all()
    assert states == ["withdrawn", "pending"]


def test_a_revision_is_refused_with_a_reason_or_taken_back(site: Site, session: Session) -> None:
    key, who = published(site)
    now = facts_of(row(session, key))
    revisions.revise(key, replace(now, title="Satu"), 0, who, site.clock)
    first = session.scalars(select(VacancyRevision.id)).one()
    session.rollback()
    with pytest.raises(InvalidFact):
        revisions.refuse_revision(key, first, "", OPERATOR, site.clock)
    revisions.refuse_revision(key, first, "Judul menyesatkan.", OPERATOR, site.clock)
    revisions.revise(key, replace(now, title="Dua"), 0, who, site.clock)
    with pytest.raises(NotFound):
        revisions.accept_revision(key, first, OPERATOR, site.clock)
    revisions.withdraw_revision(key, who, site.clock)
    with pytest.raises(NotFound):
        revisions.withdraw_revision(key, who, site.clock)
    assert row(session, key).title == "Operator Dump Truck"
    assert verbs(session, key) == ["revise", "refuse_revision", "revise", "withdraw_revision"]


def test_nothing_changed_is_no_revision(site: Site, session: Session) -> None:
    key, who = published(site)
    with pytest.raises(InvalidFact) as caught:
        revisions.revise(key, facts_of(row(session, key)), 0, who, site.clock)
    assert caught.value.field == "revision"
