"""Companies are trusted, suspended and reinstated."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actor import OPERATOR
from app.domain.errors import InvalidFact, NotAllowed
from app.models import Employer, SearchJob, Vacancy
from app.services import employer_decisions, vacancies
from app.services.transaction import transaction
from tests.factories.employers import employer
from tests.factories.registrations import NOTE, admin_of, registered, staff, verbs
from tests.factories.vacancies import posting, vacancy
from tests.support.keys import KEYRING
from tests.support.site import Site


def _suspended(site: Site) -> Employer:
    found = employer(status="suspended", suspended_at=site.clock.now())
    site.save(found)
    return found


def test_suspension_takes_the_vacancies_down_and_reinstating_sends_them_to_review(site: Site, session: Session) -> None:
    mine, other = employer(trusted_at=site.clock.now()), employer()
    jobs = {
        state: vacancy(of=mine, status=state) for state in ("draft", "submitted", "published", "suspended", "filled")
    }
    linked = posting()
    site.save(*jobs.values(), linked, vacancy(of=other))
    with transaction() as writing:
        writing.get_one(Vacancy, linked.id).employer_id = mine.id
    verifier = staff(site)
    site.hands.move(hours=1)
    employer_decisions.suspend(mine.id, "Meminta biaya pendaftaran.", verifier, site.clock)
    session.expire_all()
    assert {name: session.get_one(Vacancy, job.id).status for name, job in jobs.items()} == {
        "draft": "draft", "submitted": "suspended", "published": "suspended", "suspended": "suspended",
        "filled": "filled",
    }  # fmt: skip
    assert session.get_one(Employer, mine.id).trusted_at is None
    waiting = set(session.scalars(select(SearchJob.record_id)))
    assert waiting == {jobs["submitted"].id, jobs["published"].id, linked.id}
    site.hands.move(hours=1)
    employer_decisions.reinstate(mine.id, "Uang dikembalikan.", verifier, site.clock)
    session.expire_all()
    after = {name: session.get_one(Vacancy, job.id) for name, job in jobs.items()}
    assert {name: one.status for name, one in after.items()} == {
        "draft": "draft", "submitted": "submitted", "published": "submitted", "suspended": "suspended",
        "filled": "filled",
    }  # fmt: skip
    assert after["published"].submitted_at == site.clock.now()
    assert {(verb, old) for verb, old, _ in verbs(session, "vacancy")} == {
        ("suspend", "submitted"), ("suspend", "published"), ("reinstate", "suspended"),
    }  # fmt: skip


def test_who_was_suspended_cannot_put_anything_forward(site: Site, session: Session) -> None:
    mine = _suspended(site)
    [draft, open_one] = site.save(vacancy(of=mine, status="draft"), vacancy(of=mine))
    own = admin_of(site, mine)
    with pytest.raises(NotAllowed):
        vacancies.submit(draft, own, site.clock)
    with pytest.raises(NotAllowed):
        vacancies.extend(open_one, site.clock.today().replace(year=2027, month=2), own, site.clock)
    vacancies.withdraw(draft, own, site.clock)


def test_trust_comes_and_goes(site: Site, session: Session) -> None:
    mine, unseen = employer(), employer(verified_at=None)
    site.save(mine, unseen)
    verifier = staff(site)
    employer_decisions.trust(mine.id, "Lima lowongan tanpa keluhan.", verifier, site.clock)
    session.expire_all()
    assert session.get_one(Employer, mine.id).trusted_at == site.clock.now()
    employer_decisions.distrust(mine.id, "Keluhan pelamar.", verifier, site.clock)
    session.expire_all()
    assert session.get_one(Employer, mine.id).trusted_at is None
    with pytest.raises(InvalidFact, match="verified_at"):
        employer_decisions.trust(unseen.id, "Baik.", verifier, site.clock)
    with pytest.raises(InvalidFact, match="too_long"):
        employer_decisions.suspend(mine.id, "x" * 501, verifier, site.clock)


def test_the_operator_may_everything(site: Site, session: Session) -> None:
    key = registered(site)
    employer_decisions.verify(key, NOTE, OPERATOR, site.clock, KEYRING)
    employer_decisions.suspend(key, "Diminta kepala dinas.", OPERATOR, site.clock)
    session.expire_all()
    assert session.get_one(Employer, key).status == "suspended"
