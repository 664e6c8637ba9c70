"""The kinds that the queue counts are those of what was last put forward."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actor import OPERATOR
from app.models import Vacancy, VacancyFlag
from app.queries.vacancy_facts import facts_of
from app.services import revisions, vacancies
from app.services.flagging import refresh_flags
from app.services.transaction import transaction
from tests.factories.accounts import acting, member
from tests.factories.employers import employer
from tests.factories.vacancies import vacancy
from tests.support.site import Site

TODAY = date(2026, 11, 25)
BAD = "Mengantar barang ke toko. Biaya seragam Rp200.000. Usia maks 25 tahun, pria."
GOOD = "Mengantar barang ke toko dan merawat mobil."


def kinds(session: Session) -> dict[str, str]:
    session.rollback()
    found = {row.kind: row.severity for row in session.execute(select(VacancyFlag.kind, VacancyFlag.severity))}
    session.rollback()  # a reader must not keep the writers waiting
    return found


def test_submitting_keeps_the_kinds(site: Site, session: Session) -> None:
    [key] = site.save(vacancy("Sopir", status="draft", description=BAD))
    vacancies.submit(key, OPERATOR, site.clock)
    assert kinds(session) == {"fee": "heavy", "age": "notice", "sex": "notice"}


def test_a_corrected_vacancy_loses_them(site: Site, session: Session) -> None:
    [key] = site.save(vacancy("Sopir", status="returned", description=BAD))
    with transaction() as held:
        refresh_flags(held, held.get_one(Vacancy, key), site.clock)
    assert kinds(session)
    with transaction() as held:
        row = held.get_one(Vacancy, key)
        row.description = GOOD
        assert refresh_flags(held, row, site.clock) == ()
    assert kinds(session) == {}


def test_a_proposal_is_judged_while_it_waits_and_the_public_version_afterwards(site: Site, session: Session) -> None:
    of = employer()
    who = member(of)
    [key, _] = site.save(vacancy("Sopir", of=of, description=GOOD, closes_on=TODAY + timedelta(days=20)), who)
    author = acting(site, who)
    now = facts_of(session.get_one(Vacancy, key))
    session.rollback()
    revisions.revise(key, replace(now, description=BAD), 0, author, site.clock)
    assert kinds(session) == {"fee": "heavy", "age": "notice", "sex": "notice"}
    revisions.withdraw_revision(key, author, site.clock)
    assert kinds(session) == {}
