"""Nobody decides for the office in a matter of their own: somebody else of the office can, at once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import func, select

from app.domain.actor import Actor
from app.domain.certificate import Issuer, NewCertificate
from app.domain.consent import ConsentLevel, RecordedVia
from app.domain.errors import InvalidFact
from app.domain.queue import QueueFilters, Tab
from app.domain.worker import Profile
from app.models import Account, Event, Membership
from app.services import (
    assignments,
    certificates,
    counter,
    employer_decisions,
    moderation,
    posting_links,
    reports,
    revisions,
    vacancies,
    workers,
)
from tests.factories.accounts import acting, officer
from tests.factories.corrections import NIK_TEXT, correct
from tests.factories.employers import employer
from tests.factories.review import keep, report, revision, sample
from tests.factories.vacancies import TODAY, posting, vacancy
from tests.factories.workers import certificate, given, person, worker
from tests.support.clock import NOW
from tests.support.keys import KEYRING
from tests.support.site import Site

WHY = "Sudah diperiksa."
PROFILE = Profile("d3", 60, ("721201",), "63.11.06")


@dataclass
class Case:
    """A verb over a thing whose id it takes."""

    site: Site
    key: int
    other: int = 0


Verb = Callable[[Case, Actor], object]
ON_PEOPLE: dict[str, Verb] = {
    "correct": lambda case, who: correct(case.site, case.key, actor=who, education="d3"),
    "complete_nik": lambda case, who: counter.complete_nik(case.key, NIK_TEXT, who, case.site.clock, KEYRING),
    "change_profile": lambda case, who: workers.change_profile(case.other, PROFILE, who, case.site.clock),
    "hide": lambda case, who: workers.hide(case.other, who, case.site.clock),
    "show": lambda case, who: workers.show(case.other, who, case.site.clock),
    "record": lambda case, who: certificates.record_certificate(
        NewCertificate(case.other, "welder-smaw-3g", Issuer.BNSP, "BARU 1", TODAY), who, case.site.clock
    ),
    "verify": lambda case, who: certificates.verify_certificate(1, WHY, who, case.site.clock),
    "revoke": lambda case, who: certificates.revoke_certificate(1, WHY, who, case.site.clock),
}
ON_COMPANIES: dict[str, tuple[str, Verb]] = {
    "verify": ("pending", lambda case, who: employer_decisions.verify(case.key, WHY, who, case.site.clock, KEYRING)),
    "send_back": ("pending", lambda case, who: employer_decisions.send_back(case.key, WHY, who, case.site.clock)),
    "reject": ("pending", lambda case, who: employer_decisions.reject(case.key, WHY, who, case.site.clock)),
    "trust": ("active", lambda case, who: employer_decisions.trust(case.key, WHY, who, case.site.clock)),
    "distrust": ("active", lambda case, who: employer_decisions.distrust(case.key, WHY, who, case.site.clock)),
    "suspend": ("active", lambda case, who: employer_decisions.suspend(case.key, WHY, who, case.site.clock)),
    "reinstate": ("suspended", lambda case, who: employer_decisions.reinstate(case.key, WHY, who, case.site.clock)),
}
ON_VACANCIES: dict[str, tuple[str, Verb]] = {
    "approve": ("submitted", lambda case, who: moderation.approve(case.key, who, case.site.clock, WHY)),
    "send_back": ("submitted", lambda case, who: moderation.send_back(case.key, WHY, who, case.site.clock)),
    "reject": ("submitted", lambda case, who: moderation.reject(case.key, WHY, who, case.site.clock)),
    "suspend": ("published", lambda case, who: moderation.suspend(case.key, WHY, who, case.site.clock)),
    "reinstate": ("suspended", lambda case, who: moderation.reinstate(case.key, WHY, who, case.site.clock)),
    "review_sample": ("published", lambda case, who: moderation.mark_reviewed([case.key], who, case.site.clock)),
    "accept_revision": ("published", lambda case, who: revisions.accept_revision(
        case.key, case.other, who, case.site.clock, WHY)),
    "refuse_revision": ("published", lambda case, who: revisions.refuse_revision(
        case.key, case.other, WHY, who, case.site.clock)),
    "uphold": ("published", lambda case, who: reports.uphold([1], WHY, who, case.site.clock)),
    "dismiss": ("published", lambda case, who: reports.dismiss([1], WHY, who, case.site.clock)),
    "read_contact": ("published", lambda case, who: reports.read_contact(1, who, case.site.clock, KEYRING)),
}  # fmt: skip


def refused_then_done(case: Case, verb: Verb, mine: Account, colleague: Account) -> None:
    """The officer whose matter it is may not, and nothing is written; another one may, in the same state."""
    own, other = acting(case.site, mine), acting(case.site, colleague)
    with case.site.app.app_context(), pytest.raises(InvalidFact, match=r"^matter: own$"):
        verb(case, own)
    with case.site.session() as session:
        assert session.scalar(select(func.count(Event.id))) == 0
    with case.site.app.app_context():
        verb(case, other)


@pytest.mark.parametrize("name", ON_PEOPLE)
def test_the_own_record_and_certificate(site: Site, name: str) -> None:
    one = person(consents=[given()])
    [worker_id] = site.save(worker(certificate(status="unverified"), of=one))
    mine = officer("verifier", kind="jobseeker", person_id=one.id)
    refused_then_done(Case(site, one.id, worker_id), ON_PEOPLE[name], mine, officer("verifier"))


def in_team(of: Any, *roles: str, place: str = "member") -> Account:
    return officer(*roles, membership=Membership(employer=of, role=place, created_at=NOW))


@pytest.mark.parametrize("name", ON_COMPANIES)
def test_the_own_company(site: Site, name: str) -> None:
    status, verb = ON_COMPANIES[name]
    mine = employer(status=status, trusted_at=NOW if name == "distrust" else None)
    [key] = site.save(mine)
    refused_then_done(Case(site, key), verb, in_team(mine, "verifier"), officer("verifier"))


@pytest.mark.parametrize("name", ON_VACANCIES)
def test_vacancies_of_the_own_company(site: Site, name: str) -> None:
    status, verb = ON_VACANCIES[name]
    mine = employer()
    [key] = site.save(vacancy("Juru Las", of=mine, status=status))
    keep(site, sample(key), report(key, contact_cipher=KEYRING.encrypt("0812", reports.CONTACT)))
    changed = revision(site, key, title="Juru Las Kapal")
    refused_then_done(Case(site, key, changed), verb, in_team(mine, "moderator"), officer("moderator"))


@pytest.mark.parametrize("linked", [False, True])
def test_a_posting_is_not_linked_to_the_own_company_nor_taken_off_it(site: Site, linked: bool) -> None:
    mine, other = employer(), employer()
    site.save(mine, other)
    [key] = site.save(posting(employer=mine if linked else None))

    def verb(case: Case, who: Actor) -> None:
        if linked:
            posting_links.unlink(case.key, who, site.clock)
        else:
            posting_links.link(case.key, mine.id, who, site.clock)

    refused_then_done(Case(site, key), verb, in_team(mine, "moderator"), officer("moderator"))


def test_what_a_team_may_do_an_officer_in_it_may_do_too(site: Site) -> None:
    """As one of the team, so no reason is due, as it is from the office."""
    mine = employer()
    [key] = site.save(vacancy(of=mine, status="published"))
    who = acting(site, in_team(mine, "moderator"))
    with site.app.app_context():
        vacancies.withdraw(key, who, site.clock)
    with site.session() as session:
        assert [line.verb for line in session.scalars(select(Event))] == ["withdraw"]


def test_the_own_consent_is_ones_own(site: Site) -> None:
    one = person()
    [worker_id] = site.save(worker(certificate(), of=one))
    who = acting(site, officer("verifier", kind="jobseeker", person_id=one.id))
    with site.app.app_context():
        workers.give_consent(worker_id, ConsentLevel.CARD, "2026-01", RecordedVia.ONLINE, who, site.clock)


def test_the_queue_gives_nobody_a_matter_of_their_own(site: Site) -> None:
    mine, one = employer(), person(consents=[given()])
    first, second, imported = site.save(
        vacancy("Milik", of=mine, status="submitted", submitted_at=NOW),
        vacancy("Lain", of=employer(), status="submitted", submitted_at=site.clock.now()),
        posting("Kutipan", status="submitted", submitted_at=NOW),
    )
    site.save(worker(certificate(status="unverified"), of=one), worker(certificate(status="unverified")))
    office = officer("moderator", "verifier", kind="jobseeker", person_id=one.id)
    office.membership = Membership(employer=mine, role="admin", created_at=NOW)
    who = acting(site, office)

    def taken(tab: Tab) -> list[int | None]:
        found = []
        with site.app.app_context():
            for _ in range(3):
                key = assignments.claim_next(QueueFilters(tab), who, site.clock)
                found.append(key)
                if key is not None:
                    assignments.take_over(tab, key, acting(site, officer("moderator", "verifier")), site.clock)
        return found

    assert taken(Tab.VACANCIES) == [second, imported, None]
    assert taken(Tab.CERTIFICATES) == [2, None, None]
    with site.app.app_context():
        assert assignments.claim_next(QueueFilters(Tab.VACANCIES), acting(site, officer()), site.clock) == first
