"""How much a company may keep, and what does not go on the board before staff have looked at it."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actor import OPERATOR
from app.domain.errors import InvalidFact, TransitionRefused
from app.models import Notice, Vacancy, VacancyDraft, VacancyRevision, VacancySample
from app.queries.vacancy_facts import facts_of
from app.services import abandoned, drafting, revisions, vacancies
from tests.services.test_drafting import count, published, row, sheet, team, verbs, whole
from tests.support.clock import NOW
from tests.support.site import Site

FEE = "Biaya pendaftaran Rp150.000 dibayar di muka."


def test_with_a_heavy_flag_staff_look_first_at_a_trusted_company_too(site: Site, session: Session) -> None:
    company, who = team(site, trusted_at=NOW)
    key = drafting.start_draft(company, sheet(), who, site.clock).vacancy_id
    asked = whole(site, company, description=FEE)
    assert drafting.submit_draft(key, asked, 1, who, site.clock, lambda: True) == "submitted"
    assert count(session, VacancySample) == 0
    assert verbs(session, key) == ["create", "submit"]


def test_a_company_keeps_a_number_of_drafts(site: Site, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafting, "MOST_DRAFTS", 2)
    company, who = team(site)
    first = drafting.start_draft(company, sheet(), who, site.clock)
    drafting.start_draft(company, sheet(window="jendela-b"), who, site.clock)
    with pytest.raises(InvalidFact, match="drafts: too_many"):
        drafting.start_draft(company, sheet(window="jendela-c"), who, site.clock)
    assert count(session, Vacancy) == 2
    again = drafting.start_draft(company, sheet(step=1, version=1), who, site.clock)
    assert again.vacancy_id == first.vacancy_id, "a page goes on with the draft it began"
    drafting.discard(first.vacancy_id, who, site.clock)
    drafting.start_draft(company, sheet(window="jendela-c"), who, site.clock)


def test_what_is_too_long_is_refused_and_not_cut(site: Site, session: Session) -> None:
    company, who = team(site)
    key = drafting.start_draft(company, sheet(), who, site.clock).vacancy_id
    for texts in (["x" * 20_001], ["x" * 11_000, "x" * 11_000]):
        long = sheet(values={"title": ["Juru las"], "skills": texts}, step=1, version=1)
        with pytest.raises(InvalidFact, match="skills: too_long"):
            drafting.save_draft(key, long, who, site.clock)
    session.rollback()
    assert json.loads(session.get_one(VacancyDraft, key).data) == {"title": ["Juru las"]}


def test_a_revision_with_a_heavy_flag_is_accepted_with_a_note_only(site: Site, session: Session) -> None:
    key, who = published(site)
    revisions.revise(key, replace(facts_of(row(session, key)), description=FEE), 0, who, site.clock)
    waiting = session.scalars(select(VacancyRevision.id)).one()
    session.rollback()
    with pytest.raises(InvalidFact, match="despite_flags"):
        revisions.accept_revision(key, waiting, OPERATOR, site.clock, " ")
    assert row(session, key).description != FEE
    revisions.accept_revision(key, waiting, OPERATOR, site.clock, "Biaya dikembalikan, sudah dicek.")
    assert row(session, key).description == FEE
    assert verbs(session, key) == ["revise", "accept_revision"]


def test_a_draft_that_was_let_go_is_forgotten_after_a_week(site: Site, session: Session) -> None:
    """Its lines stay. What was put forward, the newest number, and a page that is sent late are left alone."""
    company, who = team(site)
    asked = whole(site, company)
    sent, gone, newest = (
        drafting.start_draft(company, sheet(window=window), who, site.clock).vacancy_id for window in "abc"
    )
    drafting.submit_draft(sent, asked, 1, who, site.clock)
    vacancies.withdraw(sent, who, site.clock, "")
    for key in (gone, newest):
        drafting.discard(key, who, site.clock)
    with pytest.raises(TransitionRefused):
        drafting.start_draft(company, sheet(window="b"), who, site.clock)
    site.hands.move(days=6)
    assert abandoned.forget_drafts(site.clock) == 0
    site.hands.move(days=1)
    assert abandoned.forget_drafts(site.clock) == 1
    assert abandoned.forget_drafts(site.clock) == 0
    session.rollback()
    assert session.get(Vacancy, gone) is None
    assert [session.get_one(Vacancy, key).status for key in (sent, newest)] == ["withdrawn", "withdrawn"]
    assert verbs(session, gone) == ["create", "withdraw", "remove"]
    assert session.scalars(select(Notice).where(Notice.path == f"/kelola/lowongan/{gone}")).all() == []
